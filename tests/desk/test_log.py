import pytest

from audit.log import log
from tests import factories, people

pytestmark = pytest.mark.django_db


def read_by(act, user, made):
    with act(user):
        log("read", made)


def test_log_shows_a_read_to_the_privacy_officer_and_the_reporter(login, act):
    made = factories.signal()
    read_by(act, people.coordinator(), made)

    seen = {}
    for name, user in {
        "fg": people.privacy_officer(),
        "reporter": made.reported_by,
        "other": people.outsider(),
    }.items():
        lines = login(user).get("/inzage/").context["lines"]
        seen[name] = [(line.who, line.action, line.what) for line in lines if line.entry.action == "read"]

    line = ("Coordinator", "gelezen", f"signaal {made.number}")
    assert seen == {"fg": [line], "reporter": [line], "other": []}


def test_log_never_shows_a_title(login, act):
    made = factories.signal(title="Zeer herkenbare titel")
    read_by(act, people.coordinator(), made)

    content = login(people.privacy_officer()).get("/inzage/").content.decode()

    assert made.number in content
    assert "Zeer herkenbare titel" not in content


def test_log_filter_narrows(login, act):
    first, second = factories.signal(), factories.signal()
    for made in (first, second):
        read_by(act, people.coordinator(), made)

    lines = login(people.privacy_officer()).get("/inzage/", {"number": first.number}).context["lines"]

    assert {line.what for line in lines} == {f"signaal {first.number}"}


@pytest.mark.parametrize(
    "query", [{"since": "morgen"}, {"since": "2026-12-01", "until": "2026-11-01"}, {"kind": "x"}]
)
def test_log_filter_that_cannot_be_says_so_and_shows_nothing(login, query):
    response = login(people.privacy_officer()).get("/inzage/", query)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert response.context["lines"] == []


def test_log_until_the_last_day_there_is_shows_everything(login, act):
    read_by(act, people.coordinator(), factories.signal())

    response = login(people.privacy_officer()).get("/inzage/", {"action": "read", "until": "9999-12-31"})

    assert len(response.context["lines"]) == 1


@pytest.mark.parametrize("page", ["0", "-1", "abc", "999999999999", "1e9", "²"])
def test_log_page_that_cannot_be_is_still_a_page(login, page):
    assert login(people.privacy_officer()).get("/inzage/", {"page": page}).status_code == 200


@pytest.mark.parametrize("count", [1, 50])
def test_log_takes_a_fixed_number_of_queries(login, act, count, count_queries):
    made = factories.signal()
    desk, officer = people.coordinator(), people.privacy_officer()
    for _ in range(count):
        read_by(act, desk, made)
    browser = login(officer)

    taken = count_queries(lambda: browser.get("/inzage/"))

    assert taken == 5
