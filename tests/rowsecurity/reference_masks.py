"""Who sees what is hidden in a text, and what is proposed to go for good. See reference.py."""

from tests.rowsecurity.readers import of
from tests.rowsecurity.reference import signal


def mask(world, reader, number):
    """Choice: that something is hidden, and why, and what is proposed to go, is for the desk alone."""
    about = world["masks"][number]["signal"]
    return signal(world, reader, about) and reader.at_desk(world["signals"][about]["house"])


redaction = mask


def masked_text(world, reader, number):
    """Choice: of the desk, who opened it himself."""
    of_mask = world["masked_texts"][number]["mask"]
    grants = of(world, "grants", mask=of_mask, user=reader.user)
    return any(g["until"] > 0 for g in grants) and mask(world, reader, of_mask)
