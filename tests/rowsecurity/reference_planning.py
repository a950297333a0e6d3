"""Who sees what a series gives to its meetings, who comes, and the calendar of a person. See reference.py."""


def standing_item(world, reader, number):
    return reader.at_desk(world["series"][world["standing_items"][number]["series"]]["house"])


def school_holiday(world, reader, number):
    return reader.at_desk(world["school_holidays"][number]["house"])


def guest(world, reader, number):
    """Choice: who was mailed and what he answered is for the coordinators and for his own organisation."""
    it = world["guests"][number]
    return reader.stands_for(it["organisation"]) or reader.coordinates(
        world["meetings"][it["meeting"]]["house"]
    )


def feed(world, reader, number):
    return world["feeds"][number]["user"] == reader.user is not None
