"""What one's own organisation brings to the table."""

from django.contrib import messages
from django.shortcuts import redirect, render

from audit.log import log_read
from meetings import queries, services
from meetings.forms import ContributionForm
from meetings.models import Contribution
from meetings.views.getters import get_item_with_table, get_seated
from partners.roles import Permission
from partners.steps import require
from zvh.forms import acted


def contribute(request, pk, organisation_pk):
    """Write, save for the own organisation, and put it on the table when it is ready."""
    item = get_item_with_table(pk)
    organisation = get_seated(item, organisation_pk)
    contribution = Contribution(item=item, organisation=organisation)
    require(request.user, Permission.CONTRIBUTE, contribution)
    contribution = item.contributions.filter(organisation=organisation).first()
    form = ContributionForm(request.POST or None, contribution=contribution)
    if form.is_valid() and acted(form, _save(request, item, organisation)):
        return redirect(item)
    log_read(contribution or item)
    line = queries.line_of(item, request.user)
    place = next(one for one in line.places if one.organisation == organisation)
    context = {"item": item, "meeting": item.meeting, "line": line, "place": place, "form": form}
    return render(request, "meetings/contribution.html", context)


def _save(request, item, organisation):
    """Keeps the text, and releases it when that button was used."""

    def act(typed):
        saved = services.save_contribution(item, by=request.user, organisation=organisation, **typed)
        if "release" in request.POST and not saved.is_released:
            saved = services.release_contribution(item, by=request.user, organisation=organisation)
        messages.success(
            request, "Uw inbreng ligt op tafel." if saved.is_released else "Uw inbreng is bewaard."
        )

    return act
