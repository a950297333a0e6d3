"""The papers of a meeting: for whom, what stands in them, tagged for screen readers, and nothing of others in them."""

import io
from itertools import pairwise

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from audit.models import Entry
from meetings.models import AgendaItem, Decision, DecisionKind, Erratum, ItemAction, MeetingState, Seat
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

PLANNED, RELEASED, HELD, FINAL = (MeetingState(name) for name in ("planned", "released", "held", "final"))
PAPERS = ("agenda-pdf", "minutes-pdf", "decisions-pdf")


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def pages(response):
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(response.content)).pages]


def whole(response):
    return " ".join(pages(response))


@pytest.fixture
def full(scene):
    """The scene with something of everything on each item, the words of the municipality being secret to the police."""

    def make(state=FINAL):
        s = scene(RELEASED)
        with as_owner():
            for item, word in ((s.item, "Politiewoord"), (s.secret, "Gemeentewoord")):
                AgendaItem.objects.filter(pk=item.pk).update(
                    text=f"{word} vooraf", information=f"{word} feit", conclusion=f"{word} slot"
                )
                Decision.objects.create(
                    item=item,
                    kind=DecisionKind.FOLLOW,
                    text=f"{word} besluit",
                    reasons=f"{word} reden",
                    recorded_by=s.coordinator,
                )
                Erratum.objects.create(item=item, text=f"{word} erratum", reason="Fout", by=s.coordinator)
                whose = s.police if item == s.item else s.town
                action = factories.action(by=s.coordinator, organisation=whose, text=f"{word} actie")
                ItemAction.objects.create(item=item, action=action)
            agency = people.organisation("Geheime dienst", house=s.house)
            Seat.objects.create(meeting=s.meeting, organisation=agency, is_hidden=True, names="Agent Nul")
        factories.put_meeting(s.meeting, state, by=s.coordinator)
        return s

    return make


# -- for whom


@pytest.mark.parametrize("paper", PAPERS)
def test_papers_per_role_and_before_release(login, full, scene, paper):
    s = full()
    readers = (s.coordinator, people.expert(), s.officer, s.townsman, people.outsider(), people.nobody())

    after = [login(one).get(url(paper, s.meeting.pk)).status_code for one in readers]

    assert after == [200, 200, 200, 200, 404, 404]
    early = factories.meeting(by=s.coordinator, invited=[s.police])
    assert [login(one).get(url(paper, early.pk)).status_code for one in (s.coordinator, s.officer)] == [
        200,
        404,
    ]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("state", [RELEASED, HELD, FINAL])
def test_no_byte_of_a_hidden_item_or_participant_in_the_paper_of_a_partner(login, full, paper, state):
    s = full(state)

    response = login(s.officer).get(url(paper, s.meeting.pk))

    text = whole(response)
    assert "Onrust wijk" in text
    for word in ("Gemeentewoord", "Geheim punt", "Ruzie om parkeren", "Geheime dienst", "Agent Nul"):
        assert word not in text, word
        assert word.encode() not in response.content, word
        assert word.encode("utf-16-be") not in response.content, word


def test_hidden_participant_is_a_partner_and_the_coordinator_reads_who(login, full):
    s = full()

    for paper in ("agenda-pdf", "minutes-pdf"):
        assert "een partner" in whole(login(s.officer).get(url(paper, s.meeting.pk)))
        desk = whole(login(s.coordinator).get(url(paper, s.meeting.pk)))
        assert ("Geheime dienst" in desk, "een partner" in desk) == (True, False)


def test_minutes_hold_what_was_said_decided_promised_and_corrected(login, full):
    s = full()

    text = whole(login(s.officer).get(url("minutes-pdf", s.meeting.pk)))

    for words in ("feit", "slot", "besluit", "reden", "actie", "erratum"):
        assert f"Politiewoord {words}" in text, words
    assert "Uittreksel van het verslag" in text
    with as_owner():
        s.meeting.refresh_from_db()
    assert s.meeting.fingerprint[:24] in text
    assert "Gemeentewoord besluit" in whole(login(s.coordinator).get(url("minutes-pdf", s.meeting.pk)))


def test_concept_says_until_when_and_that_it_is_one(login, full):
    s = full(HELD)
    with as_owner():
        s.meeting.amend_until = timezone.localdate()
        s.meeting.save()

    text = whole(login(s.officer).get(url("minutes-pdf", s.meeting.pk)))

    assert ("verslag in concept" in text, "tot en met" in text) == (True, True)


def test_agenda_asks_a_partner_his_own_question_and_shows_the_desk_all(login, full):
    s = full(RELEASED)
    with as_owner():
        s.item.places.update(question="Wat ziet de politie?")
        s.secret.places.update(question="Wat ziet de gemeente?")

    partner, desk = (
        whole(login(one).get(url("agenda-pdf", s.meeting.pk))) for one in (s.officer, s.coordinator)
    )

    assert ("de politie?" in partner, "de gemeente?" in partner) == (True, False)
    assert ("de politie?" in desk, "de gemeente?" in desk) == (True, True)


def test_decisions_without_any_say_so(login, scene):
    s = scene(RELEASED)

    assert "geen besluiten" in whole(login(s.officer).get(url("decisions-pdf", s.meeting.pk)))


def test_extract_of_an_organisation_carries_the_name_of_the_coordinator_and_only_its_items(login, full):
    s = full()

    text = whole(login(s.coordinator).get(url("extract-pdf", s.meeting.pk, s.town.pk)))

    assert (s.coordinator.name in text, "voor Gemeente Hoorn" in text) == (True, True)
    assert ("Gemeentewoord besluit" in text, "Politiewoord" in text, "Geheime dienst" in text) == (
        True,
        False,
        False,
    )


# -- every page, and the log


def test_every_page_carries_reader_organisation_moment_house_and_number(login, full):
    s = full()
    early = factories.meeting(by=s.coordinator, invited=[s.police])
    for number in range(40):
        factories.item(early, title=f"Punt {number}", is_open=True, text="Lang.\n" * 5)
    factories.put_meeting(early, RELEASED, by=s.coordinator)

    found = pages(login(s.officer).get(url("agenda-pdf", early.pk)))

    assert len(found) > 3
    for page in found:
        for words in (
            s.officer.name,
            "Politie",
            "Persoonlijk exemplaar",
            f"{timezone.localdate():%Y}",
            s.house.name,
        ):
            assert words in page, words
    assert f"Pagina {len(found)} van {len(found)}" in found[-1]
    assert "1234 AB Stad" in found[-1]


def test_each_download_is_logged_with_kind_and_items(login, full):
    s = full()
    for paper in PAPERS:
        login(s.officer).get(url(paper, s.meeting.pk))
    login(s.coordinator).get(url("extract-pdf", s.meeting.pk, s.police.pk))

    with as_owner():
        lines = [
            (line.object_id, line.actor_id, line.details["paper"], line.details["items"])
            for line in Entry.objects.filter(action="make_pdf").order_by("pk")
        ]
    items = [s.opening.pk, s.item.pk]
    assert lines == [
        (s.meeting.pk, s.officer.pk, "agenda", items),
        (s.meeting.pk, s.officer.pk, "uittreksel", items),
        (s.meeting.pk, s.officer.pk, "besluitenlijst", items),
        (s.meeting.pk, s.coordinator.pk, "uittreksel", items),
    ]


def test_paper_is_private_and_has_a_name_without_a_subject(login, full):
    s = full()

    response = login(s.officer).get(url("minutes-pdf", s.meeting.pk))

    day = f"{timezone.localtime(s.meeting.starts_at):%Y-%m-%d}"
    assert response["Content-Disposition"] == f'attachment; filename="uittreksel-{day}.pdf"'
    assert "no-store" in response["Cache-Control"]


def test_buttons_stand_on_the_page_of_the_meeting_and_of_the_minutes(login, full):
    s = full()

    for page in ("detail", "minutes"):
        text = login(s.officer).get(url(page, s.meeting.pk)).content.decode()
        assert [url(paper, s.meeting.pk) in text for paper in PAPERS] == [True, True, True]


# -- for screen readers


def structure(pdf):
    """The tags in the order of reading: [(tag, number of children)]."""

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for one in node:
                yield from walk(one)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield str(node.S)
            if "/K" in node:
                yield from walk(node.K)

    return list(walk(pdf.Root.StructTreeRoot.K))


@pytest.mark.parametrize("paper", PAPERS)
def test_paper_is_tagged_dutch_titled_and_says_it_is_pdf_ua(login, full, paper):
    s = full()

    response = login(s.officer).get(url(paper, s.meeting.pk))

    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nl-NL"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert "Informatieoverleg" in about["dc:title"]
        tags = structure(pdf)
    headings = [int(tag[2]) for tag in tags if tag[:2] == "/H" and tag[2:].isdigit()]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))
    assert "/Artifact" not in tags


def test_text_is_read_in_the_order_of_the_minutes(login, full):
    s = full()

    text = whole(login(s.officer).get(url("minutes-pdf", s.meeting.pk)))

    order = (
        "Wie erbij was",
        "Opening",
        "Onrust wijk",
        "feit",
        "slot",
        "besluit",
        "actie",
        "erratum",
        "Het veiligheidshuis",
    )
    places = [text.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Kom 🔥 mee", "[fire]"),
        ("漢字 op de muur", "in een ander schrift]"),
        ("#set text(red) $x$", "#set text(red) $x$"),
    ],
)
def test_letters_that_the_fonts_lack_and_markup_are_only_text(login, full, typed, printed):
    s = full(HELD)
    with as_owner():
        AgendaItem.objects.filter(pk=s.item.pk).update(title=typed, information=typed)
        Seat.objects.filter(meeting=s.meeting).update(names=typed)

    for paper in PAPERS[:2]:
        assert printed in whole(login(s.officer).get(url(paper, s.meeting.pk)))
