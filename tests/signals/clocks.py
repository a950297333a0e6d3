"""A weighing that waits for an answer, and its clock."""

from datetime import timedelta

from django.utils import timezone

from partners.workdays import add_workdays
from signals import services
from signals.models import ClockStop, Question, Weighing, WeighingState
from tests import factories, people
from tests.conftest import as_owner


def today():
    return timezone.localdate()


def asked(state=WeighingState.ASKED, **fields):
    """A signal that waits for an answer of its reporter, due in three working days."""
    signal, desk = factories.signal(**fields), people.coordinator()
    due_on = add_workdays(today(), 3)
    factories.weighed(signal, state, due_on=due_on, started_by=desk, started_at=timezone.now())
    with as_owner():
        Question.objects.create(signal=signal, asked_by=desk, text="Wanneer was het precies?")
    return signal


def stop(signal, by, *, reason="de melder met vakantie is", days=5):
    return services.stop_clock(signal, by=by, reason=reason, until=add_workdays(today(), days))


def back(signal, days):
    """As if it was stopped that many days ago."""
    with as_owner():
        ClockStop.objects.filter(signal=signal).update(stopped_at=timezone.now() - timedelta(days=days))


def weighing_of(signal):
    with as_owner():
        return Weighing.objects.select_related("stop").get(signal=signal)


def stop_of(signal):
    with as_owner():
        return ClockStop.objects.get(signal=signal)
