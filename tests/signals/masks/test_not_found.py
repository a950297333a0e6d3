"""What is hidden or gone is found by nobody: not by words, not in a file, not as alike, not as a better word."""

import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from partners.roles import Permission
from signals import services
from signals.models import Draft, Signal
from signals.queries import alike, alike_typed, suggestion
from signals.queries.words import Words
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.masks.steps import confirm

pytestmark = pytest.mark.django_db
WORDS = "Kabouterstraat"


@pytest.fixture
def desk():
    return people.coordinator()


@pytest.fixture
def signal():
    return factories.signal(
        title=f"Leus in de {WORDS} gezien", facts=f"Op nummer 3 van de {WORDS} staat een leus.", place=WORDS
    )


@pytest.fixture(params=["hidden", "removed"])
def gone(request, act, signal, desk):
    """Takes the word out of every text of the signal, for now or for good."""
    where = [(f"signal.{field}", signal.pk) for field in ("title", "facts", "place")]

    def take():
        if request.param == "hidden":
            with act(desk):
                for place, row in where:
                    services.hide_part(signal, by=desk, place=place, row=row, words=WORDS, nth=0, reason="r")
            return
        with act(desk):
            place, row = where[1]
            redaction = services.propose_redaction(
                signal, by=desk, place=place, row=row, words=WORDS, nth=0, reason="r"
            )
        second = people.expert()
        with act(second):
            confirm(redaction, by=second, others=where)

    return take


def found(browser, words):
    """Numbers of signals in the list of a search."""
    return set(re.findall(r"S-2026-\d+", browser.get(reverse("signals:list"), {"zoek": words}).text))


def test_word_is_no_longer_found_and_shown_in_no_list(login, signal, desk, gone):
    browser = login(desk)
    before = found(browser, WORDS)

    gone()

    assert (before, found(browser, WORDS)) == ({signal.number}, set())
    assert WORDS not in browser.get(reverse("signals:list")).text
    assert found(browser, "leus") == {signal.number}


def test_excerpt_of_another_word_does_not_show_it(login, signal, desk, gone):
    browser = login(desk)
    before = browser.get(reverse("signals:list"), {"zoek": "nummer"}).text

    gone()
    after = browser.get(reverse("signals:list"), {"zoek": "nummer"}).text

    assert (WORDS in before, WORDS in after) == (True, False)
    assert "<mark>nummer</mark>" in after


def test_word_is_not_offered_for_a_typing_error(act, desk, signal, gone):
    def offered():
        with act(desk):
            return suggestion(Words("Kabouterstraad"))

    before = offered()
    gone()

    assert (before.lower(), offered()) == (WORDS.lower(), "")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_word_is_in_no_file(login, desk, signal, gone, kind):
    browser = login(desk)

    def exported():
        content = b"".join(browser.get(reverse(f"signals:export-{kind}")).streaming_content)
        if kind == "csv":
            return content.decode()
        sheet = load_workbook(io.BytesIO(content)).active
        return "\n".join(str(value) for row in sheet.values for value in row)

    before = exported()
    gone()
    after = exported()

    assert (WORDS in before, WORDS in after) == (True, False)
    assert signal.number in after


def test_word_makes_nothing_alike_any_more(act, desk, signal, gone):
    other = factories.signal(title=WORDS, facts=f"{WORDS} {WORDS}", place=WORDS)

    def reasons():
        with act(desk):
            return [pair.likeness.in_words for pair in alike(Signal.objects.get(pk=other.pk))]

    before = reasons()
    gone()

    assert [("woorden" in reason, "wijk" in reason) for reason in before] == [(True, True)]
    assert reasons() == []


def test_same_marks_make_nothing_alike(act, desk):
    """In both only the marks are the same: that is no likeness."""
    one, other = (factories.signal(title=f"{w} x{w}", facts=f"{w} y{w}", place="") for w in ("aap", "noot"))
    for signal, word in ((one, "aap"), (other, "noot")):
        for field in ("title", "facts"):
            with act(desk):
                services.hide_part(
                    signal, by=desk, place=f"signal.{field}", row=signal.pk, words=word, nth=1, reason="r"
                )

    with act(desk):
        assert alike(Signal.objects.get(pk=one.pk)) == []


def test_who_types_the_word_is_not_shown_the_signal(act, desk, signal, gone):
    def shown():
        with act(desk):
            typed = {"title": WORDS, "facts": "", "place": WORDS}
            return len(
                alike_typed(
                    **typed, municipality=signal.municipality_id, themes={}, seen_on=signal.observed_on
                )
            )

    before = shown()
    gone()

    assert (before, shown()) == (1, 0)


def test_draft_of_a_signal_is_gone_when_it_is_sent(act):
    """So no copy of the texts is left where nobody masks."""
    writer = people.officer()
    with act(writer):
        assert writer.membership_for(Permission.SIGNAL_REPORT)
        draft = services.save_draft(None, by=writer, fields={"facts": WORDS})
        fields = {
            "title": "t",
            "facts": WORDS,
            "municipality": people.municipality(),
            "observed_on": "2026-11-10",
        }
        services.submit(draft, by=writer, membership=writer.memberships.first(), themes=[], **fields)

    with as_owner():
        assert Draft.objects.count() == 0
