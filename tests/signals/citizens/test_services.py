"""Reports without an account by the services: made at once, seen by who may, held and checked."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.db.utils import ProgrammingError
from django.test import override_settings
from django.utils import timezone

from audit.models import Entry
from audit.tick import TASKS
from partners.models import Key
from signals import services
from signals.models import (
    CitizenDraft,
    ContactDetails,
    ContactRequest,
    Event,
    Intake,
    Message,
    Signal,
    Weighing,
    WeighingState,
)
from signals.queries import opens, signal_here
from signals.receipts import digest_of, secret_of
from signals.ticks import clear_citizen_drafts
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.citizens.visits import as_reporter, fields, reported
from zvh.actor import acting_as
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


def stored(model, **which):
    with as_owner():
        return list(model.objects.filter(**which))


def the_signal():
    with as_owner():
        return Signal.objects.select_related("house", "municipality").get()


# -- the draft


def test_draft_is_seen_by_its_key_alone(act):
    secret = services.begin_citizen_draft()
    other = services.begin_citizen_draft()

    with act(key=secret):
        services.keep_answers(CitizenDraft.objects.get(), fields={"facts": "geheim"})

    found = {}
    for name, actor in {"key": {"key": secret}, "other": {"key": other}, "nobody": {}}.items():
        with acting_as(**actor):
            found[name] = [draft.fields for draft in CitizenDraft.objects.all()]
    with act(people.coordinator()):
        found["desk"] = list(CitizenDraft.objects.all())
    assert found == {"key": [{"facts": "geheim"}], "other": [{}], "nobody": [], "desk": []}


def test_answers_are_added_to_what_was_there(act):
    with act(key=services.begin_citizen_draft()):
        for answer in ({"facts": "a"}, {"place": "b"}, {"facts": "c"}):
            services.keep_answers(CitizenDraft.objects.get(), fields=answer)

        assert CitizenDraft.objects.get().fields == {"facts": "c", "place": "b"}


def test_draft_vanishes_after_seven_days_with_its_key(act):
    old, new = services.begin_citizen_draft(), services.begin_citizen_draft()
    with act(key=old):
        aged = CitizenDraft.objects.get().key_id
    with as_owner():
        Key.objects.filter(pk=aged).update(until=timezone.now() - timedelta(hours=1))

    with act(key=old):
        assert list(CitizenDraft.objects.all()) == []  # at once, before any tick
    assert clear_citizen_drafts() == 1

    assert len(stored(CitizenDraft)) == len(stored(Key)) == 1
    with act(key=new):
        assert CitizenDraft.objects.count() == 1


def test_draft_lasts_seven_days_and_no_longer():
    services.begin_citizen_draft()

    (key,) = stored(Key)
    assert timedelta(days=7) - (key.until - key.created_at) < timedelta(seconds=5)


def test_clearing_is_part_of_the_tick_and_leaves_receipts():
    reported()

    assert "clear_citizen_drafts" in {task.name for task in TASKS}
    assert clear_citizen_drafts() == 0
    assert [key.purpose for key in stored(Key)] == [Key.Purpose.RECEIPT]


def test_draft_is_thrown_away_by_its_writer(act):
    with act(key=services.begin_citizen_draft()):
        services.discard_citizen_draft(CitizenDraft.objects.get())

    assert stored(CitizenDraft) == []


# -- sending


def test_report_becomes_a_signal_of_the_house_of_its_municipality():
    far = people.house("Huis Ver")
    town = people.municipality("Verstad", of=far)
    theme = people.theme("wonen", of=far)

    receipt = reported(municipality=town, themes=[theme, people.theme("elders")])

    made = the_signal()
    assert (made.number, made.house, made.municipality) == (receipt.signal.number, far, town)
    assert (made.reported_by, made.membership, made.organisation) == (None, None, None)
    assert (made.reporter_function, made.get_reporter_function_display()) == ("inwoner", "inwoner")
    assert (made.source_reliability, made.information_reliability) == ("untested", "seen")
    with as_owner():
        assert list(made.themes.all()) == [theme]
    assert [event.text for event in stored(Event)] == ["Gemeld"]
    assert [weighing.state for weighing in stored(Weighing)] == [WeighingState.NEW]


def test_code_is_kept_only_as_digest_of_a_secret():
    receipt = reported()

    (key,) = stored(Key)
    assert key.digest == digest_of(receipt.code)
    assert opens(secret_of(receipt.code))
    assert not opens(receipt.code)


def test_code_works_for_the_days_of_the_setting():
    with override_settings(RECEIPT_DAYS=10):
        reported()

    (key,) = stored(Key)
    assert (key.until - timezone.now()).days == 9


def test_draft_and_its_key_are_gone_after_sending():
    reported()

    assert stored(CitizenDraft) == []
    assert stored(Key, purpose=Key.Purpose.DRAFT) == []


def test_second_click_finds_that_it_was_sent(act):
    with act(key=services.begin_citizen_draft()):
        services.submit_citizen(fields=fields())
        with pytest.raises(WrongState, match="al verstuurd"), transaction.atomic():
            services.submit_citizen(fields=fields())

    assert len(stored(Signal)) == 1


def test_nobody_sends_without_a_draft():
    with pytest.raises(WrongState), transaction.atomic():
        services.submit_citizen(fields=fields())

    assert stored(Signal) == stored(Key) == []


def test_nobody_inserts_a_signal_with_a_key_by_himself(act):
    receipt = reported()
    with as_owner():
        key = Key.objects.get()

    for actor in ({"key": secret_of(receipt.code)}, {"user": people.coordinator()}, {}):
        with (
            acting_as(**actor),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
        ):
            Signal.objects.create(
                number="S-2026-1",
                house=people.house(),
                key_id=key.pk,
                reporter_function="inwoner",
                weigh_before="2026-12-01",
                **fields(),
            )


def test_threat_reaches_the_desk_at_once_without_content(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        receipt = reported(has_threat=True, threat="Hij zei iets ergs.")

    (sent,) = mail.outbox
    assert sent.subject == f"Spoed: signaal {receipt.signal.number}"
    assert "iets ergs" not in sent.body


def test_desk_hears_by_mail_that_a_held_report_waits(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        receipt = reported(held_because="no_work")

    assert [sent.subject for sent in mail.outbox] == [f"Controle nodig: melding {receipt.signal.number}"]


# -- who sees it


def test_key_sees_its_own_signal_and_never_the_weighing(act):
    mine, other = reported(), reported(facts="Iets heel anders, elders gezien.")
    factories.weighed(the_first(mine), notes="geheim")

    with as_reporter(mine):
        assert [signal.number for signal in Signal.objects.all()] == [mine.signal.number]
        assert signal_here().number == mine.signal.number
        for hidden in (Weighing, Intake, ContactDetails, ContactRequest):
            assert list(hidden.objects.all()) == []
    with as_reporter(other):
        assert signal_here().number == other.signal.number


def the_first(receipt):
    with as_owner():
        return Signal.objects.get(number=receipt.signal.number)


def test_expired_key_shows_nothing(act):
    receipt = reported()
    with as_owner():
        Key.objects.update(until=timezone.now() - timedelta(hours=1))

    assert not opens(secret_of(receipt.code))
    with as_reporter(receipt):
        assert signal_here() is None
        assert list(Message.objects.all()) == []


def test_no_origin_is_kept_on_rows_or_in_the_log():
    """Who sent it is a key: no account, no address, no browser."""
    receipt = reported()
    with as_reporter(receipt):
        services.add_message(signal_here(), text="Nog iets.")

    lines = stored(Entry)
    assert [(line.action, line.actor_id, line.organisation_id) for line in lines] == [
        ("submit_citizen", None, None),
        ("citizen_message", None, None),
    ]
    assert {(line.origin, str(line.details)) for line in lines} == {("web", "{}")}
    assert [intake.entered_by for intake in stored(Intake)] == [None]


# -- held reports


def test_held_report_waits_for_a_check_before_its_weighing(act):
    reported(held_because="no_work")
    made, desk = the_signal(), people.coordinator()

    with act(desk):
        with pytest.raises(WrongState), transaction.atomic():
            services.start_weighing(made, by=desk)
        services.release_held(made, by=desk, reason="Ik belde de school.")
        services.start_weighing(made, by=desk)

    (intake,) = stored(Intake)
    assert (intake.checked_by, intake.check_reason) == (desk, "Ik belde de school.")
    assert [weighing.state for weighing in stored(Weighing)] == [WeighingState.WEIGHING]


def test_abuse_is_rejected_and_its_sender_reads_that_it_is_closed(act):
    receipt = reported(held_because="no_work")
    desk = people.coordinator()

    with act(desk):
        services.reject_held(the_signal(), by=desk, reason="Reclame.")

    with as_reporter(receipt):
        assert signal_here().safe_status == "closed"
        assert "misbruik" not in " ".join(event.text for event in Event.objects.all())
    assert [weighing.state for weighing in stored(Weighing)] == [WeighingState.REJECTED]


@pytest.mark.parametrize("step", ["release_held", "reject_held"])
def test_held_report_is_checked_by_a_coordinator(act, step):
    reported(held_because="no_work")
    made, expert = the_signal(), people.expert()

    with act(expert), pytest.raises(NotAllowed):
        getattr(services, step)(made, by=expert, reason="reden")


@pytest.mark.parametrize("step", ["release_held", "reject_held"])
def test_of_two_who_check_one_is_first(act, step):
    reported(held_because="no_work")
    made, desk = the_signal(), people.coordinator()

    with act(desk):
        services.release_held(made, by=desk, reason="Echt.")
        with pytest.raises(WrongState), transaction.atomic():
            getattr(services, step)(made, by=desk, reason="reden")
