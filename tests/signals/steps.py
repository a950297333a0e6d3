"""Steps that tests of the services take with whole arguments."""

from datetime import date, timedelta

from django.utils import timezone

from signals import services
from signals.models import (
    Answer,
    LegalGround,
    Outcome,
    Weighing,
)
from tests import people

CRITERIA = dict.fromkeys(Weighing.CRITERIA, Answer.YES)


def submitted(by, draft=None, **changes):
    fields = {
        "membership": by.memberships.first(),
        "themes": [people.theme()],
        "municipality": people.municipality(),
        "title": "Leus op de gevel",
        "facts": "Op de gevel staat sinds vanochtend een leus.",
        "observed_on": date(2026, 11, 10),
    }
    return services.submit(draft, by=by, **(fields | changes))


def a_share(to, **changes):
    fields = {
        "organisation": to,
        "legal_ground": LegalGround.PARTNER_TASK,
        "purpose": "Gesprek met de buurt",
        "necessity": "De gemeente kent de bewoners",
        "valid_until": timezone.now() + timedelta(days=30),
    }
    return fields | changes


def decided(signal, by, outcome=Outcome.ON_AGENDA, **changes):
    return services.decide(signal, by=by, outcome=outcome, reason="reden", criteria=CRITERIA, **changes)


def talk(by, **changes):
    """The arguments of keeping a talk with somebody involved."""
    return {
        "with_whom": "buurtbewoner",
        "held_by": by,
        "held_on": "2026-11-12",
        "why": "Wij wilden het van hem horen.",
        "told": "Hij is bang voor de groep bij het hek.",
        "agreed": "Wij bellen volgende week.",
        "is_safe": "yes",
    } | changes
