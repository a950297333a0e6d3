"""What is asked of somebody: one at a time waits for an answer, and who is asked gets a mail without content."""

from django.db import IntegrityError, transaction

from partners.models import Colleague, User
from partners.roles import Role
from zvh.exceptions import WrongState
from zvh.mail import send_later


def ask_one(model, *, waits, back_to, **fields):
    """Keep a question; where another one waits the database refuses it, and `waits` says so at `back_to`."""
    try:
        with transaction.atomic():
            return model.objects.create(**fields)
    except IntegrityError as error:
        if "one_waits" not in str(error):
            raise
        raise WrongState(waits, back_to=back_to) from error


def mail_who_is_asked(membership_id, organisation_id, subject, text):
    """To the person, else to the participants of the organisation."""
    whole = {"organisation": organisation_id, "role": Role.PARTICIPANT}
    people = Colleague.objects.filter(**({"membership": membership_id} if membership_id else whole))
    emails = User.objects.filter(pk__in=people.values("user")).values_list("email", flat=True)
    send_later(emails, subject, text)
