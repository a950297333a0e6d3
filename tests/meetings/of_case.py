"""What tests of case meetings share."""

from datetime import timedelta

from django.utils import timezone

from meetings import services
from tests.conftest import as_owner


def plan(s, by=None, **fields):
    values = {"starts_at": timezone.now() + timedelta(days=9), "minutes": 60, "place": "Alkmaar"} | fields
    return services.plan_case_meeting(s.case, by=by or s.director, **values)


def item_of(meeting):
    with as_owner():
        return meeting.items.select_related("meeting__case").first()


def who_sees(act, s, model, **what):
    names = [name for name in vars(s) if name not in {"police", "town", "case", "meeting"}]
    found = set()
    for name in names:
        with act(getattr(s, name)):
            if model.objects.filter(**what).exists():
                found.add(name)
    return found
