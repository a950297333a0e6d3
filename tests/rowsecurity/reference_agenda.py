"""Who sees what prepares a meeting: earlier texts, standing tables, proposals, reminders. See reference.py."""

from tests.rowsecurity.reference import at_table, case, is_hidden, item, leads, signal


def version(world, reader, number):
    """Of a contribution that was released: who could read it then. In these worlds each has one version."""
    it = world["contributions"][number]
    if not it["released"] or not item(world, reader, it["item"]):
        return False
    meeting = world["items"][it["item"]]["meeting"]
    at_the_table = world["meetings"][meeting]["released"] and at_table(world, reader, it["item"])
    return (
        reader.stands_for(it["organisation"])
        or leads(world, reader, meeting)
        or world["meetings"][meeting]["case"] is not None
        or (at_the_table and not is_hidden(world, meeting, it["organisation"]))
    )


def standing_table(world, reader, number):
    """Choice: who makes the agendas, and no expert."""
    return reader.coordinates(world["standing_tables"][number]["house"])


def fate(world, reader, number):
    """Choice: who makes the agendas, as far as he sees what was proposed: a reason tells of it."""
    it = world["fates"][number]
    return (
        reader.coordinates(it["house"])
        and (it["signal"] is None or signal(world, reader, it["signal"]))
        and (it["case"] is None or case(world, reader, it["case"]))
    )


def reminder(world, reader, number):
    return leads(world, reader, world["reminders"][number]["meeting"])
