"""Who sees an amendment of minutes, and an erratum. See reference.py."""

from tests.rowsecurity.reference import item, may_know


def amendment(world, reader, number):
    """Choice: who sees the item; of a hidden participant only itself and the coordinators, for it says who."""
    it = world["amendments"][number]
    meeting_ = world["items"][it["item"]]["meeting"]
    return item(world, reader, it["item"]) and may_know(world, reader, meeting_, it["organisation"])


def erratum(world, reader, number):
    return item(world, reader, world["errata"][number]["item"])
