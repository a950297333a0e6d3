import pytest
from django.http import Http404
from django.urls import resolve

from audit.middleware import RefusalMiddleware
from audit.models import Entry
from tests import factories, people
from tests.conftest import as_owner
from zvh.actor import acting_as

pytestmark = pytest.mark.django_db


def refusals():
    with as_owner():
        return list(Entry.objects.filter(action="refused").values_list("details", flat=True))


def test_refusal_names_the_numbers_that_were_asked(login):
    signal = factories.signal(people.officer())

    login(people.outsider()).get(f"/signalen/{signal.number}/delen/7/stoppen/")

    asked = {"number": signal.number, "pk": 7}
    assert refusals() == [{"view": "signals:end-share", "answer": 404, "asked": asked}]


def test_refusal_never_names_a_secret(rf):
    request = rf.get("/uitnodiging/geheim/")
    request.user, request.resolver_match = people.officer(), resolve("/uitnodiging/geheim/")

    with acting_as(request.user):
        RefusalMiddleware(None).process_exception(request, Http404())

    assert refusals() == [{"view": "partners:invitation", "answer": 404}]
