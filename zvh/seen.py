"""What somebody saw, as a keyed hash to send along with a form: so that nobody decides about something else."""

from django.utils.crypto import salted_hmac


def plain(text):
    """A browser sends other line ends than it got; that is no change."""
    return text.replace("\r\n", "\n").strip()


def seen(*values):
    """The same for the same values; without our key nobody guesses a text from it."""
    return salted_hmac("zvh.seen", repr(values), algorithm="sha256").hexdigest()[:32]
