"""What the scan finds and what it leaves alone, kind by kind, and how it behaves with odd texts."""

from pathlib import Path

import pytest

from signals.privacyscan import LONGEST, Kind, Span, TextTooLong, scan, utf16
from signals.privacyscan.measuring import is_held_out, measured, sentences
from signals.privacyscan.numbers import elfproef, mod_97
from signals.privacyscan.spans import settled

SENTENCES = Path(__file__).with_name("sentences.txt")
SURE = (Kind.BSN, Kind.IBAN, Kind.PHONE, Kind.EMAIL, Kind.PLATE)


def found(text):
    return [(span.kind, span.text) for span in scan(text)]


@pytest.mark.parametrize("held_out", [False, True])
def test_recall_and_precision_on_our_own_sentences_stay_above_the_floor(held_out):
    part = [one for one in sentences(SENTENCES) if is_held_out(one[0]) == held_out]

    scores = measured(part)

    assert {kind: scores[kind].recall for kind in SURE if scores[kind].recall < 0.95} == {}
    assert {kind: scores[kind].precision for kind in SURE if scores[kind].precision < 0.95} == {}
    assert scores[Kind.NAME].recall >= 0.8
    assert scores[Kind.NAME].precision >= 0.8


def test_set_has_at_least_300_sentences_of_every_kind_and_many_without_anything():
    ours = sentences(SENTENCES)

    assert len(ours) >= 300
    assert {span.kind for _, _, spans in ours for span in spans} == set(Kind)
    assert sum(not spans for _, _, spans in ours) >= 80


@pytest.mark.parametrize(
    ("text", "kind", "there"),
    [
        ("Gisteren riep Karin Verhoeven iets.", Kind.NAME, "Karin Verhoeven"),
        ("Dit zei meneer Bouazza ons.", Kind.NAME, "meneer Bouazza"),
        ("Hij woont op Kerkstraat 12.", Kind.ADDRESS, "Kerkstraat 12"),
        ("Hij is geboren op 12-03-1998.", Kind.BIRTH, "12-03-1998"),
        ("BSN 999990007 stond erop.", Kind.BSN, "999990007"),
        ("Stort op NL13TEST0123456789.", Kind.IBAN, "NL13TEST0123456789"),
        ("Bel +31 6 12 34 56 78 even.", Kind.PHONE, "+31 6 12 34 56 78"),
        ("Mail p.jansen@example.nl.", Kind.EMAIL, "p.jansen@example.nl"),
        ("De auto GB-001-B reed weg.", Kind.PLATE, "GB-001-B"),
        ("Hij is moslim geworden.", Kind.SPECIAL, "moslim"),
        ("Zijn ouders zijn Turks.", Kind.SPECIAL, "Turks"),
        ("Hij stemt altijd op de PVV.", Kind.SPECIAL, "PVV"),
    ],
)
def test_kind_is_found(text, kind, there):
    assert found(text) == [(kind, there)]


@pytest.mark.parametrize(
    "text",
    [
        "In Den Helder en Anna Paulowna was het rustig.",
        "De bewoners van de Jan van Goyenstraat zijn boos.",
        "Op 12-03-2026 was er een bijeenkomst.",
        "Het nummer 999990008 staat op de factuur.",
        "De rekening NL13TEST0123456788 bestaat niet.",
        "Bel 112 of 0900-8844.",
        "Twitter met @burgemeester om 12 uur.",
        "Zie pagina 12-34 van het verslag.",
        "De server werd niet gezond.",
        "Op het Dorpsplein 12 mensen geteld.",
        "De Turkse vlag hing uit en de PVV kwam langs.",
        "Ik ben bang. Ben je daar? Jan en alleman stond op straat.",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("digits", "passes"),
    [
        ("999990007", True),
        ("111222333", True),
        ("999990008", False),
        ("000000000", False),
        ("123456789", False),
    ],
)
def test_elfproef(digits, passes):
    assert elfproef(digits) is passes


@pytest.mark.parametrize(
    ("iban", "passes"),
    [("NL13TEST0123456789", True), ("DE89370400440532013000", True), ("NL31TEST0123456789", False)],
)
def test_iban_is_checked_by_97(iban, passes):
    assert mod_97(iban) is passes


def test_bsn_of_eight_digits_counts_only_after_its_word():
    assert found("BSN 10000008 of nummer 10000008") == [(Kind.BSN, "10000008")]


def test_where_two_overlap_the_surer_kind_stays_then_the_longer_then_the_earlier():
    name, longer = Span(0, 5, Kind.NAME, "x"), Span(3, 12, Kind.NAME, "y")
    mail, apart = Span(10, 14, Kind.EMAIL, "z"), Span(20, 22, Kind.SPECIAL, "q")

    assert settled([name, longer, apart]) == [longer, apart]
    assert settled([name, longer, mail, apart]) == [name, mail, apart]


def test_name_within_an_address_or_mail_address_is_part_of_that():
    assert found("Hij woont op Burgemeester Kramerlaan 3 en mailt jan@example.nl.") == [
        (Kind.ADDRESS, "Burgemeester Kramerlaan 3"),
        (Kind.EMAIL, "jan@example.nl"),
    ]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\x00", "😀", "\ud83d", "e\u0301", "@", "+", "0" * 500, "." * 500]
)
def test_text_with_nothing_in_it_gives_nothing(text):
    assert scan(text) == []


def test_nul_and_line_ends_part_words_and_change_no_place():
    text = "Dit zei\x00Karin Verhoeven\r\nen Daan Visser."

    assert found(text) == [(Kind.NAME, "Karin Verhoeven"), (Kind.NAME, "Daan Visser")]
    assert all(text[span.start : span.end] == span.text for span in scan(text))


def test_accents_in_two_signs_are_found_and_places_count_them():
    text = "Wij zagen Zoe\u0308 Yılmaz en Bjo\u0308rn daar."

    assert [span.text for span in scan(text)] == ["Zoe\u0308 Yılmaz", "Bjo\u0308rn"]
    assert all(text[span.start : span.end] == span.text for span in scan(text))


def test_places_in_javascript_count_an_emoji_twice():
    text = "😡😡 Jeffrey dreigde."
    (span,) = scan(text)

    start, end = utf16(text, span.start), utf16(text, span.end)

    assert (span.start, start) == (3, 5)
    assert text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == "Jeffrey"


@pytest.mark.parametrize(
    "piece",
    [
        "Piet Jansen van den Berg ",
        "A",
        "a-",
        "1 ",
        "A. ",
        "van de ",
        "NL13 ",
        "06-1",
        "a.b@",
        "Kerk ",
        "12-03-1998 ",
    ],
)
def test_longest_text_is_scanned_to_its_end(piece):
    """A rule that takes ever more time for a longer text would hang here."""
    text = (piece * LONGEST)[: LONGEST - 30] + ". Daar riep Karin Verhoeven."

    assert scan(text)[-1].text.endswith("Karin Verhoeven")


def test_text_above_the_longest_is_refused():
    with pytest.raises(TextTooLong):
        scan("x" * (LONGEST + 1))


def test_same_text_gives_the_same_twice():
    text = " ".join(text for _, text, _ in sentences(SENTENCES))

    assert scan(text) == scan(text)
