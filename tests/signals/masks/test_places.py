"""Every place that holds a text: nobody types a mark in it, and a part of it can go."""

import pytest
from django.apps import apps
from django.db import connection

from partners.models import Grant
from signals import services
from signals.models import PLACES, Message, Redaction, Signal
from tests import factories, people
from tests.cases import parties, planning
from tests.conftest import as_owner
from tests.signals.masks.around import around
from tests.signals.masks.steps import ask, confirm, hide, propose, text
from tests.signals.masks.visits import confirmed, look_and_confirm, typed, url

pytestmark = pytest.mark.django_db
FACTS = "Jan Jansen stond bij het plein. Later kwam Jan Jansen terug."
STAYS = {"event.text", "question.text"}  # nobody changes them afterwards


@pytest.fixture
def desk():
    return people.coordinator()


@pytest.fixture
def second():
    return people.expert()


@pytest.fixture
def signal():
    return factories.signal(title="Ruzie op het plein", facts=FACTS)


def texts(signal):
    """{(place, row): content} of all that stands around a signal."""
    rows = ask("SELECT * FROM zvh.texts_of(%s)", signal.pk)
    return {(place, row): content for place, row, content in rows}


def write(place, row, content, *, marking=""):
    kind, column = place.split(".")
    with as_owner():
        ask("SELECT set_config('zvh.marking', %s, true)", marking)
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE signals_{kind} SET {column} = %s WHERE id = %s", [content, row])  # noqa: S608
        ask("SELECT set_config('zvh.marking', '', true)")


def longest(place):
    kind, column = place.split(".")
    return apps.get_model("signals", kind)._meta.get_field(column).max_length


SHORT = {place for place in PLACES if longest(place)}


# -- nobody types a mark


def test_brackets_that_somebody_types_become_ordinary_in_every_text(act, signal, desk):
    around(signal, desk, "⟦verwijderd⟧ jan ⟧", "Jan ⟧")
    with act(desk):
        mask = hide(signal, desk, "stond", reason="⟦afgeschermd 1⟧ Jan ⟧")
        services.show_part(mask, by=desk, reason="Jan ⟧")
        Redaction.objects.create(
            signal=signal, place="signal.facts", row=signal.pk, words="Jan", reason="Jan ⟧", proposed_by=desk
        )
        there = texts(signal)

    assert {place for (place, _), content in there.items() if "]" in content} == PLACES.keys() - {
        "signal.facts"
    }
    assert [place for place, content in there.items() if set("⟦⟧") & set(content)] == []


def test_brackets_that_somebody_types_later_become_ordinary_in_every_text(act, signal, desk):
    around(signal, desk)
    with act(desk):
        services.show_part(hide(signal, desk, "stond"), by=desk, reason="r")
        propose(signal, desk, "plein")
        places = [at for at, content in texts(signal).items() if content and at[0] not in STAYS]
    for place, row in places:
        write(place, row, "Jan ⟧ ⟦verwijderd⟧")
    with act(desk):
        there = texts(signal)

    assert {place for place, _ in places} == PLACES.keys() - STAYS
    assert {there[place] for place in places} == {"Jan ] [verwijderd]"}


def test_brackets_in_the_reason_to_open_something_become_ordinary(act, signal, desk):
    party = factories.named_party(signal, "Naam Anders")
    with act(desk):
        services.open_identity(party, by=desk, reason="Is dit Jan Jansen ⟧?")

    with as_owner():
        assert Grant.objects.get().reason == "Is dit Jan Jansen ]?"


@pytest.mark.parametrize(
    ("content", "left"),
    [
        ("Jan ⟧", "- ⟧"),
        ("⟦ Jan", "⟦ -"),
        ("⟦Jan⟧", "⟦-⟧"),
        ("⟦verwijderd Jan⟧", "⟦verwijderd -⟧"),
        ("⟦afgeschermd 1 Jan⟧", "⟦afgeschermd 1 -⟧"),
        ("⟦verwijderd⟧ Jan ⟦verwijderd⟧", "⟦verwijderd⟧ - ⟦verwijderd⟧"),
        ("⟦…⟧Jan⟧", "⟦…⟧-⟧"),
        ("⟦⟦verwijderd⟧Jan⟧", "⟦⟦verwijderd⟧-⟧"),
    ],
)
def test_only_a_whole_mark_keeps_words_out_of_reach(content, left):
    assert ask("SELECT rest FROM zvh.without(%s, 'Jan', 0, '-')", content) == [(left,)]


@pytest.mark.parametrize("words", ["verwijderd", "afgeschermd", "afgeschermd 12", "12", "2", "…", "wij"])
def test_words_within_a_mark_are_never_found(words):
    content = "⟦verwijderd⟧ ⟦afgeschermd 12⟧ ⟦…⟧"

    assert ask("SELECT rest FROM zvh.without(%s, %s, 0, '-')", content, words) == []


# -- everything can go


def test_part_of_every_text_can_go(act, signal, desk, second):
    around(signal, desk)
    with act(desk):
        services.show_part(hide(signal, desk, "stond", reason="Over Jansen"), by=desk, reason="Jansen weer")
        services.withdraw_redaction(
            services.propose_redaction(
                signal, by=desk, place="signal.facts", row=signal.pk, words="plein", nth=1, reason="Jansen"
            ),
            by=desk,
        )
        places = {at: content for at, content in texts(signal).items() if "jansen" in content.lower()}
    for (place, row), content in places.items():
        with act(desk):
            redaction = services.propose_redaction(
                signal, by=desk, place=place, row=row, words=content, nth=1, reason="Hoort er niet."
            )
        with act(second):
            confirm(redaction, by=second)
    with act(desk):
        there = texts(signal)

    assert {place for place, _ in places} == PLACES.keys()
    assert {there[at] for at in places} <= {"⟦verwijderd⟧", "⟦…⟧"}


def test_text_of_the_longest_length_can_lose_a_short_word(act, signal, desk, second):
    around(signal, desk)
    with act(desk):
        redaction = propose(signal, desk, "Jan")
        places = [at for at, content in texts(signal).items() if content and at[0] in SHORT]
    for place, row in places:
        write(place, row, "Jan ".ljust(longest(place), "x"), marking="on")
    with act(second):
        confirm(redaction, by=second, others=places)
        there = texts(signal)

    assert {place for place, _ in places} == SHORT
    assert [at for at in places if there[at] != "⟦…⟧ ".ljust(longest(at[0]), "x")] == []


def test_message_of_the_reporter_is_chosen_on_the_page_and_goes(login, act, signal, desk, second):
    with as_owner():
        message = Message.objects.create(signal=signal, text="Het was Jan Jansen.")
    data = typed(signal, at=f"message.text:{message.pk}", words="Jan Jansen", reason="Hoort er niet.")

    proposed = confirmed(login(desk), url("redact", signal), data)
    with as_owner():
        redaction = Redaction.objects.get()
    look_and_confirm(login(second), url("redaction", signal, redaction.pk))

    assert "Het voorstel ligt er." in proposed.text
    with as_owner():
        assert Message.objects.get().text == "Het was ⟦verwijderd⟧."
        assert Signal.objects.get().facts == FACTS


def test_note_of_the_desk_is_offered_to_remove_and_not_to_hide(login, signal, desk):
    factories.weighed(signal, notes="Jan Jansen belt vaker.")
    browser = login(desk)

    pages = [browser.get(url(page, signal)).text for page in ("redact", "hide-part")]

    assert ["Jan Jansen belt vaker." in page for page in pages] == [True, False]


# -- all of them


def test_number_on_the_page_is_the_number_that_goes(login, act, desk, second):
    signal = factories.signal(facts="Jan  Jansen." + " Jan Jansen" * 59)
    data = typed(signal, words="Jan Jansen", nth="0")

    preview = login(desk).post(url("redact", signal), data)
    confirmed(login(desk), url("redact", signal), data)
    with as_owner():
        address = url("redaction", signal, Redaction.objects.get().pk)
    page = login(second).get(address)
    look_and_confirm(login(second), address)

    assert "Alle 60 keer" in preview.text
    assert "En nog 10 keer in dezelfde tekst." in page.text
    assert text(signal) == "⟦verwijderd⟧." + " ⟦verwijderd⟧" * 59


# -- beyond the signal


def decide(item, by, where, words):
    """A decision with these words as who says it, or in an answer of the driehoek that was corrected."""
    texts = {"text": "t", "reasons": "r", "recorded_by": by}
    if where == "speaker":
        return item.decisions.create(kind="communication", speaker=words, **texts)
    advice = item.decisions.create(kind="advice", **texts)
    return advice.earlier_answers.create(on=advice.recorded_at, answer="no", reason=words, correction="c")


def put_in_part(case, where, words):
    """These words in the plan, the picture or the journal of a case."""
    if where == "goal":
        planning.goal(case, sign=words)
    elif where == "intervention":
        planning.intervention(planning.goal(case), reason=words)
    elif where == "journal":
        factories.journal_entry(case, case.coordinator, text=words)
    else:
        picture = case.parts.get(kind="picture")
        factories.observation(picture, case.house, case.coordinator, signs_against=words)


@pytest.mark.parametrize(
    ("where", "named"),
    [
        ("question", "het agendapunt ‘Onrust’"),
        ("item action", "het agendapunt ‘Onrust’"),
        ("action", "casus C-2026-777"),
        ("effect", "casus C-2026-777"),
        ("history", "casus C-2026-777"),
        ("speaker", "het agendapunt ‘Onrust’"),
        ("earlier answer", "het agendapunt ‘Onrust’"),
        ("label", "casus C-2026-777"),
        ("relation", "casus C-2026-777"),
        ("event", "casus C-2026-777"),
        ("goal", "casus C-2026-777"),
        ("intervention", "casus C-2026-777"),
        ("observation", "casus C-2026-777"),
        ("journal", "casus C-2026-777"),
    ],
)
def test_words_at_a_table_or_in_a_case_are_named(act, signal, desk, where, named):
    item = factories.item(factories.meeting(), signals=[signal], title="Onrust")
    case = factories.case(by=desk, signals=[signal], number="C-2026-777")
    words = "over Jan Jansen"
    action = {
        "action": {"text": words},
        "effect": {"effect": words},
        "item action": {"text": words},
        "history": {},
    }.get(where)
    given = (
        factories.action(by=desk, case=None if where == "item action" else case, **action)
        if action is not None
        else None
    )
    with as_owner():
        if where == "question":
            item.places.create(organisation=people.police(), question=words)
        elif where == "item action":
            item.action_links.create(action=given)
        elif where == "history":
            given.events.create(kind="reminded", text=words)
        elif where in {"speaker", "earlier answer"}:
            decide(item, desk, where, words)
        elif where == "event":
            case.events.create(text=words)
        elif where in {"label", "relation"}:
            parties.party(case, **{where: words})
        elif not action:
            put_in_part(case, where, words)

    with act(desk):
        found = ask("SELECT zvh.words_beyond(%s, 'Jan Jansen')", signal.pk)

    assert [sentence.split(" van ")[0] for (sentence,) in found] == [named]
