"""Steps that tests of masks and redactions take as the desk."""

from django.db import connection

from signals import queries, services
from signals.models import Event, MaskedText, Signal
from tests.conftest import as_owner


def hide(signal, by, words="Jan Jansen", *, nth=1, field="facts", reason="Naam is niet nodig."):
    return services.hide_part(
        signal, by=by, place=f"signal.{field}", row=signal.pk, words=words, nth=nth, reason=reason
    )


def propose(signal, by, words="Jan Jansen", *, nth=0, field="facts"):
    return services.propose_redaction(
        signal, by=by, place=f"signal.{field}", row=signal.pk, words=words, nth=nth, reason="Hoort er niet."
    )


def confirm(redaction, *, by, others=()):
    """As the second person, who just looked."""
    seen = queries.what_would_go(redaction).seen
    return services.confirm_redaction(redaction, by=by, seen=seen, others=others)


def text(signal, field="facts"):
    with as_owner():
        return getattr(Signal.objects.get(pk=signal.pk), field)


def hidden(mask):
    """The part itself, past the policies; nothing when it is back or gone."""
    with as_owner():
        return list(MaskedText.objects.filter(mask=mask).values_list("text", flat=True))


def lines(signal, **which):
    with as_owner():
        return list(Event.objects.filter(signal=signal, **which).values_list("text", flat=True))


def ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
