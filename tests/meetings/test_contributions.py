"""What an organisation brings in: its own until it releases it; before, others learn only that it exists."""

import pytest
from django.urls import reverse

from meetings import services
from meetings.models import Contribution, MeetingState
from tests import factories, people
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
RELEASED = MeetingState.RELEASED
TEXT = "Tweeëntwintig tekens!"


def url(s, organisation=None):
    return reverse("meetings:contribute", args=[s.item.pk, (organisation or s.police).pk])


def both_at_the_table(scene):
    s = scene(MeetingState.PLANNED)
    with_town = factories.TablePlace(item=s.item, organisation=s.town)
    with factories.as_owner():
        with_town.save()
    factories.put_meeting(s.meeting, RELEASED, by=s.coordinator)
    return s


def test_save_then_release_then_correct(act, scene):
    s = scene(RELEASED)

    with act(s.officer):
        services.save_contribution(s.item, by=s.officer, organisation=s.police, text="Eerst")
        services.release_contribution(s.item, by=s.officer, organisation=s.police)
        kept = services.save_contribution(s.item, by=s.officer, organisation=s.police, text="Verbeterd")

    assert (kept.text, kept.is_released) == ("Verbeterd", True)


def test_release_of_nothing_and_twice_is_refused(act, scene):
    s = scene(RELEASED)

    with act(s.officer):
        with pytest.raises(WrongState, match="nog geen inbreng"):
            services.release_contribution(s.item, by=s.officer, organisation=s.police)
        services.save_contribution(s.item, by=s.officer, organisation=s.police, text="x")
        services.release_contribution(s.item, by=s.officer, organisation=s.police)
        with pytest.raises(WrongState, match="ligt al op tafel"):
            services.release_contribution(s.item, by=s.officer, organisation=s.police)


def test_contribution_for_another_organisation_is_not_allowed(act, scene):
    s = both_at_the_table(scene)

    with act(s.officer), pytest.raises(NotAllowed):
        services.save_contribution(s.item, by=s.officer, organisation=s.town, text="x")


def test_contribution_where_one_is_invited_but_not_at_the_table_is_not_allowed(act, scene):
    s = scene(RELEASED)

    with act(s.officer), pytest.raises(NotAllowed):
        services.save_contribution(s.opening, by=s.officer, organisation=s.police, text="x")


@pytest.mark.parametrize("who", ["townsman", "coordinator"])
def test_before_release_others_read_neither_text_nor_length(act, login, scene, who):
    s = both_at_the_table(scene)
    reader = getattr(s, who)
    factories.contribution(s.item, s.police, s.officer, text=TEXT)
    short = login(reader).get(s.meeting.get_absolute_url()).content.decode()
    with factories.as_owner():
        Contribution.objects.update(text=TEXT * 40)

    pages = [
        login(reader).get(reverse(f"meetings:{name}", args=[s.meeting.pk])).content.decode()
        for name in ("detail", "live", "minutes")
    ]
    with act(reader):
        rows = Contribution.objects.count()

    assert (rows, [TEXT in page for page in pages]) == (0, [False] * 3)
    assert len(pages[0]) == len(short)
    assert pages[0].count("is klaar") == 1


def test_after_release_the_table_reads_it_and_who_is_elsewhere_does_not(login, scene):
    s = both_at_the_table(scene)
    factories.contribution(s.item, s.police, s.officer, text=TEXT, released=True)
    youth = people.organisation("Jongerenwerk", house=s.house)
    factories.item(s.meeting, title="Jeugd", table=[youth])
    elsewhere = people.police_member("Jongerenwerker", at=youth)

    found = [
        TEXT in login(reader).get(s.meeting.get_absolute_url()).content.decode()
        for reader in (s.coordinator, s.townsman, s.officer, elsewhere)
    ]

    assert found == [True, True, True, False]


def test_page_saves_for_the_own_organisation_and_then_releases(act, login, scene):
    s = scene(RELEASED)
    client = login(s.officer)

    saved = client.post(url(s), {"text": "Eerst"})
    with act(s.officer):
        before = Contribution.objects.values_list("text", "released_at").get()
    client.post(url(s), {"text": "Klaar", "release": "1"})
    with act(s.coordinator):
        after = Contribution.objects.get()

    assert (saved.status_code, before) == (302, ("Eerst", None))
    assert (after.text, after.is_released, after.released_by) == ("Klaar", True, s.officer)


def test_page_without_text_comes_back_with_a_sentence(login, scene):
    s = scene(RELEASED)

    response = login(s.officer).post(url(s), {"text": "  ", "release": "1"})

    assert (response.status_code, response.context["form"].errors["text"]) == (
        200,
        ["Dit veld is verplicht."],
    )


def test_page_when_the_minutes_became_final_keeps_what_was_typed(login, scene):
    s = scene(MeetingState.FINAL)

    response = login(s.officer).post(url(s), {"text": "Te laat getypt"})

    assert "Te laat getypt" in response.content.decode()
    assert response.context["form"].non_field_errors() == [
        "Het verslag is vastgesteld. Inbreng kan niet meer veranderen."
    ]


def test_page_of_another_organisation_at_the_table_is_refused(login, scene):
    s = both_at_the_table(scene)

    found = [login(s.officer).get(url(s, organisation)).status_code for organisation in (s.town, s.house)]

    assert found == [403, 404]
