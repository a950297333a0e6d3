"""At the table: minutes, decisions, the driehoek, actions, attendance; and the pages for it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Action, Case
from meetings import services
from meetings.models import AgendaItem, Decision, DecisionCase, DecisionKind, MeetingState, Seat
from signals.models import SafeStatus, Signal
from tests import factories, people
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
PLANNED, RELEASED, HELD, FINAL = (
    MeetingState.PLANNED,
    MeetingState.RELEASED,
    MeetingState.HELD,
    MeetingState.FINAL,
)
EMPTY = {"information": "", "interpretation": "", "conclusion": ""}


def decide(s, kind=DecisionKind.APPROACH):
    with as_owner():
        return Decision.objects.create(
            item=s.item, kind=kind, text="Doen", reasons="Omdat", recorded_by=s.coordinator
        )


def typed(seen=EMPTY, **texts):
    return {**EMPTY, **texts, **{f"seen_{name}": text for name, text in seen.items()}}


def post(login, who, name, thing, data):
    return login(who).post(reverse(f"meetings:{name}", args=[thing.pk]), data)


# -- minutes


def test_record_item_before_release_is_refused(act, scene):
    s = scene(PLANNED)

    with act(s.coordinator), pytest.raises(WrongState, match="eerst de agenda vrij"):
        services.record_item(s.item, by=s.coordinator, seen=EMPTY, **EMPTY)


def test_record_item_keeps_what_another_wrote_in_another_field(act, scene):
    s = scene(RELEASED)
    first, second = EMPTY | {"information": "A"}, EMPTY | {"conclusion": "B"}

    with act(s.coordinator):
        services.record_item(s.item, by=s.coordinator, seen=EMPTY, **first)
        services.record_item(s.item, by=s.coordinator, seen=EMPTY, **second)
        item = AgendaItem.objects.get(pk=s.item.pk)

    assert (item.information, item.conclusion) == ("A", "B")


def test_record_item_over_what_another_wrote_is_refused(act, scene):
    s = scene(RELEASED)

    with act(s.coordinator):
        services.record_item(s.item, by=s.coordinator, seen=EMPTY, **EMPTY | {"information": "A"})
        with pytest.raises(WrongState, match="Vergelijk de teksten"):
            services.record_item(s.item, by=s.coordinator, seen=EMPTY, **EMPTY | {"information": "B"})


def test_record_item_with_other_line_ends_is_no_conflict(act, scene):
    s = scene(RELEASED)
    with as_owner():
        AgendaItem.objects.filter(pk=s.item.pk).update(information="een\ntwee\n")
    seen = EMPTY | {"information": "een\r\ntwee"}

    with act(s.coordinator):
        item = services.record_item(s.item, by=s.coordinator, seen=seen, **seen | {"conclusion": "C"})

    assert (item.information, item.conclusion) == ("een\ntwee\n", "C")


def test_page_saves_minutes_and_returns_to_the_item(act, login, scene):
    s = scene(RELEASED)

    response = post(login, s.coordinator, "record", s.item, typed(information="Gezien", conclusion="Volgen"))
    with act(s.coordinator):
        item = AgendaItem.objects.get(pk=s.item.pk)

    assert response.url == f"/overleg/{s.meeting.pk}/live/?punt={s.item.pk}"
    assert (item.information, item.conclusion) == ("Gezien", "Volgen")


def test_page_shows_both_texts_when_another_was_first_and_saving_again_works(act, login, scene):
    s = scene(RELEASED)
    post(login, s.coordinator, "record", s.item, typed(information="Van Anna"))
    second = people.coordinator("Tweede coordinator")

    response = post(login, second, "record", s.item, typed(information="Van Bert", conclusion="Ook"))
    form = response.context["record_form"]
    seen = {**EMPTY, "information": "Van Anna"}
    again = typed(seen=seen, information="Van Anna en Bert", conclusion="Ook") | {"take": "1"}
    post(login, second, "record", s.item, again)
    with act(second):
        item = AgendaItem.objects.get(pk=s.item.pk)

    page = response.content.decode()
    assert (response.status_code, "Van Anna" in page, "Van Bert" in page) == (409, True, True)
    assert form["seen_information"].value() == "Van Anna"
    assert (item.information, item.conclusion) == ("Van Anna en Bert", "Ook")


def test_page_shows_what_was_typed_when_the_minutes_became_final(login, scene):
    s = scene(FINAL)

    response = post(login, s.coordinator, "record", s.item, typed(information="Te laat getypt"))

    page = response.content.decode()
    assert (response.status_code, "Te laat getypt" in page, "vastgesteld" in page) == (409, True, True)


def test_live_page_is_read_only_for_the_table(login, scene):
    s = scene(RELEASED)

    page = login(s.officer).get(f"/overleg/{s.meeting.pk}/live/?punt={s.item.pk}").content.decode()

    assert (page.count('method="post"'), "Onrust wijk" in page) == (page.count('action="/uitloggen/"'), True)


# -- decisions and the driehoek


def test_page_records_a_decision_and_refuses_one_without_reasons(act, login, scene):
    s = scene(RELEASED)
    data = {"besluit-kind": "no_follow_up", "besluit-text": "Wij volgen dit.", "besluit-reasons": ""}

    bad = post(login, s.coordinator, "decide", s.item, data)
    good = post(login, s.coordinator, "decide", s.item, data | {"besluit-reasons": "Het is nieuw."})
    with act(s.officer):
        kinds = list(Decision.objects.values_list("kind", flat=True))

    assert (bad.status_code, "Wij volgen dit." in bad.content.decode()) == (200, True)
    assert (good.status_code, kinds) == (302, ["no_follow_up"])


def test_decision_is_put_right_on_its_page_while_the_minutes_are_a_draft(act, login, scene):
    s = scene(RELEASED)
    decision = decide(s)
    browser = login(s.coordinator)
    url = reverse("meetings:change-decision", args=[decision.pk])
    typed = {"besluit-kind": "no_follow_up", "besluit-text": "Wij volgen dit.", "besluit-reasons": ""}

    offered = browser.get(f"{reverse('meetings:live', args=[s.meeting.pk])}?punt={s.item.pk}").text
    wrong = browser.post(url, typed)
    response = browser.post(url, typed | {"besluit-reasons": "Het is rustig."})

    assert url in offered
    assert "Wij volgen dit." in wrong.text
    assert response.status_code == 302
    with act(s.coordinator):
        decision.refresh_from_db()
        assert (decision.kind, decision.text, decision.reasons) == (
            "no_follow_up",
            "Wij volgen dit.",
            "Het is rustig.",
        )


@pytest.mark.parametrize("what", ["case", "driehoek", "final", "table"])
def test_decision_from_which_something_followed_stays_as_it_is(act, scene, what):
    s = scene(RELEASED)
    by = s.officer if what == "table" else s.coordinator
    decision = decide(s, DecisionKind.ADVICE)
    with as_owner():
        if what == "case":
            DecisionCase.objects.create(decision=decision, case=factories.case(by=s.coordinator))
        if what == "driehoek":
            decision.driehoek_on, decision.driehoek_answer = decision.recorded_at.date(), "no"
            decision.driehoek_reason = "Niet nodig."
        decision.save()
    if what == "final":
        factories.put_meeting(s.meeting, FINAL, by=s.coordinator)

    with act(by), pytest.raises(NotAllowed if what == "table" else WrongState):
        services.change_decision(decision, by=by, kind="follow", text="z", reasons="z")

    with act(s.coordinator):
        decision.refresh_from_db()
        assert (decision.kind, decision.text) == ("advice", "Doen")


def test_driehoek_answers_an_advice_once_also_after_final_minutes(act, login, scene):
    s = scene(RELEASED)
    advice = decide(s, DecisionKind.ADVICE)
    factories.put_meeting(s.meeting, FINAL, by=s.coordinator)
    data = {
        "answer": "yes",
        "on": timezone.localdate().isoformat(),
        "who": "De burgemeester",
        "reason": "Nodig.",
    }

    first = post(login, s.coordinator, "driehoek", advice, data)
    second = post(login, s.coordinator, "driehoek", advice, data)
    with act(s.coordinator):
        answer = Decision.objects.get().driehoek_answer

    assert (first.status_code, answer) == (302, "yes")
    assert second.context["form"].non_field_errors() == ["Het besluit van de driehoek is al vastgelegd."]


def test_driehoek_on_a_day_to_come_or_about_no_advice_is_refused(act, login, scene):
    s = scene(RELEASED)
    decision = decide(s, DecisionKind.FOLLOW)
    tomorrow = timezone.localdate() + timedelta(days=1)

    response = post(login, s.coordinator, "driehoek", decision, {"answer": "yes", "on": tomorrow.isoformat()})
    with act(s.coordinator), pytest.raises(WrongState, match="geen advies"):
        services.record_driehoek(
            decision, by=s.coordinator, on=timezone.localdate(), answer="yes", who="x", reason="x"
        )

    assert set(response.context["form"].errors) == {"on", "who", "reason"}


def test_driehoek_by_the_table_is_not_allowed(act, scene):
    s = scene(RELEASED)
    advice = decide(s, DecisionKind.ADVICE)

    with act(s.officer), pytest.raises(NotAllowed):
        services.record_driehoek(
            advice, by=s.officer, on=timezone.localdate(), answer="yes", who="x", reason="x"
        )


# -- a case from a decision


def case_data(s, **changes):
    with as_owner():
        director = people.case_director().memberships.get()
    return {
        "title": "Onrust",
        "kind": "phenomenon",
        "municipality": s.signal.municipality_id,
        "theme": people.theme().pk,
        "legal_ground": "wgs",
        "met_wgs": ["safety"],
        "runs_until": "2099-01-01",
        "criteria": "a",
        "proportionality": "b",
        "subsidiarity": "c",
        "directors": [director.pk],
        "partners": [s.police.pk],
        **changes,
    }


def test_open_case_from_a_decision_takes_its_signals_along(act, login, scene):
    s = scene(RELEASED)
    decision = decide(s)

    response = post(login, s.coordinator, "open_case", decision, case_data(s))
    again = post(login, s.coordinator, "open_case", decision, case_data(s))
    with act(s.coordinator):
        case = Case.objects.get()
        linked = list(case.signals.all())
        decided = Decision.objects.get().case

    assert (response.url, linked, decided) == (case.get_absolute_url(), [s.signal], case)
    assert again.context["form"].non_field_errors() == ["Uit dit besluit is al een casus geopend."]


def test_open_case_with_errors_comes_back_as_typed(login, scene):
    s = scene(RELEASED)

    response = post(
        login, s.coordinator, "open_case", decide(s), case_data(s, criteria="", title="Mijn titel")
    )

    assert (response.status_code, "Mijn titel" in response.content.decode()) == (200, True)
    assert set(response.context["form"].errors) == {"criteria"}


def test_open_case_on_the_wet_pga_needs_the_driehoek(login, scene):
    s = scene(RELEASED)

    response = post(login, s.coordinator, "open_case", decide(s), case_data(s, legal_ground="wet_pga"))

    assert set(response.context["form"].errors) == {"legal_ground"}


@pytest.mark.parametrize("kind", [DecisionKind.FOLLOW, DecisionKind.ADVICE])
def test_open_case_from_a_decision_that_asks_for_none_is_refused(login, scene, kind):
    s = scene(RELEASED)

    response = post(login, s.coordinator, "open_case", decide(s, kind), case_data(s))

    assert response.context["form"].non_field_errors() == ["Uit dit besluit volgt geen casus."]


# -- actions and attendance


@pytest.mark.parametrize("whose", ["organisation", "person"])
def test_page_gives_an_action_to_an_organisation_or_a_person(act, login, scene, whose):
    s = scene(RELEASED)
    with as_owner():
        owner = {"organisation": f"o{s.police.pk}", "person": f"p{s.officer.memberships.get().pk}"}[whose]
    data = {"actie-text": "Bel", "actie-owner": owner, "actie-due_on": "2099-01-01"}

    response = post(login, s.coordinator, "give-action", s.item, data)
    with act(s.officer):
        action = Action.objects.get()

    assert response.status_code == 302
    assert (action.organisation, action.owner_name) == (s.police, "Politielid" if whose == "person" else "")


@pytest.mark.parametrize(
    ("field", "value"),
    [("owner", "o99999999"), ("owner", "x"), ("owner", ""), ("due_on", "2020-01-01"), ("text", "x" * 301)],
)
def test_page_with_a_bad_action_comes_back_as_typed(login, scene, field, value):
    s = scene(RELEASED)
    data = {"actie-text": "Bel hen", "actie-owner": f"o{s.police.pk}", "actie-due_on": "2099-01-01"}

    response = post(login, s.coordinator, "give-action", s.item, data | {f"actie-{field}": value})

    assert (response.status_code, set(response.context["action_form"].errors)) == (200, {field})


def test_page_records_attendance_of_who_changed_only(act, login, scene):
    s = scene(RELEASED)
    with as_owner():
        seats = list(Seat.objects.filter(meeting=s.meeting))
    data = {f"plaats-attendance_{seat.pk}": "unknown" for seat in seats}
    data |= {f"plaats-attendance_{seats[0].pk}": "present", f"plaats-names_{seats[0].pk}": "Karin"}

    response = post(login, s.coordinator, "attendance", s.meeting, data | {"punt": s.item.pk})
    with act(s.coordinator):
        found = [(seat.attendance, seat.names) for seat in Seat.objects.filter(meeting=s.meeting)]

    assert response.url.endswith(f"?punt={s.item.pk}")
    assert sorted(found) == [("present", "Karin"), ("unknown", "")]


# -- the end


def test_end_resume_and_finalise_by_their_pages(act, login, scene):
    s = scene(RELEASED)
    client = login(s.coordinator)
    states = []

    for name in ("end", "resume", "end", "finalise"):
        client.post(reverse(f"meetings:{name}", args=[s.meeting.pk]))
        with act(s.coordinator):
            states.append(type(s.meeting).objects.get(pk=s.meeting.pk).state)
    with act(s.coordinator):
        status = Signal.objects.get(pk=s.signal.pk).safe_status

    assert states == [HELD, RELEASED, HELD, FINAL]
    assert status == SafeStatus.DISCUSSED


def test_finalise_before_the_end_says_that_it_cannot_yet(login, scene):
    s = scene(RELEASED)
    client = login(s.coordinator)

    page = client.get(reverse("meetings:finalise", args=[s.meeting.pk]))
    response = client.post(reverse("meetings:finalise", args=[s.meeting.pk]), follow=True)

    assert page.context["step"] is None
    assert "kan niet meer" in response.content.decode()
