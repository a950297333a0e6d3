"""Who sees what a series gives to its meetings, who comes, and the calendar of a person. See reference.py."""

from tests.rowsecurity.reference import leads, meeting


def standing_item(world, reader, number):
    return reader.at_desk(world["series"][world["standing_items"][number]["series"]]["house"])


def school_holiday(world, reader, number):
    return reader.at_desk(world["school_holidays"][number]["house"])


def guest(world, reader, number):
    """Choice: who was mailed and what he answered is for who leads the meeting and for his own organisation, of a case
    meeting as far as one reads the case."""
    it = world["guests"][number]
    of_case = world["meetings"][it["meeting"]]["case"] is not None
    own = reader.stands_for(it["organisation"]) and (not of_case or meeting(world, reader, it["meeting"]))
    return own or leads(world, reader, it["meeting"])


def feed(world, reader, number):
    return world["feeds"][number]["user"] == reader.user is not None
