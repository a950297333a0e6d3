"""Is this person or organisation known elsewhere? The answer is only: known at this house, or not known.

Only the desk asks. Another partner has no ground of his own to learn that somebody stands in a signal of someone else:
that would be a share without ground, purpose, necessity and end. He asks the desk, which may share when there is one.
"""

import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from audit.log import log
from partners.models import House
from partners.roles import Permission
from partners.steps import require
from signals.models import Inquiry
from zvh.exceptions import NotAllowed, WrongState

A_DAY = 10  # the number in zvh.inquire()
REFUSED = {
    "signals_inquiry_term": "Schrijf de naam voluit, zonder * of ?. Bij een persoon: voornaam en achternaam.",
    "signals_inquiry_limit": f"U heeft vandaag al {A_DAY} keer navraag gedaan. Morgen kan het weer.",
}


@dataclass(frozen=True)
class Answer:
    """The question as it was kept, and the houses that know the name."""

    inquiry: Inquiry
    houses: list

    @property
    def in_words(self):
        if not self.houses:
            return "Niet bekend. Uw vraag is vastgelegd, zonder de naam."
        known = [
            f"Bekend bij {one.organisation}: neem contact op, telefoon {one.telephone}, {one.email}."
            for one in self.houses
        ]
        return " ".join(known) + " Uw vraag is vastgelegd, en te zien voor wie het signaal behandelt."


@transaction.atomic
def inquire(house, *, by, kind, name, purpose, born_on=None):
    """Ask for one name, on behalf of a house. Returns an Answer; the name itself is kept nowhere."""
    require(by, Permission.INQUIRE)
    if house.pk not in {m.organisation_id for m in by.membership_for(Permission.INQUIRE)}:
        raise NotAllowed
    rows = _ask(house, kind, name, born_on, purpose)
    inquiry = Inquiry.objects.get(pk=rows[0][0])
    known_at = [number for _, number in rows if number]
    log("inquire", inquiry, organisation=house.pk, hit=inquiry.is_hit, term=inquiry.term_hash[:16])
    houses = House.objects.filter(organisation__in=known_at).select_related("organisation")
    return Answer(inquiry, list(houses.order_by("organisation__name")))


def _ask(house, kind, name, born_on, purpose):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT inquiry, known_at FROM zvh.inquire(%s, %s, %s, %s, %s, %s)",
                [house.pk, kind, name, born_on, purpose, _print_of(name)],
            )
            return cursor.fetchall()
    except IntegrityError as error:
        for constraint, sentence in REFUSED.items():
            if error.__cause__.diag.constraint_name == constraint:
                raise WrongState(sentence, back_to="signals:inquiries") from error
        raise


def _print_of(name):
    """A keyed hash: the same name twice can be recognised, the name not be found from it."""
    text = " ".join(name.lower().split())
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
