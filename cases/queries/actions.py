"""Actions: the list in the order of its day, one action with its history, and what waits for whom."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from cases.models import Action, ActionRequest, ActionState
from cases.queries.files import membership_ids, organisation_ids
from partners.roles import Permission

MOST_MEETINGS = 50


@dataclass(frozen=True)
class ActionsOfCase:
    """The actions of a case, what waits first, and how far they are."""

    rows: list

    @property
    def done(self):
        return sum(action.state == ActionState.DONE for action in self.rows)

    @property
    def open(self):
        return sum(action.state == ActionState.OPEN for action in self.rows)

    @property
    def late(self):
        return sum(action.is_late for action in self.rows)

    @property
    def over(self):
        """What is done or dropped."""
        return [action for action in self.rows if not action.is_open]

    @property
    def total(self):
        """What was dropped does not count."""
        return self.done + self.open


def actions_of(case):
    actions = case.actions.select_related("organisation").order_by("due_on", "pk")
    return ActionsOfCase(sorted(actions, key=lambda action: action.state != ActionState.OPEN))


def find_actions(user, *, whose, progress, organisation=None, case=None, meeting=None):
    """The actions that fit the filters: what waits in the order of its day, what is over newest first."""
    found = Action.objects.select_related("organisation", "case", "item_link__item__meeting__series")
    found = found.filter(_of(whose, user))
    wanted = {"organisation": organisation, "case": case, "item_link__item__meeting": meeting}
    found = found.filter(**{field: value for field, value in wanted.items() if value})
    if progress == "done":
        return found.exclude(state=ActionState.OPEN).order_by("-done_at", "-pk")
    found = found.filter(state=ActionState.OPEN).order_by("due_on", "pk")
    today = timezone.localdate()
    if progress == "week":
        return found.filter(due_on__gte=today, due_on__lte=end_of_week(today))
    return found.filter(due_on__lt=today) if progress == "late" else found


def end_of_week(day):
    return day + timedelta(days=6 - day.weekday())


def sources_of_actions():
    """What the filters offer: (organisations, cases, meetings) of which the reader sees an action, as choices."""
    seen = Action.objects.order_by()
    organisations = seen.values_list("organisation", "organisation__name").distinct()
    cases = seen.filter(case__isnull=False).values_list("case", "case__number", "case__title").distinct()
    at = "item_link__item__meeting__starts_at"
    meetings = seen.filter(**{f"{at}__isnull": False}).values_list("item_link__item__meeting", at)
    return (
        sorted(organisations, key=lambda one: one[1]),
        [(pk, f"{number} {title}") for pk, number, title in sorted(cases, key=lambda one: one[1])],
        [
            (pk, f"{timezone.localtime(starts_at):%d-%m-%Y}")
            for pk, starts_at in meetings.distinct().order_by(f"-{at}")[:MOST_MEETINGS]
        ],
    )


def by_lateness(actions):
    """[(heading, [actions])] of what waits: late, this week, later; of what is over one group."""
    today = timezone.localdate()
    names = ("Te laat", "Deze week", "Later", "Afgerond of vervallen")

    def place(action):
        if not action.is_open:
            return 3
        return 0 if action.is_late else 1 if action.due_on <= end_of_week(today) else 2

    groups = [[one for one in actions if place(one) == n] for n in range(len(names))]
    return [(name, group) for name, group in zip(names, groups, strict=True) if group]


def events_of(action):
    return list(action.events.select_related("by"))


def waiting_request(action):
    """The question about this action that waits for an answer, or None."""
    waiting = ActionRequest.objects.filter(action=action, answered_at__isnull=True)
    asked = waiting.select_related("organisation", "asked_by").first()
    if asked:
        asked.action = action
    return asked


def _of(whose, user):
    if whose == "mine":
        return _to_do_by(user)
    if whose == "given":
        return Q(given_by=user)
    if whose == "organisation":
        return Q(organisation__in={membership.organisation_id for membership in user.current_memberships})
    return Q()


def _to_do_by(user):
    """His own, and those of his organisation that nobody in particular has to do."""
    organisations = organisation_ids(user, Permission.ACTION_DO_FOR)
    return Q(owner__in=membership_ids(user)) | Q(owner=None, organisation__in=organisations)


def my_open_actions(user, limit=5):
    """What this person can do, the first day first."""
    return list(find_actions(user, whose="mine", progress="open")[:limit])
