"""Who sees which link and which inquiry, and what is counted of sources. See reference.py."""

from tests.rowsecurity.readers import of
from tests.rowsecurity.reference import recused_from_signal, reported, signal


def link(world, reader, number):
    """Who sees both ends."""
    it = world["links"][number]
    return signal(world, reader, it["signal"]) and signal(world, reader, it["other"])


def merged(world, reader):
    """Signals of which the reader learns that they were merged, also when he does not see with what."""
    links = of(world, "links", kind="merged", ended=False)
    return {it["signal"] for it in links if signal(world, reader, it["signal"])}


def inquiry_hit(world, reader, number):
    """Choice: the desk of the signal that was touched; never who asked, for a name would lead to a signal."""
    it = world["inquiry_hits"][number]
    house = world["signals"][it["signal"]]["house"]
    asked_by = world["inquiries"][it["inquiry"]]["asked_by"]
    return asked_by != reader.user and reader.at_desk(house) and signal(world, reader, it["signal"])


def inquiry(world, reader, number):
    """Choice: who asked, the privacy officers of his house, and the desk whose signal was touched."""
    it = world["inquiries"][number]
    touched = (n for n, hit in enumerate(world["inquiry_hits"]) if hit["inquiry"] == number)
    return (
        it["asked_by"] == reader.user is not None
        or reader.officer_of(it["house"])
        or any(inquiry_hit(world, reader, n) for n in touched)
    )


def sources(world, reader):
    """{signal: (organisations, persons, citizens, registers)} of what the desk sees, itself and its direct links."""
    found = {}
    for number, it in enumerate(world["signals"]):
        if reader.at_desk(it["house"]) and not shut_off(world, reader, number):
            found[number] = counted(world, reader, together(world, number))
    return found


def shut_off(world, reader, number):
    """Who stepped back from an item about the signal, except from what he reported himself: as reference.signal."""
    return recused_from_signal(world, reader, number) and not reported(world, reader, number)


def together(world, number):
    """A signal, what is linked to it, and what was merged into one of those."""
    near = {number}
    for it in of(world, "links", ended=False):
        near |= {it["signal"], it["other"]} if number in (it["signal"], it["other"]) else set()
    return near | {
        it["signal"] for it in of(world, "links", kind="merged", ended=False) if it["other"] in near
    }


def counted(world, reader, numbers):
    seen = [world["signals"][n] for n in numbers if not shut_off(world, reader, n)]
    keys = {it["key"] for it in seen if it["membership"] is None}
    old = {key for key in keys if world["keys"][key]["purpose"] == "register"}
    people = [world["memberships"][it["membership"]] for it in seen if it["membership"] is not None]
    return (
        len({one["organisation"] for one in people}),
        len({(one["organisation"], one["user"]) for one in people}),
        len(keys - old),
        len(old),
    )
