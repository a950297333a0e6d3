"""A signal as a PDF: what it holds for whom, that it is tagged, and that nothing anybody writes breaks it."""

import io
import resource
import time
import unicodedata
from itertools import pairwise

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from audit.models import Entry
from partners.models import Grant
from partners.pdf import _made
from partners.pdf.letters import SHOWN, is_shown, printable
from partners.pdf.parts import table
from signals.models import Event, Message, Outcome, Party, PartyIdentity, Question, WeighingState
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


def url(signal):
    return reverse("signals:pdf", args=[signal.number])


def pages(response):
    """The text of each page, with single spaces."""
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(response.content)).pages]


def whole(response):
    return " ".join(pages(response))


@pytest.fixture
def signal():
    made = factories.signal(
        title="Onrust bij de opvang",
        facts="Gisteravond stonden er twintig mensen.\nZij riepen leuzen.",
        meaning="Het wordt drukker.",
        place="Grote Waal",
    )
    factories.weighed(
        made,
        WeighingState.DONE,
        outcome=Outcome.TREND_ONLY,
        reason="Geen vervolg nodig.",
        notes="Melder belt vaker.",
        decided_by=people.coordinator(),
        decided_at=timezone.now(),
    )
    with as_owner():
        Event.objects.create(signal=made, text="Gewogen: alleen voor het trendbeeld", for_desk=True)
        Event.objects.create(signal=made, text="Afgerond", for_desk=False)
    return made


# -- for whom


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (people.coordinator, 200),
        (people.expert, 200),
        (people.officer, 200),
        (people.police_member, 200),
        (people.municipality_member, 404),
        (people.outsider, 404),
        (people.privacy_officer, 404),
        (people.administrator, 404),
        (people.nobody, 404),
    ],
)
def test_pdf_per_role(login, signal, who, status):
    assert login(who()).get(url(signal)).status_code == status


def test_every_page_carries_reader_number_moment_and_house(login, signal):
    with as_owner():
        Event.objects.bulk_create(Event(signal=signal, text=f"Regel {n}", for_desk=False) for n in range(120))

    found = pages(login(people.police_member("Anna de Vries")).get(url(signal)))

    assert len(found) > 2
    today = f"{timezone.localdate():%Y}"
    for page in found:
        for words in (
            signal.number,
            "Persoonlijk exemplaar",
            "Anna de Vries, Politie",
            "Veiligheidshuis Noord",
            today,
        ):
            assert words in page, words
    assert f"Pagina {len(found)} van {len(found)}" in found[-1]
    assert "1234 AB Stad" in found[-1]


def test_reporter_and_desk_each_get_what_their_page_shows(login, signal):
    texts = {who: whole(login(who).get(url(signal))) for who in (people.coordinator(), signal.reported_by)}
    desk, reporter = texts.values()

    for words in ("Onrust bij de opvang", "Zij riepen leuzen.", "Grote Waal", "Afgerond"):
        assert (words in desk, words in reporter) == (True, True), words
    for words in (
        "Geen vervolg nodig.",
        "Melder belt vaker.",
        "trendbeeld",
        "Wie ziet dit en waarom",
        "Wijkagent)",
    ):
        assert (words in desk, words in reporter) == (True, False), words


def test_conversation_without_an_account_is_for_the_desk(login):
    made = factories.anonymous()
    factories.share(made, people.police(), by=people.coordinator())
    with as_owner():
        made.intake = type(made).intake.related.related_model.objects.create(
            signal=made, channel="phone", has_contact=True
        )
        Message.objects.create(signal=made, text="Ik hoorde het weer.")
        made.contact_requests.create(requested_by=people.coordinator(), reason="Terugbellen")

    desk, police = (
        whole(login(who).get(url(made))) for who in (people.coordinator(), people.police_member())
    )

    for words in ("Ik hoorde het weer.", "Terugbellen", "telefoon"):
        assert (words in desk, words in police) == (True, False), words


def test_name_of_a_party_is_never_in_it_not_even_when_it_is_open(login, signal):
    party = factories.named_party(signal, "Kees Geheim", "1-1-1990")
    desk = people.coordinator()
    with as_owner():
        until = timezone.now() + timezone.timedelta(hours=1)
        Grant.objects.create(user=desk, kind="party_identity", object_id=party.pk, reason="r", until=until)
        assert PartyIdentity.objects.filter(party=party).exists()

    found = whole(login(desk).get(url(signal)))

    assert ("persoon A" in found, "Kees" in found, "1990" in found) == (True, False, False)


def test_it_is_logged_as_a_read_of_its_own(login, signal):
    desk = people.coordinator()

    login(desk).get(url(signal))

    with as_owner():
        entry = Entry.objects.get(number=signal.number)
    assert (entry.action, entry.actor_id) == ("make_pdf", desk.pk)
    assert {1_000_000_000 + signal.house_id, -signal.reported_by_id} <= set(entry.audience)


def test_it_is_kept_by_no_cache_and_opens_nothing(login, signal):
    response = login(people.coordinator()).get(url(signal))

    assert response["Cache-Control"] == "no-store, private"
    assert response["Content-Disposition"] == f'attachment; filename="{signal.number}.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert login(people.coordinator()).post(url(signal)).status_code == 405


@pytest.mark.parametrize("count", [1, 50])
def test_pdf_takes_the_same_queries_with_1_and_with_50(login, count_queries, signal, count):
    desk = people.coordinator()
    for index in range(count):
        with as_owner():
            Event.objects.create(signal=signal, by=desk, text=f"Gebeurtenis {index}", for_desk=True)
            Question.objects.create(signal=signal, text="Waar?", asked_by=desk)
            Party.objects.create(signal=signal, label=f"persoon {index}", why="nodig")
        factories.share(signal, people.organisation(f"Partner {index}", house=people.house()))
    browser = login(desk)

    assert count_queries(lambda: browser.get(url(signal))) == 14


# -- tagged, as far as pikepdf can see it


def test_document_is_tagged_as_pdf_ua_1(login, signal):
    content = login(people.coordinator()).get(url(signal)).content

    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.Root
        assert (bool(root.MarkInfo.Marked), str(root.Lang)) == (True, "nl-NL")
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == f"Signaal {signal.number}"
        tags = list(tags_of(root.StructTreeRoot))
        assert {page.get("/Tabs") for page in pdf.pages} == {"/S"}
        assert all("/StructParents" in page for page in pdf.pages)
        fonts = {str(font.objgen): font for page in pdf.pages for font in page.Resources.Font.values()}
        for font in fonts.values():
            assert "/ToUnicode" in font  # every letter can be read out
            assert any(f"/FontFile{n}" in font.DescendantFonts[0].FontDescriptor for n in ("", 2, 3))
        scopes = {
            str(one.A[0].Scope if isinstance(one.A, pikepdf.Array) else one.A.Scope)
            for one in heads_of(root.StructTreeRoot)
        }
    assert scopes == {"/Column"}
    assert tags.count("/H1") == 1
    assert {"/H2", "/H3", "/P", "/Table", "/TR", "/TH", "/TD"} <= set(tags)
    headings = [int(tag[2]) for tag in tags if tag in ("/H1", "/H2", "/H3")]
    assert max(after - before for before, after in pairwise(headings)) == 1


def heads_of(element):
    """The table headings."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if str(kid.get("/S", "")) == "/TH":
                yield kid
            yield from heads_of(kid)


def tags_of(element):
    """The structure types, in reading order."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if "/S" in kid:
                yield str(kid.S)
            yield from tags_of(kid)


# -- whatever people write

EVIL = (
    "#set page(width: 1cm)",
    '#panic("x") $x^2$ [a](b) @label <label> \\ \\u{41}',
    "*vet* _schuin_ `code` // weg /* weg */ = Kop\n= Kop\n- lijst\n+ lijst\n/ a: b",
    "https://x.example/" + "a" * 500,
    '#read("/etc/passwd")',
    '"); #data.house ("',
    "}]) ⟦afgeschermd 1⟧",
    "~ -- --- ... 'x' \"y\"",
)


@pytest.mark.parametrize("words", EVIL)
def test_markup_is_only_text(login, words):
    made = factories.signal(facts=words, title=words[:120], place=words[:120])

    found = whole(login(people.coordinator()).get(url(made)))

    plain = "".join(words.replace("⟦", "[").replace("⟧", "]").split())
    assert found.replace(" ", "").replace("\u200b", "").count(plain) >= 1


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("vuur 🔥 en 💣", "vuur [fire] en [bomb]"),
        ("👨\u200d👩\u200d👧", "[man][woman][girl]"),
        ("👍🏽", "[thumbs up sign]"),
        ("中文 en አማርኛ", "[2 tekens in een ander schrift] en [4 tekens in een ander schrift]"),
        ("\x00\x07\ufeff\u202eom", "om"),
        ("a\u2028b", "a b"),
        ("René Özdemir", "René Özdemir"),
        ("محمد", "محمد"),
        ("x" * 60, f"{'x' * 24}\u200b{'x' * 24}\u200b{'x' * 12}"),
        ("\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"), "\ufffd"),
        ("", ""),
    ],
)
def test_what_the_fonts_lack_becomes_words(words, shown):
    assert printable(words) == shown


def test_names_from_right_to_left_and_emoji_come_through(login):
    made = factories.signal(title="محمد שלום 🔥 中", facts="x" * 9_999)

    assert "[fire]" in whole(login(people.coordinator("محمد de Vries 😀")).get(url(made)))


DATA = {
    "title": "t", "number": "n", "copy": "c", "reader": "r", "made": "m", "house": "h", "lead": "l", "address": "a",
    "sections": [],
}  # fmt: skip


def printed(words):
    text, row = {"kind": "text", "label": words[:40], "text": words}, {"kind": "table", "columns": ["a", "b"]}
    sections = [{"heading": "x", "parts": [text, row | {"widths": [1, 3], "rows": [[words, "y"]]}]}]
    return DATA | {"sections": sections}


def test_every_letter_of_the_table_has_a_shape():
    letters = [chr(code) for first, last in SHOWN for code in range(first, last + 1)]
    letters = [f"x{one}" if unicodedata.category(one)[0] == "M" else one for one in letters]
    for start in range(0, len(letters), 500):
        made = _made(printed(" ".join(letters[start : start + 500])), timezone.now())

        assert made.startswith(b"%PDF")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=300))
def test_any_text_whatever_can_be_printed(words):
    """With the letters that have a shape by themselves, or else with the plain ones."""
    plain = printable(words, only_plain=True)

    assert _made(printed(words), timezone.now(), only_plain=True).startswith(b"%PDF")
    assert all(is_shown(letter, only_plain=True) for letter in plain.replace("\u200b", ""))


def test_signs_that_do_not_fit_their_letter_do_not_stop_it(login):
    made = factories.signal(facts="ب\u0301\u05b0 א\u0653 z" + "\u0335\u0489" * 40)

    assert "z" in whole(login(people.coordinator()).get(url(made)))


def test_long_texts_take_little_time_and_memory(login):
    long = ("Dit is een lange zin over wat er gebeurde bij het plein. " * 175)[:10_000]
    made = factories.signal(
        facts=long, meaning=long, contradiction=long, vulnerability=long, steps_taken=long
    )
    with as_owner():
        Event.objects.bulk_create(
            Event(signal=made, text=f"Regel {n} " * 15, for_desk=False) for n in range(400)
        )
    browser = login(people.coordinator())
    browser.get(made.get_absolute_url())
    memory, start = peak(), time.process_time()

    content = browser.get(url(made)).content

    assert time.process_time() - start < 5  # half a second on an idle machine
    assert peak() - memory < 300_000_000
    first = " ".join(PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
    assert "Dit is een lange zin" in first


def peak():
    """Bytes of memory this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([["a", "b"]] * 3, 3),
        ([["a", "b"]] * 400, 300),
        ([["a", "x" * 9_990]] * 50, 10),
        ([["a", "x" * 100_001]], 0),
    ],
)
def test_newest_lines_of_a_long_table_are_kept_and_the_rest_is_said(rows, kept):
    numbered = [[n, *row] for n, row in enumerate(rows)]

    *said, made = table(["n", "a", "b"], [1, 1, 1], numbered)

    assert [row[0] for row in made["rows"]] == [str(n) for n, *_ in numbered[len(rows) - kept :]]
    assert [one["text"].split()[-1] for one in said] == [f"{len(rows) - kept}."] * (kept < len(rows))
