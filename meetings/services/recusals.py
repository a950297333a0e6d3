"""Stepping out of an item because of an interest of one's own, and undoing that."""

from django.db import transaction
from django.utils import timezone

from audit.log import log
from meetings.models import AgendaItem, Recusal
from meetings.services.agenda import take_item
from meetings.services.planning import lock_meeting
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState


@transaction.atomic
def recuse(item, *, by, user):
    """Somebody with a conflict of interest steps out: he is shut off from the item, its signals and its papers.

    Who sees the item can step out himself, at the table or of the staff of the house; of another the desk notes it.
    """
    if user.pk != by.pk:
        require(by, Permission.MEETING_PLAN, item)
    meeting = lock_meeting(item.meeting)
    if not AgendaItem.objects.filter(pk=item.pk).exists():
        raise WrongState("Dit agendapunt is er voor u niet meer.", back_to=meeting)
    if Recusal.objects.filter(item=item, user=user, ended_at__isnull=True).exists():
        raise WrongState(f"{user.name} doet al niet mee aan dit punt.", back_to=meeting)
    log("recuse", item, person=user.pk)
    Recusal.objects.bulk_create([Recusal(item=item, user=user, by=by)])


@transaction.atomic
def undo_recusal(recusal, *, by, reason):
    """Let somebody take part again: by a coordinator who sees the item, with a reason. The row stays as a trace."""
    item = take_item(recusal.item, by)
    recusal = Recusal.objects.select_for_update(of=("self",)).get(pk=recusal.pk)
    if recusal.ended_at:
        raise WrongState("Deze terugtrekking was al teruggedraaid.", back_to=item.meeting)
    recusal.ended_at, recusal.ended_by, recusal.end_reason = timezone.now(), by, reason
    recusal.save(update_fields=["ended_at", "ended_by", "end_reason"])
    log("undo_recusal", item, person=recusal.user_id)
    return recusal
