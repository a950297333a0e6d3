"""The pages of signals, filled in as a person would."""

import pytest

from tests import people
from tests.conftest import as_owner


@pytest.fixture
def report_data():
    """A whole report; a test changes what it is about: `report_data(title="…")`."""

    def data(user=None, **changes):
        user = user or people.officer()
        with as_owner():
            membership = user.memberships.order_by("pk").first()
        values = {
            "membership": membership.pk,
            "title": "Leus op de gevel",
            "facts": "Op de gevel van het buurthuis staat sinds vanochtend een leus.",
            "meaning": "Ik denk dat het met de opvang te maken heeft.",
            "observed_on": "2026-11-10",
            "municipality": people.municipality().pk,
            "place": "Grote Waal",
            "channel": "offline",
            "known_by": "observed",
            "themes": [people.theme().pk],
            "subject_kind": "none",
            "has_threat": "nee",
            "source_reliability": "reliable",
            "information_reliability": "seen",
            "regime": "wpg",
            "parties-TOTAL_FORMS": "4",
            "parties-INITIAL_FORMS": "0",
        }
        return values | changes

    return data


@pytest.fixture
def party_data():
    """The fields of one party on the form of a report."""

    def data(index=0, **changes):
        values = {
            "label": "persoon A",
            "kind": "person",
            "why": "Riep het hardst.",
            "name": "",
            "details": "",
        }
        return {f"parties-{index}-{name}": value for name, value in (values | changes).items()}

    return data


@pytest.fixture
def decision_data():
    """A whole weighing."""

    def data(outcome="on_agenda", **changes):
        criteria = dict.fromkeys(
            (
                "concrete",
                "recent",
                "factual",
                "several_life_areas",
                "several_chains",
                "surroundings",
                "local_safety",
                "contradicted",
            ),
            "yes",
        )
        return criteria | {"notes": "", "outcome": outcome, "reason": "Het speelt in meer wijken."} | changes

    return data
