"""Addresses that go wrong in every way, for the tests of what the log keeps of that."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import path

from signals.models import Signal
from zvh import urls


def refuses(request):
    raise PermissionDenied


def misses(request):
    raise Http404


def fails(request):
    Signal.objects.update(title="half werk")
    raise ValueError("boem")


def works(request):
    return HttpResponse("goed")


urlpatterns = [
    path("refuses/", refuses, name="refuses"),
    path("misses/", misses, name="misses"),
    path("fails/", fails, name="fails"),
    path("works/", works, name="works"),
    *urls.urlpatterns,
]
