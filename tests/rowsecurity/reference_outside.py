"""Who sees a question to an outsider, and a talk with somebody involved. See reference.py."""

from tests.rowsecurity.reference import intake


def outside_question(world, reader, number):
    """Its key, of this one question; the desk of the house, as far as it sees the signal."""
    it = world["outside_questions"][number]
    return it["key"] == reader.key is not None or desk(world, reader, it["signal"])


def desk(world, reader, signal):
    """Choice: never the table, nor who reported or was shared with."""
    return intake(world, reader, signal)  # there is one of each signal, with its number


def interview(world, reader, number):
    return desk(world, reader, world["interviews"][number]["signal"])
