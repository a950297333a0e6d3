"""One agenda item: its text, its table, its signals, and who steps out."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from audit.log import log_read
from meetings import queries, services
from meetings.forms import ChangeItemForm, LinkSignalForm, RecusalForm, TableForm, UndoRecusalForm
from meetings.views.getters import get_item, get_item_with_table, get_linked, get_recusal, get_seated
from meetings.views.steps import form_step
from partners.models import TextKind
from partners.roles import Permission
from partners.steps import require
from signals.forms.begin import begin_with_text
from zvh.forms import acted

QUESTION = "tafel-question"


def item(request, pk):
    """The page on which an item is changed."""
    found = get_item_with_table(pk)
    require(request.user, Permission.MEETING_PLAN, found)
    form = ChangeItemForm(request.POST or None, item=found)
    if form.is_valid() and acted(form, lambda typed: services.change_item(found, by=request.user, **typed)):
        messages.success(request, "Het agendapunt is bewaard.")
        return redirect(found.meeting)
    return _page(request, found, form=form)


def _page(request, found, **forms):
    log_read(found)
    begin, recusals = _begin(request, found), list(found.recusals.select_related("user", "ended_by"))
    context = {
        "item": found,
        "meeting": found.meeting,
        "line": queries.line_of(found, request.user),
        "recusals": recusals,
        "usual": queries.usual_absent(found),
        "versions": queries.versions_of([found])[found.pk],
        "begin": begin,
        "can_remove": found.meeting.released_at is None,
        "form": ChangeItemForm(item=found),
        "table_form": TableForm(item=found, initial=_begun(begin)),
        "signal_form": LinkSignalForm(item=found),
        "recusal_form": RecusalForm(item=found, recusals=recusals),
        **forms,
    }
    return render(request, "meetings/item.html", context)


def _begin(request, found):
    """The standard texts for a question, in the form of the table."""
    return begin_with_text(request.POST, found.house_id, TextKind.BEFOREHAND, field=QUESTION)


def _begun(begin):
    """What stands in the form of the table after a standard text was asked for, beside what was typed."""
    if not begin.is_asked:
        return None
    return {"organisation": begin.data.get("tafel-organisation"), "question": begin.initial[QUESTION]}


def _part(request, found, name, form, act, done):
    """Save one part of the page; with errors the page comes back as it was typed."""
    if form.is_valid() and acted(form, act):
        messages.success(request, done)
        return redirect("meetings:item", found.pk)
    return _page(request, found, **{name: form})


@require_POST
def add_to_table(request, pk):
    found = get_item_with_table(pk)
    require(request.user, Permission.MEETING_PLAN, found)
    if "begin" in request.POST:
        return _page(request, found)
    form = TableForm(request.POST, item=found)

    def act(typed):
        services.add_to_table(found, by=request.user, **typed)

    return _part(request, found, "table_form", form, act, "De organisatie zit aan tafel.")


@require_POST
def remove_from_table(request, pk, organisation_pk):
    found = get_item(pk)
    services.remove_from_table(found, by=request.user, organisation=get_seated(found, organisation_pk))
    messages.success(request, "De organisatie zit niet meer aan tafel.")
    return redirect("meetings:item", found.pk)


@require_POST
def link_signals(request, pk):
    found = get_item_with_table(pk)
    require(request.user, Permission.MEETING_PLAN, found)

    def act(typed):
        for signal in typed["signals"]:
            services.link_signal(found, by=request.user, signal=signal)

    form = LinkSignalForm(request.POST, item=found)
    return _part(request, found, "signal_form", form, act, "Gekoppeld.")


@require_POST
def unlink_signal(request, pk, signal_pk):
    found = get_item(pk)
    services.unlink_signal(found, by=request.user, signal=get_linked(found, signal_pk))
    messages.success(request, "Het signaal hoort niet meer bij dit punt.")
    return redirect("meetings:item", found.pk)


@require_POST
def recuse(request, pk):
    """Who steps out himself does not see the item any more: back to the agenda."""
    found = get_item_with_table(pk)
    require(request.user, Permission.MEETING_PLAN, found)
    form = RecusalForm(request.POST, item=found)
    if not (form.is_valid() and acted(form, lambda typed: services.recuse(found, by=request.user, **typed))):
        return _page(request, found, recusal_form=form)
    messages.success(request, f"{form.cleaned_data['user'].name} doet niet mee aan dit punt.")
    return redirect(found.meeting)


@require_POST
def step_out(request, pk):
    """Somebody at the table has an interest of his own in this item."""
    found = get_item(pk)
    services.recuse(found, by=request.user, user=request.user)
    messages.success(request, "U doet niet mee aan dit punt. U ziet het niet meer.")
    return redirect(found.meeting)


def undo_recusal(request, pk, recusal_pk):
    """Somebody takes part again; the trace stays."""
    found = get_item(pk)
    require(request.user, Permission.MEETING_PLAN, found)
    recusal = get_recusal(found, recusal_pk)
    log_read(found)
    return form_step(
        request,
        found.meeting,
        UndoRecusalForm(request.POST or None),
        title="Laten meedoen",
        about=f"{recusal.user.name} ziet dit punt, de signalen en de papieren dan weer.",
        button="Laten meedoen",
        act=lambda typed: services.undo_recusal(recusal, by=request.user, **typed),
        done=f"{recusal.user.name} doet weer mee aan dit punt.",
    )


@require_POST
def seat_usual(request, pk):
    found = get_item(pk)
    seated = services.seat_usual(found, by=request.user)
    messages.success(request, f"Aan tafel gezet: {', '.join(str(one) for one in seated)}.")
    return redirect("meetings:item", found.pk)
