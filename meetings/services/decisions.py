"""What a table decided and what was promised there, and what follows from it."""

from django.db import transaction

from audit.log import log
from cases.models import Case
from cases.services import give_action, give_action_in_case, lock_memberships, open_case
from meetings.models import (
    NEEDS,
    Decision,
    DecisionCase,
    DecisionKind,
    DecisionShare,
    ItemAction,
    Seat,
    kinds_at,
)
from meetings.queries import decisions
from meetings.services.table import take_open_item
from partners.roles import Permission
from partners.steps import require
from signals.services import give_share
from zvh.exceptions import WrongState

DETAILS = {"organisation": None, "planned_on": None, "speaker": ""}


@transaction.atomic
def record_decision(item, *, by, kind, text, reasons, **details):
    """Record what the table decided. `details` are what its kind needs (see NEEDS), and no more.

    More information leads to an action at the same table, for who was asked; of a shielded case it does not, for that
    would tell a whole organisation.
    """
    _lock_case(item)
    item = take_open_item(item, by)
    details = _details(item, kind, details)
    decision = Decision.objects.create(
        item=item, kind=kind, text=text, reasons=reasons, recorded_by=by, **details
    )
    log("record_decision", item, kind=kind)
    if kind == DecisionKind.MORE_INFORMATION and not _is_shielded(item):
        _promise(
            item,
            by=by,
            text=text[:300],
            due_on=details["planned_on"],
            organisation=details["organisation"],
        )
    return decision


def _details(item, kind, given):
    """What this kind needs, and nothing of another kind; the table may not learn of a hidden participant by it."""
    if kind not in kinds_at(item.meeting):
        raise WrongState("Dit besluit neemt u in het informatieoverleg. Kies een andere soort.", back_to=item)
    needed = NEEDS.get(DecisionKind(kind), ())
    details = {name: given.get(name, empty) if name in needed else empty for name, empty in DETAILS.items()}
    if any(not details[name] for name in needed):
        raise WrongState("Vul alles in wat bij deze soort besluit hoort.", back_to=item)
    hidden = Seat.objects.filter(
        meeting=item.meeting_id, organisation=details["organisation"], is_hidden=True
    )
    if details["organisation"] and hidden.exists():
        raise WrongState(
            f"{details['organisation']} is voor de anderen aan tafel niet zichtbaar. Kies een andere organisatie.",
            back_to=item,
        )
    return details


@transaction.atomic
def change_decision(decision, *, by, kind, text, reasons, **details):
    """Put a decision right, until the minutes are final or something followed from it."""
    item = take_open_item(decision.item, by)
    decision = _take(decision)
    if not decision.can_change or decision.shared_signals:
        message = "Uit dit besluit is al iets gevolgd. Leg een nieuw besluit vast als het anders moet."
        raise WrongState(message, back_to=decision)
    decision.kind, decision.text, decision.reasons = kind, text, reasons
    for name, value in _details(item, kind, details).items():
        setattr(decision, name, value)
    decision.save(update_fields=["kind", "text", "reasons", *DETAILS])
    log("change_decision", decision.item, kind=kind)
    return decision


def _take(decision):
    """Lock the decision; with what followed from it."""
    Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    return decisions().select_related("item__meeting").get(pk=decision.pk)


@transaction.atomic
def record_driehoek(decision, *, by, on, answer, who, reason):
    """The driehoek answered an advice; also after the minutes are final."""
    require(by, Permission.MEETING_RECORD, decision)
    decision = _take(decision)
    if decision.kind != DecisionKind.ADVICE:
        raise WrongState("Dit besluit is geen advies aan de driehoek.", back_to=decision)
    if decision.driehoek_answer:
        raise WrongState("Het besluit van de driehoek is al vastgelegd.", back_to=decision)
    _answer(decision, on, answer, who, reason)
    log("record_driehoek", decision.item, answer=answer)
    return decision


@transaction.atomic
def correct_driehoek(decision, *, by, on, answer, who, reason, correction):
    """Put the answer of the driehoek right, with why, until a case opened. The database keeps what stood there."""
    require(by, Permission.MEETING_RECORD, decision)
    decision = _take(decision)
    if decision.has_case:
        message = "Uit dit besluit is al een casus geopend. Het besluit van de driehoek blijft staan."
        raise WrongState(message, back_to=decision)
    if not decision.driehoek_answer:
        raise WrongState("Leg eerst het besluit van de driehoek vast.", back_to=decision)
    _answer(decision, on, answer, who, reason, correction)
    log("correct_driehoek", decision.item, answer=answer)
    return decision


def _answer(decision, on, answer, who, reason, correction=""):
    decision.driehoek_on, decision.driehoek_answer = on, answer
    decision.driehoek_who, decision.driehoek_reason = who, reason
    decision.driehoek_correction = correction
    decision.save(
        update_fields=[f"driehoek_{name}" for name in ("on", "answer", "who", "reason", "correction")]
    )


@transaction.atomic
def share_from_decision(decision, *, by, signal, **fields):
    """Give the share of one signal that the table decided on, under the rules of every share."""
    require(by, Permission.SIGNAL_SHARE, signal)
    decision = _take(decision)
    if not decision.leads_to_share:
        raise WrongState("Bij dit besluit hoort geen deling.", back_to=decision)
    if signal.pk in decision.shared_signals:
        raise WrongState(f"Signaal {signal.number} is uit dit besluit al gedeeld.", back_to=decision)
    given = give_share(signal, by=by, **fields | {"organisation": decision.organisation})
    DecisionShare.objects.create(decision=decision, share=given)
    return given


@transaction.atomic
def give_table_action(item, *, by, text, due_on, organisation, owner=None):
    """An action of this table; at a case meeting it is one of the case."""
    lock_memberships(*[owner] if owner else [])
    _lock_case(item)
    return _promise(
        take_open_item(item, by), by=by, text=text, due_on=due_on, organisation=organisation, owner=owner
    )


def _is_shielded(item):
    return item.meeting.case_id is not None and item.meeting.case.is_restricted


def _lock_case(item):
    """A case is locked before what belongs to it: so before the meeting, as an action in it will ask for."""
    if item.meeting.case_id:
        Case.objects.select_for_update(of=("self",), no_key=True).get(pk=item.meeting.case_id)


def _promise(item, **action):
    case = item.meeting.case
    action = give_action_in_case(case, **action) if case else give_action(item, **action)
    ItemAction.objects.create(item=item, action=action)
    return action


@transaction.atomic
def open_case_from_decision(decision, *, by, **fields):
    """Open the case that a decision asks for: an integrated approach, or an advice the driehoek took over."""
    require(by, Permission.CASE_OPEN, decision)
    decision = _take(decision)
    if decision.has_case:
        raise WrongState("Uit dit besluit is al een casus geopend.", back_to=decision)
    if not decision.opens_case:
        raise WrongState("Uit dit besluit volgt geen casus.", back_to=decision)
    signals = list(decision.item.signals.all())
    case = open_case(
        decision, by=by, signals=signals, pga_decided=decision.allows_pga, back_to=decision, **fields
    )
    DecisionCase.objects.create(decision=decision, case=case)
    return case
