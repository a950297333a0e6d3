"""Numbers of the house: exact for the desk, in fixed cells for its partners, nothing for others."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from signals import queries
from signals.models import Outcome, WeighingState
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

PAGE, FILE = reverse("signals:numbers"), reverse("signals:export-numbers")
BLOCK = timedelta(days=28)
ORIGIN = datetime(2023, 12, 31, 23, tzinfo=UTC)  # where the blocks of four weeks begin


def block_start(back):
    """The first moment of the block so many blocks ago; 0 is the one that is not over yet."""
    return ORIGIN + ((timezone.now() - ORIGIN) // BLOCK - back) * BLOCK + timedelta(days=2)


def report(count, back, **fields):
    return [
        factories.signal(people.officer(), submitted_at=block_start(back), **fields) for _ in range(count)
    ]


def seen(user, act, first=None):
    today = timezone.localdate()
    with act(user):
        found = queries.numbers_of(people.house().pk, first or today - timedelta(days=300), today)
    return {part.title: {number.label: str(number) for number in part.numbers} for part in found.parts} | {
        "Samen": str(found.parts[1].total),
        "found": found,
    }


def test_small_cells_are_hidden_from_partners_per_block_and_not_from_the_desk(act):
    people.municipality("Alkmaar", column=9)
    report(5, 2)
    report(1, 3)

    desk, partner = seen(people.coordinator(), act), seen(people.outsider(), act)

    assert desk["Per gemeente"] == {"Hoorn": "6", "Alkmaar": "0"}
    assert partner["Per gemeente"] == {"Hoorn": "6–7", "Alkmaar": "0"}
    assert (desk["Samen"], partner["Samen"]) == ("6", "6–7")


def test_cell_of_one_or_two_reads_so(act):
    report(1, 2)

    one = seen(people.outsider(), act)["Per soort melder"]["wijkagent"]
    report(1, 2)
    two = seen(people.outsider(), act)["Per soort melder"]["wijkagent"]

    assert one == two == "1–2"


def test_block_that_is_not_over_and_days_within_a_block_tell_partners_nothing(act):
    report(4, 0)
    report(4, 2)
    start = block_start(2).date()
    partner = people.outsider()

    first_days = [seen(partner, act, start + timedelta(days=days))["Samen"] for days in (-1, 0, 5, 20)]

    assert first_days == ["4", "4", "4", "4"]
    assert seen(people.coordinator(), act)["Samen"] == "8"


def test_theme_outcome_and_time_to_weigh(act):
    desk = people.coordinator()
    made = report(4, 2)
    with as_owner():
        for one in made:
            one.themes.add(people.theme())
    for n, one in enumerate(made[:3]):
        factories.weighed(
            one,
            WeighingState.DONE,
            outcome=Outcome.TREND_ONLY,
            reason="r",
            decided_by=desk,
            decided_at=one.submitted_at + timedelta(days=2 + n),
            due_on=timezone.localtime(one.submitted_at + timedelta(days=3)).date(),
        )

    found, partner = seen(desk, act), seen(people.outsider(), act)

    assert found["Per thema"] == {"wonen": "4"}
    assert found["Per uitkomst van de weging"]["alleen voor het trendbeeld"] == "3"
    assert found["Per uitkomst van de weging"]["nog niet gewogen"] == "1"
    assert (found["found"].days, found["found"].share) == (3.0, "67 %")
    assert (partner["found"].days, partner["found"].share) == (None, "")


def test_who_has_no_account_is_counted_by_name_too(act):
    report(2, 2, reporter_function="inwoner")
    report(1, 2, reporter_function="professional")

    found = seen(people.coordinator(), act)["Per soort melder"]

    assert (found["inwoner"], found["professional zonder account"]) == ("2", "1")
    assert "overig" not in found


@pytest.mark.parametrize(("count", "shown"), [(9, "0"), (10, "10")])
def test_partners_read_outcomes_only_of_blocks_with_ten_signals(act, count, shown):
    report(count, 2)

    partner, desk = seen(people.outsider(), act), seen(people.coordinator(), act)

    assert partner["Per uitkomst van de weging"]["nog niet gewogen"] == shown
    assert desk["Per uitkomst van de weging"]["nog niet gewogen"] == str(count)


def test_total_of_a_block_gives_no_small_number_away(act):
    alkmaar = people.municipality("Alkmaar", column=9)
    report(9, 2)
    report(1, 2, municipality=alkmaar)

    partner = seen(people.outsider(), act)

    assert partner["Per gemeente"] == {"Hoorn": "9", "Alkmaar": "1–2"}
    assert [str(block) for block in partner["found"].blocks] == ["10–11"]


def test_order_follows_the_suppressed_numbers(act):
    alkmaar = people.municipality("Alkmaar", column=9)
    report(1, 2, municipality=people.municipality())
    report(2, 2, municipality=alkmaar)

    desk, partner = seen(people.coordinator(), act), seen(people.outsider(), act)

    assert list(desk["Per gemeente"]) == ["Alkmaar", "Hoorn"]
    assert partner["Per gemeente"] == {"Alkmaar": "1–2", "Hoorn": "1–2"}
    report(1, 3, municipality=people.municipality())
    report(1, 3, municipality=alkmaar)
    assert list(seen(people.outsider(), act)["Per gemeente"]) == ["Alkmaar", "Hoorn"]


def test_numbers_are_for_members_of_the_house_alone(act, login):
    report(5, 2)
    elsewhere = people.house("Ander huis")

    assert seen(people.coordinator("Elders", of=elsewhere), act)["Samen"] == "0"
    assert login(people.nobody()).get(PAGE).status_code == 404


def test_file_hides_what_the_page_hides(login):
    report(1, 2)
    period = {"van": str(block_start(4).date()), "tot": str(timezone.localdate())}

    partner = b"".join(login(people.outsider()).get(FILE, period).streaming_content).decode("utf-8-sig")
    desk = b"".join(login(people.coordinator()).get(FILE, period).streaming_content).decode("utf-8-sig")

    assert '"Per gemeente";"Hoorn";"1–2"' in partner
    assert '"Per gemeente";"Hoorn";"1"' in desk


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"van": "2026-11-02", "tot": "2026-11-01"}, "Deze dag ligt voor de eerste dag."),
        ({"van": "2020-01-01", "tot": "2026-01-01"}, "Kies hoogstens twee jaar."),
        ({"van": "ooit"}, "Vul een datum in, zoals 18-11-2026."),
    ],
)
def test_period_that_cannot_be_says_so_and_shows_the_last_weeks(login, query, sentence):
    response = login(people.coordinator()).get(PAGE, query)

    assert sentence in response.text
    assert response.context["last"] == timezone.localdate()


def test_page_says_how_partners_are_counted_and_not_to_the_desk(login):
    report(3, 1)

    partner, desk = login(people.outsider()).get(PAGE).text, login(people.coordinator()).get(PAGE).text

    assert "vaste blokken van vier weken" in partner
    assert "vaste blokken van vier weken" not in desk


@pytest.mark.parametrize("count", [1, 50])
def test_numbers_take_the_same_queries_with_1_and_with_50(login, count_queries, count):
    report(count, 1)
    browser = login(people.coordinator())

    assert count_queries(lambda: browser.get(PAGE)) == 11


def test_serving_role_may_not_read_the_rows_behind_the_numbers():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_function_privilege('zvh_app', 'zvh.numbered_signals(bigint, date, date)', 'EXECUTE')"
        )
        assert cursor.fetchone() == (False,)
