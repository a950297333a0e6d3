"""What was promised at earlier meetings of the same series or case: carried to the next one by itself."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from cases.models import Action, ActionState
from cases.services import may_steer
from partners.roles import Permission

MOST = 50


@dataclass(frozen=True)
class Carried:
    """What is late, what is open, and what was done since the last meeting; as far as the reader may see each."""

    late: list
    open: list
    done: list

    @property
    def groups(self):
        found = (("Te laat", self.late), ("Open", self.open), ("Gereed sinds het vorige overleg", self.done))
        return [(name, actions) for name, actions in found if actions]


def carried(meeting, user):
    """The actions of the meetings before it, in one query; with final minutes as it was then.

    `may_move` of each says whether this reader may finish it or move its day. An extra consultation carries nothing.
    """
    if meeting.is_extra:
        return None
    moment = meeting.final_at or timezone.now()
    earlier = meeting.like_it.filter(starts_at__lt=meeting.starts_at)
    last = earlier.order_by("-starts_at").values("starts_at")[:1]
    waits = Q(done_at__isnull=True) | Q(done_at__gt=moment)
    found = Action.objects.filter(
        waits | Q(state=ActionState.DONE, done_at__gte=last), item_link__item__meeting__in=earlier
    )
    actions = found.select_related("organisation").order_by("due_on", "pk")[:MOST]
    return _grouped(_with_steps(list(actions), user), moment)


def _with_steps(actions, user):
    """Without a query per action: what is one's own is known by one's memberships."""
    mine = {membership.pk for membership in user.current_memberships}
    partners = {one.organisation_id for one in user.membership_for(Permission.ACTION_DO_FOR)}
    for action in actions:
        is_own = action.owner_id in mine if action.owner_id else action.organisation_id in partners
        action.may_move = action.is_open and (is_own or may_steer(user, action))
    return actions


def _grouped(actions, moment):
    waiting = [one for one in actions if one.done_at is None or one.done_at > moment]
    today = timezone.localdate(moment)
    return Carried(
        late=[one for one in waiting if one.due_on < today],
        open=[one for one in waiting if one.due_on >= today],
        done=[one for one in actions if one not in waiting],
    )
