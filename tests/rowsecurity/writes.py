"""What people try to write in the world of handmade.py, and how it must end."""

from datetime import date, timedelta

from django.utils import timezone

from cases.models import Action, Case, CaseEvent, CasePartner, CaseSignal, Director, Named
from meetings import models as meetings
from partners import models as partners
from signals import models as signals
from tests.rowsecurity.handmade import (
    ADMINISTRATOR,
    CARE,
    CARE_ID,
    COORDINATOR,
    EXPERT,
    HOUSE,
    MUNICIPALITY,
    NEIGHBOUR,
    OFFICER,
    POLICE,
    POLICE_ID,
    REPORTER,
)
from tests.rowsecurity.rows import ORGANISATION_ID, SECOND, when


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


def link(signal, other):
    return signals.Link.objects.create(
        signal_id=signal, other_id=other, kind="related", reason="r", status_before="received", made_by_id=1
    )


def file(user, **at):
    return signals.Attachment.objects.create(uploaded_by_id=user + 1, name="foto.jpg", size=10, **at)


def register(user, house=HOUSE):
    return signals.RegisterImport.objects.create(uploaded_by_id=user + 1, house_id=house, name="x.csv")


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


def decision():
    return meetings.Decision.objects.create(
        item_id=1, kind="follow", text="t", reasons="r", recorded_by_id=POLICE + 1
    )


def contribution(item, organisation):
    return meetings.Contribution.objects.create(
        item_id=item, organisation_id=organisation, text="t", written_by_id=CARE + 1
    )


def change(model, pk, of=None, **values):
    return lambda: model.objects.filter(**of or {"pk": pk}).update(**values)


def remove(model, **which):
    return lambda: model.objects.filter(**which)._raw_delete("default")


REFUSED = "refused"
# (who, what he tries, how it must end: refused, or the number of rows it reaches)
WRITES = {
    "reports for himself": (POLICE, signal, 1),
    "reports for another": (POLICE, lambda: signal(reported_by_id=REPORTER + 1), REFUSED),
    "reports as a membership of another": (POLICE, lambda: signal(membership_id=CARE + 1), REFUSED),
    "reports for another organisation": (POLICE, lambda: signal(organisation_id=CARE_ID), REFUSED),
    "shares what he does not see with himself": (CARE, lambda: share(2), REFUSED),
    "shares on": (POLICE, lambda: share(1), REFUSED),
    "shares from the desk": (COORDINATOR, lambda: share(1), 1),
    "extends a share": (POLICE, change(signals.Share, 1, necessity="x"), 0),
    "links from the desk": (COORDINATOR, lambda: link(1, 2), 1),
    "links what he does not see": (COORDINATOR, lambda: link(2, 3), REFUSED),
    "links without a desk": (POLICE, lambda: link(3, 1), REFUSED),
    "parts without a desk": (POLICE, change(signals.Link, 1, end_reason="x"), 0),
    "weighs at the table": (POLICE, change(signals.Weighing, None, notes="x", of={"signal": 1}), 0),
    "weighs": (COORDINATOR, change(signals.Weighing, None, notes="x", of={"signal": 1}), 1),
    "asks himself": (
        REPORTER,
        lambda: signals.Question.objects.create(signal_id=1, text="?", asked_by_id=1),
        REFUSED,
    ),
    "adds a party to what is shared": (
        POLICE,
        lambda: signals.Party.objects.create(signal_id=1, label="B", why="w"),
        REFUSED,
    ),
    "adds a theme to what is shared": (
        POLICE,
        lambda: signals.Signal.themes.through.objects.create(signal_id=1, theme_id=2),
        REFUSED,
    ),
    "tells about what he does not see": (
        CARE,
        lambda: signals.Event.objects.create(signal_id=2, text="x", for_desk=False),
        REFUSED,
    ),
    "opens an identity": (COORDINATOR, lambda: grant(COORDINATOR), 1),
    "opens an identity without a desk": (REPORTER, lambda: grant(REPORTER), REFUSED),
    "gives himself a role": (ADMINISTRATOR, lambda: membership(ADMINISTRATOR, proposed_by_id=None), REFUSED),
    "writes to the reporter": (COORDINATOR, lambda: message(COORDINATOR + 1), 1),
    "writes as the reporter": (COORDINATOR, lambda: message(None), REFUSED),
    "writes to a reporter of another house": (NEIGHBOUR, lambda: message(NEIGHBOUR + 1), REFUSED),
    "keeps a talk": (EXPERT, lambda: interview(EXPERT), 1),
    "keeps a talk in the name of another": (COORDINATOR, lambda: interview(EXPERT), REFUSED),
    "keeps a talk without a desk": (POLICE, lambda: interview(POLICE, 1), REFUSED),
    "keeps a talk of another house": (NEIGHBOUR, lambda: interview(NEIGHBOUR), REFUSED),
    "adds a standard text": (ADMINISTRATOR, standard_text, 1),
    "adds a standard text of another house": (
        ADMINISTRATOR,
        lambda: standard_text(ORGANISATION_ID["buurhuis"]),
        REFUSED,
    ),
    "changes a standard text": (ADMINISTRATOR, change(partners.StandardText, 1, text="x"), 1),
    "changes a standard text from the desk": (
        COORDINATOR,
        change(partners.StandardText, 1, text="x"),
        0,
    ),
    "checks a report as an expert": (EXPERT, change(signals.Intake, 2, check_reason="x"), 0),
    "checks a report": (COORDINATOR, change(signals.Intake, 2, check_reason="x"), 1),
    "asks for contact details": (EXPERT, lambda: contact_request(EXPERT), 1),
    "asks for another": (EXPERT, lambda: contact_request(COORDINATOR), REFUSED),
    "asks without a desk": (POLICE, lambda: contact_request(POLICE), REFUSED),
    "stops a clock": (EXPERT, lambda: clock_stop(EXPERT), 1),
    "stops a clock for another": (EXPERT, lambda: clock_stop(COORDINATOR), REFUSED),
    "stops a clock without a desk": (POLICE, lambda: clock_stop(POLICE), REFUSED),
    "stops a clock for months": (EXPERT, lambda: clock_stop(EXPERT, days=60), REFUSED),
    "stops a clock for no day": (EXPERT, lambda: clock_stop(EXPERT, days=0), REFUSED),
    "gives himself a grant for contact details": (
        COORDINATOR,
        lambda: partners.Grant.objects.create(
            user_id=COORDINATOR + 1, kind="contact", object_id=2, reason="r", until=when(1)
        ),
        REFUSED,
    ),
    "opens an original": (COORDINATOR, lambda: grant(COORDINATOR, "original"), 1),
    "opens an original without a desk": (REPORTER, lambda: grant(REPORTER, "original"), REFUSED),
    "adds a file to his signal": (REPORTER, lambda: file(REPORTER, signal_id=1), 1),
    "adds a file to what is shared": (POLICE, lambda: file(POLICE, signal_id=1), REFUSED),
    "adds a file as another": (COORDINATOR, lambda: file(REPORTER, signal_id=1), REFUSED),
    "adds a file to the draft of another": (REPORTER, lambda: file(REPORTER, draft_id=1), REFUSED),
    "changes a file of what is shared": (POLICE, change(signals.Attachment, 1, name="x"), 0),
    "opens a file": (COORDINATOR, change(signals.Attachment, 2, state="clean"), 1),
    "brings a register": (COORDINATOR, lambda: register(COORDINATOR), 1),
    "brings a register as an expert": (EXPERT, lambda: register(EXPERT), REFUSED),
    "brings a register as another": (COORDINATOR, lambda: register(EXPERT), REFUSED),
    "brings a register for another house": (
        COORDINATOR,
        lambda: register(COORDINATOR, ORGANISATION_ID["buurhuis"]),
        REFUSED,
    ),
    "agrees with a register": (EXPERT, change(signals.RegisterImport, 1, position=1), 1),
    "agrees with a register of another house": (NEIGHBOUR, change(signals.RegisterImport, 1, position=1), 0),
    "notes a row": (COORDINATOR, register_row, 1),
    "notes a row as an expert": (EXPERT, register_row, REFUSED),
    "notes a row at a register of another house": (
        NEIGHBOUR,
        lambda: register_row(ORGANISATION_ID["buurhuis"], register=1),
        REFUSED,
    ),
    "gives a signal an origin": (
        COORDINATOR,
        lambda: register_row(state="made", signal_id=1),
        REFUSED,
    ),
    "gives another a role": (ADMINISTRATOR, lambda: membership(CARE), 1),
    "gives a role in the name of another": (
        ADMINISTRATOR,
        lambda: membership(CARE, proposed_by_id=COORDINATOR + 1),
        REFUSED,
    ),
    "extends his own role": (
        COORDINATOR,
        change(partners.Membership, COORDINATOR + 1, function="x"),
        REFUSED,
    ),
    "changes what was reported": (POLICE, change(signals.Signal, 1, facts="x"), REFUSED),
    "tells in the name of another": (
        POLICE,
        lambda: signals.Event.objects.bulk_create([signals.Event(signal_id=1, by_id=SECOND, text="x")]),
        REFUSED,
    ),
    "changes a case he reads": (POLICE, change(Case, 2, title="x"), REFUSED),
    "tells of a case in the name of another": (
        POLICE,
        lambda: CaseEvent.objects.create(case_id=1, by_id=SECOND, text="x"),
        REFUSED,
    ),
    "moves a meeting": (POLICE, change(meetings.Meeting, 1, place="x"), REFUSED),
    "adds an organisation": (
        ADMINISTRATOR,
        lambda: partners.Organisation.objects.create(name="n", short_name="n", kind="care"),
        1,
    ),
    "claims another house": (
        ADMINISTRATOR,
        lambda: partners.Partnership.objects.create(
            organisation_id=ORGANISATION_ID["buurhuis"], house_id=HOUSE
        ),
        REFUSED,
    ),
    "ends the role of another": (ADMINISTRATOR, change(partners.Membership, CARE + 1, function="x"), 1),
    "acts in a case he does not see": (
        CARE,
        lambda: action(CARE, organisation_id=CARE_ID, case_id=1),
        REFUSED,
    ),
    "names a director": (
        POLICE,
        lambda: Director.objects.create(case_id=1, membership_id=POLICE + 1, named_by_id=1),
        REFUSED,
    ),
    "ends a director": (POLICE, change(Director, 1, name="x"), 0),
    "names a person": (POLICE, lambda: Named.objects.create(case_id=2, membership_id=CARE + 1), REFUSED),
    "unnames a person": (POLICE, remove(Named, case=2), 0),
    "invites to a case": (
        POLICE,
        lambda: CasePartner.objects.create(case_id=1, organisation_id=CARE_ID, joined_by_id=1),
        REFUSED,
    ),
    "leaves for another": (POLICE, change(CasePartner, 1, joined_at=timezone.now()), 0),
    "links his signal to an item": (
        POLICE,
        lambda: meetings.ItemSignal.objects.create(item_id=1, signal_id=3),
        REFUSED,
    ),
    "brings a signal of another house to his table": (
        COORDINATOR,
        lambda: meetings.ItemSignal.objects.create(item_id=2, signal_id=3),
        REFUSED,
    ),
    "links a signal of another house to his case": (
        COORDINATOR,
        lambda: CaseSignal.objects.create(case_id=1, signal_id=3, linked_by_id=COORDINATOR + 1),
        REFUSED,
    ),
    "unlinks a signal": (POLICE, remove(meetings.ItemSignal, item=1), 0),
    "links his action to an item": (
        POLICE,
        lambda: meetings.ItemAction.objects.create(item_id=1, action_id=4),
        REFUSED,
    ),
    "seats another at the table": (
        POLICE,
        lambda: meetings.TablePlace.objects.create(item_id=2, organisation_id=MUNICIPALITY),
        REFUSED,
    ),
    "changes a question to the table": (POLICE, change(meetings.TablePlace, 1, question="x"), 0),
    "leaves the table": (POLICE, remove(meetings.TablePlace, pk=1), 0),
    "decides": (POLICE, decision, REFUSED),
    "changes a decision": (POLICE, change(meetings.Decision, 1, driehoek_reason="x"), 0),
    "plans a series": (
        REPORTER,
        lambda: meetings.Series.objects.create(
            house_id=1, name="n", first_on=date(2026, 1, 1), starts="09:00"
        ),
        REFUSED,
    ),
    "moves a series": (REPORTER, change(meetings.Series, 1, place="x"), 0),
    "invites to a meeting": (
        POLICE,
        lambda: meetings.Seat.objects.create(meeting_id=1, organisation_id=MUNICIPALITY),
        REFUSED,
    ),
    "records a presence": (POLICE, change(meetings.Seat, 1, names="x"), 0),
    "sends another away": (POLICE, remove(meetings.Seat, pk=1), 0),
    "puts an item on the agenda": (
        POLICE,
        lambda: meetings.AgendaItem.objects.create(meeting_id=1, position=9, title="t", is_open=True),
        REFUSED,
    ),
    "writes the minutes": (POLICE, change(meetings.AgendaItem, 2, conclusion="x"), 0),
    "takes an item off": (POLICE, remove(meetings.AgendaItem, pk=2), 0),
    "contributes to what he does not see": (CARE, lambda: contribution(3, CARE_ID), REFUSED),
    "contributes": (CARE, lambda: contribution(2, CARE_ID), 1),
    "changes the contribution of another": (POLICE, change(meetings.Contribution, 2, text="x"), 0),
    "steps back": (
        POLICE,
        lambda: meetings.Recusal.objects.create(item_id=2, user_id=POLICE + 1, by_id=POLICE + 1),
        1,
    ),
    "has another step back": (
        POLICE,
        lambda: meetings.Recusal.objects.create(item_id=2, user_id=COORDINATOR + 1, by_id=POLICE + 1),
        REFUSED,
    ),
    "renames an organisation": (ADMINISTRATOR, change(partners.Organisation, 3, short_name="x"), 1),
    "renames an organisation of another house": (
        ADMINISTRATOR,
        change(partners.Organisation, ORGANISATION_ID["buurhuis"], short_name="x"),
        REFUSED,
    ),
    "renames one without the right": (COORDINATOR, change(partners.Organisation, 3, short_name="x"), 0),
    "changes the address": (ADMINISTRATOR, change(partners.House, HOUSE, telephone="x"), 1),
    "ends a partnership": (
        ADMINISTRATOR,
        remove(partners.Partnership, organisation=POLICE_ID, house=HOUSE),
        1,
    ),
    "changes a municipality": (ADMINISTRATOR, change(partners.Municipality, 1, district="x"), 1),
    "changes neighbours": (
        ADMINISTRATOR,
        remove(partners.Municipality.neighbours.through, from_municipality=1),
        1,
    ),
    "changes a theme": (ADMINISTRATOR, change(partners.Theme, 1, hint="x"), 1),
    "changes a rule for sharing": (
        OFFICER,
        change(signals.SharingRule, None, max_days=9, of={"receiver_kind": "house"}),
        1,
    ),
}
