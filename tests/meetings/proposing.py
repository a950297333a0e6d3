"""Steps that tests of amendments share."""

from django.urls import reverse

from meetings import services
from meetings.models import Amendment, MeetingState, Seat
from meetings.models.items import TablePlace
from tests.conftest import as_owner

RELEASED, HELD, FINAL = MeetingState.RELEASED, MeetingState.HELD, MeetingState.FINAL
WAS = {"information": "Er was onrust.", "interpretation": "", "conclusion": "Volgen."}
WANTED = WAS | {"information": "Er was veel onrust op straat."}


def fresh(row):
    """The row as it stands now, whoever may see it."""
    with as_owner():
        row.refresh_from_db()
    return row


def propose(s, *, by=None, organisation=None, item=None, texts=WANTED, start=WAS, remark=""):
    return services.propose_amendments(
        item or s.item,
        by=by or s.officer,
        organisation=organisation or s.police,
        texts=texts,
        start=start,
        remark=remark,
    )


def proposed(s, act, **kwargs):
    with act(kwargs.get("by") or s.officer):
        return propose(s, **kwargs)[0]


def sit(s, organisation, **seat):
    """Another organisation at the table of the item."""
    with as_owner():
        Seat.objects.update_or_create(
            meeting=s.meeting, organisation=organisation, defaults={"attendance": "present", **seat}
        )
        TablePlace.objects.create(item=s.item, organisation=organisation)


def url(name, thing):
    return reverse(f"meetings:{name}", args=[thing.pk])


def typed(texts=WANTED, start=WAS, *, remark="", organisation=None):
    data = {**texts, **{f"start_{name}": text for name, text in start.items()}, "remark": remark}
    return data | {"organisation": organisation.pk}


def shown_to(act, person, amendment):
    with act(person):
        return services.amendment_seen(Amendment.objects.select_related("item").get(pk=amendment.pk))


def accept(s, act, amendment, **kwargs):
    shown = kwargs.pop("shown", None) or shown_to(act, s.coordinator, amendment)
    with act(s.coordinator):
        return services.accept_amendment(amendment, by=s.coordinator, shown=shown, **kwargs)
