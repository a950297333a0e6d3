"""The legal terms of sharing: who may see and set them, and where it says that nobody decided yet."""

import pytest

from audit.models import Entry
from partners.models import OrganisationKind
from partners.roles import Role
from signals import services
from signals.forms.weigh import rule_in_words
from signals.models import LegalGround, Regime, Share, SharingRule
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.steps import a_share
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
PATH = "/beheer/delen/"


@pytest.fixture
def rule():
    people.house()
    return made()


def made(ground=LegalGround.PARTNER_TASK, **fields):
    with as_owner():
        return SharingRule.objects.create(
            regime=Regime.AVG,
            legal_ground=ground,
            receiver_kind=OrganisationKind.MUNICIPALITY,
            **({"max_days": 90} | fields),
        )


def stored(rule):
    with as_owner():
        return SharingRule.objects.get(pk=rule.pk)


def partners_officer(name="Fg van de politie"):
    return people.person(name, Role.PRIVACY_OFFICER, people.police())


def change(browser, rule, **changes):
    now = {"max_days": rule.max_days, "decision": rule.decision, "is_active": "on", "seen": rule.version}
    return browser.post(f"{PATH}{rule.pk}/", now | changes)


@pytest.mark.parametrize("who", [people.privacy_officer, people.administrator])
def test_terms_are_seen_and_set_by(login, rule, who):
    browser = login(who("Wie"))

    page = browser.get(PATH).text
    answer = change(browser, rule, max_days=30, decision="Stuurgroep, 12 januari 2027")

    assert "te bevestigen door FG" in page
    assert (answer.status_code, answer.url) == (302, PATH)
    assert (stored(rule).max_days, stored(rule).decision) == (30, "Stuurgroep, 12 januari 2027")
    assert "te bevestigen door FG" not in browser.get(PATH).text


OTHERS = (
    people.coordinator,
    people.expert,
    people.officer,
    people.police_member,
    people.nobody,
    partners_officer,
)


@pytest.mark.parametrize("who", OTHERS)
def test_terms_are_not_there_for(login, rule, who):
    browser = login(who("Wie"))

    pages = [browser.get(path).status_code for path in (PATH, f"{PATH}nieuw/", f"{PATH}{rule.pk}/")]
    answer = change(browser, rule, max_days=30)

    assert [*pages, answer.status_code] == [404] * 4
    assert stored(rule).max_days == 90


@pytest.mark.parametrize("who", OTHERS)
def test_service_changes_no_term_for(act, rule, who):
    user = who("Wie")
    typed = {"max_days": 1, "decision": "", "is_active": True, "seen": rule.version}

    with act(user), pytest.raises(NotAllowed):
        services.change_rule(rule, by=user, **typed)


@pytest.mark.parametrize(
    ("who", "changed"), [(people.privacy_officer, 1), (people.administrator, 1), (partners_officer, 0)]
)
def test_database_lets_only_a_house_change_a_term(act, rule, who, changed):
    with act(who("Wie")):
        assert SharingRule.objects.update(max_days=1) == changed


def test_change_is_logged_without_the_text_of_the_decision(login, rule):
    change(login(people.privacy_officer()), rule, max_days=30, decision="Stuurgroep")

    with as_owner():
        entry = Entry.objects.get(action="save_rule")
    assert (entry.kind, entry.object_id) == ("sharing_rule", rule.pk)
    assert entry.details == {
        "fields": ["decision", "max_days"],
        "max_days": 30,
        "is_decided": True,
        "is_active": True,
    }


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"max_days": "0"}, "Vul minstens 1 dag in."),
        ({"max_days": "99999"}, "Vul hoogstens 3650 dagen in."),
        ({"max_days": "30"}, "De termijn is anders."),
        ({"seen": "iets anders"}, "Iemand anders wijzigde deze regel intussen."),
        ({"seen": ""}, "Iemand anders wijzigde deze regel intussen."),
    ],
)
def test_bad_term_comes_back_with_a_sentence(login, typed, sentence):
    rule = made(decision="Stuurgroep 2026")

    answer = change(login(people.privacy_officer()), rule, **typed)

    assert (answer.status_code, sentence in answer.text) == (200, True)
    assert 'value="Stuurgroep 2026"' in answer.text
    assert stored(rule).max_days == 90


def test_of_two_people_at_once_the_second_gets_a_sentence(login, rule):
    change(login(people.privacy_officer()), rule, max_days=30)

    answer = change(login(people.administrator()), rule, max_days=60)

    assert "Iemand anders wijzigde" in answer.text
    assert stored(rule).max_days == 30


def test_rule_is_added(login):
    typed = {"regime": "wpg", "legal_ground": "wgs", "receiver_kind": "care", "max_days": 9, "decision": ""}
    browser = login(people.privacy_officer())

    first, again = (
        browser.post(f"{PATH}nieuw/", typed),
        browser.post(f"{PATH}nieuw/", typed | {"max_days": 8}),
    )

    with as_owner():
        assert list(SharingRule.objects.values_list("regime", "max_days")) == [("wpg", 9)]
    assert (first.status_code, again.status_code) == (302, 200)
    assert "Deze regel is er al." in again.text
    assert 'value="8"' in again.text


@pytest.mark.parametrize("who", [partners_officer, people.coordinator])
def test_rule_is_not_added_by(act, who):
    user = who("Wie")
    typed = {"regime": "wpg", "legal_ground": "wgs", "receiver_kind": "care", "max_days": 9, "decision": ""}

    with act(user), pytest.raises(NotAllowed):
        services.add_rule(by=user, **typed)


def test_rule_out_of_use_is_not_offered_and_the_database_refuses_it(login, act):
    rule, other = made(), made(LegalGround.WGS)
    signal, desk, town = factories.signal(), people.coordinator(), people.municipality().organisation
    answer = change(login(people.privacy_officer()), rule, is_active="")

    page = login(desk).get(f"{signal.get_absolute_url()}delen/?ontvanger={town.pk}")

    assert answer.status_code == 302
    assert list(page.context["form"].fields["rule"].queryset) == [other]
    with act(desk), pytest.raises(WrongState, match="geen regel"):
        services.give_share(signal, by=desk, **a_share(town))


def test_rule_out_of_use_gives_no_extension(login):
    signal, town = factories.signal(), people.municipality().organisation
    share = factories.share(signal, town)
    with as_owner():
        SharingRule.objects.update(is_active=False)

    page = login(people.coordinator()).get(f"{signal.get_absolute_url()}delen/{share.pk}/verlengen/")

    assert "Voor deze deling is er geen regel meer." in page.text


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("", "Wgs (complexe casus) (gemeente, hoogstens 90 dagen, te bevestigen door FG)"),
        ("Stuurgroep", "Wgs (complexe casus) (gemeente, hoogstens 90 dagen)"),
    ],
)
def test_rule_says_that_nobody_decided_yet(decision, words):
    assert rule_in_words(made(LegalGround.WGS, decision=decision)) == words


@pytest.mark.parametrize(("decision", "times"), [("", 1), ("Stuurgroep", 0)])
def test_page_of_a_signal_and_extending_say_that_nobody_decided_yet(login, decision, times):
    signal = factories.signal()
    share = factories.share(signal, people.municipality().organisation)
    with as_owner():
        SharingRule.objects.update(decision=decision)
    browser = login(people.coordinator())

    pages = [
        browser.get(signal.get_absolute_url() + path).text for path in ("", f"delen/{share.pk}/verlengen/")
    ]

    assert [page.count(", te bevestigen door FG") for page in pages] == [times, times]
    with as_owner():
        assert Share.objects.count() == 1


@pytest.mark.parametrize("count", [1, 50])
def test_rules_take_a_fixed_number_of_queries(login, count_queries, count):
    keys = [
        (regime, ground, kind) for regime in Regime for ground in LegalGround for kind in OrganisationKind
    ]
    with as_owner():
        SharingRule.objects.bulk_create(
            SharingRule(regime=regime, legal_ground=ground, receiver_kind=kind, max_days=9)
            for regime, ground, kind in keys[:count]
        )
    browser = login(people.administrator())

    assert count_queries(lambda: browser.get(PATH)) == 4


def menu(login, user):
    return [entry.label for entry in login(user).get("/").context["menu"]]


def test_menu_of_privacy_officers(login):
    of_house, of_partner = menu(login, people.privacy_officer()), menu(login, partners_officer())

    assert of_house == ["Overzicht", "Inzage en privacy", "Regels voor delen", "Rollen bevestigen"]
    assert of_partner == ["Overzicht", "Inzage en privacy"]


def test_tabs_of_an_administrator_lead_to_the_rules(login):
    assert f'href="{PATH}"' in login(people.administrator()).get("/beheer/").text
