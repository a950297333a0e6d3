"""Who sees where a meeting is, who writes, and what its chair keeps for himself. See reference.py."""

from tests.rowsecurity.reference import item


def stage(world, reader, number):
    """Choice: where the meeting is shows with the item it is at, to nobody else."""
    return item(world, reader, world["stages"][number]["item"])


def pen(world, reader, number):
    return item(world, reader, world["pens"][number]["item"])


def note(world, reader, number):
    """Choice: a coordinator who stepped back from the item does not see its notes either."""
    about = world["notes"][number]["item"]
    house = world["meetings"][world["items"][about]["meeting"]]["house"]
    return item(world, reader, about) and reader.coordinates(house)
