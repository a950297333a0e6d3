"""Opening and closing a case, and which signals belong to it."""

from django.db import transaction
from django.utils import timezone

from audit.log import log
from audit.numbers import next_number
from cases.models import (
    NOT_ENOUGH,
    ActionState,
    Case,
    CaseGround,
    CaseKind,
    CaseParty,
    CaseSignal,
    Goal,
    GoalState,
    Informing,
    Intervention,
    PartyKind,
    is_enough,
)
from cases.services.partner_requests import refuse_running_tasks, withdraw_what_waits
from cases.services.steps import lock_case, lock_memberships, take_case, take_content, tell
from cases.services.taking_part import let_join, name_director
from cases.transitions import TRANSITIONS
from partners.roles import Permission
from partners.steps import require
from signals.services import mark_followed_up
from zvh.exceptions import WrongState


@transaction.atomic
def open_case(
    house,
    *,
    by,
    directors,
    partners,
    signals=(),
    party=None,
    pga_decided=False,
    reason="",
    back_to="cases:list",
    **fields,
):
    """Open a case with its directors, partners and signals; returns it.

    `directors` are memberships, `party` a dict of label and relation or None. A case on the wet PGA opens only
    after the decision of the driehoek (`pga_decided`); without a decision of a meeting a reason is needed.
    """
    require(by, Permission.CASE_OPEN, house)
    if fields["legal_ground"] == CaseGround.WET_PGA and not pga_decided:
        message = (
            "Een casus op de wet PGA kan pas open nadat de gezagsdriehoek het advies heeft overgenomen. "
            "Leg dat besluit eerst vast bij het agendapunt."
        )
        raise WrongState(message, back_to=back_to)
    if not is_enough(fields["legal_ground"], fields["criteria_met"]):
        raise WrongState(NOT_ENOUGH[fields["legal_ground"]], back_to=back_to)
    lock_memberships(*directors)
    case = Case.objects.create(
        number=next_number("C", 3),
        house_id=house.house_id,
        coordinator=by,
        opened_by=by,
        reason=reason,
        **fields,
    )
    tell(case, "Casus geopend", by=by)
    for membership in directors:
        name_director(case, membership, by, back_to)
    for organisation in partners:
        let_join(case, organisation, by)
    for signal in signals:
        _link(case, signal, by)
    if party:
        kind = PartyKind.ORGANISATION if case.kind == CaseKind.ORGANISATION else PartyKind.PERSON
        CaseParty.objects.create(case=case, is_main=True, kind=kind, added_by=by, **party)
    if case.informed:
        _say_informed(case, by, case.is_informed, case.informed, case.inform_again_on)
    log("open_case", case, ground=case.legal_ground)
    return case


@transaction.atomic
def inform_party(case, *, by, is_informed, informed, inform_again_on=None):
    """Lay down that the party was told of the case and how, or why not yet and when to look again."""
    case = take_content(case, by)
    _say_informed(case, by, is_informed, informed, inform_again_on)
    tell(case, "De betrokkene is ingelicht" if is_informed else "De betrokkene is nog niet ingelicht", by=by)
    log("inform_party", case, informed=is_informed)
    return case


def _say_informed(case, by, is_informed, text, again_on):
    """The database puts what was said last on the case itself."""
    Informing.objects.create(case=case, said_by=by, is_informed=is_informed, text=text, again_on=again_on)


@transaction.atomic
def link_signal(case, *, by, signal):
    case = take_case(case, by)
    if CaseSignal.objects.filter(case=case, signal=signal).exists():
        raise WrongState(f"Signaal {signal.number} hoort al bij deze casus.", back_to=case)
    link = _link(case, signal, by)
    log("link_signal", case, signal=signal.number)
    return link


def _link(case, signal, by):
    if signal.house_id != case.house_id:
        raise WrongState(
            f"Signaal {signal.number} is van een ander veiligheidshuis en hoort niet bij deze casus.",
            back_to=case,
        )
    mark_followed_up(signal, by=by)
    return CaseSignal.objects.create(case=case, signal=signal, linked_by=by)


# -- closing


@transaction.atomic
def close_case(case, *, by, result, told, handover=None, no_handover=""):
    """End the approach once all is settled: what it came to, who was told what, and who goes on or why nobody.

    `handover` is a question to go on after the end that was answered with yes.
    """
    locked = lock_case(case)
    TRANSITIONS["close_case"].check(by, locked)
    refuse_unsettled(locked)
    if bool(handover) == bool(no_handover):
        raise WrongState("Kies wie verdergaat, of schrijf waarom dat niet nodig is.", back_to=case)
    withdraw_what_waits(locked, by)
    locked.state, locked.result, locked.told = TRANSITIONS["close_case"].target, result, told
    locked.handover, locked.no_handover = handover, no_handover
    locked.handover_name = handover.organisation_name if handover else ""
    locked.closed_at, locked.closed_by, locked.suspended_until = timezone.now(), by, None
    ending = ("state", "result", "told", "handover", "handover_name", "no_handover", "closed_at", "closed_by")
    locked.save(update_fields=[*ending, "suspended_until"])
    tell(locked, "Casus gesloten", by=by)
    log("close_case", locked)
    return locked


def refuse_unsettled(case):
    """Raise WrongState while something in the case is not settled: an action, a task, a goal or an intervention."""
    refuse_open_actions(case)
    refuse_running_tasks(case)
    if Goal.objects.filter(part__case=case, state=GoalState.OPEN).exists():
        message = "Geef eerst in het plan bij elk doel aan of het is bereikt, of laat het vervallen."
        raise WrongState(message, back_to=case)
    interventions = Intervention.objects.filter(goal__part__case=case)
    if (
        interventions.exclude(state__in=Intervention.ENDED).exists()
        or interventions.filter(effect="").exists()
    ):
        message = "Rond eerst in het plan elke interventie af, en schrijf erbij of die werkte."
        raise WrongState(message, back_to=case)


def refuse_open_actions(case):
    """Raise WrongState while somebody still has something to do in this case."""
    waiting = case.actions.filter(state=ActionState.OPEN).count()
    if waiting:
        open_actions = "Er staat nog 1 actie" if waiting == 1 else f"Er staan nog {waiting} acties"
        message = f"{open_actions} open. Meld alles gereed of laat het vervallen, en sluit dan de casus."
        raise WrongState(message, back_to=case)
