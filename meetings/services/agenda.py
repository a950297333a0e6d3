"""The agenda: items, their order, signals and tables."""

from django.db import transaction
from django.db.models import Max

from audit.log import log
from meetings.models import AgendaItem, ItemSignal, TablePlace
from meetings.queries import contributed
from meetings.services.planning import take_meeting
from partners.roles import Permission
from signals.services.timeline import tell
from zvh.exceptions import WrongState

# In the timeline of a signal, for the desk.
ON_AGENDA = "Bij een agendapunt van het informatieoverleg gezet"
OFF_AGENDA = "Van een agendapunt van het informatieoverleg gehaald"
IN_CASE = "Bij een casusoverleg horen geen losse signalen. Koppel het signaal aan de casus."


def take_item(item, by, permission=Permission.MEETING_PLAN):
    """Lock the meeting, then the item; refuse who may not change it and what is final."""
    take_meeting(item.meeting, by, permission)
    found = (
        AgendaItem.objects.select_for_update(of=("self",))
        .select_related("meeting")
        .filter(pk=item.pk)
        .first()
    )
    if found is None:
        raise WrongState("Dit agendapunt is intussen weggehaald.", back_to=item.meeting)
    return found


@transaction.atomic
def add_item(meeting, *, by, title, kind, minutes, text="", is_open=False, case=None, signals=(), table=()):
    """Add an item at the end. `table` is a list of (organisation, question). Returns the item."""
    meeting = take_meeting(meeting, by, Permission.MEETING_PLAN)
    last = meeting.items.aggregate(Max("position"))["position__max"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=last + 1,
        kind=kind,
        title=title,
        text=text,
        minutes=minutes,
        is_open=is_open or meeting.case_id is not None,
        case=case,
    )
    for organisation, question in table:
        TablePlace.objects.create(item=item, organisation=organisation, question=question)
    for signal in signals:
        _link(item, signal)
        if not meeting.is_extra:  # that it was called says more
            tell(signal, ON_AGENDA, by=by, for_desk=True)
    log("add_item", item, meeting=meeting.pk, signals=[signal.number for signal in signals])
    return item


@transaction.atomic
def change_item(item, *, by, title, minutes, text, is_open=False):
    item = take_item(item, by)
    item.title, item.minutes, item.text = title, minutes, text
    item.is_open = is_open or item.meeting.case_id is not None
    item.save(update_fields=["title", "minutes", "text", "is_open"])
    log("change_item", item)
    return item


@transaction.atomic
def change_minutes(item, *, by, minutes):
    """How long it takes, from its line on the agenda."""
    item = take_item(item, by)
    item.minutes = minutes
    item.save(update_fields=["minutes"])
    log("change_item", item)
    return item


@transaction.atomic
def remove_item(item, *, by):
    """Take an item off an agenda that nobody has seen yet."""
    item = take_item(item, by)
    if item.meeting.released_at:
        raise WrongState("De agenda is al vrijgegeven: dit punt blijft staan.", back_to=item.meeting)
    if contributed([item]) or item.recusals.exists():
        raise WrongState(
            "Bij dit punt hoort al inbreng of een terugtrekking: het blijft staan.", back_to=item.meeting
        )
    log("remove_item", item, meeting=item.meeting_id)
    for signal in item.signals.all():
        tell(signal, OFF_AGENDA, by=by, for_desk=True)
    TablePlace.objects.filter(item=item).delete()
    ItemSignal.objects.filter(item=item).delete()
    AgendaItem.objects.filter(pk=item.pk).delete()


@transaction.atomic
def order_items(meeting, *, by, item_ids):
    """Put the items in this order; ids that are missing keep their order behind the named ones.

    They take the places that these items had: an item that this person does not see stays where it is.
    """
    meeting = take_meeting(meeting, by, Permission.MEETING_PLAN)
    items = list(meeting.items.select_for_update(of=("self",)))
    free = _rising(item.position for item in items)
    place = {item_id: index for index, item_id in enumerate(item_ids)}
    items.sort(key=lambda item: place.get(item.pk, len(place)))
    for position, item in zip(free, items, strict=True):
        item.position = position
    AgendaItem.objects.bulk_update(items, ["position"])
    log("order_items", meeting)
    return items


def _rising(positions):
    """The same places, each later than the one before: two items may not share one."""
    rising = []
    for position in positions:
        rising.append(max(position, rising[-1] + 1) if rising else position)
    return rising


@transaction.atomic
def move_item(item, *, by, steps):
    """One item up (-1) or down (1) among those this person sees."""
    ids = list(item.meeting.items.values_list("pk", flat=True))
    place = ids.index(item.pk)
    to = min(max(place + steps, 0), len(ids) - 1)
    ids.insert(to, ids.pop(place))
    return order_items(item.meeting, by=by, item_ids=ids)


@transaction.atomic
def add_to_table(item, *, by, organisation, question=""):
    """Seat an organisation at the item, or change what it is asked."""
    item = take_item(item, by)
    place, _ = TablePlace.objects.update_or_create(
        item=item, organisation=organisation, defaults={"question": question}
    )
    log("add_to_table", item, partner=organisation.pk)
    return place


@transaction.atomic
def remove_from_table(item, *, by, organisation):
    """Take an organisation from the table, unless its contribution lies there."""
    item = take_item(item, by)
    if (item.pk, organisation.pk) in contributed([item]):
        raise WrongState(
            f"{organisation} heeft al inbreng gegeven en blijft aan tafel.", back_to=item.meeting
        )
    TablePlace.objects.filter(item=item, organisation=organisation).delete()
    log("remove_from_table", item, partner=organisation.pk)


@transaction.atomic
def link_signal(item, *, by, signal):
    item = take_item(item, by)
    link, is_new = _link(item, signal)
    if is_new:
        tell(signal, ON_AGENDA, by=by, for_desk=True)
        log("link_signal", item, signal=signal.number)
    return link


def _link(item, signal):
    """The table reads the signal and its weighing: another house's is not ours to bring, a case has its own signals."""
    if item.meeting.case_id:
        raise WrongState(IN_CASE, back_to=item.meeting)
    if signal.house_id != item.meeting.house_id:
        raise WrongState(
            f"Signaal {signal.number} is van een ander veiligheidshuis. Vraag dat huis het te delen.",
            back_to=item.meeting,
        )
    return ItemSignal.objects.get_or_create(item=item, signal=signal)


@transaction.atomic
def unlink_signal(item, *, by, signal):
    item = take_item(item, by)
    if ItemSignal.objects.filter(item=item, signal=signal).delete()[0]:
        tell(signal, OFF_AGENDA, by=by, for_desk=True)
        log("unlink_signal", item, signal=signal.number)
