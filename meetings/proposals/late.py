"""Actions past their day, one proposal for each organisation that has them."""

from itertools import groupby
from operator import attrgetter

from django.utils import timezone

from meetings.proposals.order import Parts
from meetings.proposals.proposal import Proposal, Thing, counted
from meetings.queries import late_actions

QUESTION = "Wat is er nodig om deze acties af te ronden, en wanneer lukt dat?"
MANY = 3


def late_per_organisation(house_id, meeting):
    late = sorted(late_actions(house_id), key=attrgetter("organisation_id"))
    for _, actions in groupby(late, key=attrgetter("organisation_id")):
        yield _proposal(tuple(actions))


def _proposal(actions):
    organisation = actions[0].organisation
    days = (timezone.localdate() - min(one.due_on for one in actions)).days
    oldest = (
        f"de oudste {counted(days, 'dag', 'dagen')}" if len(actions) > 1 else counted(days, "dag", "dagen")
    )
    return Proposal(
        kind="acties te laat",
        title=f"Acties van {organisation.name}"[:120],
        reason=f"{counted(len(actions), 'actie', 'acties')} te laat, {oldest}",
        parts=Parts(marks=frozenset({"many_late"} if len(actions) >= MANY else ()), days=days),
        things=(Thing(f"te-laat-{organisation.pk}", max(one.given_at for one in actions)),),
        actions=actions,
        organisations=(organisation.pk,),
        question=QUESTION,
        minutes=5,
        remembers=True,
    )
