"""A weighing of which the clock stands still: its reporter is away."""

from datetime import timedelta

from partners.workdays import add_workdays
from signals.models import ClockStop, Event, Weighing, WeighingState

REASON = "de melder tot dan met verlof is"
AHEAD = 6  # working days


def stop_a_clock(region, clock):
    """Of what waits longest for the answer of somebody with an account."""
    asked = Weighing.objects.filter(
        house=region.house, state=WeighingState.ASKED, signal__reported_by__isnull=False
    )
    weighing = asked.select_related("signal", "started_by").order_by("due_on", "pk").first()
    at = max(clock.latest, weighing.started_at + timedelta(hours=1))
    until = add_workdays(clock.today, AHEAD)
    weighing.stop = ClockStop.objects.create(
        signal=weighing.signal, stopped_at=at, stopped_by=weighing.started_by, reason=REASON, until=until
    )
    weighing.save(update_fields=["stop"])
    Event.objects.create(
        signal=weighing.signal,
        at=at,
        by=weighing.started_by,
        text=f"Klok stilgezet, uiterlijk tot {until:%d-%m-%Y}",
    )
