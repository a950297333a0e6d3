"""The overview, the log and the legal terms."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from audit.log import log_list
from audit.models import Entry
from desk import queries
from desk.forms import LogFilterForm
from desk.overview import overview as overview_parts
from desk.overview import signals_on
from partners.roles import Permission
from partners.steps import require
from partners.views.getters import administered
from signals import queries as signal_queries
from signals import services as signal_services
from signals.forms import NewRuleForm, RuleForm
from signals.models import SharingRule
from zvh.forms import acted
from zvh.paging import page_of


def overview(request):
    """What waits for this person, the next meeting, the map and the newest things."""
    parts = overview_parts(request.user)
    log_list("signal", signals_on(parts))
    return render(request, "desk/overview.html", parts)


def log(request):
    """The lines of the log that the database shows this reader."""
    require(request.user, Permission.LOG_READ)
    form = LogFilterForm(request.GET)
    entries = Entry.objects.order_by("-at", "-id")
    page = page_of(form.narrow(entries) if form.is_valid() else entries.none(), request, size=50)
    lines = queries.log_lines(page)
    log_list("log", [])
    return render(request, "desk/log.html", {"form": form, "page": page, "lines": lines})


def rules(request):
    """Which legal ground allows sharing with whom, how long, and by which decision."""
    context = _administration(request) | {"regimes": signal_queries.rules_by_regime()}
    return render(request, "desk/rules.html", context)


def add_rule(request):
    context = _administration(request)
    form = NewRuleForm(request.POST or None)
    if form.is_valid() and acted(form, lambda typed: signal_services.add_rule(by=request.user, **typed)):
        messages.success(request, "De regel is toegevoegd en geldt meteen.")
        return redirect(reverse("desk:rules") + context["query"])
    return render(request, "desk/rule_form.html", context | {"form": form})


def change_rule(request, pk):
    context = _administration(request)
    rule = get_object_or_404(SharingRule, pk=pk)
    form = RuleForm(request.POST or None, rule=rule)
    if form.is_valid() and acted(
        form, lambda typed: signal_services.change_rule(rule, by=request.user, **typed)
    ):
        messages.success(request, "De regel is bewaard en geldt meteen voor nieuwe delingen.")
        return redirect(reverse("desk:rules") + context["query"])
    return render(request, "desk/rule_form.html", context | {"form": form, "rule": rule})


def _administration(request):
    """For who may change the terms: the house whose tabs are shown, none for a privacy officer."""
    if not request.user.houses_for(Permission.RULES_MANAGE):
        raise Http404
    house = next(iter(administered(request)), None)
    return {"current_house": house, "query": house.query if house else ""}
