"""Is somebody known elsewhere: hit or no hit, and nothing more."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from audit.models import Entry
from signals import services
from signals.models import Inquiry, InquiryHit
from signals.queries import inquiries_about
from tests import factories, people
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db

ASK = reverse("signals:inquiries")


@pytest.fixture
def desk():
    return people.coordinator()


@pytest.fixture
def known():
    """A signal of another house in which somebody stands."""
    far = people.house("Huis Ver")
    made = factories.signal(of=far, municipality=people.municipality("Verstad", of=far))
    factories.named_party(made, "Anne-Fleur van den Bérg", "geboren 3-4-1999")
    return made


def ask(desk, name, *, kind="person", born_on=None):
    return services.inquire(
        people.house(), by=desk, kind=kind, name=name, purpose="Voor een overleg.", born_on=born_on
    )


def data(**changes):
    values = {"house": people.house().pk, "kind": "person", "name": "Anne-Fleur van den Berg", "born_on": ""}
    return values | {"purpose": "Voor het overleg van morgen."} | changes


def stored(model):
    with as_owner():
        return list(model.objects.all())


# -- the answer


@pytest.mark.parametrize(
    "name",
    [
        "Anne-Fleur van den Berg",
        "ANNE FLEUR VAN DEN BERG",
        "Berg, Anne Fleur van den",
        "anne-fleur berg",
        "Änne-Fleur v̈an d'en Berg",
        "  Anne   Fleur  de Berg ",
    ],
)
def test_same_name_in_other_writing_is_known(act, known, desk, name):
    with act(desk):
        answer = ask(desk, name.replace("v̈", "v").replace("d'", "d"))

    assert answer.in_words.startswith("Bekend bij Huis Ver: neem contact op, telefoon 000 000 00 00, huis@")


@pytest.mark.parametrize(
    "name", ["Anne van den Berg", "Fleur Berg", "Annefleur Berg", "Bert Anne Fleur Berg"]
)
def test_other_name_is_not_known(act, known, desk, name):
    with act(desk):
        assert ask(desk, name).in_words == "Niet bekend. Uw vraag is vastgelegd, zonder de naam."


@pytest.mark.parametrize(("born_on", "hit"), [("1999-04-03", True), ("1999-04-04", False), (None, True)])
def test_birth_date_must_match_when_it_is_known(act, known, desk, born_on, hit):
    with act(desk):
        assert ask(desk, "Anne-Fleur van den Berg", born_on=born_on).inquiry.is_hit == hit


@pytest.mark.parametrize("details", ["ongeveer 20 jaar", "31-02-1999", ""])
def test_birth_date_does_not_matter_when_it_is_not_known(act, desk, details):
    factories.named_party(factories.signal(), "Jan Jansen", details)

    with act(desk):
        assert ask(desk, "Jan Jansen", born_on="1980-01-01").inquiry.is_hit


def test_person_and_organisation_are_told_apart(act, desk):
    factories.named_party(factories.signal(), "Stichting Fakkel", kind="organisation")

    with act(desk):
        assert ask(desk, "fakkel stichting", kind="organisation").inquiry.is_hit
        assert not ask(desk, "Stichting Fakkel").inquiry.is_hit


def test_changed_name_is_compared_as_it_is_now(act, desk):
    party = factories.named_party(factories.signal(), "Jan Jansen")
    with as_owner():
        party.identity.name = "Piet Pietersen"
        party.identity.save()

    with act(desk):
        assert not ask(desk, "Jan Jansen").inquiry.is_hit
        assert ask(desk, "Piet Pietersen").inquiry.is_hit


def test_who_stepped_back_learns_nothing_of_that_signal(act, desk):
    made = factories.signal()
    factories.named_party(made, "Jan Jansen")
    item = factories.item(factories.meeting(by=desk), signals=[made])
    with as_owner():
        item.recusals.create(user=desk, by=desk)

    with act(desk):
        assert not ask(desk, "Jan Jansen").inquiry.is_hit


# -- the record


def test_question_is_kept_without_the_name(act, known, desk):
    with act(desk):
        ask(desk, "Anne-Fleur van den Berg", born_on="1999-04-03")

    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT i::text FROM signals_inquiry i UNION ALL SELECT e::text FROM audit_entry e")
        rows = " ".join(row for (row,) in cursor.fetchall()).lower()
    assert [word in rows for word in ("anne", "fleur", "berg", "1999")] == [False] * 4
    (made,) = stored(Inquiry)
    assert (made.is_hit, made.with_birth_date, made.purpose) == (True, True, "Voor een overleg.")


def test_same_name_has_the_same_print_and_another_name_another(act, desk):
    with act(desk):
        prints = [ask(desk, name).inquiry.term_hash for name in ("Jan Jansen", "jan  jansen", "Jan Janse")]

    assert prints[0] == prints[1] != prints[2]


def test_question_is_written_to_the_log(act, known, desk):
    with act(desk):
        answer = ask(desk, "Anne-Fleur van den Berg")

    with as_owner():
        entry = Entry.objects.get(action="inquire")
    assert (entry.kind, entry.object_id, entry.details["hit"]) == ("inquiry", answer.inquiry.pk, True)


def test_owner_of_the_signal_reads_who_asked_and_what_for(act, login, known, desk):
    owner = people.coordinator("Eigenaar", of=people.house("Huis Ver"))
    with act(desk):
        ask(desk, "Anne-Fleur van den Berg")

    text = login(owner).get(reverse("signals:together", args=[known.number])).text

    assert "Dit signaal werd geraakt door een navraag" in text
    assert "Voor een overleg." in text


@pytest.mark.parametrize("who", [people.officer, people.police_member])
def test_reporter_does_not_read_of_the_question(act, desk, who):
    made = factories.signal()
    factories.named_party(made, "Jan Jansen")
    with act(desk):
        ask(desk, "Jan Jansen")

    with act(who()):
        assert inquiries_about(made) == []
        assert not Inquiry.objects.exists()


def test_who_asked_does_not_learn_which_signal_it_was(act, desk):
    made = factories.signal()
    factories.named_party(made, "Jan Jansen")
    with act(desk):
        ask(desk, "Jan Jansen")

        assert inquiries_about(made) == []
        assert not InquiryHit.objects.exists()
    colleague = people.expert()
    with act(colleague):
        assert len(inquiries_about(made)) == 1


# -- limits


def test_eleventh_question_of_a_day_is_refused(act, desk):
    with act(desk):
        for number in range(services.A_DAY):
            ask(desk, f"Jan Jansen{number}")

        with pytest.raises(WrongState, match="vandaag al 10 keer"):
            ask(desk, "Jan Jansen")
    colleague = people.expert()
    with act(colleague):
        assert not ask(colleague, "Jan Jansen").inquiry.is_hit


def test_questions_of_yesterday_do_not_count(act, desk):
    with act(desk):
        for number in range(services.A_DAY):
            ask(desk, f"Jan Jansen{number}")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE signals_inquiry SET asked_at = asked_at - interval '1 day'")

    with act(desk):
        assert ask(desk, "Jan Jansen")


@pytest.mark.parametrize(
    "name", ["Jan%", "J* Jansen", "Jan ?ansen", "Jan_Jansen Jansen", "Jansen", "J. S.", "a b", ""]
)
def test_database_refuses_wildcards_and_short_names(act, desk, name):
    with act(desk), pytest.raises(WrongState, match="voluit"):
        ask(desk, name)


@pytest.mark.parametrize(
    "who", [people.officer, people.police_member, people.privacy_officer, people.case_director]
)
def test_only_the_desk_asks(act, who):
    user = who()

    with act(user), pytest.raises(NotAllowed):
        ask(user, "Jan Jansen")
    with act(user), pytest.raises(ProgrammingError, match="not of the desk"), transaction.atomic():
        call_directly()


def call_directly():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM zvh.inquire(%s, 'person', 'Jan Jansen', NULL, 'x', 'x')", [people.house().pk]
        )


def test_desk_asks_for_its_own_house_alone(act, desk):
    with act(desk), pytest.raises(NotAllowed):
        services.inquire(people.house("Huis Ver"), by=desk, kind="person", name="Jan Jansen", purpose="x")


def test_question_without_purpose_is_refused_by_the_database(act, desk):
    with act(desk), pytest.raises(IntegrityError), transaction.atomic():
        services.inquire(people.house(), by=desk, kind="person", name="Jan Jansen", purpose="")


# -- the page


def test_page_answers_and_lists_the_question(login, known, desk):
    response = login(desk).post(ASK, data(), follow=True)

    assert "Bekend bij Huis Ver" in response.text
    assert "Voor het overleg van morgen." in response.text
    assert "Fleur" not in response.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": "Jan*"}, "Schrijf de naam voluit"),
        ({"name": "Jansen"}, "Van een persoon voornaam en achternaam"),
        ({"name": ""}, "Naam"),
        ({"purpose": ""}, "Schrijf op waarvoor u dit wilt weten."),
        ({"purpose": "Ik zoek Berg."}, "Noem hier de naam niet."),
        ({"born_on": "2999-01-01"}, "Deze dag moet nog komen."),
        ({"born_on": "gisteren"}, "Vul een datum in"),
        ({"kind": "x"}, ""),
        ({"house": "999999"}, ""),
    ],
)
def test_bad_question_gets_a_sentence_and_asks_nothing(login, desk, changes, sentence):
    response = login(desk).post(ASK, data(**changes))

    assert response.status_code == 200
    assert sentence in response.text
    assert stored(Inquiry) == []


def test_page_says_when_the_day_is_full_and_keeps_what_was_typed(act, login, desk):
    with act(desk):
        for number in range(services.A_DAY):
            ask(desk, f"Jan Jansen{number}")

    text = login(desk).post(ASK, data()).text

    assert "U heeft vandaag al 10 keer navraag gedaan." in text
    assert "Voor het overleg van morgen." in text


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (people.coordinator, 200),
        (people.expert, 200),
        (people.officer, 403),
        (people.municipality_member, 403),
        (people.privacy_officer, 403),
        (people.nobody, 403),
    ],
)
def test_page_per_role(login, who, status):
    assert login(who()).get(ASK).status_code == status


@pytest.mark.parametrize("count", [1, 9])
def test_page_takes_a_fixed_number_of_queries(act, login, count_queries, desk, count):
    with act(desk):
        for number in range(count):
            ask(desk, f"Jan Jansen{number}")
    browser = login(desk)

    assert count_queries(lambda: browser.get(ASK)) == 3
