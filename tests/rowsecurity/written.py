"""Rows that people try to write in the world of handmade.py; what is left out has a value that fits."""

from datetime import date, timedelta

from django.utils import timezone

from cases.models import Action, ActionEvent, ActionRequest
from meetings import models as meetings
from partners import models as partners
from signals import models as signals
from tests.conftest import as_owner
from tests.rowsecurity.handmade import (
    ADMINISTRATOR,
    CARE,
    CARE_ID,
    HOUSE,
    POLICE,
    POLICE_ID,
)
from tests.rowsecurity.making import SECOND, when


def signal(**fields):
    values = {
        "number": "S-9",
        "house_id": HOUSE,
        "municipality_id": 1,
        "reported_by_id": POLICE + 1,
        "membership_id": POLICE + 1,
        "organisation_id": POLICE_ID,
        "weigh_before": date(2026, 1, 1),
        "observed_on": date(2026, 1, 1),
        "title": "t",
        "facts": "f",
    }
    return signals.Signal.objects.create(**values | fields)


def share(number):
    return signals.Share.objects.create(
        signal_id=number,
        organisation_id=CARE_ID,
        legal_ground="wgs",
        purpose="p",
        necessity="n",
        shared_by_id=SECOND,
        valid_until=when(3),
    )


def grant(user, kind="party_identity"):
    return partners.Grant.objects.create(user_id=user + 1, kind=kind, object_id=1, reason="r", until=when(1))


def redaction(user, **fields):
    values = {"signal_id": 1, "place": "signal.facts", "row": 1, "words": "gevel", "reason": "r"}
    return signals.Redaction.objects.create(proposed_by_id=user + 1, **values | fields)


def link(signal, other):
    return signals.Link.objects.create(
        signal_id=signal, other_id=other, kind="related", reason="r", status_before="received", made_by_id=1
    )


def file(user, **at):
    return signals.Attachment.objects.create(uploaded_by_id=user + 1, name="foto.jpg", size=10, **at)


def register(user, house=HOUSE, **fields):
    return signals.RegisterImport.objects.create(
        uploaded_by_id=user + 1, house_id=house, name="x.csv", **fields
    )


def proposed(user, **fields):
    return change(signals.RegisterImport, 1, proposed_by_id=user + 1, proposed_at=timezone.now(), **fields)


def agreed(proposer, second):
    """Somebody proposes and confirms in one go: only one of both can be himself."""
    return proposed(proposer, confirmed_by_id=second + 1, confirmed_at=timezone.now())


def register_row(house=HOUSE, register=1, **fields):
    return signals.RegisterRow.objects.create(
        register_id=register, house_id=house, line=99, **{"state": "ready", "identity": "k:99"} | fields
    )


def membership(user, **fields):
    values = {"role": "reporter", "valid_from": when(-1), "proposed_by_id": ADMINISTRATOR + 1}
    return partners.Membership.objects.create(user_id=user + 1, organisation_id=POLICE_ID, **values | fields)


def message(by, signal=2):
    return signals.Message.objects.create(signal_id=signal, by_id=by, text="t")


def contact_request(by):
    return signals.ContactRequest.objects.create(signal_id=2, requested_by_id=by + 1, reason="r")


def interview(by, signal=2):
    return signals.Interview.objects.create(
        signal_id=signal,
        with_whom="x",
        held_by_id=by + 1,
        held_on=date(2026, 1, 1),
        why="w",
        told="t",
        agreed="a",
        is_safe="yes",
        kept_by_id=by + 1,
    )


def standard_text(house=HOUSE):
    return partners.StandardText.objects.create(house_id=house, kind="message", name="n", text="t")


def clock_stop(by, days=2):
    until = timezone.localdate() + timedelta(days=days)
    return signals.ClockStop.objects.create(signal_id=2, stopped_by_id=by + 1, reason="r", until=until)


def action(user, **fields):
    return Action.objects.create(
        house_id=HOUSE, text="t", due_on=date(2026, 1, 1), given_by_id=user + 1, **fields
    )


def decision(user, **fields):
    return meetings.Decision.objects.create(
        item_id=1, kind="follow", text="t", reasons="r", recorded_by_id=user + 1, **fields
    )


def amendment(item, organisation, by):
    return meetings.Amendment.objects.create(
        item_id=item, field="remark", text="t", organisation_id=organisation, proposed_by_id=by + 1
    )


def answer(by, state):
    """To an amendment of the police that waits: answered in the name of `by`."""
    with as_owner():
        waiting = amendment(1, POLICE_ID, POLICE)
    answered = {"state": state, "reason": "r", "handled_at": timezone.now(), "handled_by": by + 1}
    return meetings.Amendment.objects.filter(pk=waiting.pk).update(**answered)


def erratum(by):
    return meetings.Erratum.objects.create(item_id=1, text="t", reason="r", by_id=by + 1)


def action_request(user):
    """About the action in the case, which the police sees."""
    return ActionRequest.objects.create(
        action_id=2, kind="date", due_on=date(2026, 2, 1), reason="r", asked_by_id=user + 1
    )


def action_event(user):
    return ActionEvent.objects.create(action_id=2, kind="reminded", by_id=user + 1)


def contribution(item, organisation):
    return meetings.Contribution.objects.create(
        item_id=item, organisation_id=organisation, text="t", written_by_id=CARE + 1
    )


def change(model, pk, of=None, **values):
    return lambda: model.objects.filter(**of or {"pk": pk}).update(**values)


def remove(model, **which):
    return lambda: model.objects.filter(**which)._raw_delete("default")
