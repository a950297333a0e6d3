"""The journal of a case: what the reader may read of it, and writing, correcting and withdrawing an entry."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from audit.log import hashed, log, log_read
from cases import services
from cases.forms import EntryFilterForm, EntryForm, WithdrawForm
from cases.models import JournalEntry, PartKind
from cases.queries import (
    by_month,
    find_entries,
    journal_cases,
    journal_writers,
    people_in,
    strictest_regime,
)
from cases.views.getters import get_case
from cases.views.pages import case_page
from cases.views.steps import typed
from signals.models import Regime
from signals.views.written import screen_of
from zvh.exceptions import NotAllowed
from zvh.forms import acted
from zvh.paging import page_of

STRICTER = {Regime.WPG, Regime.WJSG}
WRITTEN = "De aantekening staat in het journaal. Klopt er iets niet? Corrigeer die dan."


def journal(request, number):
    """Who reads the case has this page: an organisation that does not read the journal keeps its own entries here."""
    case = get_object_or_404(journal_cases(), number=number)
    form = EntryFilterForm(request.GET, case=case)
    chosen = form.chosen
    page = page_of(find_entries(case, **chosen), request)
    writers = [] if case.closed_at else journal_writers(case)
    strictest = strictest_regime(case)
    _log_shown(case, page, chosen.get("words", ""))
    return case_page(
        request,
        case,
        "cases/journal.html",
        form=form,
        page=page,
        months=by_month(case, page),
        is_filtered=bool(chosen),
        strictest=strictest,
        is_strict=strictest in STRICTER,
        may_write=bool(writers),
        writes_for={one.organisation_id for one in writers},
    )


def _log_shown(case, page, words):
    """One line for what was shown. About no record: who may read the log of the case need not read these entries."""
    details = {"words": hashed(words)} if words else {}
    log("list", kind="journal_entry", case=case.number, shown=[str(entry.pk) for entry in page], **details)


def write(request, number):
    case = get_case(number)
    _refuse_early(request, case)
    return _written(
        request,
        case,
        _writers(case),
        act=lambda answers: services.write_entry(case, by=request.user, **answers),
        title="Aantekening schrijven",
    )


def correct(request, number, pk):
    entry = _get_entry(number, pk)
    return _written(
        request,
        get_case(number),
        _writers_of(request, entry),
        earlier=entry,
        act=lambda answers: services.correct_entry(entry, by=request.user, **answers),
        title="Aantekening corrigeren",
    )


def withdraw(request, number, pk):
    entry = _get_entry(number, pk)
    writer, form = _writers_of(request, entry)[0], WithdrawForm(typed(request))
    if form.is_valid() and acted(
        form, lambda answers: services.withdraw_entry(entry, by=request.user, writer=writer, **answers)
    ):
        messages.success(request, "De aantekening is ingetrokken.")
        return redirect(entry)
    log_read(entry)
    context = {"case": entry.case, "entry": entry, "form": form, "newer": _newer(entry)}
    return render(request, "cases/journal_withdraw.html", context)


def _get_entry(number, pk):
    found = JournalEntry.objects.select_related(
        "case__house", "organisation", "written_by", "corrected_by", "withdrawn_by"
    )
    return get_object_or_404(found.prefetch_related("readers"), case__number=number, pk=pk)


def _writers(case):
    """As what he may write here; NotAllowed for who reads the case and does not write in it."""
    writers = journal_writers(case)
    if not writers:
        raise NotAllowed
    return writers


def _writers_of(request, entry):
    """The same, of the organisation that wrote this."""
    writers = [one for one in _writers(entry.case) if one.organisation_id == entry.organisation_id]
    if not writers:
        raise NotAllowed
    _refuse_early(request, entry.case, entry)
    return writers


def _refuse_early(request, case, entry=None):
    """Before anybody types. What was typed is refused by the service, under the form: there it is not lost."""
    if request.method != "POST":
        services.require_running(case)
        if entry:
            services.refuse_ended_entry(entry)


def _written(request, case, writers, *, act, title, earlier=None):
    """The form of an entry, its words looked at by the privacy scan before they are kept."""
    make = partial(
        EntryForm,
        writers=writers,
        people=[one for one in people_in(case) if one.user_id != request.user.pk],
        reads_all=PartKind.JOURNAL in case.read_parts,
        earlier=earlier,
    )
    screen = screen_of(request, make, EntryForm.SCANNED)
    written = []
    if screen.is_ready and acted(screen.form, lambda answers: written.append(act(answers))):
        messages.success(request, WRITTEN)
        return redirect(
            written[0]
        )  # to its place on the page: static/js/arrived.js then knows that it arrived
    log_read(earlier or case)
    context = {"case": case, "title": title, "earlier": earlier, "newer": earlier and _newer(earlier)}
    return render(request, "cases/journal_form.html", context | vars(screen))


def _newer(entry):
    """The text that stands in its place now, for who reads both: shown beside what was typed too late."""
    found = JournalEntry.objects.filter(corrects__earlier=entry)
    return found.select_related("written_by").first()
