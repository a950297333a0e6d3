"""What belongs to the kinds of decisions, and what happened to the actions: given, asked, handed on, done."""

from datetime import timedelta

from cases.models import Action, ActionEvent, ActionRequest, ActionState
from meetings.models import NEEDS, Decision, DecisionKind, EarlierAnswer
from partners.models import OrganisationKind

RECEIVERS = {
    DecisionKind.CARE_ROUTE: (OrganisationKind.MUNICIPALITY,),
    DecisionKind.POLICE: (OrganisationKind.POLICE, OrganisationKind.PROSECUTION),
    DecisionKind.MORE_INFORMATION: tuple(OrganisationKind),
}
WEEKS = {DecisionKind.FOLLOW: 6, DecisionKind.MORE_INFORMATION: 3, DecisionKind.COMMUNICATION: 1}
DRIEHOEK = "burgemeester, teamchef van de politie en gebiedsofficier"
SHARED = (
    "De reclassering mag dit signaal lezen.",
    "Bij het lopende toezicht is deze informatie nodig; met minder kan het niet.",
)
NOT_SHARED = (
    "Dit signaal gaat niet naar de raad voor de kinderbescherming.",
    "Er is geen minderjarige bij betrokken; delen is niet noodzakelijk.",
)


def details_of(kind, meeting, table):
    """What this kind needs, of a decision of this meeting. `table` are the organisations that sat there."""
    values = {
        "organisation": next((one for one in table if one.kind in RECEIVERS.get(kind, ())), meeting.house),
        "planned_on": (meeting.starts_at + timedelta(weeks=WEEKS.get(kind, 1))).date(),
        "speaker": "De woordvoerder van de gemeente",
    }
    return {name: values[name] for name in NEEDS.get(kind, ())}


def let_newest_advice_wait(decisions, cases):
    """Of the advices that opened no case, the driehoek did not answer the newest yet. In the order of the meetings."""
    opened = {id(link.decision) for link in cases}
    advices = [one for one in decisions if one.kind == DecisionKind.ADVICE and id(one) not in opened]
    newest = advices[-1]
    newest.driehoek_answer = newest.driehoek_reason = newest.driehoek_who = ""
    newest.driehoek_on = None


def decide_on_sharing(decision, region):
    """Two decisions more on the item of this one: with whom it is shared, and with whom it is not."""
    for kind, texts, key in (("share", SHARED, "reclassering"), ("not_shared", NOT_SHARED, "raad")):
        Decision.objects.create(
            item=decision.item,
            kind=kind,
            text=texts[0],
            reasons=texts[1],
            organisation=region.organisations[key],
            recorded_by=decision.recorded_by,
            recorded_at=decision.recorded_at + timedelta(minutes=2),
        )


def correct_an_answer(by):
    """One answer of the driehoek was first noted wrongly."""
    decision = Decision.objects.exclude(driehoek_answer="").order_by("-recorded_at", "-pk").first()
    EarlierAnswer.objects.create(
        decision=decision,
        on=decision.driehoek_on,
        answer="yes" if decision.driehoek_answer == "no" else "no",
        who=DRIEHOEK,
        reason="Zo stond het in de eerste aantekening.",
        correction="De secretaris van de driehoek stuurde het goede besluit na.",
        corrected_at=decision.recorded_at + timedelta(days=12),
        corrected_by=by,
    )


def tell_actions(actions, people, clock):
    """The history of every action; one waits for another day, one is offered to somebody else."""
    events = [ActionEvent(action=one, at=one.given_at, by=one.given_by, kind="given") for one in actions]
    events += [
        ActionEvent(action=one, at=one.done_at, by=one.done_by, kind=one.state, text=one.effect)
        for one in actions
        if one.done_at
    ]
    ActionEvent.objects.bulk_create(events)
    _ask(people, clock)


def _ask(people, clock):
    """By the municipality of Hoorn, and about what the police is late with."""
    hoorn, police = people.membership("hoorn"), people.membership("politie")
    waiting = Action.objects.filter(state=ActionState.OPEN, item_link__isnull=False).order_by("-due_on", "pk")
    action = waiting.filter(organisation=hoorn.organisation, owner=None).first()
    at = clock.latest
    days = {"due_on": action.due_on + timedelta(days=14), "asked_by": hoorn.user, "asked_at": at}
    reason = "De beheerder van de sporthal is twee weken weg."
    ActionRequest.objects.create(action=action, kind="date", reason=reason, **days)
    ActionEvent.objects.create(action=action, at=at, by=hoorn.user, kind="date_asked", text=reason)
    late = waiting.filter(organisation=police.organisation, text__startswith="Overzicht").first()
    ActionEvent.objects.create(
        action=late,
        at=at,
        by=people["procesregisseur"],
        kind="reminded",
        text="Dit overzicht is nodig voor het volgende overleg.",
    )
