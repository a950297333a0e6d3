"""Reviews of the cases, about every half year; of one case the last one was forgotten, and one rests for a while."""

from datetime import timedelta

from cases.models import CaseState, Review, ReviewOutcome, Term, TermKind
from desk.demo.texts import generator

EVERY = 170  # days
RESTS = "Nageroepen bewoners van de opvang"
NECESSITY = (
    "De zorgen van het begin zijn minder, maar niet weg. Zonder gezamenlijke aanpak valt dit terug.",
    "Er is nog steeds meer dan een organisatie nodig om dit vol te houden.",
)
PROPORTIONALITY = (
    "Wij delen niet meer dan nodig is voor de afspraken, en doen dat nu met minder mensen.",
    "De gesprekken vragen weinig van de betrokkenen en leveren rust op.",
)
WORKS = (
    "Vast contact met een bekende werkt. Extra toezicht op straat hielp alleen de eerste weken.",
    "De wekelijkse gesprekken werken. De dagbesteding komt nog niet van de grond.",
)
WHY = {
    ReviewOutcome.GO_ON: "Wat werkt, houden wij vast; over een half jaar kijken wij opnieuw.",
    ReviewOutcome.SCALE_DOWN: "Minder overleg, meer in de gewone zorg. De gemeente houdt het contact.",
}


def save_reviews(approaches, people, clock):
    """Returns how many reviews were held."""
    running = [one for one in approaches if not one.case.closed_at and one.days_ago > EVERY]
    forgotten = running[0]
    made = [review for one in approaches for review in _reviews(one, people, clock, forgets=one is forgotten)]
    Review.objects.bulk_create(made)
    _let_rest(next(one.case for one in approaches if one.plan.title == RESTS), people, clock)
    return len(made)


def _reviews(approach, people, clock, *, forgets):
    case, rng = approach.case, generator("review", approach.case.number)
    last = case.closed_at.date() if case.closed_at else clock.today
    days = [day for n in range(1, 9) if (day := approach.opened_at.date() + timedelta(days=EVERY * n)) < last]
    for n, day in enumerate(days[:-1] if forgets else days):
        outcome = ReviewOutcome.SCALE_DOWN if n else ReviewOutcome.GO_ON
        yield Review(
            case=case,
            held_on=day,
            is_necessary=True,
            necessity=rng.choice(NECESSITY),
            is_proportionate=True,
            proportionality=rng.choice(PROPORTIONALITY),
            works=rng.choice(WORKS),
            outcome=outcome,
            reason=WHY[outcome],
            next_on=day + timedelta(days=EVERY),
            recorded_at=clock.on(day, 15),
            recorded_by=people[approach.plan.director],
        )


def _let_rest(case, people, clock):
    """The reception location closes for a while: nothing to do until it opens again."""
    until = clock.day(-40)
    case.state, case.suspended_until = CaseState.SUSPENDED, until
    case.save(update_fields=["state", "suspended_until"])
    reason = "De opvang wordt verbouwd en staat zes weken leeg. Daarna kijken wij opnieuw."
    Term.objects.create(
        case=case,
        kind=TermKind.SUSPENDED,
        until=until,
        reason=reason,
        at=clock.at(4, 11),
        by=people["procesregisseur"],
    )
