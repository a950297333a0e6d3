from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partners.models import Invitation, Membership
from partners.roles import Role
from tests import factories, people
from tests.conftest import as_owner
from tests.partners.test_second_factor import check_content_policy

pytestmark = pytest.mark.django_db

ADMINISTRATION = (
    "/beheer/",
    "/beheer/uitnodigen/",
    "/beheer/organisaties/",
    "/beheer/organisaties/nieuw/",
    "/beheer/organisaties/{police}/",
    "/beheer/gemeenten/",
    "/beheer/gemeenten/nieuw/",
    "/beheer/gemeenten/{municipality}/",
    "/beheer/themas/",
    "/beheer/themas/nieuw/",
    "/beheer/themas/{theme}/",
    "/beheer/teksten/",
    "/beheer/teksten/nieuw/",
    "/beheer/teksten/{text}/",
    "/beheer/huis/",
    "/beheer/mensen/{member}/",
    "/beheer/mensen/{member}/rol/",
    "/beheer/rollen/{membership}/einddatum/",
)
POSTS = (
    "/beheer/mensen/{member}/tweede-stap/",
    "/beheer/rollen/{membership}/beeindigen/",
    "/beheer/uitnodigingen/{invitation}/opnieuw/",
    "/beheer/uitnodigingen/{invitation}/intrekken/",
    "/beheer/organisaties/{police}/partner/",
    "/beheer/themas/{theme}/plaats/",
    "/beheer/themas/volgorde/",
)
OTHERS = (
    people.coordinator,
    people.expert,
    people.privacy_officer,
    people.case_director,
    people.police_member,
    people.officer,
    people.nobody,
)


def ended(user):
    with as_owner():
        Membership.objects.filter(user=user).update(valid_until=timezone.now() - timedelta(hours=1))
    return user


@pytest.fixture
def ids():
    """A house with something of everything."""
    member = people.police_member("Bekend Lid")
    with as_owner():
        invitation = Invitation.objects.create(
            email="a@test.example",
            name="A",
            organisation=people.police(),
            role=Role.REPORTER,
            digest="x",
            sent_by=people.administrator(),
            expires_at=timezone.now() + timedelta(days=7),
        )
        membership = member.memberships.get()
    return {
        "member": member.pk,
        "membership": membership.pk,
        "invitation": invitation.pk,
        "police": people.police().pk,
        "municipality": people.municipality().pk,
        "theme": people.theme().pk,
        "text": factories.standard_text().pk,
    }


@pytest.mark.parametrize("path", ADMINISTRATION)
def test_page_of_administration_opens_for_the_administrator(login, ids, path):
    answer = login(people.administrator()).get(path.format(**ids))

    assert answer.status_code == 200
    check_content_policy(answer)


@pytest.mark.parametrize("who", OTHERS, ids=lambda who: who.__name__)
def test_page_of_administration_is_not_there_for_others(login, ids, who):
    browser = login(who("Wie"))

    answers = {path: browser.get(path.format(**ids)).status_code for path in ADMINISTRATION}
    answers |= {path: browser.post(path.format(**ids)).status_code for path in ADMINISTRATION + POSTS}

    assert answers == dict.fromkeys(ADMINISTRATION + POSTS, 404)


def test_page_of_administration_is_not_there_for_another_house(login, ids):
    browser = login(people.administrator("Ander", of=people.house("Ander huis")))
    paths = [path for path in ADMINISTRATION + POSTS if "{" in path]

    answers = {path: browser.post(path.format(**ids)).status_code for path in paths}

    free = "/beheer/organisaties/{police}/partner/"  # visible, but it works with a house: a sentence
    assert answers == dict.fromkeys(paths, 404) | {free: 302}


@pytest.mark.parametrize("path", ADMINISTRATION)
def test_page_of_administration_asks_a_login(browser, ids, path):
    answer = browser.get(path.format(**ids))

    assert answer.status_code == 302
    assert answer.url.startswith("/inloggen/?next=")


@pytest.mark.parametrize("number", ["999999", "99999999999999999999999"])
def test_number_that_does_not_exist_is_404(login, number):
    browser = login(people.administrator())

    assert browser.get(f"/beheer/mensen/{number}/").status_code == 404


@pytest.mark.parametrize("wanted", ["x", "999999", "-1", "²"])
def test_house_that_is_not_mine_is_404_or_my_own(login, wanted):
    answer = login(people.administrator()).get("/beheer/", {"huis": wanted})

    assert answer.status_code == (404 if wanted.isdecimal() else 200)


@pytest.mark.parametrize("who", ["administrator", "coordinator", "privacy_officer"])
def test_confirm_page_opens_for_who_may(login, who):
    answer = login(getattr(people, who)("Wie")).get("/beheer/bevestigen/")

    assert answer.status_code == 200
    check_content_policy(answer)


def test_confirm_page_is_not_there_for_the_privacy_officer_of_a_partner(login):
    browser = login(people.person("Fg van de politie", Role.PRIVACY_OFFICER, people.police()))

    assert browser.get("/beheer/bevestigen/").status_code == 404


@pytest.mark.parametrize("who", ["expert", "case_director", "police_member", "officer", "nobody"])
def test_confirm_page_is_not_there_for_others(login, who):
    browser = login(getattr(people, who)("Wie"))

    assert browser.get("/beheer/bevestigen/").status_code == 404
    assert browser.post("/beheer/bevestigen/1/ja/").status_code == 404


def propose(by):
    with as_owner():
        return Membership.objects.create(
            user=people.nobody("Nieuw"), organisation=people.house(), role=Role.EXPERT, proposed_by=by
        )


def test_confirm_by_the_second_person_through_the_page(login):
    waiting = propose(people.administrator())
    browser = login(people.coordinator())
    page = browser.get("/beheer/bevestigen/").content.decode()

    answer = browser.post(f"/beheer/bevestigen/{waiting.pk}/ja/", follow=True)

    assert f"/beheer/bevestigen/{waiting.pk}/ja/" in page
    assert "De rol van Nieuw is bevestigd" in answer.content.decode()


def test_confirm_by_the_proposer_has_no_button_and_is_403(login):
    by = people.administrator()
    waiting = propose(by)
    browser = login(by)

    page = browser.get("/beheer/bevestigen/").content.decode()
    answer = browser.post(f"/beheer/bevestigen/{waiting.pk}/ja/")

    assert "iemand anders bevestigt" in page
    assert f"/beheer/bevestigen/{waiting.pk}/ja/" not in page
    assert answer.status_code == 403


def test_confirm_that_is_too_late_gives_a_sentence(login):
    waiting = propose(people.administrator())
    first, second = login(people.coordinator("Een")), login(people.coordinator("Twee"))
    first.post(f"/beheer/bevestigen/{waiting.pk}/ja/")

    answer = second.post(f"/beheer/bevestigen/{waiting.pk}/ja/", follow=True)

    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, "/beheer/bevestigen/")
    assert "kan niet meer" in answer.content.decode()


def test_own_page_has_no_buttons_and_posting_is_403(login):
    by = people.administrator()
    with as_owner():
        own = by.memberships.get()
    browser = login(by)

    page = browser.get(f"/beheer/mensen/{by.pk}/").content.decode()

    assert "Dit bent u zelf" in page
    assert f"/beheer/rollen/{own.pk}/" not in page
    assert browser.post(f"/beheer/rollen/{own.pk}/beeindigen/").status_code == 403
    assert browser.post(f"/beheer/mensen/{by.pk}/tweede-stap/").status_code == 403


def test_person_gets_a_role_through_the_page(login, ids):
    fields = {"organisation": ids["police"], "role": "reporter", "function": "wijkagent", "valid_until": ""}

    answer = login(people.administrator()).post(f"/beheer/mensen/{ids['member']}/rol/", fields)

    assert (answer.status_code, answer.url) == (302, f"/beheer/mensen/{ids['member']}/")
    with as_owner():
        assert Membership.objects.filter(user=ids["member"], role="reporter").count() == 1


def test_form_with_errors_keeps_what_was_typed(login, ids):
    fields = {
        "name": "Nina Nieuw",
        "email": "geen adres",
        "organisation": ids["police"],
        "role": "coordinator",
    }

    answer = login(people.administrator()).post("/beheer/uitnodigen/", fields)

    assert set(answer.context["form"].errors) == {"email", "role", "function"}
    assert 'value="Nina Nieuw"' in answer.content.decode()


def test_last_day_is_kept_as_its_end(login, ids):
    path = f"/beheer/rollen/{ids['membership']}/einddatum/"
    browser = login(people.administrator())

    browser.post(path, {"valid_until": "2099-12-31"})

    with as_owner():
        until = timezone.localtime(Membership.objects.get(pk=ids["membership"]).valid_until)
    assert (until.date().isoformat(), until.hour) == ("2099-12-31", 23)
    assert 'value="2099-12-31"' in browser.get(path).content.decode()


def test_people_are_found_by_name_and_address(login, ids):
    browser = login(people.administrator())

    found = [
        [one.name for one in browser.get("/beheer/", {"words": words}).context["page"]]
        for words in ("bekend", "bekend.lid@", "lid bekend", "onbekend")
    ]

    assert found == [["Bekend Lid"], ["Bekend Lid"], ["Bekend Lid"], []]


def test_people_of_another_house_are_not_in_the_list(login):
    other = people.organisation("Elders", house=people.house("Ander huis"))
    people.police_member("Van elders", at=other)
    people.police_member("Van hier")

    names = [one.name for one in login(people.administrator()).get("/beheer/").context["page"]]

    assert "Van hier" in names
    assert "Van elders" not in names


def test_membership_at_another_house_is_not_on_the_page_of_a_person(login, ids):
    elsewhere = people.organisation("Geheim elders", house=people.house("Ander huis"))
    people.person("Bekend Lid", Role.REPORTER, elsewhere)

    page = login(people.administrator()).get(f"/beheer/mensen/{ids['member']}/").content.decode()

    assert "Politie" in page
    assert "Geheim elders" not in page


@pytest.mark.parametrize("count", [1, 50])
def test_people_take_a_fixed_number_of_queries(login, count):
    for number in range(count):
        people.police_member(f"Lid {number}")
    browser = login(people.administrator())

    with CaptureQueriesContext(connection) as queries:
        answer = browser.get("/beheer/")

    assert answer.status_code == 200
    assert after_the_actor(queries) == 9


def after_the_actor(queries):
    statements = [query["sql"] for query in queries]
    start = next(i for i, sql in enumerate(statements) if "zvh.act_as" in sql)
    verbs = ("SELECT", "INSERT", "UPDATE", "DELETE")
    return sum(sql.startswith(verbs) for sql in statements[start + 1 :])


@pytest.mark.parametrize("who", [*OTHERS, people.administrator], ids=lambda who: who.__name__)
@pytest.mark.parametrize("path", ["/account/", "/rechten/"])
def test_page_for_everybody_opens_for_every_role(login, who, path):
    answer = login(who("Wie")).get(path)

    assert answer.status_code == 200
    check_content_policy(answer)


def test_account_shows_roles_until_when_and_the_second_factor(login):
    user = people.person(
        "Vervanger", Role.REPORTER, people.police(), until=timezone.now() + timedelta(days=9)
    )

    page = login(user).get("/account/").content.decode()

    assert [text in page for text in ("melder", "Politie", "staat aan", "Wachtwoord wijzigen")] == [True] * 4


def test_role_that_ended_during_a_session_opens_nothing_at_the_next_click(login):
    user = people.administrator()
    browser = login(user)
    before = browser.get("/beheer/").status_code

    ended(user)

    assert (before, browser.get("/beheer/").status_code) == (200, 404)
    assert browser.get("/account/").status_code == 200
