"""Who sees where a meeting is, who writes, and what its chair keeps for himself. See reference.py."""

from tests.rowsecurity.reference import item, leads


def stage(world, reader, number):
    """Choice: where the meeting is shows with the item it is at, to nobody else."""
    return item(world, reader, world["stages"][number]["item"])


def pen(world, reader, number):
    return item(world, reader, world["pens"][number]["item"])


def note(world, reader, number):
    """Choice: who leads the meeting; stepped back from the item, he does not see its notes either."""
    about = world["notes"][number]["item"]
    return item(world, reader, about) and leads(world, reader, world["items"][about]["meeting"])
