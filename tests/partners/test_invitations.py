import re
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.db import connection
from django.utils import timezone

from partners import services
from partners.models import Function, Invitation, Membership, MembershipState, User
from partners.roles import Role
from tests import people
from tests.conftest import as_owner
from tests.partners.conftest import sign_in
from zvh.actor import digest
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db

NEW = "vier losse woorden samen"
GONE = "Deze link werkt niet meer"


def invite(by, *, at=None, email="Nieuw@Test.example", role=Role.PARTICIPANT, **more):
    return services.invite(
        at or people.police(),
        by=by,
        site="https://huis.test/",
        email=email,
        name="Nina Nieuw",
        role=role,
        function=Function.OTHER,
        **more,
    )


@pytest.fixture
def invited(act, mails):
    """`invited(role=…)`: the secret from the mail of an administrator."""

    def secret_of(**fields):
        by = people.administrator()
        with mails() as sent, act(by):
            invite(by, **fields)
        return re.search(r"https://huis.test/uitnodiging/(\S+)/", sent[-1].body)[1]

    return secret_of


def test_invitation_is_mailed_with_a_secret_that_is_not_kept(act, mails):
    by = people.administrator()

    with mails() as sent, act(by):
        invitation = invite(by)

    secret = re.search(r"https://huis.test/uitnodiging/(\S+)/", sent[0].body)[1]
    assert sent[0].to == ["nieuw@test.example"]
    assert invitation.digest == digest(secret)
    assert invitation.expires_at - invitation.sent_at == timedelta(days=7)


def test_mail_of_invitation_says_nothing_but_the_name(act, mails):
    by = people.administrator()

    with mails() as sent, act(by):
        invite(by)

    text = sent[0].subject + sent[0].body
    assert "Nina Nieuw" in text
    assert [word for word in ("Politie", "deelnemer", by.name, "test.example") if word in text] == []


@pytest.mark.parametrize("who", ["coordinator", "police_member", "officer"])
def test_invitation_by_who_is_no_administrator_is_refused(act, who):
    by = getattr(people, who)("Wie")

    with act(by), pytest.raises(NotAllowed):
        invite(by)


def test_invitation_of_oneself_is_refused(act):
    by = people.administrator()

    with act(by), pytest.raises(NotAllowed):
        invite(by, email=by.email.upper())


def test_invitation_twice_for_the_same_gets_a_sentence(act):
    by = people.administrator()

    with act(by):
        invite(by)
        with pytest.raises(WrongState, match="al uitgenodigd"):
            invite(by)


def test_invitation_makes_account_and_membership(browser, invited):
    secret = invited()

    answer = browser.post(f"/uitnodiging/{secret}/", {"password1": NEW, "password2": NEW})

    assert (answer.status_code, answer.url) == (302, "/inloggen/")
    user = User.objects.get(email="nieuw@test.example")
    with as_owner():
        membership = user.memberships.get()
        assert Invitation.objects.get().accepted_at is not None
    assert authenticate(email=user.email, password=NEW) == user
    assert (membership.role, membership.organisation) == (Role.PARTICIPANT, people.police())
    assert membership.state == MembershipState.ACTIVE
    assert sign_in(browser, user, NEW).status_code == 302


def test_invitation_for_heavy_role_waits_for_the_second_person(browser, invited, act):
    secret = invited(at=people.house(), role=Role.COORDINATOR)

    browser.post(f"/uitnodiging/{secret}/", {"password1": NEW, "password2": NEW})

    with as_owner():
        membership = Membership.objects.select_related("user").get(user__email="nieuw@test.example")
    assert membership.state == MembershipState.WAITING
    assert membership.proposed_by == people.administrator()
    with act(membership.user):
        assert membership.user.current_memberships == []


def test_invitation_with_weak_password_is_refused(browser, invited):
    secret = invited()

    answer = browser.post(f"/uitnodiging/{secret}/", {"password1": "kort", "password2": "kort"})

    assert answer.status_code == 200
    assert answer.context["form"].errors["password1"]
    assert User.objects.filter(email="nieuw@test.example").exists() is False


def expire(secret):
    with as_owner():
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def withdraw(secret):
    with as_owner():
        Invitation.objects.update(withdrawn_at=timezone.now())


def take(secret):
    services.accept(secret, password=NEW)


def close(secret):
    with as_owner():
        people.police().__class__.objects.filter(name="Politie").update(is_active=False)


@pytest.mark.parametrize("step", [expire, withdraw, take, close])
def test_invitation_that_is_over_shows_the_friendly_page(browser, invited, step):
    secret = invited()
    step(secret)

    page = browser.get(f"/uitnodiging/{secret}/")
    posted = browser.post(f"/uitnodiging/{secret}/", {"password1": NEW, "password2": NEW})

    assert [(answer.status_code, GONE in answer.content.decode()) for answer in (page, posted)] == [
        (404, True),
        (404, True),
    ]
    assert services.accept(secret, password=NEW) is None


def test_invitation_that_is_unknown_shows_the_same_page(browser):
    answer = browser.get("/uitnodiging/geraden/")

    assert (answer.status_code, GONE in answer.content.decode()) == (404, True)


def test_renewed_invitation_replaces_the_link(act, invited, browser, mails):
    old, by = invited(), people.administrator()

    with mails() as sent, act(by):
        services.renew_invitation(Invitation.objects.get(), by=by, site="https://huis.test")

    new = re.search(r"/uitnodiging/(\S+)/", sent[-1].body)[1]
    assert browser.get(f"/uitnodiging/{old}/").status_code == 404
    assert browser.get(f"/uitnodiging/{new}/").status_code == 200


def test_withdrawn_invitation_cannot_be_withdrawn_again(act, invited):
    invited()
    by = people.administrator()
    with act(by):
        services.withdraw_invitation(Invitation.objects.get(), by=by)

        with pytest.raises(WrongState, match="al aangenomen of ingetrokken"):
            services.withdraw_invitation(Invitation.objects.get(), by=by)


def test_existing_user_takes_it_after_logging_in(login, invited, browser):
    user = people.municipality_member()
    secret = invited(email=user.email)
    before = browser.get(f"/uitnodiging/{secret}/").content.decode()

    answer = login(user).post(f"/uitnodiging/{secret}/")

    assert f"/inloggen/?next=/uitnodiging/{secret}/" in before
    assert (answer.status_code, answer.url) == (302, "/account/")
    with as_owner():
        assert user.memberships.count() == 2


def test_existing_account_cannot_be_taken_over_with_an_invitation(browser, invited):
    user = people.municipality_member()
    secret = invited(email=user.email)

    browser.post(f"/uitnodiging/{secret}/", {"password1": NEW, "password2": NEW})

    with as_owner():
        user.refresh_from_db()
        assert user.memberships.count() == 1
    assert user.check_password(NEW) is False


def test_somebody_else_cannot_take_it(login, invited):
    user = people.municipality_member()
    secret = invited(email=user.email)

    answer = login(people.outsider()).post(f"/uitnodiging/{secret}/")

    assert "ingelogd als iemand anders" in answer.content.decode()
    with as_owner():
        assert user.memberships.count() == 1


def test_function_of_the_database_takes_no_role_that_was_not_offered(invited):
    """The serving role reaches memberships only through the offer of an administrator."""
    invited()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM zvh.open_invitation(%s)", [digest("geraden")])
        assert cursor.fetchone() is None
        cursor.execute("SELECT zvh.accept_invitation(%s, 'x')", [digest("geraden")])
        assert cursor.fetchone() == (None,)
