"""What stands in the picture of a case, and the addresses of its pages."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from cases.models import PartKind
from tests import factories, people
from tests.conftest import as_owner


def today(days_ago=0):
    return timezone.localdate() - timedelta(days=days_ago)


def page(case, name="picture", *more):
    return reverse(f"cases:{name}", args=[case.number, *more])


def said(case, **fields):
    with as_owner():
        part = case.parts.get(kind=PartKind.PICTURE)
    return factories.observation(part, people.police(), people.police_member(), **fields)


def happened(case, **fields):
    with as_owner():
        part = case.parts.get(kind=PartKind.PICTURE)
    return factories.trigger_factor(part, people.police(), people.police_member(), **fields)
