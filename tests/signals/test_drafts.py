"""A form is kept and sent once, whatever the connection did: drafts, and what comes back out of the browser."""

from uuid import uuid4

import pytest
from django.urls import reverse

from signals.models import Draft, SentForm, Signal
from tests import people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

NEW, DRAFT, KEPT = reverse("signals:new"), reverse("signals:draft"), reverse("signals:kept")
QUIET = {"X-Background": "1"}


def stored(model):
    with as_owner():
        return list(model.objects.order_by("pk"))


def titles():
    return [draft.title for draft in stored(Draft)]


@pytest.fixture
def typed(report_data):
    """What one form posts, from one page, with changes."""
    where = {"form": str(uuid4()), "page": str(uuid4())}

    def post(**changes):
        return report_data(**(where | changes))

    return post


@pytest.fixture
def browser(login):
    return login(people.officer())


# -- one form, one draft


def test_form_saved_twice_without_hearing_an_answer_is_one_draft(browser, typed):
    browser.post(DRAFT, typed(title="Eerst"), headers=QUIET)
    browser.post(DRAFT, typed(title="Daarna"), headers=QUIET)

    assert titles() == ["Daarna"]


def test_the_same_form_number_of_another_is_his_own(login, typed):
    login(people.officer("Ander")).post(DRAFT, typed(title="Van de ander"), headers=QUIET)
    login(people.officer()).post(DRAFT, typed(title="Van mij"), headers=QUIET)

    assert titles() == ["Van de ander", "Van mij"]


def test_form_that_was_sent_cannot_become_a_draft_again(browser, typed):
    browser.post(NEW, typed())

    shown, quiet = browser.post(DRAFT, typed(), follow=True), browser.post(DRAFT, typed(), headers=QUIET)

    assert "Dit signaal is al verstuurd." in shown.text
    assert (quiet.status_code, quiet.json()["sentence"][:28]) == (409, "Dit signaal is al verstuurd.")
    assert stored(Draft) == []


def test_draft_whose_number_the_page_never_heard_goes_when_it_is_sent(browser, typed):
    browser.post(DRAFT, typed(), headers=QUIET)

    browser.post(NEW, typed(draft=""))

    assert stored(Draft) == []
    assert len(stored(Signal)) == 1


def test_two_pages_of_one_form_overwrite_nothing_of_each_other(browser, typed):
    seen = browser.post(DRAFT, typed(title="Gisteren"), headers=QUIET).json()["fields"]["seen"]
    here, there = ({"page": str(uuid4()), "seen": seen} for _ in range(2))

    browser.post(DRAFT, typed(title="Hier", **here), headers=QUIET)
    answer = browser.post(DRAFT, typed(title="Daar", **there), headers=QUIET).json()["fields"]
    browser.post(DRAFT, typed(title="Daar verder", **(there | answer)), headers=QUIET)

    assert titles() == ["Hier", "Daar verder"]


def test_sending_one_page_leaves_what_went_on_at_another(browser, typed):
    seen = browser.post(DRAFT, typed(title="Gisteren"), headers=QUIET).json()["fields"]["seen"]
    browser.post(DRAFT, typed(title="Daar", page=str(uuid4()), seen=seen), headers=QUIET)

    browser.post(NEW, typed(title="Hier", page=str(uuid4()), seen=seen))

    assert titles() == ["Daar"]
    assert [signal.title for signal in stored(Signal)] == ["Hier"]


def test_form_sent_again_with_other_words_keeps_them_and_can_be_sent_as_another(browser, typed):
    browser.post(NEW, typed())

    refused = browser.post(NEW, typed(meaning="Er kwam nog iets bij."))
    form = refused.context["form"]
    browser.post(NEW, typed(meaning=form["meaning"].value(), form=form["form"].value()))

    assert "Dit signaal is al verstuurd." in refused.text
    assert "Verstuur dit dan als een nieuw signaal." in refused.text
    assert [signal.meaning for signal in stored(Signal)][1:] == ["Er kwam nog iets bij."]


def test_report_whose_signal_the_reporter_no_longer_sees_is_refused_all_the_same(browser, typed):
    browser.post(NEW, typed())
    with as_owner():
        Signal.objects.update(barred=[-people.officer().pk])
        hidden = Signal.objects.get()

    response = browser.post(NEW, typed(), follow=True)

    assert f"Het nummer is {hidden.number}." in response.text
    assert len(stored(Signal)) == 1


def test_page_with_a_fault_counts_its_versions_anew(browser, typed):
    browser.post(DRAFT, typed(version="7"), headers=QUIET)

    form = browser.post(NEW, typed(version="8", facts="Te kort.")).context["form"]
    again = {name: form[name].value() for name in ("form", "page", "seen")}
    browser.post(DRAFT, typed(title="Verder na de fout", version="1", **again), headers=QUIET)

    assert titles() == ["Verder na de fout"]


def test_form_opened_again_from_its_draft_is_the_same_form(browser, typed):
    data = typed(title="Half af")
    kept = browser.post(DRAFT, data, headers=QUIET).json()

    form = browser.get(NEW, {"concept": kept["fields"]["draft"]}).context["form"]

    assert form["form"].value() == stored(Draft)[0].form
    assert data["form"] == str(stored(Draft)[0].form)
    assert form["seen"].value() == kept["fields"]["seen"]
    assert str(form["page"].value()) != data["page"]


@pytest.mark.parametrize("form", ["", "geen-nummer", "1' OR '1'='1"])
def test_form_with_a_strange_number_is_sent_all_the_same(browser, typed, form):
    browser.post(NEW, typed(form=form, page=form))

    assert len(stored(Signal)) == 1
    assert stored(SentForm) == []


# -- what comes back out of the browser


def test_key_is_the_same_at_every_login_and_of_nobody_else(login):
    officer = people.officer()

    first, again = login(officer).get(KEPT).json(), login(officer).get(KEPT).json()
    other = login(people.officer("Ander")).get(KEPT).json()

    assert first == again
    assert {*first.values()} & {*other.values()} == set()


def test_who_may_not_report_has_a_key_of_his_own_and_gives_nothing_back(login, typed):
    browser = login(people.administrator())

    assert browser.get(KEPT).status_code == 200
    assert browser.post(KEPT, typed(), headers=QUIET).status_code == 403


def test_text_from_the_browser_becomes_a_draft_once(browser, typed):
    answers = [browser.post(KEPT, typed(title="Uit de lift"), headers=QUIET).json() for _ in range(2)]

    (draft,) = stored(Draft)
    assert answers == [{"draft": draft.get_absolute_url()}] * 2
    assert draft.title == "Uit de lift"


def test_text_from_the_browser_continues_the_draft_of_its_page(browser, typed):
    browser.post(DRAFT, typed(title="Voor de tunnel"), headers=QUIET)

    browser.post(KEPT, typed(title="In de tunnel"), headers=QUIET)

    assert titles() == ["In de tunnel"]


def test_older_text_of_the_same_page_does_not_overwrite_a_newer(browser, typed):
    browser.post(DRAFT, typed(title="Na de tunnel", version="9"), headers=QUIET)

    browser.post(KEPT, typed(title="In de tunnel", version="5"), headers=QUIET)

    assert titles() == ["Na de tunnel"]


def test_text_of_a_page_that_opened_the_draft_continues_it(browser, typed):
    seen = browser.post(DRAFT, typed(title="Gisteren"), headers=QUIET).json()["fields"]["seen"]

    browser.post(KEPT, typed(title="Vandaag", page=str(uuid4()), seen=seen), headers=QUIET)

    assert titles() == ["Vandaag"]


def test_text_that_went_on_elsewhere_is_not_overwritten(browser, typed):
    seen = browser.post(DRAFT, typed(title="Gisteren"), headers=QUIET).json()["fields"]["seen"]
    browser.post(DRAFT, typed(title="Op de telefoon", page=str(uuid4()), seen=seen), headers=QUIET)

    browser.post(KEPT, typed(title="In de tunnel", page=str(uuid4()), seen=seen), headers=QUIET)

    assert titles() == ["Op de telefoon", "In de tunnel"]


def test_text_that_was_sent_meanwhile_makes_nothing(browser, typed):
    browser.post(NEW, typed())

    answer = browser.post(KEPT, typed(), headers=QUIET)

    assert answer.json() == {"draft": ""}
    assert stored(Draft) == []


def test_text_that_changed_after_sending_is_a_draft_of_its_own(browser, typed):
    data = typed()
    browser.post(NEW, data)

    browser.post(KEPT, typed(title="Met nog een zin erbij"), headers=QUIET)

    (draft,) = stored(Draft)
    assert draft.title == "Met nog een zin erbij"
    assert str(draft.form) != data["form"]


@pytest.mark.parametrize("form", ["", "geen-nummer"])
def test_text_without_a_form_is_refused(browser, typed, form):
    assert browser.post(KEPT, typed(form=form), headers=QUIET).status_code == 403
    assert stored(Draft) == []


def test_text_of_a_login_that_ended_is_refused_so_that_it_stays_in_the_browser(client, typed):
    answer = client.post(KEPT, typed(), headers=QUIET)

    assert answer.status_code == 401


def test_restoring_takes_a_fixed_number_of_queries(browser, typed, count_queries):
    assert count_queries(lambda: browser.post(KEPT, typed(), headers=QUIET)) == 5


# -- who sees that a form was sent


def test_what_was_sent_is_seen_by_its_writer_alone(act, login, typed):
    officer, other = people.officer(), people.coordinator()
    login(officer).post(NEW, typed())

    with act(officer):
        assert SentForm.objects.count() == 1
    with act(other):
        assert SentForm.objects.count() == 0
