"""Goals, interventions and templates as tests make them, past the policies; and two people who work at once."""

import threading
from datetime import timedelta

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from cases.models import CasePartner, Goal, Intervention, Part, TaskTemplate, TemplateTask
from tests import people
from tests.conftest import as_owner
from zvh.actor import acting_as
from zvh.exceptions import WrongState


def goal(case, **fields):
    """The last goal of a case."""
    with as_owner():
        part = Part.objects.get(case=case, kind="plan")
        values = {
            "kind": "risk",
            "area": "work",
            "text": "Minder tijd op straat.",
            "sign": "Drie dagen per week bij de dagbesteding.",
            "changed_by": case.coordinator,
            "position": Goal.objects.filter(part=part).count() + 1,
        } | fields
        made = Goal.objects.create(part=part, **values)
    return made


def intervention(of_goal, **fields):
    with as_owner():
        values = {
            "text": "Wekelijks gesprek.",
            "organisation": people.police(),
            "reason": "Hij vertrouwt deze agent.",
            "changed_by": of_goal.changed_by,
        } | fields
        return Intervention.objects.create(goal=of_goal, **values)


def template(*tasks, of=None, **fields):
    """A template with these tasks: (text, days, kind)."""
    with as_owner():
        made = TaskTemplate.objects.create(**{"house": of or people.house(), "name": "Openen"} | fields)
        for position, (text, days, kind) in enumerate(tasks or (("Bellen", 5, "police"),), start=1):
            TemplateTask.objects.create(template=made, position=position, text=text, days=days, kind=kind)
    return made


def base_of(row):
    """The version from which somebody starts who opens the form now."""
    with as_owner():
        return row.versions.latest("pgh_id").pk


def url(case, name="plan", *args):
    return reverse(f"cases:{name}", args=[case.number, *args])


def days(number):
    return timezone.localdate() + timedelta(days=number)


def let_read(case, *parts):
    """The police reads these parts of the case."""
    with as_owner():
        CasePartner.objects.filter(case=case).update(parts=list(parts))


def change(goal, browser, base, **typed):
    """Send the form of a goal, counting from this version."""
    answers = {name: getattr(goal, name) for name in ("kind", "area", "text", "sign", "state", "reason")}
    return browser.post(url(goal.part.case, "change-goal", goal.pk), answers | {"base": base} | typed)


def two_at_once(first, second):
    """`first` and `second` are (user, act): the second begins before the first commits. (waited, told)"""
    said = []

    def change():
        try:
            with acting_as(second[0]):
                second[1]()
        except WrongState as refused:
            said.append(str(refused))
        finally:
            connection.close()

    other = threading.Thread(target=change)
    with acting_as(first[0]):
        first[1]()
        other.start()
        other.join(1)  # it waits for the lock
        waited = other.is_alive()
    other.join(20)
    return waited, said
