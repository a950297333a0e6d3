"""A running case, and what a browser sends."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases import queries, services
from cases.models import Action, Case, CasePartner, CaseState, JournalEntry, PartKind
from partners.models import OrganisationKind
from tests import factories, people
from tests.cases import planning
from tests.cases.journals import CAST, FIELDS, hoorn
from tests.conftest import as_owner


@pytest.fixture
def running():
    """A case of the coordinator with a director and the police: `running(is_restricted=True)`."""

    def make(**fields):
        values = {
            "by": people.coordinator(),
            "directors": [people.case_director()],
            "partners": [people.police()],
        } | fields
        return factories.case(**values)

    return make


@pytest.fixture
def action_for():
    """An action in a case; without an owner it is of the police."""

    def make(case=None, *, days=7, **fields):
        due_on = timezone.localdate() + timedelta(days=days)
        return factories.action(by=people.coordinator(), case=case, due_on=due_on, **fields)

    return make


@pytest.fixture
def membership_of():
    def get(user):
        with as_owner():
            return user.memberships.select_related("user", "organisation").get()

    return get


@pytest.fixture
def stored():
    """A row as it stands in the database, past the policies."""

    def get(row):
        with as_owner():
            return type(row).objects.get(pk=row.pk)

    return get


@pytest.fixture
def opening():
    """What open_case needs besides the house and who does it."""

    def fields(**changes):
        with as_owner():
            directors = list(people.case_director().memberships.all())
        return {
            "title": "Onrust in de wijk",
            "kind": "phenomenon",
            "municipality": people.municipality(),
            "theme": people.theme(),
            "legal_ground": "wgs",
            "criteria_met": ["safety"],
            "criteria": "Drie leefgebieden.",
            "proportionality": "De onrust is groot.",
            "subsidiarity": "Gesprekken hielpen niet.",
            "directors": directors,
            "partners": [people.police()],
        } | changes

    return fields


@pytest.fixture
def numbers():
    """How many cases and actions there are at all."""

    def count():
        with as_owner():
            return Case.objects.count(), Action.objects.count()

    return count


@pytest.fixture
def opening_data(membership_of):
    """The form that opens a case without a decision, as a browser sends it."""

    def data(**changes):
        return {
            "title": "Onrust in de wijk",
            "kind": "phenomenon",
            "municipality": people.municipality().pk,
            "theme": people.theme().pk,
            "legal_ground": "wgs",
            "met_wgs": ["safety"],
            "runs_until": timezone.localdate() + timedelta(days=100),
            "criteria": "Drie leefgebieden.",
            "proportionality": "De onrust is groot.",
            "subsidiarity": "Gesprekken hielpen niet.",
            "directors": [membership_of(people.case_director()).pk],
            "partners": [people.police().pk],
            "reason": "Er is haast.",
        } | changes

    return data


@pytest.fixture
def other():
    """A coordinator of the house, not of the case."""
    return people.coordinator("Andere coordinator")


@pytest.fixture
def closed():
    """Close a case past its steps."""

    def close(case):
        with as_owner():
            case.closed_at, case.closed_by = timezone.now(), case.coordinator
            case.state, case.result = CaseState.CLOSED, "Klaar."
            case.save()
        return case

    return close


@pytest.fixture
def care():
    return people.organisation("Zorg", OrganisationKind.CARE, house=people.house())


@pytest.fixture
def care_member(care):
    return people.person("Zorglid", "participant", care)


@pytest.fixture
def planned(running, action_for):
    """A case with a goal, an intervention of the police and an agreement of each; nothing is late."""
    case = running()
    goal = planning.goal(case, text="Geheim doel")
    made = planning.intervention(goal, text="Geheime interventie", state="running")
    action_for(case, goal=goal, text="Afspraak van het doel", organisation=people.house())
    action_for(case, goal=goal, intervention=made, text="Afspraak van de interventie")
    return case


@pytest.fixture
def case_with_journal(running):
    """With the police, which reads the journal, and Hoorn, which does not."""
    made = running(partners=[people.police(), hoorn()])
    people.police_member(), people.municipality_member()
    with as_owner():
        CasePartner.objects.filter(case=made, organisation=hoorn()).update(parts=[PartKind.PLAN])
    return made


@pytest.fixture
def write(act):
    """`write(case, by, visible_to="named", readers=[user])`: as the first membership by which he reads it."""

    def make(case, by, *, readers=(), **fields):
        with act(by):
            there = {one.user_id: one for one in queries.people_in(case)}
            return services.write_entry(
                case,
                by=by,
                writer=queries.journal_writers(case)[0],
                readers=[there[user.pk] for user in readers],
                **FIELDS | fields,
            )

    return make


@pytest.fixture
def readers_of(act):
    """Who of the cast reads this entry."""

    def names(entry):
        found = set()
        for name, who in CAST.items():
            with act(who()):
                if JournalEntry.objects.filter(pk=entry.pk).exists():
                    found.add(name)
        return found

    return names
