"""The second person confirms exactly what he saw: a text that changed since then is not touched."""

import pytest

from signals import services
from signals.models import Signal
from signals.queries import what_would_go
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.masks.steps import hide, propose, text
from zvh.exceptions import WrongState

pytestmark = pytest.mark.django_db
FACTS = "Jan Jansen stond bij het plein. Later kwam Jan Jansen terug."


@pytest.fixture
def desk():
    return people.coordinator()


@pytest.fixture
def second():
    return people.expert()


@pytest.fixture
def signal():
    return factories.signal(title="Ruzie op het plein", facts=FACTS)


@pytest.mark.parametrize("seen", ["", "0" * 32])
def test_who_did_not_see_it_does_not_confirm(act, signal, desk, second, seen):
    with act(desk):
        redaction = propose(signal, desk)

    with act(second), pytest.raises(WrongState, match="Bekijk opnieuw wat er weggaat"):
        services.confirm_redaction(redaction, by=second, seen=seen)
    assert text(signal) == FACTS


def test_text_that_changed_after_he_looked_is_not_touched(act, signal, desk, second):
    with act(desk):
        redaction = propose(signal, desk, nth=2)
    with act(second):
        saw = what_would_go(redaction).seen
    with as_owner():
        Signal.objects.filter(pk=signal.pk).update(facts=f"Jan Jansen was er. {FACTS}")

    with act(second), pytest.raises(WrongState, match="Bekijk opnieuw wat er weggaat"):
        services.confirm_redaction(redaction, by=second, seen=saw)
    assert text(signal) == f"Jan Jansen was er. {FACTS}"


def test_what_was_seen_of_another_choice_does_not_count(act, signal, desk, second):
    with act(desk):
        first, other = propose(signal, desk, nth=1), propose(signal, desk, nth=2)

    with act(second), pytest.raises(WrongState, match="Bekijk opnieuw wat er weggaat"):
        services.confirm_redaction(other, by=second, seen=what_would_go(first).seen)
    assert text(signal) == FACTS


def test_mask_in_a_text_with_an_open_proposal_is_not_lifted(act, signal, desk, second):
    """Else the words would count on: another one would go than the second person saw."""
    with act(desk):
        mask = hide(signal, desk, nth=1)
        redaction = propose(signal, desk, nth=1)
        with pytest.raises(WrongState, match="Er ligt een voorstel"):
            services.show_part(mask, by=desk, reason="r")
        services.withdraw_redaction(redaction, by=desk)
        services.show_part(mask, by=desk, reason="r")

    assert text(signal) == FACTS
