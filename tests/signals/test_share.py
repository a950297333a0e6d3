"""Sharing a signal: with whom, on which ground, until when, and its end."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from partners.models import OrganisationKind
from signals.models import LegalGround, Regime, Share, SharingRule
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


def rule(kind=OrganisationKind.MUNICIPALITY, days=90, regime=Regime.AVG):
    with as_owner():
        return SharingRule.objects.create(
            regime=regime, legal_ground=LegalGround.PARTNER_TASK, receiver_kind=kind, max_days=days
        )


def url(name, made, *more):
    return reverse(f"signals:{name}", args=[made.number, *more])


def giving(made, receiver):
    return f"{url('share', made)}?ontvanger={receiver.pk}"


def in_days(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def data(of_rule, **changes):
    values = {
        "rule": of_rule.pk,
        "purpose": "Gesprek",
        "necessity": "Kent de buurt",
        "valid_until": in_days(30),
    }
    return values | changes


def shares():
    with as_owner():
        return list(Share.objects.select_related("organisation"))


def test_share_lets_the_receiver_read_the_signal(login):
    made, given = factories.signal(), rule()
    member = people.municipality_member()
    receiver = people.municipality().organisation

    response = login(people.coordinator()).post(giving(made, receiver), data(given), follow=True)

    assert "Het signaal is gedeeld met Gemeente Hoorn." in response.text
    assert [share.organisation for share in shares()] == [receiver]
    assert login(member).get(made.get_absolute_url()).status_code == 200


def test_form_offers_only_the_rules_of_this_regime_and_receiver(login):
    made, right = factories.signal(regime=Regime.WPG), rule(regime=Regime.WPG, days=20)
    rule(), rule(OrganisationKind.POLICE, regime=Regime.WPG)
    receiver = people.municipality().organisation

    form = login(people.coordinator()).get(giving(made, receiver)).context["form"]

    assert list(form.fields["rule"].queryset) == [right]
    assert form["valid_until"].value() == timezone.localdate() + timedelta(days=20)


def test_receiver_without_a_rule_gets_a_sentence(login):
    made = factories.signal(regime=Regime.WJSG)

    text = login(people.coordinator()).get(giving(made, people.municipality().organisation)).text

    assert "er geen regel om te delen met Gemeente Hoorn" in text


def test_receivers_are_chosen_from_the_partners_of_the_house(login):
    people.organisation("Verre partner", house=people.house("Ander huis"))
    people.police()

    text = login(people.coordinator()).get(url("share", factories.signal())).text

    assert "Politie" in text
    assert "Verre partner" not in text


@pytest.mark.parametrize("receiver", ["0", "x", "99999999999999999999999"])
def test_unknown_receiver_is_not_there(login, receiver):
    address = f"{url('share', factories.signal())}?ontvanger={receiver}"

    assert login(people.coordinator()).get(address).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"purpose": " "}, "purpose"),
        ({"necessity": ""}, "necessity"),
        ({"rule": ""}, "rule"),
        ({"rule": "999999"}, "rule"),
        ({"valid_until": in_days(91)}, "valid_until"),
        ({"valid_until": in_days(-1)}, "valid_until"),
        ({"valid_until": "9999-99-99"}, "valid_until"),
    ],
)
def test_share_with_a_fault_comes_back(login, changes, field):
    made, given = factories.signal(), rule()
    address = giving(made, people.municipality().organisation)

    response = login(people.coordinator()).post(address, data(given, **changes))

    assert set(response.context["form"].errors) == {field}
    assert shares() == []


@pytest.mark.parametrize("days", [0, 90])
def test_first_and_last_day_of_a_rule_are_allowed(login, days):
    made, given = factories.signal(), rule()

    login(people.coordinator()).post(
        giving(made, people.municipality().organisation), data(given, valid_until=in_days(days))
    )

    assert len(shares()) == 1


def test_share_twice_keeps_the_text_and_says_why(login):
    made, given, receiver = factories.signal(), rule(), people.municipality().organisation
    browser = login(people.coordinator())
    browser.post(giving(made, receiver), data(given))

    response = browser.post(giving(made, receiver), data(given, purpose="Tweede gesprek"))

    assert "al gedeeld met Gemeente Hoorn" in response.text
    assert "Tweede gesprek" in response.text
    assert len(shares()) == 1


def test_share_is_extended_within_its_rule(login):
    made = factories.signal()
    share = factories.share(made, people.municipality().organisation)
    browser = login(people.coordinator())
    address = url("extend-share", made, share.pk)

    refused = browser.post(address, {"valid_until": in_days(91), "necessity": "Nog bezig"})
    browser.post(address, {"valid_until": in_days(90), "necessity": "Nog bezig"})

    assert "Dit kan hoogstens 90 dagen." in refused.text
    (kept,) = shares()
    assert timezone.localdate(kept.valid_until).isoformat() == in_days(90)
    assert kept.necessity == "Nog bezig"


def test_ended_share_closes_the_signal(login):
    made = factories.signal()
    share = factories.share(made, people.municipality().organisation)
    receiver, browser = login(people.municipality_member()), login(people.coordinator())
    before = receiver.get(made.get_absolute_url()).status_code

    refused = browser.post(url("end-share", made, share.pk), {"reason": ""})
    browser.post(url("end-share", made, share.pk), {"reason": "Klaar"})
    late = browser.post(url("end-share", made, share.pk), {"reason": "Nog eens klaar"})

    assert "Schrijf op waarom u stopt." in refused.text
    assert (before, receiver.get(made.get_absolute_url()).status_code) == (200, 404)
    assert "al gestopt" in late.text
    assert "Nog eens klaar" in late.text


def test_shares_are_for_the_desk_alone(login):
    made = factories.signal()
    share = factories.share(made, people.municipality().organisation)
    addresses = [url("share", made), url("extend-share", made, share.pk), url("end-share", made, share.pk)]

    answers = {}
    for who in (people.officer, people.municipality_member, people.outsider, people.privacy_officer):
        browser = login(who())
        answers[who] = [browser.get(address).status_code for address in addresses]

    assert answers == {
        people.officer: [403, 404, 404],  # who reported does not see with whom it is shared
        people.municipality_member: [403, 403, 403],
        people.outsider: [404, 404, 404],
        people.privacy_officer: [404, 404, 404],
    }


@pytest.mark.parametrize("name", ["share", "extend-share", "end-share"])
def test_page_of_a_step_is_a_read(login, name):
    made, desk = factories.signal(), people.coordinator()
    share = factories.share(made, people.municipality().organisation, by=desk)
    numbers = [] if name == "share" else [share.pk]

    login(desk).get(url(name, made, *numbers))

    with as_owner():
        assert [entry.object_id for entry in Entry.objects.filter(action="read")] == [made.pk]


def test_share_of_another_signal_is_not_there(login):
    made = factories.signal()
    share = factories.share(factories.signal(), people.municipality().organisation)

    assert login(people.coordinator()).get(url("end-share", made, share.pk)).status_code == 404
