"""The reviews of a case, and the goals that a review asks about."""

from django.db.models import Prefetch

from cases.models import Goal, GoalState, ReviewGoal


def reviews_of(case):
    """The newest first, each with what it found per goal, as far as the reader reads the plan."""
    goals = Prefetch("goals", ReviewGoal.objects.select_related("goal"))
    return list(case.reviews.select_related("recorded_by").prefetch_related(goals))


def open_goals(case):
    """The goals that run, in the order of the plan."""
    return list(Goal.objects.filter(part__case=case, state=GoalState.OPEN))
