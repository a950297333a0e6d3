"""Who sees the old register of a house, and where a signal came from. See reference.py.

Choice: an imported signal has no reporter and no organisation, only a key that ended before anybody had it. So by
`reference.signal` nobody outside the house sees it, also not the organisation that reported it according to the
register, until it is shared or lies on a table. Which organisation that was stands in its row here.
"""

from tests.rowsecurity.reference import signal


def register(world, reader, number):
    """Choice: the desk, for a second person of it must agree; the file itself is for who brings it (a view asks)."""
    return reader.at_desk(world["registers"][number]["house"])


def register_row(world, reader, number):
    """Choice: the origin of a signal is for the desk that sees the signal, not for whom it is shared with."""
    it = world["register_rows"][number]
    if it["signal"] is None:
        return register(world, reader, it["register"])
    about = it["signal"]
    return signal(world, reader, about) and reader.at_desk(world["signals"][about]["house"])
