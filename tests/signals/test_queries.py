from datetime import date, timedelta

import pytest
from django.utils import timezone

from signals import queries
from signals.models import Outcome, Question, WeighingState
from signals.queries import listing
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


def numbers(found):
    return [one.number for one in found]


def test_weighings_waiting_are_those_of_the_own_house_oldest_due_first(act):
    desk = people.coordinator()
    late, later = (
        factories.signal(weigh_before=date(2026, 11, 2)),
        factories.signal(weigh_before=date(2026, 11, 9)),
    )
    factories.weighed(factories.signal(), WeighingState.TO_CONFIRM)
    elsewhere = people.house("Ander huis")
    officer = people.officer("Elders", at=people.organisation("Politie elders", "police", house=elsewhere))
    factories.signal(officer, of=elsewhere, municipality=people.municipality("Zwolle", of=elsewhere))

    with act(desk):
        assert numbers(w.signal for w in queries.weighings_waiting(desk)[0]) == [late.number, later.number]
        assert len(queries.weighings_waiting(desk, 1)[0]) == 1


def test_weighings_to_confirm_leave_out_what_one_proposed_himself(act):
    desk, other, made = people.coordinator(), people.expert(), factories.signal()
    factories.weighed(
        made,
        WeighingState.TO_CONFIRM,
        decided_by=desk,
        decided_at=timezone.now(),
        outcome=Outcome.NO_ACTION,
        reason="reden",
    )

    waiting = {}
    for user in (desk, other):
        with act(user):
            waiting[user] = numbers(w.signal for w in queries.weighings_waiting(user)[1])

    assert waiting == {desk: [], other: [made.number]}


def test_answers_received_and_open_questions(act):
    desk, answered, asked = people.coordinator(), factories.signal(), factories.signal()
    factories.weighed(answered, WeighingState.WEIGHING)
    with as_owner():
        Question.objects.create(
            signal=answered,
            text="Waar?",
            asked_by=desk,
            answer="Hier",
            answered_by=answered.reported_by,
            answered_at=timezone.now(),
        )
        Question.objects.create(signal=asked, text="Wanneer?", asked_by=desk)

    with act(desk):
        assert numbers(line.signal for line in queries.news_for_desk(desk)["answer"]) == [answered.number]
    with act(asked.reported_by):
        assert numbers(q.signal for q in queries.open_questions(asked.reported_by)) == [asked.number]


def test_own_signals_are_not_those_of_colleagues(act):
    member = people.police_member()
    own, colleagues = factories.signal(member), factories.signal(people.officer())

    with act(member):
        assert {own.number, colleagues.number} == set(numbers(row.signal for row in page().rows))
        assert numbers(queries.own_signals(member)) == [own.number]


def test_municipality_counts_hide_small_numbers_from_partners_only(act):
    hoorn, alkmaar = people.municipality(), people.municipality("Alkmaar", column=9)
    officer = people.officer()
    for _ in range(3):
        factories.signal(officer, municipality=hoorn)
    factories.signal(officer, municipality=alkmaar)
    factories.signal(officer, municipality=alkmaar, submitted_at=timezone.now() - timedelta(weeks=20))
    house = people.house().pk

    seen = {}
    for name, user in {"desk": people.coordinator(), "partner": people.outsider()}.items():
        with act(user):
            seen[name] = queries.municipality_counts(house, 12)

    assert seen == {"desk": {hoorn.pk: 3, alkmaar.pk: 1}, "partner": {hoorn.pk: 3, alkmaar.pk: None}}


def page(words="", number=1, sort="", **filters):
    return queries.Search(words, sort, filters).page(number)


def test_search_finds_dutch_word_forms_and_puts_the_best_first(act):
    officer = people.officer()
    weak = factories.signal(officer, title="Iets anders", facts="Er hing ook een vlag in de buurt.")
    best = factories.signal(
        officer,
        title="Onrust in de buurt",
        facts="Buurt na buurt.",
        submitted_at=timezone.now() - timedelta(days=9),
    )
    factories.signal(officer, title="Leus", facts="Een leus op de muur.")

    with act(people.coordinator()):
        assert numbers(row.signal for row in page("buurten").rows) == [best.number, weak.number]


def test_search_finds_a_number_and_nothing_of_somebody_else(act):
    made = factories.signal(title="Vlaggen op het plein")

    seen = {}
    for name, user in {"desk": people.coordinator(), "outsider": people.outsider()}.items():
        with act(user):
            seen[name] = [len(page(words).rows) for words in (made.number.lower(), "vlaggen")]

    assert seen == {"desk": [1, 1], "outsider": [0, 0]}


@pytest.mark.parametrize(
    "words", ["'; DROP TABLE signals_signal; --", "a & | !", '"', "\\", "((", "%", "OR OR", "-"]
)
def test_search_with_odd_signs_is_only_text(act, words):
    factories.signal()

    with act(people.coordinator()):
        assert page(words).rows == []


def test_filters_by_state_theme_municipality_and_late(act):
    hoorn, alkmaar = people.municipality(), people.municipality("Alkmaar", column=9)
    new = factories.signal(municipality=hoorn, weigh_before=timezone.localdate() + timedelta(days=3))
    late = factories.signal(municipality=alkmaar, weigh_before=timezone.localdate() - timedelta(days=4))
    done = factories.signal(municipality=alkmaar, weigh_before=timezone.localdate() - timedelta(days=4))
    factories.weighed(
        done,
        WeighingState.DONE,
        outcome=Outcome.TREND_ONLY,
        reason="reden",
        decided_by=people.coordinator(),
        decided_at=timezone.now(),
    )
    with as_owner():
        new.themes.add(people.theme())

    with act(people.coordinator()):
        found = {
            "new": page(state=WeighingState.NEW),
            "late": page(state=listing.LATE),
            "theme": page(theme=people.theme()),
            "alkmaar": page(municipality=alkmaar),
        }

    assert {name: set(numbers(row.signal for row in one.rows)) for name, one in found.items()} == {
        "new": {new.number, late.number},
        "late": {late.number},
        "theme": {new.number},
        "alkmaar": {late.number, done.number},
    }
    assert found["late"].rows[0].late == "4 dagen te laat"


def test_count_stops_at_its_cap(act, monkeypatch):
    monkeypatch.setattr(listing, "COUNT_CAP", 2)
    for _ in range(4):
        factories.signal()

    with act(people.coordinator()):
        first = page()

    assert (first.count, first.count_in_words) == (3, "1.000+ signalen")


def test_readers_are_named_for_the_desk_alone(act):
    made = factories.signal()
    factories.share(made, people.municipality().organisation)
    people.municipality_member()

    with act(people.coordinator()):
        readers = {reader.name: reader.why.split(" op ")[0] for reader in queries.readers_of(made)}
    with act(made.reported_by):
        for_reporter = queries.readers_of(made)
    with act(people.coordinator("Elders", of=people.house("Ander huis"))):
        for_other_house = queries.readers_of(made)

    assert readers == {
        "Procesregisseurs van Veiligheidshuis Noord": "procesregisseur van het huis",
        "Experts van Veiligheidshuis Noord": "expert van het huis",
        "Deelnemers van Politie": "deelnemers van de organisatie van de melder",
        "Deelnemers van Gemeente Hoorn": "gedeeld",
        "Wijkagent": "melder",
    }
    assert for_reporter == for_other_house == []
