"""The page that calls an extra consultation: prefilled, with a preview of who will read the signal."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.forms import extra
from meetings.models import Meeting
from partners.models import OrganisationKind
from signals.models import WeighingState
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

BUTTON = ">Spoedoverleg bijeenroepen</a>"


@pytest.fixture
def scene():
    class Scene:
        signal = factories.signal(title="Dreiging bij het plein")
        desk, townsman, officer = people.coordinator(), people.municipality_member(), people.police_member()
        police, town = people.police(), people.municipality().organisation
        om = people.organisation("OM", OrganisationKind.PROSECUTION, house=people.house())
        prosecutor = people.person("Officier", "participant", om)
        page = reverse("meetings:call-extra", args=[signal.number])

    return Scene


def typed(*organisations, shown=None, **changes):
    at = timezone.localtime() + timedelta(hours=1)
    fields = {"on": f"{at:%Y-%m-%d}", "starts": f"{at:%H:%M}", "minutes": 45, "place": "Kamer 3"}
    for n, organisation in enumerate(organisations):
        fields |= {f"organisation_{n}": organisation.pk, f"question_{n}": "Wat weet u?"}
    shown = organisations if shown is None else shown
    fields["shown"] = ",".join(str(pk) for pk in sorted(one.pk for one in shown))
    return fields | changes


def made():
    with as_owner():
        return list(Meeting.objects.filter(series__isnull=True))


def test_page_is_filled_in_with_municipality_police_and_prosecution(scene, login):
    answer = login(scene.desk).get(scene.page)

    form = answer.context["form"]
    assert [organisation.pk for organisation, _ in form.readers] == [
        scene.town.pk,
        scene.police.pk,
        scene.om.pk,
    ]
    assert form["starts"].value() == extra.next_half_hour().time()
    assert form["place"].value() == "Straat 1, 1234 AB Stad"
    assert [name in answer.text for name in ("Gemeentelid", "Politielid", "Officier")] == [True] * 3
    assert "tot het verslag is vastgesteld" in answer.text


def test_page_suggests_nobody_who_cannot_come(scene, login):
    with as_owner():
        scene.prosecutor.memberships.update(valid_until=timezone.now() - timedelta(minutes=1))

    form = login(scene.desk).get(scene.page).context["form"]

    assert [organisation.pk for organisation, _ in form.readers] == [scene.town.pk, scene.police.pk]


def test_one_button_calls_it_with_what_was_shown(scene, login):
    browser = login(scene.desk)
    shown = browser.get(scene.page).context["form"]
    fields = {bound.html_name: bound.value() or "" for bound in shown} | {"shown": shown.shown_now}
    fields |= {"on": f"{fields['on']:%Y-%m-%d}", "starts": f"{fields['starts']:%H:%M}"}

    answer = browser.post(scene.page, fields, follow=True)

    (meeting,) = made()
    assert answer.redirect_chain == [(meeting.get_absolute_url(), 302)]
    assert "Het spoedoverleg is bijeengeroepen." in answer.text
    with as_owner():
        assert meeting.seats.count() == 3


def test_other_readers_than_were_shown_come_back_as_a_preview_first(scene, login):
    browser = login(scene.desk)

    first = browser.post(scene.page, typed(scene.town, scene.om, shown=[scene.town]))
    before = made()
    second = browser.post(scene.page, typed(scene.town, scene.om))

    assert "De tafel is veranderd" in first.text
    assert f'name="shown" value="{first.context["form"].shown_now}"' in first.text
    assert "Officier" in first.text
    assert (before, second.status_code, len(made())) == ([], 302, 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on": "2020-01-01"}, "Dit moment is voorbij."),
        ({"on": "2099-01-01"}, "Een spoedoverleg is binnen een week."),
        ({"on": "x"}, "datum"),
        ({"starts": ""}, "verplicht"),
        ({"minutes": "5"}, "Kies 15 tot 240 minuten."),
        ({"place": ""}, "verplicht"),
        ({"organisation_1": "99999999"}, "Kies een organisatie uit de lijst."),
        ({"organisation_1": "", "question_1": "Wat weet u?"}, "Kies aan wie u dit vraagt"),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_what_was_typed(scene, login, changes, sentence):
    answer = login(scene.desk).post(scene.page, typed(scene.town, question_0="Mijn vraag") | changes)

    assert answer.status_code == 200
    assert sentence in answer.text
    assert "Mijn vraag" in answer.text
    assert made() == []


def test_no_organisation_is_refused(scene, login):
    answer = login(scene.desk).post(scene.page, typed())

    assert "Kies minstens één organisatie om mee te overleggen." in answer.text
    assert made() == []


def test_organisation_twice_is_refused(scene, login):
    answer = login(scene.desk).post(scene.page, typed(scene.town, scene.town, shown=[scene.town]))

    assert "staat er twee keer" in answer.text
    assert made() == []


def test_organisation_without_participants_is_refused_by_name(scene, login):
    empty = people.organisation("Leeg bureau", house=people.house())

    answer = login(scene.desk).post(scene.page, typed(scene.town, empty))

    assert "Van Leeg bureau kan niemand meedoen" in answer.text
    assert made() == []


def test_organisation_of_another_house_is_no_choice(scene, login):
    elsewhere = people.organisation("Politie elders", "police", house=people.house("Ander huis"))
    people.police_member("Elders lid", at=elsewhere)

    answer = login(scene.desk).post(scene.page, typed(scene.town, elsewhere))

    assert "Kies een organisatie uit de lijst." in answer.text
    assert made() == []


def test_second_one_leads_to_the_first(scene, login):
    browser = login(scene.desk)
    browser.post(scene.page, typed(scene.town))

    shown, refused = browser.get(scene.page), browser.post(scene.page, typed(scene.police))

    (meeting,) = made()
    for answer in (shown, refused):
        assert f'href="{meeting.get_absolute_url()}"' in answer.text
        assert "Er is een spoedoverleg over dit signaal" in answer.text


def test_page_is_for_the_desk_of_the_house(scene, login):
    factories.share(scene.signal, scene.town, by=scene.desk)

    found = {
        name: [browser.get(scene.page).status_code, browser.post(scene.page, typed(scene.town)).status_code]
        for name, browser in {
            "expert": login(people.expert()),
            "partner": login(scene.townsman),
            "reporter": login(people.officer()),
            "outsider": login(people.outsider()),
        }.items()
    }

    assert found == {
        "expert": [200, 403],
        "partner": [403, 403],
        "reporter": [403, 403],
        "outsider": [404, 404],
    }
    assert made() == []


def test_running_one_stands_on_the_signal_for_the_desk_and_on_the_overview_of_the_table(scene, login):
    desk, panel = login(scene.desk), reverse("meetings:running-extra", args=[scene.signal.number])
    none = desk.get(panel).text.strip()
    desk.post(scene.page, typed(scene.town))

    (meeting,) = made()
    page, overview = desk.get(panel).text, login(scene.townsman).get("/").text

    assert none == ""
    assert f'href="{meeting.get_absolute_url()}"' in page
    assert ("Spoed</span>" in overview, "Dreiging bij het plein" in overview) == (True, True)
    assert login(scene.townsman).get(panel).status_code == 403
    assert "Dreiging bij het plein" not in login(scene.prosecutor).get("/").text


@pytest.mark.parametrize("state", [WeighingState.HELD, WeighingState.REJECTED])
def test_signal_that_was_not_checked_has_no_button(scene, login, state):
    browser = login(scene.desk)
    assert BUTTON in browser.get(scene.signal.get_absolute_url()).text

    factories.weighed(scene.signal, state)

    assert BUTTON not in browser.get(scene.signal.get_absolute_url()).text


def test_merged_signal_has_no_button(scene, login):
    factories.link(scene.signal, factories.signal(), kind="merged", by=scene.desk)

    text = login(scene.desk).get(scene.signal.get_absolute_url()).text

    assert BUTTON not in text


@pytest.mark.parametrize(
    ("now", "then"), [("13:00", "13:30"), ("13:01", "13:30"), ("13:30", "14:00"), ("23:45", "00:00")]
)
def test_default_is_the_next_half_hour(monkeypatch, now, then):
    moment = timezone.make_aware(datetime.fromisoformat(f"2026-11-16T{now}"))
    monkeypatch.setattr(extra.timezone, "localtime", lambda: moment)

    assert f"{extra.next_half_hour():%H:%M}" == then


@pytest.mark.parametrize("count", [1, 50])
def test_page_takes_the_same_queries_with_1_and_with_50_partners(scene, login, count_queries, count):
    for n in range(count):
        partner = people.organisation(f"Partner {n}", house=people.house())
        people.person(f"Lid {n}", "participant", partner)
    browser = login(scene.desk)

    assert count_queries(lambda: browser.get(scene.page)) == 7
    panel = reverse("meetings:running-extra", args=[scene.signal.number])
    assert count_queries(lambda: browser.get(panel)) == 3
