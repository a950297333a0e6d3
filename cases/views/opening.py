"""Opening a case without a decision of a meeting; from a decision it is a page of the meeting."""

from django.contrib import messages
from django.shortcuts import redirect, render

from audit.log import log_read
from cases import services
from cases.forms import OpenCaseForm
from cases.models import CaseKind
from cases.views.getters import get_signal
from cases.views.steps import typed
from partners.queries import houses_of
from partners.roles import Permission
from signals.models import SubjectKind
from zvh.exceptions import NotAllowed
from zvh.forms import acted

KIND_OF = {
    SubjectKind.NONE: CaseKind.PHENOMENON,
    SubjectKind.GROUP: CaseKind.PHENOMENON,
    SubjectKind.PERSON: CaseKind.PERSON,
    SubjectKind.ORGANISATION: CaseKind.ORGANISATION,
}


def new(request):
    signal = get_signal(request.GET["signaal"]) if request.GET.get("signaal") else None
    houses = list(houses_of(request.user, Permission.CASE_OPEN))
    house = _house(houses, signal, request.GET.get("huis", ""))
    form = OpenCaseForm(
        typed(request), house=house, user=request.user, initial=_initial(signal), needs_reason=True
    )
    opened = []

    def act(answers):
        signals = [signal] if signal else []
        opened.append(services.open_case(house, by=request.user, signals=signals, **answers))

    if form.is_valid() and acted(form, act):
        messages.success(request, f"Casus {opened[0].number} is geopend.")
        return redirect(opened[0])
    if signal:
        log_read(signal)
    others = [one for one in houses if one != house and not signal]
    context = {"form": form, "house_of_case": house, "other_houses": others, "signal": signal}
    return render(request, "cases/new.html", context)


def _house(houses, signal, asked):
    """The house of the signal, the one that is asked for, or the first; NotAllowed without any."""
    wanted = str(signal.house_id) if signal else asked
    fitting = [house for house in houses if str(house.pk) == wanted] or ([] if signal else houses[:1])
    if not fitting:
        raise NotAllowed
    return fitting[0]


def _initial(signal):
    """What the signal already says; nothing of it is a name."""
    if signal is None:
        return None
    return {
        "title": signal.title,
        "kind": KIND_OF[signal.subject_kind],
        "municipality": signal.municipality_id,
        "theme": signal.themes.first(),
    }
