"""What the desk asks an outsider, and the browser in which he opens the link."""

from datetime import timedelta

from django.utils import timezone

from partners.models import Key
from signals import services
from signals.models import OutsideQuestion
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.citizens.visits import Visitor
from zvh.actor import acting_as

SITE = "http://testserver/"
TEXT = "Zag u vorige week iemand bij het hek van de school?"


def asked(signal=None, *, by=None, to_whom="conciërge van de school", text=TEXT, email=""):
    """Ask through the service; gives the question and its link."""
    by, signal = by or people.coordinator(), signal or factories.signal()
    with acting_as(by):
        return services.ask_outside(signal, by=by, site=SITE, to_whom=to_whom, text=text, email=email)


def secret_of(asked):
    return asked.link.rstrip("/").rsplit("/", 1)[1]


def opened(asked, **defaults):
    """A visitor who followed the link."""
    visitor = Visitor(**defaults)
    visitor.client.get(asked.link)
    return visitor


def field_on(visitor, name):
    """The value of a hidden field of the page."""
    return visitor.get("outside").text.split(f'name="{name}" value="')[1].split('"')[0]


def answer(visitor, text="Ja, twee jongens.", **more):
    """Fill in the page as it stands there now."""
    data = {"answer": text, "about": field_on(visitor, "about"), **more}
    return visitor.post("outside", data, token=field_on(visitor, "token"))


def late(question):
    """Its fourteen days are over."""
    ago = timezone.now() - timedelta(minutes=1)
    with as_owner():
        OutsideQuestion.objects.filter(pk=question.pk).update(valid_until=ago)
        Key.objects.filter(pk=question.key_id).update(until=ago)


def stored(model=OutsideQuestion):
    with as_owner():
        return list(model.objects.select_related())
