"""What happens to a file: in by parts, checked, scanned, refused, released, moved along, cleared away."""

import os
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone

from audit.models import Entry
from audit.tick import TASKS
from partners.models import Grant
from signals import services
from signals.files import vault
from signals.models import Attachment, Draft, Event, FileState, Original
from signals.services.files import WrongPlace
from signals.ticks import check_files, clear_files
from tests import factories, files, people
from tests.clamd import clamd
from tests.conftest import as_owner
from tests.signals.files.conftest import stored
from zvh.actor import acting_as
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


def lines(action):
    with as_owner():
        return list(Entry.objects.filter(action=action).values_list("kind", "details"))


def aged(file, **ago):
    with as_owner():
        Attachment.objects.filter(pk=file.pk).update(touched_at=timezone.now() - timedelta(**ago))


def test_file_without_a_scanner_is_kept_and_stays_closed(bring, reported):
    file = bring(reported, reported.reported_by)

    assert (file.state, file.kind, file.is_open, file.thumbnail) == ("unscanned", "jpeg", False, None)
    assert vault.names_of(file.token)[:2] == ["copy", "original"]
    assert vault.take(file.token, vault.ORIGINAL) == files.picture()
    assert files.CAMERA.encode() not in vault.take(file.token, vault.COPY)
    assert lines("add_file") == [("attachment", {})]
    with as_owner():
        assert Event.objects.get(signal=reported).text == "Bestand toegevoegd"


def test_parts_are_gone_when_the_file_is_kept(bring, reported, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        file = bring(reported, reported.reported_by)

    assert vault.names_of(file.token) == ["copy", "original"]


def test_file_that_is_scanned_opens(settings, bring, reported):
    with clamd(settings) as seen:
        file = bring(reported, reported.reported_by)

    assert (file.state, file.is_open) == ("clean", True)
    assert file.thumbnail
    assert seen == [files.picture()]


def test_eicar_is_refused_with_a_sentence_and_nothing_is_kept(
    settings, bring, reported, django_capture_on_commit_callbacks
):
    with clamd(settings), django_capture_on_commit_callbacks(execute=True):
        file = bring(reported, reported.reported_by, files.EICAR, "eicar.com")

    assert file.state == "refused"
    assert "virus" in file.refusal
    assert vault.names_of(file.token) == []
    assert lines("refuse_file") == [("attachment", {"reason": "virus"})]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: b"MZ" + bytes(900), "programma"),
        (files.bomb, "veel te groot"),
        (lambda: files.picture()[:300], "kapot"),
        (lambda: files.pdf(password="x"), "wachtwoord"),
    ],
)
def test_refused_file_says_why_and_leaves_nothing(
    bring, reported, django_capture_on_commit_callbacks, make, words
):
    with django_capture_on_commit_callbacks(execute=True):
        file = bring(reported, reported.reported_by, make())

    assert file.state == "refused"
    assert words in file.refusal
    assert vault.names_of(file.token) == []
    with as_owner():
        assert not Original.objects.exists()
        assert not Event.objects.filter(signal=reported).exists()


@pytest.mark.parametrize("answer", [None, b"stream: bezig ERROR\0"])
def test_scanner_that_does_not_answer_leaves_the_file_closed(settings, bring, reported, answer):
    with clamd(settings, answer=answer):
        file = bring(reported, reported.reported_by)

    assert file.state == "unscanned"


def test_sound_is_kept_once(settings, bring, reported):
    with clamd(settings):
        file = bring(reported, reported.reported_by, files.sound_mp3(), "gesprek.mp3")

    assert vault.take(file.token, vault.COPY) == files.sound_mp3()
    assert "original" not in vault.names_of(file.token)


def begin(parent, by, size=12, **more):
    return services.start_upload(parent, by=by, name="a.jpg", size=size, **more)


def test_parts_are_put_together_in_order(reported, act):
    officer = reported.reported_by
    with act(officer):
        file = begin(reported, officer)
        services.add_part(file, by=officer, offset=0, content=b"eerste")
        file = services.add_part(file, by=officer, offset=6, content=b"laatst")

    assert file.state == "checking"
    assert vault.take_parts(file.token) == b"eerstelaatst"


@pytest.mark.parametrize(
    ("offset", "content"),
    [(7, b"later"), (0, b"opnieuw"), (6, b"te veel bytes"), (6, b"")],
    ids=["out of order", "again", "beyond the end", "nothing"],
)
def test_part_that_does_not_follow_is_not_kept(reported, act, offset, content):
    officer = reported.reported_by
    with act(officer):
        file = begin(reported, officer)
        services.add_part(file, by=officer, offset=0, content=b"eerste")
        with pytest.raises(WrongPlace) as wrong:
            services.add_part(file, by=officer, offset=offset, content=content)

    assert wrong.value.received == 6
    assert vault.names_of(file.token) == ["part-0000000000"]


def test_broken_off_upload_goes_on_only_with_the_same_file(reported, act):
    officer = reported.reported_by
    with act(officer):
        file = begin(reported, officer, stamp="1")
        services.add_part(file, by=officer, offset=0, content=b"eerste")
        same, other = begin(reported, officer, stamp="1"), begin(reported, officer, stamp="2")

    assert (same.pk, same.received) == (file.pk, 6)
    assert (other.pk == file.pk, other.received) == (False, 0)


def test_eleventh_file_is_refused_and_a_refused_one_makes_room(reported, act):
    officer = reported.reported_by
    with act(officer):
        made = [begin(reported, officer) for _ in range(10)]
        with pytest.raises(WrongState, match="al tien bestanden"):
            begin(reported, officer)
        Attachment.objects.filter(pk=made[0].pk).update(state=FileState.REFUSED)

        assert begin(reported, officer).pk


def test_only_the_reporter_and_the_desk_add(reported, act):
    town = people.municipality_member()
    factories.share(reported, people.municipality().organisation)
    with act(town), pytest.raises(NotAllowed):
        begin(reported, town)
    desk = people.coordinator()
    with act(desk):
        assert begin(reported, desk).pk


def test_nobody_sends_a_part_of_the_file_of_another(reported, act):
    officer, desk = reported.reported_by, people.coordinator()
    with act(officer):
        file = begin(reported, officer)
    with act(desk), pytest.raises(NotAllowed):
        services.add_part(file, by=desk, offset=0, content=b"x")


def test_release_opens_with_a_name_and_a_reason(bring, reported, act):
    file, desk = bring(reported, reported.reported_by), people.coordinator()
    with act(desk):
        services.release_file(file, by=desk, reason="Nodig voor vandaag.")

    file = stored(file)
    assert (file.state, file.released_by, file.release_reason) == ("released", desk, "Nodig voor vandaag.")
    assert file.thumbnail
    assert lines("release_file") == [("attachment", {})]


@pytest.mark.parametrize("who", [people.expert, people.officer])
def test_only_a_coordinator_releases(bring, reported, act, who):
    file = bring(reported, reported.reported_by)
    person = who()
    with act(person), pytest.raises(NotAllowed):
        services.release_file(file, by=person, reason="x")


def test_of_two_releases_one_is_first(settings, bring, reported, act):
    with clamd(settings):
        file = bring(reported, reported.reported_by)
    desk = people.coordinator()
    with act(desk), pytest.raises(WrongState, match="kan niet meer"):
        services.release_file(file, by=desk, reason="x")


def test_original_opens_for_one_person_for_an_hour(settings, bring, reported, act):
    with clamd(settings):
        file = bring(reported, reported.reported_by)
    desk, colleague = people.coordinator(), people.expert()
    with act(desk):
        assert not Original.objects.exists()
        services.open_original(file, by=desk, reason="Wanneer is de foto gemaakt?")
    with act(desk):
        assert Original.objects.filter(attachment=file).exists()
    with act(colleague):
        assert not Original.objects.exists()
    with as_owner():
        Grant.objects.update(until=timezone.now() - timedelta(hours=1))
    with act(desk):
        assert not Original.objects.exists()


def test_original_of_what_is_not_open_stays_closed(bring, reported, act):
    file, desk = bring(reported, reported.reported_by), people.coordinator()
    with act(desk), pytest.raises(WrongState, match="nog niet gescand"):
        services.open_original(file, by=desk, reason="x")


def test_file_of_a_signal_cannot_be_taken_back(bring, reported, act):
    file = bring(reported, reported.reported_by)
    with act(reported.reported_by), pytest.raises(WrongState, match="hoort al bij het signaal"):
        services.drop_file(file, by=reported.reported_by)

    assert stored(file)


@pytest.fixture
def draft():
    with as_owner():
        return Draft.objects.create(writer=people.officer(), fields={})


def test_file_of_a_draft_can_be_taken_back(bring, draft, act, django_capture_on_commit_callbacks):
    file = bring(draft, draft.writer)
    with act(draft.writer), django_capture_on_commit_callbacks(execute=True):
        services.drop_file(file, by=draft.writer)

    assert stored(file) is None
    assert vault.names_of(file.token) == []


def test_what_was_added_to_the_draft_goes_along(bring, draft, act, report_data):
    officer = draft.writer
    file = bring(draft, officer)
    with act(officer):
        half = begin(draft, officer)
        signal = services.submit(
            draft,
            by=officer,
            membership=officer.memberships.get(),
            themes=[people.theme()],
            municipality=people.municipality(),
            title="Leus",
            facts="Er staat een leus op de gevel.",
            observed_on=timezone.localdate(),
        )
    with act(people.coordinator()):
        assert [one.pk for one in signal.attachments.all()] == [file.pk]
    assert clear_files() == 1
    assert stored(half) is None


def test_tick_checks_what_was_never_checked_as_who_brought_it(reported, act):
    officer = reported.reported_by
    with act(officer):
        upload = SimpleUploadedFile("foto.jpg", files.picture())
        file = services.add_file(reported, by=officer, upload=upload)
    assert check_files() == 0
    aged(file, minutes=3)

    assert check_files() == 1
    assert stored(file).state == "unscanned"
    with as_owner():
        assert Entry.objects.get(action="add_file").actor_id == officer.pk


def test_tick_scans_when_a_scanner_has_come(settings, bring, reported):
    file = bring(reported, reported.reported_by)
    aged(file, minutes=3)
    assert check_files() == 0

    with clamd(settings) as seen:
        assert check_files() == 1

    assert stored(file).state == "clean"
    assert seen == [files.picture()]


def test_tick_refuses_when_the_scanner_finds_something_later(
    settings, bring, reported, django_capture_on_commit_callbacks
):
    file = bring(reported, reported.reported_by)
    aged(file, minutes=3)

    with clamd(settings, answer=b"stream: Iets FOUND\0"), django_capture_on_commit_callbacks(execute=True):
        check_files()

    assert stored(file).state == "refused"
    assert vault.names_of(file.token) == []


def test_tick_leaves_a_file_it_cannot_read_and_goes_on(settings, bring, reported):
    lost, other = (bring(reported, reported.reported_by) for _ in range(2))
    vault.drop(lost.token)
    for file in (lost, other):
        aged(file, minutes=3)

    with clamd(settings):
        assert check_files() == 2

    assert [stored(file).state for file in (lost, other)] == ["unscanned", "clean"]


def test_tick_clears_what_belongs_to_nothing(bring, draft, reported, act):
    officer = draft.writer
    of_draft, kept = bring(draft, officer), bring(reported, reported.reported_by)
    with act(officer):
        half, fresh = begin(reported, officer), begin(reported, officer)
        services.discard_draft(draft, by=officer)
    aged(half, days=2)

    assert clear_files() == 2

    assert [stored(file) is None for file in (of_draft, half, fresh, kept)] == [True, True, False, False]
    assert vault.names_of(of_draft.token) == []


def test_tick_clears_bytes_without_a_row(bring, reported, tmp_path, settings):
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"attachments": store}
    file = bring(reported, reported.reported_by)
    kept, lost = str(file.token), "0" * 8 + "-0000-4000-8000-" + "0" * 12
    vault.keep(lost, vault.COPY, b"x")
    clear_files()
    assert {path.name for path in tmp_path.iterdir()} == {kept, lost}  # perhaps still being added

    for path in tmp_path.glob("*/*"):
        os.utime(path, (0, 0))
    clear_files()

    assert {path.name for path in tmp_path.iterdir()} == {kept}


def test_files_are_part_of_the_tick():
    assert {"check_files", "clear_files"} <= {task.name for task in TASKS}


@pytest.mark.parametrize("columns", ["signal_id = %s", "uploaded_by_id = 1", "token = gen_random_uuid()"])
def test_a_file_cannot_be_moved(bring, reported, columns):
    file, other = bring(reported, reported.reported_by), factories.signal(people.officer())
    values = [other.pk] if "%s" in columns else None
    change = f"UPDATE signals_attachment SET {columns} WHERE id = {file.pk}"  # noqa: S608 - our own columns
    with as_owner(), pytest.raises(Exception, match="cannot change"), transaction.atomic():
        connection.cursor().execute(change, values)


def test_nobody_but_who_brought_it_keeps_an_original(bring, reported):
    file = bring(reported, reported.reported_by, files.sound_mp3())
    keep = "SELECT zvh.keep_original(%s)"
    with (
        acting_as(people.coordinator()),
        pytest.raises(Exception, match="not the uploader"),
        transaction.atomic(),
    ):
        connection.cursor().execute(keep, [file.pk])
