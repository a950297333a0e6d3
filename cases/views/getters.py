"""One getter per subject: what the database does not show this person does not exist (404)."""

import re

from django.http import Http404
from django.shortcuts import get_object_or_404

from cases import services
from cases.models import Action, CasePartner, CaseParty, Director, Named, Part, PartKind, PartyRelation
from cases.queries import case_files, orphaned_cases
from partners.roles import Permission
from partners.steps import require
from signals.models import Signal


def get_case(number):
    return get_object_or_404(case_files(), number=number)


def get_managed_case(request, number):
    """A case to change: 403 for who may not manage it, a sentence when it is closed."""
    case = get_case(number)
    require(request.user, Permission.CASE_MANAGE, case)
    return services.require_running(case)


def get_content(request, number):
    """A running case of which this person directs or manages the content: else 403, or a sentence when it is closed."""
    case = get_case(number)
    services.require_content(case, request.user)
    return services.require_running(case)


def get_orphaned(number):
    """The number of a case that lost its coordinator; 404 for what is none or of another house."""
    if number not in orphaned_cases():
        raise Http404
    return number


def get_pictured_case(number):
    """A case of which the reader reads the picture."""
    get_object_or_404(Part, case__number=number, kind=PartKind.PICTURE)
    return get_case(number)


def get_entry(model, number, pk):
    """What somebody put in the picture of this case."""
    entries = model.objects.select_related("organisation", "part__case")
    return get_object_or_404(entries, part__case__number=number, pk=pk)


def get_partner(number, pk):
    return get_object_or_404(
        CasePartner.objects.select_related("case", "organisation"), case__number=number, pk=pk
    )


def get_director(number, pk):
    return get_object_or_404(Director.objects.select_related("case"), case__number=number, pk=pk)


def get_named(number, pk):
    return get_object_or_404(Named.objects.select_related("case"), case__number=number, pk=pk)


def get_party(number, pk):
    return get_object_or_404(CaseParty.objects.select_related("case"), case__number=number, pk=pk)


def get_relation(number, pk):
    return get_object_or_404(
        PartyRelation.objects.select_related("party__case"), party__case__number=number, pk=pk
    )


def get_action(pk):
    """With the case, the goal or the agenda item it came from, as far as the reader may see those."""
    origins = ("organisation", "case", "goal", "given_by", "done_by", "item_link__item__meeting")
    return get_object_or_404(Action.objects.select_related(*origins), pk=pk)


def get_signal(number):
    """A signal by what stands in an address: any text."""
    if not re.fullmatch(r"S-\d{4}-\d{4,7}", number, re.ASCII):
        raise Http404
    return get_object_or_404(Signal.objects.defer("search"), number=number)
