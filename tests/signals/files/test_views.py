"""Files through the pages: in by parts and with a form, out by the row and with a line in the log."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Entry
from signals.models import Attachment, Draft, Signal
from tests import factories, files, people
from tests.clamd import clamd
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

NEW = reverse("signals:new")


def url(name, file):
    return reverse(f"signals:{name}", args=[file.token])


def every_file():
    with as_owner():
        return list(Attachment.objects.order_by("pk"))


@pytest.fixture
def clean(settings, bring, reported):
    with clamd(settings):
        return bring(reported, reported.reported_by)


# In, by parts


def begin(send, browser, signal, size=8, **more):
    return send(browser, "begin-upload", **{"signal": signal.number, "name": "foto.jpg", "size": size} | more)


def part(content):
    return SimpleUploadedFile("part", content)


def test_photo_comes_in_by_parts_and_is_checked(send, login, reported):
    browser, content = login(reported.reported_by), files.picture()
    token = begin(send, browser, reported, len(content)).json()["token"]

    for offset in range(0, len(content), 500):
        answer = send(browser, "upload-part", token, offset=offset, part=part(content[offset : offset + 500]))

    assert answer.json() == {"received": len(content)}
    state = browser.get(reverse("signals:upload-state", args=[token])).json()
    assert (state["busy"], state["received"]) == (False, len(content))
    assert "nog niet gescand" in state["html"]
    assert state["sentence"] == "foto.jpg: nog niet gescand."


def test_connection_cut_half_way_goes_on_where_it_was(send, login, reported):
    browser, content = login(reported.reported_by), files.picture()
    token = begin(send, browser, reported, len(content), stamp="7").json()["token"]
    send(browser, "upload-part", token, offset=0, part=part(content[:400]))

    again = begin(send, browser, reported, len(content), stamp="7").json()
    assert (again["token"], again["received"]) == (token, 400)
    assert browser.get(reverse("signals:upload-state", args=[token])).json()["received"] == 400
    send(browser, "upload-part", token, offset=400, part=part(content[400:]))

    assert [file.state for file in every_file()] == ["unscanned"]


def test_part_out_of_order_is_told_where_we_are(send, login, reported):
    browser = login(reported.reported_by)
    token = begin(send, browser, reported).json()["token"]

    answer = send(browser, "upload-part", token, offset=4, part=part(b"later"))

    assert (answer.status_code, answer.json()["received"]) == (409, 0)


def test_part_that_is_too_large_is_refused(send, login, reported):
    browser = login(reported.reported_by)
    token = begin(send, browser, reported, size=9_000_000).json()["token"]

    little = send(browser, "upload-part", token, offset=0, part=part(bytes(5_000_001)))
    much = send(browser, "upload-part", token, offset=0, part=part(bytes(6_100_000)))

    assert [answer.status_code for answer in (little, much)] == [413, 413]
    assert every_file()[0].received == 0


@pytest.mark.parametrize("fields", [{}, {"offset": "x"}, {"offset": "0"}])
def test_part_without_anything_is_refused(send, login, reported, fields):
    browser = login(reported.reported_by)
    token = begin(send, browser, reported).json()["token"]

    assert send(browser, "upload-part", token, **fields).status_code == 400


@pytest.mark.parametrize(
    ("size", "words"), [(26_000_000, "groter dan 25 MB"), (0, "leeg"), ("x", "geheel getal")]
)
def test_size_that_cannot_be_is_told_before_anything_is_sent(send, login, reported, size, words):
    answer = begin(send, login(reported.reported_by), reported, size)

    assert answer.status_code == 400
    assert words in answer.json()["sentence"]
    assert every_file() == []


def test_eleventh_file_is_told_in_a_sentence(send, login, reported):
    browser = login(reported.reported_by)
    for n in range(10):
        assert begin(send, browser, reported, name=f"{n}.jpg").status_code == 200

    answer = begin(send, browser, reported)

    assert answer.status_code == 409
    assert "al tien bestanden" in answer.json()["sentence"]


def test_upload_of_another_does_not_exist(send, login, reported):
    token = begin(send, login(reported.reported_by), reported).json()["token"]
    stranger = login(people.outsider())

    answers = [
        begin(send, stranger, reported),
        send(stranger, "upload-part", token, offset=0, part=part(b"x")),
        send(stranger, "drop-file", token),
        stranger.get(reverse("signals:upload-state", args=[token])),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4


def test_file_of_the_draft_of_another_does_not_exist(send, login):
    with as_owner():
        draft = Draft.objects.create(writer=people.officer(), fields={})
    answer = send(login(people.coordinator()), "begin-upload", draft=draft.pk, name="a.jpg", size=3)

    assert answer.status_code == 404


def test_upload_that_is_cancelled_is_gone(send, login, reported):
    browser = login(reported.reported_by)
    token = begin(send, browser, reported).json()["token"]

    assert send(browser, "drop-file", token).status_code == 200
    assert every_file() == []


@pytest.mark.parametrize("view", ["signals:begin-upload", "signals:list", "account_logout"])
def test_rest_of_the_site_keeps_its_limit(login, reported, view):
    browser = login(reported.reported_by)

    answer = browser.post(reverse(view), {"x": SimpleUploadedFile("x", bytes(1_100_000))})

    assert answer.status_code == 400


# In, without JavaScript


def test_files_come_in_with_an_ordinary_form(login, reported, django_capture_on_commit_callbacks):
    browser = login(reported.reported_by)
    chosen = [SimpleUploadedFile("a.jpg", files.picture()), SimpleUploadedFile("b.pdf", files.pdf())]

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("signals:add-files", args=[reported.number]), {"files": chosen})

    assert [(file.name, file.state) for file in every_file()] == [
        ("a.jpg", "unscanned"),
        ("b.pdf", "unscanned"),
    ]
    page = browser.get(reported.get_absolute_url()).text
    assert "a.jpg" in page
    assert "Niemand kan dit openen" in page


def test_form_without_a_file_says_so(login, reported):
    address = reverse("signals:add-files", args=[reported.number])

    assert "Kies eerst een bestand." in login(reported.reported_by).post(address, follow=True).text


def test_form_of_26_megabytes_gets_a_clear_page(login, reported):
    address = reverse("signals:add-files", args=[reported.number])
    answer = login(reported.reported_by).post(
        address, {"files": SimpleUploadedFile("a.jpg", bytes(26_100_000))}
    )

    assert answer.status_code == 413
    assert "hoogstens 25 MB" in answer.text
    assert every_file() == []


def test_file_with_a_faulty_report_is_kept_with_its_draft(login, report_data):
    officer = people.officer()
    typed = report_data(officer, themes=[], files=SimpleUploadedFile("a.jpg", files.picture()))

    page = login(officer).post(NEW, typed)

    assert "Kies ten minste één thema." in page.text
    assert "a.jpg" in page.text
    (file,) = every_file()
    assert f'name="draft" value="{file.draft_id}"' in page.text


def test_file_with_a_report_belongs_to_the_signal(login, report_data, django_capture_on_commit_callbacks):
    officer = people.officer()
    typed = report_data(officer, files=SimpleUploadedFile("a.jpg", files.picture()))

    with django_capture_on_commit_callbacks(execute=True):
        login(officer).post(NEW, typed)

    (file,) = every_file()
    with as_owner():
        assert (file.signal, file.state) == (Signal.objects.get(), "unscanned")


def test_taking_a_file_back_keeps_what_was_typed(login, report_data, bring):
    officer = people.officer()
    with as_owner():
        draft = Draft.objects.create(writer=officer, fields={})
    file = bring(draft, officer)

    page = login(officer).post(url("drop-file", file), report_data(officer, title="Getypt"), follow=True)

    assert "foto.jpg is weggehaald." in page.text
    assert 'value="Getypt"' in page.text
    assert every_file() == []


# Out


def test_reader_downloads_a_clean_copy_and_it_is_logged(login, clean, reported):
    answer = login(people.coordinator()).get(url("file", clean))

    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="foto.jpg"'
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Cache-Control"] == "no-store, private"
    assert files.CAMERA.encode() not in answer.content
    with as_owner():
        line = Entry.objects.get(action="read", kind="attachment")
    assert (line.object_id, line.number) == (clean.pk, reported.number)


def test_picture_shows_in_the_browser_and_a_document_does_not(settings, login, bring, reported, clean):
    with clamd(settings):
        paper = bring(reported, reported.reported_by, files.pdf(), "a.pdf")
    browser = login(reported.reported_by)

    shown = browser.get(url("show-file", clean))

    assert shown["Content-Disposition"] == 'inline; filename="foto.jpg"'
    assert "sandbox" in shown["Content-Security-Policy"]
    assert browser.get(url("show-file", paper)).status_code == 404


def test_name_cannot_break_out_of_the_header(settings, login, bring, reported):
    with clamd(settings):
        file = bring(reported, reported.reported_by, name='a";\r\nX-Kwaad: 1.jpg')

    answer = login(reported.reported_by).get(url("file", file))

    assert "X-Kwaad" not in answer
    assert answer["Content-Disposition"] == 'attachment; filename="a; X-Kwaad 1.jpg"'


@pytest.mark.parametrize("name", ["file", "show-file", "original"])
def test_outsider_finds_no_file(login, clean, name):
    assert login(people.outsider()).get(url(name, clean)).status_code == 404


@pytest.mark.parametrize("name", ["file", "show-file"])
@pytest.mark.parametrize("who", [people.officer, people.coordinator])
def test_file_that_is_not_scanned_opens_for_nobody(login, bring, reported, name, who):
    file = bring(reported, reported.reported_by)

    assert login(who()).get(url(name, file)).status_code == 403


def test_reader_of_a_share_learns_of_a_file_when_it_opens(login, bring, reported):
    file, town = bring(reported, reported.reported_by), people.municipality_member()
    factories.share(reported, people.municipality().organisation)
    browser = login(town)
    assert "foto.jpg" not in browser.get(reported.get_absolute_url()).text
    assert browser.get(url("file", file)).status_code == 404

    address = reverse("signals:release-file", args=[reported.number, file.pk])
    login(people.coordinator()).post(address, {"reason": "Nodig voor vanmiddag."})

    page = browser.get(reported.get_absolute_url()).text
    assert "foto.jpg" in page
    assert "Nodig voor vanmiddag." in page
    assert browser.get(url("file", file)).status_code == 200


def test_original_needs_a_reason_and_is_logged(login, clean, reported):
    desk = login(people.coordinator())
    assert desk.get(url("original", clean)).status_code == 404

    address = reverse("signals:open-original", args=[reported.number, clean.pk])
    assert "Schrijf op waarom" in desk.post(address, {"reason": " "}).text
    page = desk.post(address, {"reason": "Wanneer is dit gemaakt?"}, follow=True)

    assert "Origineel downloaden" in page.text
    answer = desk.get(url("original", clean))
    assert answer.content == files.picture()
    assert login(people.expert()).get(url("original", clean)).status_code == 404
    with as_owner():
        assert Entry.objects.get(action="read", kind="attachment").details == {"original": True}


@pytest.mark.parametrize(
    ("who", "status"), [(people.coordinator, 200), (people.expert, 403), (people.officer, 403)]
)
def test_release_is_offered_to_the_coordinator_alone(login, bring, reported, who, status):
    file = bring(reported, reported.reported_by)
    address = reverse("signals:release-file", args=[reported.number, file.pk])
    browser = login(who())

    assert browser.get(address).status_code == status
    assert (address in browser.get(reported.get_absolute_url()).text) == (status == 200)


def test_page_shows_a_small_picture_only_of_what_is_open(login, bring, reported, clean):
    closed = bring(reported, reported.reported_by, name="dicht.jpg")

    page = login(reported.reported_by).get(reported.get_absolute_url()).text

    assert page.count("data:image/jpeg;base64,") == 1
    assert closed.name in page


@pytest.mark.parametrize("count", [1, 10])
def test_detail_takes_the_same_queries_with_1_and_with_10_files(login, count_queries, reported, count):
    with as_owner():
        Attachment.objects.bulk_create(
            Attachment(
                signal=reported,
                uploaded_by=reported.reported_by,
                name=f"{n}.jpg",
                size=9,
                kind="jpeg",
                state="clean",
            )
            for n in range(count)
        )
    browser = login(people.coordinator())

    assert count_queries(lambda: browser.get(reported.get_absolute_url())) == 13
