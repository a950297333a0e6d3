"""The picture of a case: who writes in it, what is corrected, where organisations differ, and what was known when."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from audit.models import Entry
from cases import services
from cases.models import CaseEvent, LifeArea, Observation, PartKind, TriggerFactor
from cases.queries import picture_of
from tests import factories, people
from tests.cases.pictures import today
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db

SAID = {
    "area": "housing",
    "level": "concern",
    "reasons": "De huur is niet betaald.",
    "source": "wijkteam",
    "known_by": "told",
}
HAPPENED = {"factor": "loss", "turn": "catalyst", "text": "Ontslagen.", "source": "oom", "known_by": "told"}


def part_of(case, kind=PartKind.PICTURE):
    with as_owner():
        return case.parts.get(kind=kind)


def municipality():
    return people.municipality().organisation


@pytest.fixture
def says(running):
    """An observation of the police: `says("concern", days_ago=3)`; `of` the municipality or the police."""

    def make(case, level="concern", *, days_ago=0, of=None, known=None, **fields):
        fields |= {
            "level": level,
            "day": today(days_ago),
            "written_at": timezone.now() - timedelta(days=known or 0),
        }
        return factories.observation(part_of(case), of or people.police(), people.police_member(), **fields)

    return make


def area_of(picture, area=LifeArea.HOUSING):
    return next(one for one in picture.areas if one.area == area)


def levels(standing):
    return [(str(one.entry.organisation), one.entry.level) for one in standing]


# -- writing


@pytest.mark.parametrize(
    ("who", "organisation"),
    [("coordinator", "house"), ("case_director", "house"), ("police_member", "police")],
)
def test_observe_for_the_own_organisation(act, running, who, organisation):
    case, user, of = running(), getattr(people, who)(), getattr(people, organisation)()

    with act(user):
        services.observe(case, by=user, organisation=of, day=today(), **SAID)
        kept = Observation.objects.select_related("organisation").get()

    assert (kept.organisation, kept.written_by, kept.reasons) == (of, user, SAID["reasons"])
    with as_owner():
        entry = Entry.objects.get()
        assert list(CaseEvent.objects.values_list("text", "by")) == [("Het beeld is aangevuld", user.pk)]
    assert (entry.action, entry.number) == ("observe", case.number)
    assert entry.details == {"observation": kept.pk, "corrects": None}


def test_note_trigger_for_the_own_organisation(act, running):
    case, member = running(), people.police_member()

    with act(member):
        services.note_trigger(case, by=member, organisation=people.police(), day=today(9000), **HAPPENED)
        kept = TriggerFactor.objects.get()

    assert (kept.day, kept.scale, kept.get_turn_display()) == (today(9000), "micro", "aanjager")


@pytest.mark.parametrize("service", ["observe", "note_trigger"])
@pytest.mark.parametrize("who", ["coordinator", "case_director", "police_member"])
def test_nobody_writes_for_another_organisation(act, running, who, service):
    case, user = running(partners=[people.police(), municipality()]), getattr(people, who)()
    fields = SAID if service == "observe" else HAPPENED

    with act(user), pytest.raises(NotAllowed):
        getattr(services, service)(case, by=user, organisation=municipality(), day=today(), **fields)


def test_partner_without_the_part_does_not_write(act, running):
    case, member = running(parts=[PartKind.PLAN]), people.police_member()

    with act(member), pytest.raises(NotAllowed):
        services.observe(case, by=member, organisation=people.police(), day=today(), **SAID)


def test_director_of_another_case_has_no_voice(act, running):
    case, other = running(), people.case_director("Andere regisseur")

    with act(other):
        assert services.voices(case, other) == []


def test_director_writes_in_the_name_of_his_employer(act, running):
    employer = people.organisation("Reclassering")
    director = people.case_director("Regisseur buiten", at=employer)
    case = running(directors=[director])

    with act(director):
        assert services.voices(case, director) == [employer]
        services.observe(case, by=director, organisation=employer, day=today(), **SAID)

        assert Observation.objects.count() == 1


def test_house_that_takes_part_is_heard_by_its_coordinator_alone(act, running):
    neighbour = people.house("Buurhuis")
    case = running(partners=[neighbour])
    coordinator, expert = people.coordinator("Buur", of=neighbour), people.expert("Buurexpert", of=neighbour)

    with act(coordinator):
        assert services.voices(case, coordinator) == [neighbour]
    with act(expert):
        assert services.voices(case, expert) == []


def test_observe_in_a_closed_case_is_refused(act, running, closed):
    case, coordinator = closed(running()), people.coordinator()

    with act(coordinator), pytest.raises(WrongState, match="gesloten"):
        services.observe(case, by=coordinator, organisation=people.house(), day=today(), **SAID)


def test_database_refuses_a_closed_case_too(act, running, closed):
    part, coordinator = part_of(closed(running())), people.coordinator()
    fields = {"part": part, "organisation": people.house(), "written_by": coordinator, "day": today()}

    with act(coordinator), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Observation.objects.create(**fields, **SAID)


def test_timeline_says_it_once_a_day_for_each_writer(act, running):
    case, coordinator, member = running(), people.coordinator(), people.police_member()

    for _ in range(3):
        with act(coordinator):
            services.observe(case, by=coordinator, organisation=people.house(), day=today(), **SAID)
    with act(member):
        services.observe(case, by=member, organisation=people.police(), day=today(), **SAID)

    with as_owner():
        assert list(CaseEvent.objects.values_list("by", flat=True)) == [coordinator.pk, member.pk]


@pytest.mark.parametrize("kind", [Observation, TriggerFactor])
@pytest.mark.parametrize("change", [lambda rows: rows.update(source="x"), lambda rows: rows.delete()])
def test_what_is_written_never_changes(act, running, kind, change):
    make = factories.observation if kind is Observation else factories.trigger_factor
    make(part_of(running()), people.house(), people.coordinator())

    with (
        act(people.coordinator()),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        change(kind.objects.all())


def test_database_refuses_a_day_that_must_still_come(running):
    part = part_of(running())

    with pytest.raises(IntegrityError, match="day_was_there"), transaction.atomic():
        factories.observation(part, people.house(), people.coordinator(), day=today(-1))


# -- correcting


def test_correction_takes_the_place_and_leaves_the_first_readable(act, running, says):
    case, member = running(), people.police_member()
    first = says(case, reasons="Hij deed het.")

    with act(member):
        fields = SAID | {"day": today(), "level": "stable", "correction": "Hij was het niet."}
        services.observe(case, by=member, organisation=people.police(), corrects=first, **fields)
        (standing,) = area_of(picture_of(case)).judgements

    assert (standing.entry.level, standing.entry.correction) == ("stable", "Hij was het niet.")
    assert [one.reasons for one in standing.replaced] == ["Hij deed het."]


def test_second_correction_is_refused(act, running, says):
    case, member = running(), people.police_member()
    first = says(case)
    says(case, corrects=first, correction="Eerder.")
    fields = SAID | {"day": today(), "correction": "Later."}

    with act(member), pytest.raises(WrongState, match="al gecorrigeerd"):
        services.observe(case, by=member, organisation=people.police(), corrects=first, **fields)


@pytest.mark.parametrize("who", ["coordinator", "case_director"])
def test_what_another_organisation_wrote_is_not_corrected(act, running, says, who):
    case, user = running(), getattr(people, who)()
    first = says(case)
    fields = SAID | {"day": today(), "correction": "Ik weet het beter."}

    with act(user), pytest.raises(NotAllowed):
        services.observe(case, by=user, organisation=people.house(), corrects=first, **fields)


def test_database_refuses_a_correction_of_what_another_wrote(running, says):
    case = running()
    first = says(case)

    with pytest.raises(IntegrityError, match="another organisation"), transaction.atomic():
        says(case, of=municipality(), corrects=first, correction="Beter.")


def test_database_refuses_a_correction_in_another_case(running, says):
    first = says(running())

    with pytest.raises(IntegrityError, match="another organisation"), transaction.atomic():
        says(running(), corrects=first, correction="Beter.")


# -- reading


def test_newest_judgement_stands_and_earlier_ones_follow(act, running, says):
    case = running()
    says(case, "concern", days_ago=40)
    says(case, "strength", days_ago=2)

    with act(people.police_member()):
        area = area_of(picture_of(case))

    assert (levels(area.judgements), levels(area.others)) == (
        [("Politie", "strength")],
        [("Politie", "concern")],
    )
    assert (area.differs, area.is_old) == (False, False)


def test_organisations_that_differ_stand_side_by_side_by_name(act, running, says):
    case = running()
    says(case, "concern", days_ago=100)
    says(case, "strength", days_ago=1, of=municipality())
    says(case, "stable", days_ago=120, of=municipality())

    with act(people.police_member()):
        area = area_of(picture_of(case))

    assert area.differs
    assert levels(area.judgements) == [("Gemeente Hoorn", "strength"), ("Politie", "concern")]
    assert levels(area.others) == [("Gemeente Hoorn", "stable")]


def test_organisations_that_agree_show_the_newest(act, running, says):
    case = running()
    says(case, "concern", days_ago=3)
    says(case, "concern", days_ago=1, of=municipality())

    with act(people.police_member()):
        area = area_of(picture_of(case))

    assert (area.differs, levels(area.judgements)) == (False, [("Gemeente Hoorn", "concern")])


def test_judgement_of_more_than_half_a_year_ago_differs_from_nothing(act, running, says):
    case = running()
    says(case, "concern", days_ago=184)
    says(case, "strength", days_ago=1, of=municipality())

    with act(people.police_member()):
        area = area_of(picture_of(case))

    assert (area.differs, levels(area.judgements)) == (False, [("Gemeente Hoorn", "strength")])


def test_area_of_which_nothing_new_is_said_is_old(act, running, says):
    case = running()
    says(case, "concern", days_ago=184)

    with act(people.police_member()):
        area = area_of(picture_of(case))

    assert (area.is_old, levels(area.judgements)) == (True, [("Politie", "concern")])


def test_areas_without_a_word_are_silent(act, running, says):
    case = running()
    says(case)

    with act(people.police_member()):
        picture = picture_of(case)

    assert [one.area for one in picture.areas] == [LifeArea.HOUSING]
    assert picture.silent == [area for area in LifeArea if area != LifeArea.HOUSING]


def test_picture_of_another_case_stays_out(act, running, says):
    case = running()
    says(running())

    with act(people.police_member()):
        assert picture_of(case).areas == []


def test_picture_on_a_day_knows_nothing_of_later(act, running, says):
    case = running()
    first = says(case, "concern", days_ago=40, known=30)
    says(case, "stable", days_ago=40, known=10, corrects=first, correction="Anders.")
    says(case, "strength", days_ago=35, known=5)

    with act(people.police_member()):
        then, before = picture_of(case, today(20)), picture_of(case, today(31))
        (standing,) = area_of(then).judgements

    assert (standing.entry.level, standing.replaced) == ("concern", [])
    assert before.areas == []
