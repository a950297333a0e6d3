"""Mail tells that something waits, never what it says."""

from functools import partial

from django.db import transaction

from zvh.tasks import send_mail


def send_later(recipients, subject, text, *, calendar=None):
    """Send to each address apart, after the transaction has been kept; `calendar` is (method, text of the file)."""
    for address in sorted(set(recipients)):
        transaction.on_commit(partial(send_mail.delay, address, subject, text, calendar))
