"""Talks with people who are involved: kept once, corrected beside, read by the desk alone."""

from datetime import timedelta

import pytest
from django import forms
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from partners.roles import Role
from signals import services
from signals.forms.interviews import InterviewForm
from signals.models import Event, Interview, Party
from signals.queries import interviews_of
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.steps import talk
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db

TOLD = "Hij is bang voor de groep bij het hek."


def fields(**changes):
    """The arguments of the service."""
    return talk(people.coordinator(), **changes)


def typed(signal, **changes):
    """The form, filled in."""
    return {
        **fields(),
        "party": "",
        "held_by": people.coordinator().pk,
        "held_by_words": "",
        "safety": "",
    } | changes


def page(signal, name, *more):
    return reverse(f"signals:{name}", args=[signal.number, *more])


def stored():
    with as_owner():
        return list(Interview.objects.order_by("id").select_related("held_by", "kept_by"))


def keep(signal, by=None, **changes):
    by = by or people.coordinator()
    return services.keep_interview(signal, by=by, **fields(**changes))


# -- the service


@pytest.mark.parametrize("who", ["coordinator", "expert"])
def test_desk_keeps_a_talk(act, who):
    signal, user = factories.signal(), getattr(people, who)()

    with act(user):
        keep(signal, user)

    (kept,) = stored()
    assert (kept.told, kept.kept_by, kept.by_whom) == (TOLD, user, "Coordinator")
    with as_owner():
        assert list(Event.objects.values_list("text", "for_desk")) == [
            ("Gesprek met een betrokkene vastgelegd", True)
        ]
        entry = Entry.objects.get()
    assert (entry.action, entry.number) == ("keep_interview", signal.number)
    assert entry.details == {"interview": kept.pk, "corrects": None}


@pytest.mark.parametrize(
    "who", ["officer", "police_member", "administrator", "privacy_officer", "case_director"]
)
def test_nobody_else_keeps_one(act, who):
    signal, user = factories.signal(), getattr(people, who)()

    with act(user), pytest.raises(NotAllowed):
        keep(signal, user)


def test_what_is_kept_does_not_change(act):
    signal, desk = factories.signal(), people.coordinator()
    with act(desk):
        kept = keep(signal)

    with act(desk):
        for change in (lambda: Interview.objects.update(told="anders"), lambda: kept.delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()

    assert [interview.told for interview in stored()] == [TOLD]


def test_correction_takes_the_place_of_what_it_corrects(act):
    signal, desk = factories.signal(), people.coordinator()
    with act(desk):
        first = keep(signal)
        second = keep(signal, corrects=first, correction="Het was zijn buurman.", told="De buurman is bang.")
        third = keep(signal, corrects=second, correction="De dag klopte niet.")
        other = keep(signal, told="Een ander gesprek.")

        found = interviews_of(signal)

    assert dict(found) == {third: [second, first], other: []}
    with as_owner():
        assert Event.objects.filter(text="Gesprek met een betrokkene gecorrigeerd").count() == 2


def test_of_two_corrections_one_is_first(act):
    signal, desk = factories.signal(), people.coordinator()
    with act(desk):
        first = keep(signal)
        keep(signal, corrects=first, correction="Eerst.")

        with pytest.raises(WrongState, match="al gecorrigeerd"):
            keep(signal, corrects=first, correction="Later.")

    assert len(stored()) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"with_whom": ""},
        {"held_by": None},
        {"held_by_words": "jongerenwerk"},
        {"why": ""},
        {"told": ""},
        {"agreed": ""},
        {"is_safe": "no"},
        {"is_safe": "unsure"},
        {"correction": "zonder iets te corrigeren"},
    ],
)
def test_database_refuses_half_a_talk(act, wrong):
    signal, desk = factories.signal(), people.coordinator()

    with act(desk), pytest.raises(IntegrityError):
        keep(signal, **wrong)


@pytest.mark.parametrize("of", ["party", "corrects"])
def test_talk_points_at_nothing_of_another_signal(act, of):
    signal, other, desk = factories.signal(), factories.signal(), people.coordinator()
    with as_owner():
        party = Party.objects.create(signal=other, label="persoon A", why="w")
    there = {
        "party": {"party": party},
        "corrects": {"corrects": factories.interview(other), "correction": "x"},
    }

    with act(desk), pytest.raises(IntegrityError, match="another signal"):
        keep(signal, **there[of])


@pytest.mark.parametrize(
    "who", ["officer", "police_member", "municipality_member", "privacy_officer", "administrator"]
)
def test_reporter_receiver_table_and_officers_read_none(act, who):
    signal, desk = factories.signal(), people.coordinator()
    factories.interview(signal)
    factories.share(signal, people.municipality().organisation, by=desk)
    meeting = factories.meeting()
    factories.item(meeting, signals=[signal], table=[people.police()])
    factories.put_meeting(meeting, "released", by=desk)

    with act(getattr(people, who)()):
        assert Interview.objects.count() == 0


def test_desk_of_another_house_and_who_stepped_back_read_none(act):
    signal, expert = factories.signal(), people.expert()
    factories.interview(signal)
    item = factories.item(factories.meeting(), signals=[signal])
    with as_owner():
        item.recusals.create(user=expert, by=expert)

    for user in (expert, people.coordinator("Ver", of=people.house("Huis Ver"))):
        with act(user):
            assert Interview.objects.count() == 0


# -- the pages


def test_talk_is_kept_on_its_page(login):
    signal = factories.signal()
    with as_owner():
        party = Party.objects.create(signal=signal, label="persoon A", why="w")
    browser = login(people.expert())

    response = browser.post(
        page(signal, "keep-interview"),
        typed(signal, party=party.pk, with_whom="", is_safe="unsure", safety="De wijkagent rijdt langs."),
    )

    (kept,) = stored()
    assert (response.status_code, response.url) == (302, signal.get_absolute_url())
    assert (kept.party_id, kept.held_by_id, kept.safety) == (
        party.pk,
        people.coordinator().pk,
        "De wijkagent rijdt langs.",
    )
    text = browser.get(page(signal, "around")).text
    for words in ("Persoon A", TOLD, "Wij bellen volgende week.", "niet zeker", "De wijkagent rijdt langs."):
        assert words in text


TOMORROW = (timezone.localdate() + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"with_whom": ""}, "Kies een betrokkene, of schrijf op met wie het was. Zonder naam."),
        ({"held_by": ""}, "Vul in welke organisatie het gesprek voerde."),
        ({"held_by_words": "jongerenwerk"}, "Kies iemand van het huis, of vul een andere organisatie in."),
        ({"held_by": "99999999"}, "Selecteer een geldige keuze."),
        ({"held_on": ""}, "Dit veld is verplicht."),
        ({"held_on": "gisteren"}, "Vul een datum in, zoals 18-11-2026."),
        ({"held_on": TOMORROW}, "Deze dag moet nog komen."),
        ({"why": ""}, "Schrijf op waarom dit gesprek nodig was."),
        ({"told": ""}, "Schrijf op wat er is verteld."),
        ({"agreed": ""}, "Niets? Schrijf dat dan op."),
        ({"is_safe": ""}, "Kies wat het beste past."),
        ({"is_safe": "no"}, "Schrijf op wat er gebeurt om het veilig te maken"),
        ({"is_safe": "unsure"}, "Schrijf op wat er gebeurt om het veilig te maken"),
    ],
)
def test_half_a_talk_comes_back_with_a_sentence_and_what_was_typed(login, changes, sentence):
    signal = factories.signal()

    response = login(people.coordinator()).post(
        page(signal, "keep-interview"), typed(signal, told="Een lang verhaal.") | changes
    )

    assert sentence in response.text
    assert ("Een lang verhaal." in response.text) == ("told" not in changes)
    assert stored() == []


def test_answer_about_safety_goes_when_it_is_safe(login):
    signal = factories.signal()

    login(people.coordinator()).post(page(signal, "keep-interview"), typed(signal, safety="Toch niets."))

    assert [interview.safety for interview in stored()] == [""]


def test_talk_of_another_organisation_is_kept_in_words(login):
    signal = factories.signal()

    login(people.coordinator()).post(
        page(signal, "keep-interview"), typed(signal, held_by="", held_by_words="jongerenwerk")
    )

    assert [interview.by_whom for interview in stored()] == ["jongerenwerk"]


def test_party_and_colleague_of_elsewhere_cannot_be_chosen(login):
    signal, far = factories.signal(), people.coordinator("Ver", of=people.house("Huis Ver"))
    with as_owner():
        party = Party.objects.create(signal=factories.signal(), label="persoon Z", why="w")
    browser = login(people.coordinator())

    for wrong in ({"party": party.pk}, {"held_by": far.pk}):
        assert browser.post(page(signal, "keep-interview"), typed(signal, **wrong)).status_code == 200

    text = browser.get(page(signal, "keep-interview")).text
    assert stored() == []
    assert ("persoon Z" in text, ">Ver<" in text) == (False, False)


def test_privacy_scan_asks_about_a_name(login):
    signal = factories.signal()

    response = login(people.coordinator()).post(
        page(signal, "keep-interview"), typed(signal, told="Jan de Vries uit Hoorn is bang.")
    )

    assert "Is dit nodig?" in response.text
    assert stored() == []


def test_correction_begins_with_what_was_kept_and_asks_why(login):
    signal, browser = factories.signal(), login(people.coordinator())
    first = factories.interview(signal, told="Hij is bang.")
    path = page(signal, "correct-interview", first.pk)

    shown = browser.get(path).text
    without = browser.post(path, typed(signal, correction=""))
    browser.post(path, typed(signal, told="Zij is bang.", correction="Het was een vrouw."))

    assert "Hij is bang." in shown
    assert "Schrijf op wat er niet klopte." in without.text
    assert [(one.told, one.corrects_id) for one in stored()] == [
        ("Hij is bang.", None),
        ("Zij is bang.", first.pk),
    ]
    text = browser.get(page(signal, "around")).text
    assert text.count("<del") == 1
    assert "Het was een vrouw." in text


def test_second_correction_of_the_same_says_so_and_keeps_what_was_typed(login):
    signal, browser = factories.signal(), login(people.coordinator())
    first = factories.interview(signal)
    factories.interview(signal, corrects=first, correction="Eerst.")

    response = browser.post(
        page(signal, "correct-interview", first.pk), typed(signal, told="Mijn versie.", correction="Later.")
    )

    assert "Dit gesprek is al gecorrigeerd." in response.text
    assert "Mijn versie." in response.text


def test_talk_that_was_corrected_says_so_before_anything_is_typed(login):
    signal, browser = factories.signal(), login(people.coordinator())
    first = factories.interview(signal)
    factories.interview(signal, corrects=first, correction="Eerst.")

    response = browser.get(page(signal, "correct-interview", first.pk), follow=True)

    assert response.redirect_chain == [(signal.get_absolute_url(), 302)]
    assert "Dit gesprek is al gecorrigeerd." in response.text


def test_correction_names_a_colleague_who_has_left(login):
    signal, gone = (
        factories.signal(),
        people.person("Vertrokken", Role.EXPERT, people.house(), until=timezone.now()),
    )
    first = factories.interview(signal, held_by=gone)
    browser = login(people.coordinator())

    browser.post(
        page(signal, "correct-interview", first.pk), typed(signal, held_by=gone.pk, correction="De dag.")
    )

    assert [one.held_by for one in stored()] == [gone, gone]


def test_every_free_text_of_a_talk_is_scanned_for_names():
    free = {name for name, field in InterviewForm.base_fields.items() if type(field) is forms.CharField}

    assert set(InterviewForm.SCANNED) == free


def test_talk_of_another_signal_is_not_corrected_here(login):
    signal, other = factories.signal(), factories.interview(factories.signal())

    assert login(people.coordinator()).get(page(signal, "correct-interview", other.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 50])
def test_form_takes_a_fixed_number_of_queries(login, count_queries, count):
    signal, browser = factories.signal(), login(people.coordinator())
    with as_owner():
        Party.objects.bulk_create(Party(signal=signal, label=f"persoon {n}", why="w") for n in range(count))
    for number in range(count):
        people.expert(f"Expert {number}")

    assert count_queries(lambda: browser.get(page(signal, "keep-interview"))) == 5
