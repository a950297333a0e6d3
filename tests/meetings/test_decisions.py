"""Decisions: what each kind needs, and the shares that follow."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from cases.models import Action
from meetings import queries, services
from meetings.models import (
    NEEDS,
    Decision,
    DecisionKind,
    DecisionShare,
    MeetingState,
)
from signals.models import Share
from tests import factories
from tests.conftest import as_owner
from zvh.exceptions import WrongState

pytestmark = pytest.mark.django_db
RELEASED, FINAL = MeetingState.RELEASED, MeetingState.FINAL
TEXTS = {"text": "Doen", "reasons": "Omdat"}


def soon():
    return timezone.localdate() + timedelta(days=20)


def details(s, kind):
    values = {"organisation": s.police, "planned_on": soon(), "speaker": "De burgemeester"}
    return {name: values[name] for name in NEEDS.get(kind, ())}


def made(s, kind=DecisionKind.ADVICE, **fields):
    with as_owner():
        return Decision.objects.create(
            item=s.item, kind=kind, recorded_by=s.coordinator, **TEXTS | details(s, kind) | fields
        )


def post(login, who, name, args, data):
    return login(who).post(reverse(f"meetings:{name}", args=args), data)


def typed(**values):
    return {f"besluit-{name}": value for name, value in values.items()}


# -- what a kind needs


@pytest.mark.parametrize("kind", DecisionKind)
def test_every_kind_keeps_what_it_needs_and_nothing_more(act, scene, kind):
    s = scene(RELEASED)
    everything = {"organisation": s.police, "planned_on": soon(), "speaker": "De burgemeester"}

    with act(s.coordinator):
        services.record_decision(s.item, by=s.coordinator, kind=kind, **TEXTS, **everything)
        kept = Decision.objects.get()

    assert {name for name in everything if getattr(kept, name)} == set(NEEDS.get(kind, ()))


@pytest.mark.parametrize("kind", NEEDS)
def test_a_kind_without_what_it_needs_is_refused(act, scene, kind):
    s = scene(RELEASED)

    with act(s.coordinator), pytest.raises(WrongState, match="Vul alles in"):
        services.record_decision(s.item, by=s.coordinator, kind=kind, **TEXTS)


@pytest.mark.parametrize("kind", NEEDS)
def test_the_database_refuses_a_kind_without_what_it_needs(act, scene, kind):
    s = scene(RELEASED)

    with (
        act(s.coordinator),
        pytest.raises((ProgrammingError, IntegrityError)),
        transaction.atomic(),
    ):
        Decision.objects.create(item=s.item, kind=kind, recorded_by=s.coordinator, **TEXTS)


def test_the_database_refuses_more_than_a_kind_needs(act, scene):
    s = scene(RELEASED)

    with act(s.coordinator), pytest.raises(IntegrityError, match="no_more_than_needed"), transaction.atomic():
        Decision.objects.create(
            item=s.item, kind="advice", recorded_by=s.coordinator, organisation=s.police, **TEXTS
        )


def test_page_asks_what_the_kind_needs_and_keeps_what_was_typed(act, login, scene):
    s = scene(RELEASED)
    first = typed(kind="not_shared", text="Niet naar de politie", reasons="Te licht")

    asked = post(login, s.coordinator, "decide", [s.item.pk], first)
    url = reverse("meetings:decide-kind", args=[s.item.pk, "not_shared"])
    wrong = login(s.coordinator).post(url, typed(text="Niet naar de politie", reasons="Te licht"))
    right = login(s.coordinator).post(
        url, typed(text="Niet naar de politie", reasons="Te licht", organisation=s.police.pk)
    )
    with act(s.officer):
        kept = Decision.objects.get()

    assert (asked.status_code, url in asked.text, "Te licht" in asked.text) == (200, True, True)
    assert ("Te licht" in wrong.text, set(wrong.context["form"].errors)) == (True, {"organisation"})
    assert (right.status_code, kept.organisation, kept.kind) == (302, s.police, "not_shared")


def test_page_refuses_a_day_that_is_over(login, scene):
    s = scene(RELEASED)
    data = typed(text="Volgen", reasons="Nieuw", planned_on="2020-01-01")

    response = post(login, s.coordinator, "decide-kind", [s.item.pk, "follow"], data)

    assert response.context["form"].errors["planned_on"] == [
        "Deze dag is voorbij. Kies een dag die nog komt."
    ]


@pytest.mark.parametrize("kind", ["approach", "onzin"])
def test_page_of_a_kind_that_needs_nothing_does_not_exist(login, scene, kind):
    s = scene(RELEASED)

    assert login(s.coordinator).get(f"/overleg/punt/{s.item.pk}/besluit/{kind}/").status_code == 404


def test_page_of_a_kind_is_for_who_records(login, scene):
    s = scene(RELEASED)
    url = reverse("meetings:decide-kind", args=[s.item.pk, "follow"])

    found = [login(who).get(url).status_code for who in (s.coordinator, s.officer, s.townsman)]

    assert found == [200, 403, 404]


def test_more_information_gives_an_action_to_who_was_asked(act, scene):
    s = scene(RELEASED)

    with act(s.coordinator):
        services.record_decision(
            s.item,
            by=s.coordinator,
            kind="more_information",
            text="Hoe vaak komt dit voor?",
            reasons="Onbekend",
            organisation=s.police,
            planned_on=soon(),
        )
    with act(s.officer):
        action = Action.objects.get()

    assert (action.text, action.organisation, action.due_on) == (
        "Hoe vaak komt dit voor?",
        s.police,
        soon(),
    )


def test_decision_does_not_name_a_hidden_participant(act, login, scene):
    s = scene(RELEASED)
    with as_owner():
        s.meeting.seats.filter(organisation=s.police).update(is_hidden=True)

    page = login(s.coordinator).get(reverse("meetings:decide-kind", args=[s.item.pk, "more_information"]))
    with act(s.coordinator), pytest.raises(WrongState, match="niet zichtbaar"):
        services.record_decision(
            s.item, by=s.coordinator, kind="more_information", **TEXTS, **details(s, "more_information")
        )

    assert (f'value="{s.town.pk}"' in page.text, f'value="{s.police.pk}"' in page.text) == (True, False)


def test_change_to_a_kind_that_needs_more_asks_it_with_what_was_known(act, login, scene):
    s = scene(RELEASED)
    decision = made(s, DecisionKind.SHARE)
    first = typed(kind="not_shared", text="Toch niet", reasons="Te licht")

    asked = post(login, s.coordinator, "change-decision", [decision.pk], first)
    again = typed(text="Toch niet", reasons="Te licht", organisation=s.police.pk)
    post(login, s.coordinator, "change-decision-kind", [decision.pk, "not_shared"], again)
    with act(s.coordinator):
        decision.refresh_from_db()

    assert asked.context["form"]["organisation"].value() == s.police.pk
    assert (decision.kind, decision.text, decision.organisation) == ("not_shared", "Toch niet", s.police)


def test_what_a_kind_needs_is_frozen_with_the_minutes(act, scene):
    s = scene(RELEASED)
    decision = made(s, DecisionKind.FOLLOW)
    factories.put_meeting(s.meeting, FINAL, by=s.coordinator)

    with act(s.coordinator), pytest.raises(IntegrityError, match="final"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(planned_on=soon() + timedelta(days=1))


# -- a share that follows


@pytest.mark.parametrize("kind", [DecisionKind.SHARE, DecisionKind.POLICE, DecisionKind.CARE_ROUTE])
def test_share_follows_from_the_decision_with_what_the_table_said(act, login, scene, kind):
    s = scene(RELEASED)
    factories.sharing_rules()
    decision = made(s, kind)
    url = reverse("meetings:share-decision", args=[decision.pk, s.signal.pk])
    browser = login(s.coordinator)

    form = browser.get(url).context["form"]
    known = (form["purpose"].value(), form["necessity"].value())
    data = {
        "rule": form.fields["rule"].queryset.first().pk,
        "purpose": "Doen",
        "necessity": "Omdat",
        "valid_until": form["valid_until"].value().isoformat(),
    }
    response = browser.post(url, data)
    again = browser.post(url, data)
    with act(s.coordinator):
        share = Share.objects.get()
        shown = queries.decisions().get().shares
    page = browser.get(f"{reverse('meetings:live', args=[s.meeting.pk])}?punt={s.item.pk}").text

    assert known == ("Doen", "Omdat")
    assert (response.status_code, share.organisation_id, share.signal_id) == (
        302,
        s.police.pk,
        s.signal.pk,
    )
    assert (shown, url in page) == ([(s.signal, True)], False)
    assert again.context["form"].non_field_errors() == [
        f"Signaal {s.signal.number} is uit dit besluit al gedeeld."
    ]


def test_share_that_was_not_given_is_offered(login, scene):
    s = scene(RELEASED)
    decision = made(s, DecisionKind.SHARE)

    page = login(s.coordinator).get(f"{reverse('meetings:live', args=[s.meeting.pk])}?punt={s.item.pk}").text
    of_table = login(s.officer).get(f"{reverse('meetings:live', args=[s.meeting.pk])}?punt={s.item.pk}").text

    url = reverse("meetings:share-decision", args=[decision.pk, s.signal.pk])
    assert (url in page, url in of_table) == (True, False)


@pytest.mark.parametrize(("who", "code"), [("officer", 403), ("townsman", 404)])
def test_share_from_a_decision_is_for_the_desk(login, scene, who, code):
    s = scene(RELEASED)
    decision = made(s, DecisionKind.SHARE)

    response = login(getattr(s, who)).get(reverse("meetings:share-decision", args=[decision.pk, s.signal.pk]))

    assert response.status_code == code


def test_share_of_a_signal_of_another_item_or_another_kind_does_not_exist(login, scene):
    s = scene(RELEASED)
    browser = login(s.coordinator)
    sharing, other = made(s, DecisionKind.SHARE), made(s, DecisionKind.ADVICE)

    found = [
        browser.get(reverse("meetings:share-decision", args=[one.pk, signal.pk])).status_code
        for one, signal in ((sharing, s.hidden), (other, s.signal))
    ]

    assert found == [404, 404]


def test_a_share_of_another_receiver_cannot_be_hung_on_a_decision(act, scene):
    s = scene(RELEASED)
    decision = made(s, DecisionKind.SHARE)
    share = factories.share(s.signal, s.town, by=s.coordinator)

    with act(s.coordinator), pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
        DecisionShare.objects.create(decision=decision, share=share)
