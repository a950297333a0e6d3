"""The list of signals, what it gives as a file, and the filters somebody keeps."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from audit.log import log_list
from partners.roles import Permission, has_permission
from signals import export as files
from signals.forms import ListForm, Places, SaveFilterForm
from signals.queries import count_each, drafts_of, houses_of, suggestion
from signals.queries.listing import capped
from signals.services import remove_filter, save_filter
from signals.views.getters import get_saved_filter, saved_filters_of
from zvh.streaming import streamed


def form_of(request, data):
    """The filters in this address, for this reader."""
    weighs = has_permission(request.user, Permission.SIGNAL_WEIGH)
    form = ListForm(data, places=Places(houses_of(request.user)), weighs=weighs)
    form.is_valid()
    return form


def signals(request):
    """What the reader may see, newest first; the filters stand in the address."""
    form = form_of(request, request.GET or {})
    search = form.search
    page = search.page(form.number)
    log_list("signal", [row.signal for row in page.rows], words=search.typed)
    context = {
        "form": form,
        "page": page,
        "suggestion": form.address_with(suggestion(search.words))
        if search.words and not page.count
        else None,
        "weighs": form.weighs,
        "open_filters": form.errors or "filters" in request.GET,
        "most_exported": files.MOST,
        "reads_own": not has_permission(request.user, Permission.CONTRIBUTE),
        "can_report": has_permission(request.user, Permission.SIGNAL_REPORT),
        "can_import": has_permission(request.user, Permission.SIGNAL_IMPORT_CONFIRM),
        "can_enter": has_permission(request.user, Permission.SIGNAL_ENTER),
        "drafts": drafts_of(request.user),
    }
    return render(request, "signals/list.html", context)


def filter_fields(request):
    """The fields of all filters: fetched when somebody opens them, for most readers of the list never do."""
    return render(request, "signals/parts/filters.html", {"form": form_of(request, request.GET)})


def export(request, kind):
    """What the filters give, as a file: the rows of the list, with their texts."""
    form = form_of(request, request.GET or {})
    ids = form.search.ids(files.MOST + 1)
    shown = files.numbers_of(ids[: files.MOST])
    log_list("signal", shown, words=form.search.typed, action="export")
    make, content_type = files.KINDS[kind]
    body = make(request.user, ids[: files.MOST], more=len(ids) > files.MOST, weighs=form.weighs)
    return streamed(request, body, content_type=content_type, filename=files.name_of(kind))


# -- saved filters


def saved_filters(request):
    """What this person keeps, each with how many signals it finds now; a fragment of it stands on the overview."""
    saved = saved_filters_of(request.user)
    part = request.GET.get("deel") == "overzicht"
    shown = list(saved[:5] if part else saved)
    places = Places(houses_of(request.user))
    weighs = has_permission(request.user, Permission.SIGNAL_WEIGH)
    searches = [_search_of(one, places, weighs) for one in shown]
    context = {"saved": list(zip(shown, map(capped, count_each(searches)), strict=True))}
    return render(request, f"signals/saved.html{'#list' if part else ''}", context)


def _search_of(saved, places, weighs):
    form = ListForm(saved.fields, places=places, weighs=weighs)
    form.is_valid()
    return form.search


@require_POST
def keep_filter(request):
    form = SaveFilterForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect("signals:list")
    kept = form_of(request, form.fields_of_query)
    saved = save_filter(by=request.user, name=form.cleaned_data["name"], query=kept.address)
    messages.success(request, f"Het filter ‘{saved.name}’ is bewaard. U vindt het ook op uw overzicht.")
    return redirect(saved.get_absolute_url())


@require_POST
def drop_filter(request, pk):
    saved = get_saved_filter(request.user, pk)
    remove_filter(saved, by=request.user)
    messages.success(request, f"Het filter ‘{saved.name}’ is weg.")
    return redirect("signals:saved-filters")
