"""Opening and closing a case, and who takes part in it."""

from django.db import transaction
from django.utils import timezone

from audit.log import log
from audit.numbers import next_number
from cases.models import (
    ActionState,
    Case,
    CaseEvent,
    CaseGround,
    CasePartner,
    CaseParty,
    CaseSignal,
    Director,
    Named,
)
from cases.transitions import TRANSITIONS
from partners.models import Membership
from partners.roles import Permission, Role, has_permission
from partners.steps import require
from signals.services import mark_followed_up
from zvh.exceptions import NotAllowed, WrongState


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
    lock_memberships(*directors)
    case = Case.objects.create(
        number=next_number("C", 3),
        house_id=house.house_id,
        coordinator=by,
        opened_by=by,
        reason=reason,
        **fields,
    )
    _tell(case, "Casus geopend", by=by)
    for membership in directors:
        _name_director(case, membership, by, back_to)
    for organisation in partners:
        CasePartner.objects.create(case=case, organisation=organisation, joined_by=by)
    for signal in signals:
        _link(case, signal, by)
    if party:
        CaseParty.objects.create(case=case, is_main=True, **party)
    log("open_case", case, ground=case.legal_ground)
    return case


def lock_memberships(*memberships):
    """Keep these from ending before we are done; before the case they get a place in (see audit/policies.sql).

    Who may not lock one (a director his own) has it locked by the trigger of the place itself.
    """
    ids = [membership.pk for membership in memberships]
    locked = Membership.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    list(locked.values_list("pk", flat=True))


def take_case(case, by, permission=Permission.CASE_MANAGE):
    """Lock the case; refuse who may not change it, and a change of what is closed."""
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    require(by, permission, case)
    if case.closed_at:
        raise WrongState("Deze casus is gesloten. Er kan niets meer worden veranderd.", back_to=case)
    return case


def _take_content(case, by):
    """The content is of the director; the coordinator may do it as well."""
    allowed = (
        Permission.CASE_DIRECT if has_permission(by, Permission.CASE_DIRECT, case) else Permission.CASE_MANAGE
    )
    return take_case(case, by, allowed)


def _tell(case, text, *, by):
    CaseEvent.objects.create(case=case, by=by, text=text[:200])


# -- directors and named people


@transaction.atomic
def add_director(case, *, by, membership):
    lock_memberships(membership)
    case = take_case(case, by)
    director = _name_director(case, membership, by, case)
    log("add_director", case, membership=membership.pk)
    return director


def _name_director(case, membership, by, back_to):
    if membership.role != Role.CASE_DIRECTOR or not _is_in_force(membership):
        raise WrongState("Kies iemand die nu casusregisseur is.", back_to=back_to)
    if Director.objects.filter(case=case, membership=membership, ended_at__isnull=True).exists():
        raise WrongState(f"{membership.user.name} is al casusregisseur van deze casus.", back_to=back_to)
    director = Director.objects.create(
        case=case, membership=membership, name=membership.user.name, named_by=by
    )
    _tell(case, f"{director.name} is casusregisseur", by=by)
    return director


@transaction.atomic
def end_director(director, *, by):
    case = take_case(director.case, by)
    director = Director.objects.select_for_update(of=("self",), no_key=True).get(pk=director.pk)
    if director.ended_at:
        raise WrongState(f"{director.name} is al geen casusregisseur meer.", back_to=case)
    _tell(case, f"{director.name} is geen casusregisseur meer", by=by)  # before: it may end one's own access
    director.ended_at, director.ended_by = timezone.now(), by
    director.save(update_fields=["ended_at", "ended_by"])
    log("end_director", case, membership=director.membership_id)
    return director


def _is_in_force(membership):
    return Membership.objects.in_force().filter(pk=membership.pk).exists()


@transaction.atomic
def restrict(case, *, by, is_restricted):
    """Only the coordinator, the directors and the named read a restricted case; he himself stays in."""
    case = take_case(case, by)
    if is_restricted and case.coordinator_id != by.pk:
        raise WrongState("Alleen de procesregisseur van deze casus kan deze afschermen.", back_to=case)
    if case.is_restricted == is_restricted:
        raise WrongState("Dat was al zo. Misschien was iemand u voor.", back_to=case)
    case.is_restricted = is_restricted
    case.save(update_fields=["is_restricted"])
    _tell(case, "Alleen voor genoemde personen" if is_restricted else "Weer voor alle deelnemers", by=by)
    log("restrict_case", case, restricted=is_restricted)
    return case


@transaction.atomic
def name_person(case, *, by, membership):
    """Let one person of an organisation that takes part read a restricted case."""
    lock_memberships(membership)
    case = take_case(case, by)
    if membership.organisation_id not in case.organisation_ids or not _is_in_force(membership):
        raise WrongState("Kies iemand van een organisatie die aan deze casus deelneemt.", back_to=case)
    named, _ = Named.objects.get_or_create(
        case=case, membership=membership, defaults={"name": membership.user.name}
    )
    log("name_person", case, membership=membership.pk)
    return named


@transaction.atomic
def unname_person(named, *, by):
    """He no longer reads the case while it is restricted. The log keeps that he did."""
    case = take_case(named.case, by)
    log("unname_person", case, membership=named.membership_id)
    Named.objects.filter(pk=named.pk).delete()
    return case


# -- partners, parties and signals


@transaction.atomic
def join(case, *, by, organisation):
    case = take_case(case, by)
    if CasePartner.objects.filter(case=case, organisation=organisation, left_at__isnull=True).exists():
        raise WrongState(f"{organisation} doet al mee.", back_to=case)
    partner = CasePartner.objects.create(case=case, organisation=organisation, joined_by=by)
    _tell(case, f"{organisation} doet mee", by=by)
    log("join_case", case, partner=organisation.pk)
    return partner


@transaction.atomic
def leave(partner, *, by):
    """The organisation stops taking part: its access ends in this transaction."""
    case = take_case(partner.case, by)
    partner = (
        CasePartner.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation")
        .get(pk=partner.pk)
    )
    if partner.left_at:
        raise WrongState(f"{partner.organisation} doet al niet meer mee.", back_to=case)
    _tell(case, f"{partner.organisation} doet niet meer mee", by=by)  # before: it may end one's own access
    partner.left_at, partner.left_by = timezone.now(), by
    partner.save(update_fields=["left_at", "left_by"])
    Named.objects.filter(case=case, membership__organisation=partner.organisation_id).delete()
    log("leave_case", case, partner=partner.organisation_id)
    return partner


@transaction.atomic
def add_party(case, *, by, label, relation, is_main=False):
    case = _take_content(case, by)
    if is_main and CaseParty.objects.filter(case=case, is_main=True).exists():
        raise WrongState("Deze casus heeft al een hoofdbetrokkene.", back_to=case)
    party = CaseParty.objects.create(case=case, label=label, relation=relation, is_main=is_main)
    log("add_party", case, party=party.pk)
    return party


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
def close_case(case, *, by, result):
    """End the approach; open actions must be done or dropped first."""
    locked = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    TRANSITIONS["close_case"].check(by, locked)
    refuse_open_actions(locked)
    locked.state, locked.result = TRANSITIONS["close_case"].target, result
    locked.closed_at, locked.closed_by = timezone.now(), by
    locked.save(update_fields=["state", "result", "closed_at", "closed_by"])
    _tell(locked, "Casus gesloten", by=by)
    log("close_case", locked)
    return locked


def refuse_open_actions(case):
    """Raise WrongState while somebody still has something to do in this case."""
    waiting = case.actions.filter(state=ActionState.OPEN).count()
    if waiting:
        open_actions = "Er staat nog 1 actie" if waiting == 1 else f"Er staan nog {waiting} acties"
        message = f"{open_actions} open. Meld alles gereed of laat het vervallen, en sluit dan de casus."
        raise WrongState(message, back_to=case)


def require_content(case, by):
    """Raise NotAllowed unless this person directs the content of the case or manages it."""
    if not (
        has_permission(by, Permission.CASE_DIRECT, case) or has_permission(by, Permission.CASE_MANAGE, case)
    ):
        raise NotAllowed
