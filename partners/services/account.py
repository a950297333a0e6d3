"""What somebody decides about his own account."""

from django.db import transaction

from audit.log import log
from partners.models import User


@transaction.atomic
def set_reminders(*, by, wanted):
    """Whether the morning's mail about what waits comes. Mail about a threat always comes."""
    User.objects.filter(pk=by.pk).update(wants_reminders=wanted)
    log("set_reminders", by, wanted=wanted)
