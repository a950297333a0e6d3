"""Reviews, and resting, going on and lasting longer: each with its reason, and what follows on the case."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from audit.log import log
from cases.models import HALF_A_YEAR, Review, ReviewGoal, ReviewOutcome, Term, TermKind
from cases.services.steps import take_case, take_content, tell
from cases.transitions import TRANSITIONS
from zvh.exceptions import WrongState

TOO_LATE = "De volgende evaluatie is uiterlijk een half jaar na deze. Kies een eerdere dag."
NOT_NEEDED = "Is de aanpak niet meer nodig of niet in verhouding, kies dan afschalen of sluiten."


@transaction.atomic
def record_review(case, *, by, held_on, outcome, next_on=None, goals=(), **answers):
    """Lay down what a review found; the database puts the day of the next one on the case.

    `answers`: is_necessary, necessity, is_proportionate, proportionality, works, reason. `goals`: of each goal that
    runs (goal, verdict, text).
    """
    case = take_content(case, by)
    _refuse_wrong(case, held_on, outcome, next_on, answers)
    review = Review.objects.create(
        case=case,
        recorded_by=by,
        held_on=held_on,
        outcome=outcome,
        next_on=None if outcome == ReviewOutcome.CLOSE else next_on,
        **answers,
    )
    ReviewGoal.objects.bulk_create(
        ReviewGoal(review=review, goal=goal, verdict=verdict, text=text) for goal, verdict, text in goals
    )
    tell(case, f"Evaluatie gehouden: {review.get_outcome_display()}", by=by)
    log("record_review", case, review=review.pk, outcome=outcome)
    return review


def _refuse_wrong(case, held_on, outcome, next_on, answers):
    needed = answers["is_necessary"] and answers["is_proportionate"]
    if not needed and outcome not in (ReviewOutcome.SCALE_DOWN, ReviewOutcome.CLOSE):
        raise WrongState(NOT_NEEDED, back_to=case)
    if outcome != ReviewOutcome.CLOSE and not held_on < next_on <= held_on + timedelta(days=HALF_A_YEAR):
        raise WrongState(TOO_LATE, back_to=case)


@transaction.atomic
def suspend_case(case, *, by, until, reason):
    """The approach rests until a day; who reads it keeps reading it."""
    return _change_term(case, by, "suspend_case", TermKind.SUSPENDED, until, reason)


@transaction.atomic
def resume_case(case, *, by, reason):
    return _change_term(case, by, "resume_case", TermKind.RESUMED, None, reason)


def _change_term(case, by, name, kind, until, reason):
    case = take_case(case, by)
    TRANSITIONS[name].check(by, case)
    case.state, case.suspended_until = TRANSITIONS[name].target, until
    case.save(update_fields=["state", "suspended_until"])
    _keep(case, by, kind, until, reason)
    log(name, case)
    return case


@transaction.atomic
def extend_case(case, *, by, until, reason):
    """The approach lasts longer than was thought, until another day."""
    case = take_case(case, by)
    if until <= max(case.runs_until, timezone.localdate()):
        raise WrongState("Kies een dag na de dag die er al staat, en na vandaag.", back_to=case)
    case.runs_until = until
    case.save(update_fields=["runs_until"])
    _keep(case, by, TermKind.EXTENDED, until, reason)
    log("extend_case", case)
    return case


def _keep(case, by, kind, until, reason):
    term = Term.objects.create(case=case, kind=kind, until=until, reason=reason, by=by)
    day = f" tot {until:%d-%m-%Y}" if until else ""
    tell(case, f"De aanpak is {term.get_kind_display()}{day}", by=by)
