"""Who reads an entry in the journal of a case, who is named at it, and that it corrects another. See reference.py."""

from tests.rowsecurity.readers import of
from tests.rowsecurity.reference_cases import directs, reads_part, takes_part

VISIBLE = ("partners", "own", "named")


def add_journal(world, drawn, people):
    """To a world: entries in its cases; the second stands in the place of the first."""
    cases = len(world["cases"])
    drawn = drawn if cases else []
    world["journal_entries"] = [
        {"case": n % cases, "membership": m % people, "organisation": organisation, "visible_to": visible_to}
        for n, m, organisation, visible_to, _ in drawn
    ]
    world["journal_readers"] = [
        {"entry": n, "membership": m}
        for n, (*_, named) in enumerate(drawn)
        for m in sorted({one % people for one in named})
    ]
    corrected = len(drawn) > 1
    world["journal_corrections"] = [{"earlier": 0, "later": 1}] if corrected else []


def journal_entry(world, reader, number):
    """Within the readers of the case, as its writer chose. Choice: nobody reads it because he wrote it alone."""
    it = world["journal_entries"][number]
    if it["visible_to"] == "partners":
        return reads_part(world, reader, it["case"], "journal")
    if it["visible_to"] == "own":
        return of_own(world, reader, it)
    named = [one["membership"] for one in of(world, "journal_readers", entry=number)]
    return any(
        reader.is_member(one) and reads_by(world, it["case"], one) for one in [it["membership"], *named]
    )


def of_own(world, reader, it):
    """Choice: who directs a case from another organisation works for the house there: his own is its staff.

    Of a partner its people, while it takes part, whatever its profile; of a restricted case its named ones.
    """
    number, organisation = it["case"], it["organisation"]
    case = world["cases"][number]
    if organisation == case["house"]:
        return works_in(world, reader, number)
    if not of(world, "case_partners", case=number, organisation=organisation, left=False):
        return False
    if not case["restricted"]:
        return takes_part(world, reader, organisation)
    return any(
        reader.is_member(one["membership"])
        and world["memberships"][one["membership"]]["organisation"] == organisation
        for one in of(world, "named", case=number)
    )


def works_in(world, reader, number):
    it = world["cases"][number]
    coordinates = reader.coordinates(it["house"]) and (
        not it["restricted"] or it["coordinator"] == reader.user
    )
    return coordinates or directs(world, reader, number)


def reads_by(world, number, membership):
    """Choice: by this very membership; that its person reads the case by another one too opens nothing."""
    case, m = world["cases"][number], world["memberships"][membership]
    if m["role"] == "case_director" and of(
        world, "directors", case=number, membership=membership, ended=False
    ):
        return True
    of_house = m["role"] == "coordinator" and m["organisation"] == case["house"]
    if of_house and (not case["restricted"] or case["coordinator"] == m["user"]):
        return True
    if case["restricted"]:
        return bool(of(world, "named", case=number, membership=membership))
    is_house = world["organisations"][m["organisation"]]["kind"] == "house"
    stands = {"coordinator"} if is_house else {"participant", "coordinator", "expert"}
    joined = of(world, "case_partners", case=number, organisation=m["organisation"], left=False)
    return m["role"] in stands and bool(joined)


def journal_reader(world, reader, number):
    """Choice: who reads an entry sees who else is named at it, so that nobody talks past it."""
    return journal_entry(world, reader, world["journal_readers"][number]["entry"])


def journal_correction(world, reader, number):
    """Choice: for who reads both; of one of them the other is not told."""
    it = world["journal_corrections"][number]
    return journal_entry(world, reader, it["earlier"]) and journal_entry(world, reader, it["later"])
