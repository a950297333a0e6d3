"""What the tick does for meetings."""

from audit.tick import every
from meetings import services


@every(minutes=15)
def remind_preparation():
    """Remind who has a question open for a meeting of the next working day; returns how many people."""
    return services.remind_day_before()


@every(days=1)
def plan_ahead():
    """Keep each series planned two years ahead; returns how many meetings were added."""
    return services.plan_ahead()


@every(hours=1)
def remind_release():
    """Mail the coordinators whose release day has come; returns how many people. The meeting keeps that it was done."""
    return services.remind_release()
