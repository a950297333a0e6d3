"""Writes what stands in the pictures of a world. See rows.py."""

from datetime import date

from cases.models import Observation, TriggerFactor
from tests.rowsecurity.making import SECOND, make


def build_pictures(world):
    said = {"source": "x", "known_by": "observed", "day": date(2026, 1, 1), "written_by_id": SECOND}
    make(Observation, world, "observations", area="housing", level="concern", reasons="r", **said)
    make(TriggerFactor, world, "trigger_factors", factor="home", turn="catalyst", text="t", **said)
