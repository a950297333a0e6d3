"""The proposed agenda: what each source thinks that a meeting should talk about, with its reason, in order.

A source is a function of (house id, meeting) that yields a `Proposal` for each subject. It reads what the database
shows to the person who asks, so what is hidden from him is not proposed to him either. A source that is not in SOURCES
does not exist.
"""

from meetings.proposals.answered import answered_questions
from meetings.proposals.fates import not_settled
from meetings.proposals.late import late_per_organisation
from meetings.proposals.order import Parts, weight
from meetings.proposals.proposal import Proposal, Thing
from meetings.proposals.reviews import reviews_due
from meetings.proposals.running import running_cases
from meetings.proposals.weighed import weighed_signals

SOURCES = (weighed_signals, answered_questions, late_per_organisation, reviews_due, running_cases)

__all__ = ["SOURCES", "Parts", "Proposal", "Thing", "proposals_for", "weight"]


def proposals_for(meeting):
    """What is proposed for this meeting and not settled yet, the heaviest first; what weighs the same as it came."""
    found = [proposal for source in SOURCES for proposal in source(meeting.house_id, meeting)]
    return sorted(not_settled(found, meeting), key=lambda one: (-weight(one.parts), one.key))
