"""The pages on which the desk links, merges and undoes both."""

import pytest
from django.urls import reverse

from signals import services
from signals.models import Link, LinkKind
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return people.coordinator()


@pytest.fixture
def two():
    """A signal of the police and one of a municipality; nobody but the desk sees both."""
    police = factories.signal(title="Brand bij het plein")
    return police, factories.signal(people.municipality_member(), title="Vuur op het plein")


def only_link():
    with as_owner():
        return Link.objects.get()


def url(name, made, *more):
    return reverse(f"signals:{name}", args=[made.number, *more])


def test_page_links_and_goes_back_to_the_signal(login, two, desk):
    data = {"other": two[1].number.lower(), "relation": "whole", "reason": "Een reeks."}

    response = login(desk).post(url("link", two[0]), data, follow=True)

    assert response.redirect_chain == [(two[0].get_absolute_url(), 302)]
    assert "De signalen zijn gekoppeld." in response.text
    made = only_link()
    assert (made.signal_id, made.other_id, made.kind) == (two[1].pk, two[0].pk, LinkKind.PART)


def test_page_merges_and_parts(login, two, desk):
    browser = login(desk)
    browser.post(url("link", two[0]), {"other": two[1].number, "relation": "merged", "reason": "Dezelfde."})
    made = only_link()

    browser.post(url("unlink", two[1], made.pk), {"reason": "Toch niet."})

    made = only_link()
    assert (made.kind, made.end_reason) == (LinkKind.MERGED, "Toch niet.")


def test_merged_signal_shows_where_it_went_to_the_desk_and_has_no_buttons(act, login, two, desk):
    with act(desk):
        services.merge_signals(two[0], by=desk, other=two[1], reason="Dezelfde brand.")
    browser = login(desk)

    detail, together = (browser.get(url(name, two[0])).text for name in ("detail", "together"))

    assert two[1].get_absolute_url() in together
    assert "Opnieuw wegen" not in detail
    assert "samengevoegd: volgt het hoofdsignaal" in detail.lower()


@pytest.mark.parametrize("number", ["S-2026-99999", "foreign", "onzin", "", "'; DROP TABLE", "S-2026-1\x00"])
def test_unknown_and_foreign_number_get_the_same_sentence_and_keep_what_was_typed(login, two, desk, number):
    far = people.house("Huis Ver")
    foreign = factories.signal(of=far, municipality=people.municipality("Verstad", of=far))
    number = foreign.number if number == "foreign" else number

    data = {"other": number, "relation": "related", "reason": "Mijn lange reden."}
    response = login(desk).post(url("link", two[0]), data)

    assert response.status_code == 200
    assert "Mijn lange reden." in response.text
    assert ("of u mag dit signaal niet lezen" in response.text) == (number not in {"", "S-2026-1\x00"})
    with as_owner():
        assert Link.objects.count() == 0


def test_own_number_gets_a_sentence(login, two, desk):
    data = {"other": two[0].number, "relation": "related", "reason": "x"}

    assert "Dit is hetzelfde signaal." in login(desk).post(url("link", two[0]), data).text


def test_when_somebody_was_first_the_form_says_so(act, login, two, desk):
    with act(people.expert()):
        services.link_signals(two[0], by=people.expert(), other=two[1], kind="related", reason="x")

    data = {"other": two[1].number, "relation": "related", "reason": "Mijn reden."}
    text = login(desk).post(url("link", two[0]), data).text

    assert "al gekoppeld" in text
    assert "Mijn reden." in text


@pytest.mark.parametrize(
    ("who", "status"),
    [(people.coordinator, 200), (people.expert, 200), (people.officer, 403), (people.outsider, 404)],
)
def test_linking_per_role(login, two, who, status):
    made = factories.link(*two)
    browser = login(who())
    part = 404 if status == 403 else status  # the officer does not see the other end

    assert browser.get(url("link", two[0])).status_code == status
    assert browser.get(url("unlink", two[0], made.pk)).status_code == part


def test_link_of_another_signal_is_not_there(login, two, desk):
    made = factories.link(*two)
    third = factories.signal()

    assert login(desk).get(url("unlink", third, made.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 50])
def test_together_takes_the_same_queries_with_1_and_with_50(login, count_queries, desk, count):
    made = factories.signal()
    for _ in range(count):
        factories.link(factories.signal(), made)
        factories.signal(title="Leus op de gevel")
    browser = login(desk)

    assert count_queries(lambda: browser.get(url("together", made))) == 15
