"""The picture of a case: what is known on a day, and adding to it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from audit.log import log_read
from cases import services
from cases.forms import ObservationForm, PictureDayForm, TriggerForm
from cases.models import LifeArea, Observation, TriggerFactor
from cases.queries import correction_of, picture_of
from cases.views.getters import get_case, get_entry, get_pictured_case
from cases.views.pages import case_page
from signals.views.written import screen_of
from zvh.exceptions import NotAllowed
from zvh.forms import acted


@dataclass(frozen=True)
class Kind:
    """One kind of entry: what it is called, its table, its form, and the service that keeps it."""

    name: str
    model: type
    form: type
    keep: Callable


OBSERVATION = Kind("Waarneming", Observation, ObservationForm, services.observe)
TRIGGER = Kind("Triggerfactor", TriggerFactor, TriggerForm, services.note_trigger)


def picture(request, number):
    case = get_case(number)
    form = PictureDayForm(request.GET)
    is_now = form.chosen is None
    return case_page(
        request,
        case,
        "cases/picture.html",
        form=form,
        then=form.chosen,
        picture=picture_of(case, form.chosen, form.until),
        voices=services.voices(case, request.user) if is_now and not case.closed_at else [],
    )


def add_observation(request, number):
    return _add(request, number, OBSERVATION)


def correct_observation(request, number, pk):
    return _correct(request, number, pk, OBSERVATION)


def add_trigger(request, number):
    return _add(request, number, TRIGGER)


def correct_trigger(request, number, pk):
    return _correct(request, number, pk, TRIGGER)


def _add(request, number, kind):
    area = request.GET.get("gebied", "")
    first = {"area": area} if area in LifeArea else None
    case = get_pictured_case(number)
    return _write(request, case, kind, title=f"{kind.name} toevoegen", initial=first)


def _correct(request, number, pk, kind):
    """A correction is an entry of its own, which begins with the words of the first."""
    case, entry = get_pictured_case(number), get_entry(kind.model, number, pk)
    if entry.organisation not in services.voices(case, request.user):
        raise NotAllowed
    if request.method != "POST":
        services.refuse_second_correction(entry)
    return _write(request, case, kind, title=f"{kind.name} corrigeren", corrects=entry)


def _write(request, case, kind, *, title, corrects=None, initial=None):
    """The page of one entry. What was typed stays when the case was closed or the entry corrected meanwhile."""
    voices = services.voices(case, request.user)
    if not voices:
        raise NotAllowed
    if request.method != "POST":
        services.require_running(case)
    make = partial(kind.form, voices=voices, corrects=corrects, initial=initial)
    keep = partial(kind.keep, case, by=request.user, corrects=corrects)
    screen = screen_of(request, make, kind.form.SCANNED)
    if screen.is_ready and acted(screen.form, lambda answers: keep(**answers)):
        messages.success(request, f"De {kind.name.lower()} staat in het beeld.")
        return redirect(f"{reverse('cases:picture', args=[case.number])}#{_place(screen.form)}")
    log_read(case)
    context = {"case": case, "title": title, "meanwhile": corrects and correction_of(corrects)}
    return render(request, "cases/picture_form.html", context | vars(screen))


def _place(form):
    """Where on the page it stands."""
    return form.cleaned_data.get("area", "triggerfactoren")
