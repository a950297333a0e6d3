"""The two ways in which a step can be refused. There is no third."""

from django.core.exceptions import PermissionDenied


class NotAllowed(PermissionDenied):
    """This person may never do this here; the page answers 403."""


class WrongState(Exception):
    """It could be done, but not now: somebody was first, or a step is missing.

    `back_to` is an object with `get_absolute_url` or a URL name; the middleware shows the message there.
    """

    def __init__(self, message, back_to):
        super().__init__(message)
        self.back_to = back_to
