"""What an organisation brings to the table: its own until it releases it."""

from django.db import transaction
from django.utils import timezone

from audit.log import log
from meetings.models import AgendaItem, Contribution, Meeting
from meetings.queries import contributed
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState


def _take(item, organisation, by):
    """Lock the meeting; refuse who does not sit at this table for this organisation, and what is final."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=item.meeting_id)
    item = AgendaItem.objects.filter(pk=item.pk).first()
    if item is None:
        raise WrongState("Dit agendapunt is intussen weggehaald.", back_to=meeting)
    if meeting.final_at:
        raise WrongState("Het verslag is vastgesteld. Inbreng kan niet meer veranderen.", back_to=meeting)
    require(by, Permission.CONTRIBUTE, item)
    require(by, Permission.CONTRIBUTE, Contribution(item=item, organisation=organisation))
    own = Contribution.objects.select_for_update(of=("self",)).filter(item=item, organisation=organisation)
    contribution = own.first()
    if contribution is None and (item.pk, organisation.pk) in contributed([item]):
        raise WrongState("Een collega schreef al inbreng bij dit punt. Vraag wat daar staat.", back_to=item)
    return contribution


@transaction.atomic
def save_contribution(item, *, by, organisation, text):
    """Write or change the contribution of one's own organisation; a released one can be corrected at the table."""
    contribution = _take(item, organisation, by) or Contribution(item=item, organisation=organisation)
    contribution.text, contribution.written_by, contribution.written_at = text, by, timezone.now()
    contribution.save()
    log("save_contribution", contribution, organisation=organisation.pk, item=item.pk)
    return contribution


@transaction.atomic
def release_contribution(item, *, by, organisation):
    """Put it on the table."""
    contribution = _take(item, organisation, by)
    if contribution is None:
        raise WrongState("Er is nog geen inbreng. Schrijf eerst uw inbreng.", back_to=item.meeting)
    if contribution.released_at:
        raise WrongState("Deze inbreng ligt al op tafel.", back_to=item.meeting)
    contribution.released_by, contribution.released_at = by, timezone.now()
    contribution.save(update_fields=["released_by", "released_at"])
    log("release_contribution", contribution, organisation=organisation.pk, item=item.pk)
    return contribution


@transaction.atomic
def withdraw_contribution(item, *, by, organisation):
    """Take it off the table: only the own organisation reads it again. What lay there stays as a version."""
    contribution = _take(item, organisation, by)
    if contribution is None or not contribution.released_at:
        raise WrongState("Deze inbreng ligt niet op tafel.", back_to=item.meeting)
    contribution.released_by = contribution.released_at = None
    contribution.save(update_fields=["released_by", "released_at"])
    log("withdraw_contribution", contribution, organisation=organisation.pk, item=item.pk)
    return contribution


@transaction.atomic
def keep_draft(item, *, by, organisation, text):
    """What is typed is kept for the own organisation; never what lies on the table, for the table would read it."""
    contribution = _take(item, organisation, by)
    if contribution and contribution.released_at:
        raise WrongState(
            "Deze inbreng ligt op tafel. Bewaar uw verbetering met de knop.", back_to=item.meeting
        )
    if contribution and contribution.text == text:
        return contribution
    return save_contribution(item, by=by, organisation=organisation, text=text)
