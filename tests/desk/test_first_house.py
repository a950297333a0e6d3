"""From `start_house` to a signal that is reported, weighed and shared, all by pages: nothing of the demo is needed."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from partners.models import Municipality, Organisation, Theme, User
from signals.models import Answer, Share, SharingRule, Signal, Weighing
from tests.conftest import as_owner
from tests.desk.test_start_house import start
from tests.partners.conftest import mails  # noqa: F401, a fixture

pytestmark = pytest.mark.django_db
PASSWORD = "vier losse woorden samen"
IN_A_WEEK = (timezone.localdate() + timedelta(days=7)).isoformat()


def one(model, **which):
    with as_owner():
        return model.objects.get(**which)


@pytest.fixture
def people_of(login, mails):  # noqa: F811
    """Invites somebody through the pages and takes the invitation; returns the browser of the new person."""
    start(region="noord-holland-noord")
    administrator = login(one(User, email="beheer@zuid.example"))

    def invited(name, organisation, role, function="anders"):
        email = f"{name}@zuid.example"
        fields = {"name": name, "email": email, "role": role, "function": function}
        with mails() as sent:
            administrator.post(
                "/beheer/uitnodigen/", fields | {"organisation": one(Organisation, name=organisation).pk}
            )
        link = re.search(r"/uitnodiging/\S+/", sent[-1].body)[0]
        login().post(link, {"password1": PASSWORD, "password2": PASSWORD})
        return login(one(User, email=email))

    return invited


def report(browser, name):
    membership = one(User, email=f"{name}@zuid.example").memberships
    with as_owner():
        number = membership.get().pk
    fields = {
        "membership": number,
        "title": "Leus op de gevel",
        "facts": "Op de gevel van het buurthuis staat sinds vanochtend een leus.",
        "observed_on": (timezone.localdate() - timedelta(days=1)).isoformat(),
        "municipality": one(Municipality, name="Bergen NH").pk,
        "channel": "offline",
        "known_by": "observed",
        "themes": [one(Theme, name="wonen").pk],
        "subject_kind": "none",
        "has_threat": "nee",
        "source_reliability": "reliable",
        "information_reliability": "seen",
        "regime": "avg",
        "parties-TOTAL_FORMS": "0",
        "parties-INITIAL_FORMS": "0",
    }
    return browser.post("/signalen/nieuw/", fields)


def sharing(kind, ground):
    rule = one(SharingRule, regime="avg", legal_ground=ground, receiver_kind=kind)
    return {"rule": rule.pk, "purpose": "Gesprek", "necessity": "Kent de buurt", "valid_until": IN_A_WEEK}


def test_new_house_reports_weighs_and_shares(people_of, login):
    reporter = people_of("melder", "Gemeente Bergen NH", "reporter")
    desk = people_of("regie", "Huis Zuid", "coordinator")
    with as_owner():
        waiting = User.objects.get(email="regie@zuid.example").memberships.get().pk
    login(one(User, email="fg@zuid.example")).post(f"/beheer/bevestigen/{waiting}/ja/")
    login(one(User, email="beheer@zuid.example")).post(
        "/beheer/organisaties/nieuw/", {"name": "Politie", "short_name": "Politie", "kind": "police"}
    )

    report(reporter, "melder")
    path = one(Signal).get_absolute_url()
    desk.post(f"{path}in-weging-nemen/")
    form = desk.get(f"{path}wegen/").text
    decision = dict.fromkeys(Weighing.CRITERIA, Answer.YES) | {
        "outcome": "care_route",
        "reason": "Zorg nodig.",
    }
    desk.post(f"{path}wegen/", decision | sharing("municipality", "municipal_task"))
    police = one(Organisation, name="Politie")
    desk.post(f"{path}delen/?ontvanger={police.pk}", sharing("police", "partner_task"))

    with as_owner():
        given = set(Share.objects.values_list("organisation__name", flat=True))
    assert one(Weighing).outcome == "care_route"
    assert given == {"Gemeente Bergen NH", "Politie"}
    assert "gemeente, hoogstens 180 dagen, te bevestigen door FG" in form
    assert "te bevestigen door FG" in desk.get(path).text


def test_overview_of_a_new_house_has_all_its_tiles(people_of):
    browser = people_of("deelnemer", "Gemeente Hoorn", "participant")

    tiles = browser.get("/").context["tiles"]

    assert len(tiles) == 16
