"""The cases: opened by a decision of the table or by the coordinator, with directors, partners and actions."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from cases.models import (
    CRITERIA_OF,
    FIRST_PARTS,
    HALF_A_YEAR,
    Action,
    ActionResult,
    ActionState,
    Case,
    CaseEvent,
    CaseGround,
    CaseKind,
    CasePartner,
    CaseParty,
    CaseSignal,
    CaseState,
    Director,
    Named,
)
from desk.demo import case_texts as words
from desk.demo.case_parties import standing_of
from desk.demo.meetings import Item, minute, table_for
from desk.demo.texts import expand, generator
from meetings.models import DecisionKind, ItemKind
from partners.workdays import is_workday
from signals.models import SafeStatus

EARLIEST, LATEST = 12, 240  # days before its opening in which the reports of a case came in
PERSON_ACTIONS, OTHER_ACTIONS = (0, 1, 2, 3, 6, 7, 8), (3, 4, 5, 6, 8)
ON_COMING_AGENDA = "Jongen klem in een groep die werft"


@dataclass
class Approach:
    """A case that is still to be saved, with its reports."""

    plan: words.Plan
    rng: Random
    gathering: object
    opened_at: object
    days_ago: int
    reports: list = field(default_factory=list)
    case: Case = None


def choose_reports(reports, gatherings, clock):
    """The cases and the reports that led to them; before the weighing, for it decides what becomes of these."""
    approaches = []
    for index, plan in enumerate(words.CASES):
        gathering = gatherings[plan.meeting] if plan.meeting is not None else None
        opened_at = _on_workday(clock, plan.days_ago)
        if gathering:
            opened_at = gathering.meeting.starts_at + timedelta(days=11, hours=2)
        days_ago = (clock.today - opened_at.date()).days
        approach = Approach(plan, generator("case", index), gathering, opened_at, days_ago)
        approach.reports = _fitting(approach, reports)
        for report in approach.reports:
            report.case = approach
            if gathering:
                report.meeting, report.fate = gathering, "on_agenda"
        approaches.append(approach)
    return sorted(approaches, key=lambda one: one.opened_at)


def _on_workday(clock, days_ago):
    while not is_workday(clock.day(days_ago)):
        days_ago += 1
    return clock.at(days_ago, 11, 30)


def _fitting(approach, reports):
    plan, earliest = approach.plan, EARLIEST + (20 if approach.gathering else 0)
    fit = [
        report
        for report in reports
        if (report.theme, report.town) == (plan.theme, plan.town)
        and earliest <= report.days_ago - approach.days_ago <= LATEST
        and not (report.case or report.fate)
    ]
    return approach.rng.sample(fit, min(len(fit), approach.rng.choice((2, 3, 3, 4))))


def build_cases(approaches, region, people):
    """The cases themselves, numbered; not saved."""
    counts = {}
    for approach in approaches:
        year = approach.opened_at.year
        counts[year] = counts.get(year, 0) + 1
        approach.case = _case(approach, f"C-{year}-{counts[year]:03d}", region, people)


def _case(approach, number, region, people):
    plan, rng, by = approach.plan, approach.rng, people["procesregisseur"]
    case = Case(
        number=number,
        house=region.house,
        municipality=region.towns[plan.town],
        theme=region.themes[plan.theme],
        title=plan.title,
        kind=plan.kind,
        legal_ground=plan.ground,
        review_on=approach.opened_at.date() + timedelta(days=HALF_A_YEAR),
        runs_until=approach.opened_at.date() + timedelta(days=2 * HALF_A_YEAR),
        criteria_met=list(CRITERIA_OF[plan.ground]),
        criteria=expand(words.CRITERIA[plan.ground], rng),
        proportionality=expand(rng.choice(words.PROPORTIONALITY), rng),
        subsidiarity=expand(rng.choice(words.SUBSIDIARITY), rng),
        reason="" if approach.gathering else rng.choice(words.REASONS),
        informed=plan.informed,
        is_informed=bool(plan.informed) and plan.informed != words.NOT_YET,
        inform_again_on=(approach.opened_at + timedelta(days=80)).date()
        if plan.informed == words.NOT_YET
        else None,
        is_restricted=plan.restricted,
        coordinator=by,
        opened_by=by,
        opened_at=approach.opened_at,
    )
    if plan.result:
        case.state, case.result, case.closed_by = CaseState.CLOSED, plan.result, by
        case.closed_at = approach.opened_at + timedelta(
            days=min(170 + rng.randint(0, 60), approach.days_ago - 3)
        )
    return case


def put_cases_on_agendas(approaches, gatherings, region):
    """The item that led to each case, and one on its progress four meetings later."""
    for approach in approaches:
        if not approach.gathering:
            continue
        plan, rng = approach.plan, approach.rng
        item = Item(f"{plan.title} ({plan.town})"[:120], theme=plan.theme, reports=approach.reports)
        item.kind = ItemKind.SIGNAL if approach.reports else ItemKind.TOPIC
        item.text = "Meerdere partners zien hetzelfde; de vraag is of een gezamenlijke aanpak nodig is."
        item.table = _table(approach, region)
        advice = plan.ground == CaseGround.WET_PGA
        item.decision = DecisionKind.ADVICE if advice else DecisionKind.APPROACH
        item.opens = approach
        is_person = plan.kind == CaseKind.PERSON
        minute(item, rng, is_person=is_person)
        approach.gathering.items.append(item)
        later = gatherings[plan.meeting + 4]
        if later.is_past:
            progress = Item(
                f"Voortgang casus {approach.case.number}", ItemKind.CASE, plan.theme, case=approach.case
            )
            progress.text, progress.table = (
                "Wat is gedaan, wat werkt en wat is nog nodig.",
                _table(approach, region),
            )
            minute(progress, rng, is_person=is_person)
            later.items.append(progress)


def follow_up(approaches):
    """What the reporters read of it: the last word about their report."""
    for approach in approaches:
        for report in approach.reports:
            report.signal.safe_status = SafeStatus.FOLLOWED_UP
            report.told.append((approach.opened_at, None, "Er is vervolg gegeven", False))


def _table(approach, region):
    plan = approach.plan
    table = dict(table_for(plan.theme, [plan.town], region, approach.rng))
    partners = _partners(approach, region)
    return [(one, question) for one, question in table.items() if one in partners] or list(table.items())


def _partners(approach, region):
    keys = approach.plan.partners.split("|")
    return [region.town_organisation(approach.plan.town)] + [region.organisations[key] for key in keys]


def save_cases(approaches, region, people, clock):
    """Directors, partners, parties, reports, timeline and actions; returns the actions."""
    Case.objects.bulk_create([approach.case for approach in approaches])
    rows = {kind: [] for kind in (Director, Named, CasePartner, CaseParty, CaseSignal, CaseEvent, Action)}
    for approach in approaches:
        _people_of(approach, region, people, rows)
        for index, party in enumerate(approach.plan.parties.split("|") if approach.plan.parties else ()):
            label, relation = party.split(":")
            main = index == 0
            rows[CaseParty].append(
                CaseParty(
                    case=approach.case,
                    label=label,
                    relation="" if main else relation,
                    is_main=main,
                    **standing_of(label, relation),
                    added_at=approach.opened_at,
                    added_by=approach.case.opened_by,
                )
            )
        _link_reports(approach, people, rows)
        rows[Action] += _actions(approach, region, people, clock)
        _events(approach, region, people, rows)
    for kind, made in rows.items():
        kind.objects.bulk_create(made)
    return rows[Action]


def _people_of(approach, region, people, rows):
    by, case, at = people["procesregisseur"], approach.case, approach.opened_at
    membership = people.membership(approach.plan.director)
    rows[Director].append(
        Director(case=case, membership=membership, name=membership.user.name, named_by=by, named_at=at)
    )
    for organisation in _partners(approach, region):
        rows[CasePartner].append(
            CasePartner(
                case=case,
                organisation=organisation,
                name=organisation.name,
                joined_at=at,
                joined_by=by,
                parts=list(FIRST_PARTS),
            )
        )
    if case.is_restricted:
        for name in ("politie", "om"):
            named = people.membership(name)
            rows[Named].append(Named(case=case, membership=named, name=named.user.name))


def _link_reports(approach, people, rows):
    by, at = people["procesregisseur"], approach.opened_at
    for report in approach.reports:
        rows[CaseSignal].append(
            CaseSignal(case=approach.case, signal=report.signal, linked_at=at, linked_by=by)
        )


def _events(approach, region, people, rows):
    by, case, at = people["procesregisseur"], approach.case, approach.opened_at
    lines = ["Casus geopend", f"{people[approach.plan.director].name} is casusregisseur"]
    lines += [f"{organisation} doet mee" for organisation in _partners(approach, region)]
    if case.is_restricted:
        lines.append("Alleen voor genoemde personen")
    events = [CaseEvent(case=case, by=by, at=at + timedelta(minutes=n), text=t) for n, t in enumerate(lines)]
    if case.closed_at:
        events.append(CaseEvent(case=case, by=by, at=case.closed_at, text="Casus gesloten"))
    rows[CaseEvent] += events


def _actions(approach, region, people, clock):
    rng, case = approach.rng, approach.case
    choices = PERSON_ACTIONS if case.kind == CaseKind.PERSON else OTHER_ACTIONS
    director = people.membership(approach.plan.director)
    actions = []
    for index, number in enumerate(rng.sample(choices, rng.choice((3, 4, 4)))):
        text, effect = words.ACTIONS[number]
        organisation = rng.choice(_partners(approach, region))
        action = Action(
            house=region.house,
            case=case,
            text=text,
            organisation=organisation,
            given_by=director.user,
            given_at=approach.opened_at + timedelta(days=4 + 20 * index),
        )
        latest = case.closed_at or clock.latest
        action.given_at = min(action.given_at, latest - timedelta(days=1))
        action.due_on = action.given_at.date() + timedelta(days=rng.choice((14, 21, 28)))
        if index == 0:
            action.owner, action.owner_name = director, director.user.name
            action.organisation = director.organisation
        finish_action(action, effect, people, clock, closed=bool(case.closed_at), latest=latest, rng=rng)
        actions.append(action)
    return actions if case.closed_at else [*actions, _review(approach, director, clock)]


def _review(approach, director, clock):
    """What the director of a running case still has to do."""
    return Action(
        house=approach.case.house,
        case=approach.case,
        text="Evaluatie voorbereiden: is deze aanpak nog nodig",
        organisation=director.organisation,
        owner=director,
        owner_name=director.user.name,
        given_by=approach.case.coordinator,
        given_at=clock.at(9, 14),
        due_on=clock.day(-approach.rng.randint(2, 18)),
    )


def finish_action(action, effect, people, clock, *, closed, latest, rng, may_drop=True):
    """Past its day an action is done, with few exceptions; in a closed case always."""
    late = (clock.today - action.due_on).days
    if (late < -4 and not closed) or (not closed and late < 40 and rng.random() < 0.5):
        return
    able = people.participants.get(action.organisation_id)
    action.done_by = action.owner.user if action.owner_id else able[0].user if able else action.given_by
    action.done_at = min(action.given_at + timedelta(days=rng.randint(5, 25)), latest)
    action.state, action.effect = ActionState.DONE, effect
    action.result = ActionResult.PARTLY if action.due_on.day % 4 == 0 else ActionResult.HELPFUL
    if rng.random() < 0.07 and may_drop:
        action.state, action.result = ActionState.DROPPED, ""
        action.effect = "Niet meer nodig: een andere partner deed dit al."
