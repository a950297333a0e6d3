"""What the desk fills in on the pages 'Afschermen en verwijderen'."""

import re

from django.urls import reverse

from signals import services
from signals.models import Signal
from tests.conftest import as_owner


def url(name, signal, *more):
    return reverse(f"signals:{name}", args=[signal.number, *more])


def typed(signal, **changes):
    return {"at": f"signal.facts:{signal.pk}", "words": "bij het plein", "reason": "Hoort er niet."} | changes


def confirmed(browser, address, data):
    """Ask for the preview, and confirm what it shows."""
    preview = browser.post(address, data)
    seen = re.search(r'name="confirm" value="(\w+)"', preview.text)[1]
    return browser.post(address, data | {"confirm": seen}, follow=True)


def look_and_confirm(browser, address, data=None):
    """As the second person: look at what goes, and confirm exactly that."""
    seen = re.search(r'name="seen" value="(\w+)"', browser.get(address).text)[1]
    return browser.post(address, (data or {}) | {"seen": seen}, follow=True)


def hide(act, signal, desk, words="Jan Jansen", nth=1):
    with act(desk):
        return services.hide_part(
            signal,
            by=desk,
            place="signal.facts",
            row=signal.pk,
            words=words,
            nth=nth,
            reason="Naam niet nodig.",
        )


def propose(act, signal, by, words="Jan Jansen", nth=1):
    with act(by):
        return services.propose_redaction(
            signal, by=by, place="signal.facts", row=signal.pk, words=words, nth=nth, reason="Hoort er niet."
        )


def facts(signal):
    with as_owner():
        return Signal.objects.get(pk=signal.pk).facts
