"""The extract of an organisation is exactly what its member gets."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from meetings import queries
from meetings.models import (
    DecisionCase,
    DecisionKind,
    Erratum,
    Meeting,
    MeetingState,
    Recusal,
    Seat,
)
from meetings.pdf.content import minutes_sections
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

RELEASED, HELD, FINAL = MeetingState.RELEASED, MeetingState.HELD, MeetingState.FINAL


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def sql(query, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall() if cursor.description else []


# -- the extract of an organisation is what its member gets


@pytest.fixture
def tangled(full):
    """Minutes with everything that differs per reader: a hidden participant, a case, a recusal, errata, amendments."""

    def make(state=HELD):
        s = full(RELEASED)
        s.secret_service = people.organisation("Geheime dienst", house=s.house)
        case = factories.case(by=s.coordinator, partners=[s.police], title="Casus van politie")
        with as_owner():
            Seat.objects.create(
                meeting=s.meeting, organisation=s.secret_service, is_hidden=True, attendance="present"
            )
            s.secret.places.create(organisation=s.secret_service)
            s.opening.decisions.update(kind=DecisionKind.APPROACH)
            DecisionCase.objects.create(decision=s.opening.decisions.get(), case=case)
            for item in (s.item, s.secret):
                Erratum.objects.create(item=item, text=f"Lees {item.pk}", reason="r", by=s.coordinator)
            s.secret.amendments.create(
                field="remark",
                text="Van de dienst",
                organisation=s.secret_service,
                proposed_by=s.coordinator,
                state="rejected",
                reason="Nee",
                handled_at=timezone.now(),
                handled_by=s.coordinator,
            )
        factories.put_meeting(s.meeting, state, by=s.coordinator)
        with as_owner():
            s.meeting = Meeting.objects.select_related("series").get(pk=s.meeting.pk)
        return s

    return make


def facts(read):
    """All that stands in these minutes, as ids and words."""
    return {
        "seats": [(seat.pk, seat.names) for seat in read.seats],
        "hidden": read.hidden_seats,
        "items": [
            {
                "item": item.pk,
                "texts": (item.information, item.interpretation, item.conclusion),
                "places": [place.organisation_id for place in item.places.all()],
                "signals": [signal.pk for signal in item.signals.all()],
                "decisions": [(one.pk, getattr(one.case, "number", None)) for one in item.decisions.all()],
                "actions": [link.action_id for link in item.action_links.all()],
                "amendments": [one.pk for one in item.amendments.all()],
                "errata": [one.pk for one in item.errata.all()],
            }
            for item in read.items
        ],
    }


@pytest.mark.parametrize("state", [RELEASED, HELD, FINAL])
def test_extract_is_exactly_what_a_member_of_that_organisation_reads(act, tangled, state):
    s = tangled(state)
    members = {
        s.police: s.officer,
        s.town: s.townsman,
        s.secret_service: people.person("Agent", "participant", s.secret_service),
    }

    for organisation, member in members.items():
        with act(member):
            read = queries.read_minutes(s.meeting, member)
            own = (facts(read), minutes_sections(s.meeting, read))
        with act(s.coordinator):
            read = queries.extract_of(s.meeting, organisation)
            extract = (facts(read), minutes_sections(s.meeting, read))
        assert (organisation.name, extract) == (organisation.name, own)


def test_extract_leaves_the_coordinator_who_he_was(act, tangled):
    s = tangled()
    with act(s.coordinator):
        before = sql("SELECT zvh.mine(), zvh.me()")
        queries.extract_of(s.meeting, s.police)
        after = sql("SELECT zvh.mine(), zvh.me()")

    assert before == after


def test_extract_shows_no_item_that_the_coordinator_himself_may_not_see(act, login, tangled):
    s = tangled()
    with as_owner():
        Recusal.objects.create(item=s.secret, user=s.coordinator, by=s.coordinator)

    page = login(s.coordinator).get(url("extract", s.meeting.pk, s.town.pk)).content.decode()

    assert ("Gemeentewoord" in page, "Welkom" in page) == (False, True)


def test_extract_is_for_the_coordinator_of_this_house(act, login, tangled):
    s = tangled()
    readers = (s.coordinator, people.expert(), s.officer, people.outsider())
    for name in ("extract", "extract-pdf"):
        answers = [login(one).get(url(name, s.meeting.pk, s.police.pk)).status_code for one in readers]
        assert answers == [200, 403, 403, 404]
    with act(s.officer):
        assert sql("SELECT * FROM zvh.extract_for(%s, %s)", s.meeting.pk, s.town.pk) == []
    stranger = people.organisation("Ver weg", house=s.house)
    assert login(s.coordinator).get(url("extract", s.meeting.pk, stranger.pk)).status_code == 404


def test_reading_an_extract_is_logged_with_whose(login, tangled):
    s = tangled()
    login(s.coordinator).get(url("extract", s.meeting.pk, s.police.pk))

    with as_owner():
        line = Entry.objects.get(action="read", details__extract=s.police.pk)
    assert line.details["items"] == [s.opening.pk, s.item.pk]
