"""Mail tells that something waits, never what it says."""

from functools import partial

from django.db import transaction

from zvh.tasks import send_mail


def send_later(recipients, subject, text):
    """Send to each address apart, after the transaction has been kept."""
    for address in sorted(set(recipients)):
        transaction.on_commit(partial(send_mail.delay, address, subject, text))
