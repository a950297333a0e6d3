"""At the table: what was said, decided and promised, and who was there."""

from django.db import transaction

from audit.log import log
from cases.services import give_action, open_case
from meetings.models import Decision, DecisionKind, ItemAction, Seat
from meetings.services.agenda import take_item
from meetings.services.planning import take_meeting
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState
from zvh.seen import plain

TEXTS = ("information", "interpretation", "conclusion")


def _take_item(item, by):
    """An item can be recorded from the release of the agenda until the minutes are final."""
    item = take_item(item, by, Permission.MEETING_RECORD)
    if not item.meeting.released_at:
        raise WrongState(
            "Geef eerst de agenda vrij. Daarna kunt u het verslag schrijven.", back_to=item.meeting
        )
    return item


@transaction.atomic
def record_item(item, *, by, seen, **texts):
    """Write the minutes of an item. `seen` are the texts the writer started from.

    When somebody else wrote in between, nothing is overwritten: WrongState, and the page shows both.
    """
    item = _take_item(item, by)
    changed = [name for name in TEXTS if plain(texts[name]) != plain(seen[name])]
    if any(plain(getattr(item, name)) not in {plain(seen[name]), plain(texts[name])} for name in changed):
        raise WrongState(
            "Iemand anders heeft dit punt intussen veranderd. Vergelijk de teksten.", back_to=item
        )
    for name in changed:
        setattr(item, name, texts[name])
    item.save(update_fields=changed)
    log("record_item", item)
    return item


@transaction.atomic
def record_decision(item, *, by, kind, text, reasons):
    item = _take_item(item, by)
    decision = Decision.objects.create(item=item, kind=kind, text=text, reasons=reasons, recorded_by=by)
    log("record_decision", item, kind=kind)
    return decision


@transaction.atomic
def change_decision(decision, *, by, kind, text, reasons):
    """Put a decision right, until the minutes are final or something followed from it."""
    _take_item(decision.item, by)
    decision = Decision.objects.select_for_update(of=("self",)).select_related("item").get(pk=decision.pk)
    if not decision.can_change:
        message = "Uit dit besluit is al iets gevolgd. Leg een nieuw besluit vast als het anders moet."
        raise WrongState(message, back_to=decision)
    decision.kind, decision.text, decision.reasons = kind, text, reasons
    decision.save(update_fields=["kind", "text", "reasons"])
    log("change_decision", decision.item, kind=kind)
    return decision


@transaction.atomic
def record_driehoek(decision, *, by, on, answer, reason):
    """The driehoek answered an advice; also after the minutes are final."""
    require(by, Permission.MEETING_RECORD, decision)
    decision = (
        Decision.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=decision.pk)
    )
    if decision.kind != DecisionKind.ADVICE:
        raise WrongState("Dit besluit is geen advies aan de driehoek.", back_to=decision)
    if decision.driehoek_answer:
        raise WrongState("Het besluit van de driehoek is al vastgelegd.", back_to=decision)
    decision.driehoek_on, decision.driehoek_answer, decision.driehoek_reason = on, answer, reason
    decision.save(update_fields=["driehoek_on", "driehoek_answer", "driehoek_reason"])
    log("record_driehoek", decision.item, answer=answer)
    return decision


@transaction.atomic
def give_table_action(item, *, by, text, due_on, organisation, owner=None):
    item = _take_item(item, by)
    action = give_action(item, by=by, text=text, due_on=due_on, organisation=organisation, owner=owner)
    ItemAction.objects.create(item=item, action=action)
    return action


@transaction.atomic
def record_seat(seat, *, by, attendance, names=""):
    take_meeting(seat.meeting, by, Permission.MEETING_RECORD)
    seat = Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    seat.attendance, seat.names = attendance, names
    seat.save(update_fields=["attendance", "names"])
    log("record_seat", seat.meeting, partner=seat.organisation_id, attendance=attendance)
    return seat


@transaction.atomic
def open_case_from_decision(decision, *, by, **fields):
    """Open the case that a decision asks for: an integrated approach, or an advice the driehoek took over."""
    require(by, Permission.CASE_OPEN, decision)
    decision = (
        Decision.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=decision.pk)
    )
    if decision.case_id:
        raise WrongState("Uit dit besluit is al een casus geopend.", back_to=decision)
    if not decision.opens_case:
        raise WrongState("Uit dit besluit volgt geen casus.", back_to=decision)
    signals = list(decision.item.signals.all())
    case = open_case(
        decision, by=by, signals=signals, pga_decided=decision.allows_pga, back_to=decision, **fields
    )
    decision.case = case
    decision.save(update_fields=["case"])
    return case
