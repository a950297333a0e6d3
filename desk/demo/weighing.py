"""How the desk weighed every report: states, outcomes, questions, shares and the timeline."""

from datetime import timedelta

from desk.demo import desk_texts as words
from desk.demo.texts import expand
from partners.models import OrganisationKind
from signals.models import (
    Answer,
    LegalGround,
    Outcome,
    Question,
    Regime,
    SafeStatus,
    Share,
    Weighing,
    WeighingState,
)
from signals.transitions import SAFE_STATUS

STILL_OPEN = 10  # days in which a signal may still be in hand
OUTCOMES = {
    Outcome.TREND_ONLY: 43,
    Outcome.NO_ACTION: 32,
    Outcome.ON_AGENDA: 13,
    Outcome.CARE_ROUTE: 8,
    Outcome.POLICE: 4,
}
SERIOUS = {
    Outcome.TREND_ONLY: 18,
    Outcome.NO_ACTION: 12,
    Outcome.ON_AGENDA: 28,
    Outcome.CARE_ROUTE: 27,
    Outcome.POLICE: 15,
}
# what share of the answers is yes, by outcome
YES = {
    Outcome.TREND_ONLY: 0.35,
    Outcome.NO_ACTION: 0.15,
    Outcome.ON_AGENDA: 0.7,
    Outcome.CARE_ROUTE: 0.55,
    Outcome.POLICE: 0.75,
}
GROUND_OF = {
    Regime.AVG: dict.fromkeys(
        (OrganisationKind.MUNICIPALITY, OrganisationKind.YOUTH_WORK), LegalGround.MUNICIPAL_TASK
    ),
    Regime.WPG: {OrganisationKind.POLICE: LegalGround.PARTNER_TASK},
}
OTHER_GROUND = {
    Regime.AVG: LegalGround.PARTNER_TASK,
    Regime.WPG: LegalGround.WPG_PARTNERSHIP,
    Regime.WJSG: LegalGround.WJSG_PROVISION,
}


class Desk:
    """The people who weigh, and the rows that come of it."""

    def __init__(self, region, people, clock):
        self.region, self.people, self.clock = region, people, clock
        self.weighings, self.questions, self.shares = [], [], []

    def weigh(self, report):
        state, outcome = _fate(report)
        signal, rng = report.signal, report.rng
        weighing = Weighing(signal=signal, house=signal.house, due_on=signal.weigh_before, state=state)
        report.weighing = weighing
        self.weighings.append(weighing)
        _tell(report, signal.submitted_at, signal.reported_by, "Gemeld", for_desk=False)
        if state == WeighingState.NEW:
            return
        self._start(report, weighing)
        if state == WeighingState.ASKED or (state == WeighingState.DONE and rng.random() < 0.1):
            self._ask(report, weighing, answered=state != WeighingState.ASKED)
        if state == WeighingState.WEIGHING:
            _criteria(weighing, rng, 0.4, blank=0.4)
        if state in (WeighingState.TO_CONFIRM, WeighingState.DONE):
            self._decide(report, weighing, outcome)

    def _weigher(self, report, *, but=None):
        if report.signal.house == self.region.far_house:
            return self.people["oeverdam"]
        names = ["procesregisseur", "procesregisseur", "procesregisseur2", "expert"]
        able = [self.people[name] for name in names if self.people[name] != but]
        return report.rng.choice(able)

    def _start(self, report, weighing):
        wait = report.rng.choice((0, 1, 1, 2, 2, 3, 6)) if report.days_ago > STILL_OPEN else 1
        weighing.started_at = self.clock.office(report.signal.submitted_at, wait, report.rng)
        weighing.started_by = self._weigher(report)
        report.signal.safe_status = SafeStatus.IN_PROGRESS
        _tell(report, weighing.started_at, None, "In behandeling genomen", for_desk=False)

    def _ask(self, report, weighing, *, answered):
        question = Question(
            signal=report.signal,
            asked_by=weighing.started_by,
            asked_at=weighing.started_at + timedelta(minutes=25),
        )
        question.text, answer = report.rng.choice(words.QUESTIONS)
        _tell(report, question.asked_at, question.asked_by, "Vraag gesteld aan de melder", for_desk=True)
        if answered:
            question.answer = expand(answer, report.rng)
            question.answered_by = report.signal.reported_by
            question.answered_at = self.clock.office(question.asked_at, 1, report.rng)
        self.questions.append(question)
        report.question = question

    def _decide(self, report, weighing, outcome):
        rng, signal = report.rng, report.signal
        since = report.question.answered_at if report.question else weighing.started_at
        weighing.outcome, weighing.decided_by = outcome, weighing.started_by
        weighing.decided_at = self.clock.office(since, rng.choice((0, 0, 1, 1, 2)), rng)
        weighing.reason = expand(rng.choice(words.REASONS[outcome]), rng)
        weighing.notes = expand(rng.choice(words.NOTES), rng) if rng.random() < 0.35 else ""
        _criteria(weighing, rng, YES[outcome])
        label = weighing.get_outcome_display()
        _tell(report, weighing.decided_at, weighing.decided_by, f"Gewogen: {label}", for_desk=True)
        if weighing.state != WeighingState.DONE:
            return
        done_at = weighing.decided_at
        if outcome == Outcome.NO_ACTION:
            done_at = self._confirm(report, weighing)
        if outcome in (Outcome.CARE_ROUTE, Outcome.POLICE):
            self.share(report, self._receiver(report, outcome), weighing.decided_by, weighing.decided_at)
        signal.safe_status = SAFE_STATUS[outcome]
        _tell(report, done_at, None, SafeStatus(signal.safe_status).label.capitalize(), for_desk=False)

    def _confirm(self, report, weighing):
        weighing.confirmed_by = self._weigher(report, but=weighing.decided_by)
        weighing.confirmed_at = self.clock.office(weighing.decided_at, report.rng.choice((0, 1)), report.rng)
        text = "'Geen actie' bevestigd"
        _tell(report, weighing.confirmed_at, weighing.confirmed_by, text, for_desk=True)
        return weighing.confirmed_at

    def _receiver(self, report, outcome):
        if outcome == Outcome.CARE_ROUTE:
            return report.signal.municipality.organisation
        organisations = self.region.organisations
        if report.signal.regime != Regime.AVG:
            return organisations["om"]
        return organisations[report.rng.choice(("politie", "politie", "om"))]

    def share(self, report, receiver, by, at, *, days=None):
        """Hand a report to an organisation, within the rule of its regime; an old one has run out or was ended."""
        rng, signal = report.rng, report.signal
        if receiver == signal.organisation or any(s.organisation == receiver for s in report.shares):
            return
        regime = Regime(signal.regime)
        ground = GROUND_OF.get(regime, {}).get(receiver.kind, OTHER_GROUND[regime])
        purpose, necessity = rng.choice(words.PURPOSES[receiver.kind])
        share = Share(
            signal=signal,
            organisation=receiver,
            legal_ground=ground,
            purpose=purpose,
            necessity=necessity,
            shared_at=at,
            shared_by=by,
            valid_until=at + timedelta(days=days or rng.choice((30, 45, 60))),
        )
        if share.valid_until < self.clock.latest and rng.random() < 0.3:
            share.ended_at, share.ended_by = at + timedelta(days=20), by
            share.end_reason = rng.choice(words.END_REASONS)
        report.shares.append(share)
        self.shares.append(share)
        _tell(report, at + timedelta(minutes=2), by, "Gedeeld met een organisatie", for_desk=True)


def _tell(report, at, user, text, *, for_desk):
    report.told.append((at, user, text, for_desk))


def _fate(report):
    """(state, outcome) of the weighing: planted, or by age and weight of what is reported."""
    chance, outcome = report.rng.random(), _outcome(report)
    if report.fate:
        return _planted(report.fate)
    if report.days_ago > STILL_OPEN:
        return WeighingState.DONE, outcome
    if report.days_ago <= 3:
        return (WeighingState.NEW if chance < 0.75 else WeighingState.WEIGHING), ""
    if report.days_ago <= 6:
        states = (WeighingState.NEW, WeighingState.WEIGHING, WeighingState.ASKED, WeighingState.TO_CONFIRM)
        return states[int(chance * len(states))], Outcome.NO_ACTION
    if chance < 0.12:
        return WeighingState.NEW, ""
    return (WeighingState.TO_CONFIRM, Outcome.NO_ACTION) if chance < 0.25 else (WeighingState.DONE, outcome)


def _planted(fate):
    if fate == "agenda":
        return WeighingState.DONE, Outcome.ON_AGENDA
    if fate in WeighingState.values:
        return WeighingState(fate), Outcome.NO_ACTION
    return WeighingState.DONE, Outcome(fate)


def _outcome(report):
    signal = report.signal
    table = SERIOUS if signal.has_threat or report.scene.party else OUTCOMES
    outcome = report.rng.choices(list(table), list(table.values()))[0]
    if signal.house.short_name != "ZVH":  # a house with one person at its desk has no second one to confirm
        return Outcome.TREND_ONLY
    if outcome == Outcome.CARE_ROUTE and signal.organisation == signal.municipality.organisation:
        return Outcome.TREND_ONLY  # the municipality has it already
    return outcome


def _criteria(weighing, rng, yes, blank=0.0):
    for name in Weighing.CRITERIA:
        chance = 1 - yes if name == "contradicted" else yes
        answer = rng.choices((Answer.YES, Answer.NO, Answer.UNKNOWN), (chance, 1 - chance, 0.15))[0]
        setattr(weighing, name, "" if rng.random() < blank else answer)
