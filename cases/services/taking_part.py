"""Who takes part in a case: directors, named people, and organisations with their task and what they read."""

from django.db import transaction
from django.utils import timezone

from audit.log import log
from cases.models import FIRST_PARTS, CasePartner, Director, Named
from cases.services.steps import lock_memberships, take_case, tell
from partners.models import Membership
from partners.roles import Permission, Role, has_permission
from partners.steps import require
from zvh.exceptions import WrongState
from zvh.sql import value


@transaction.atomic
def add_director(case, *, by, membership):
    lock_memberships(membership)
    case = take_case(case, by)
    director = name_director(case, membership, by, case)
    log("add_director", case, membership=membership.pk)
    return director


def name_director(case, membership, by, back_to):
    if membership.role != Role.CASE_DIRECTOR or not _is_in_force(membership):
        raise WrongState("Kies iemand die nu casusregisseur is.", back_to=back_to)
    if Director.objects.filter(case=case, membership=membership, ended_at__isnull=True).exists():
        raise WrongState(f"{membership.user.name} is al casusregisseur van deze casus.", back_to=back_to)
    director = Director.objects.create(
        case=case, membership=membership, name=membership.user.name, named_by=by
    )
    tell(case, f"{director.name} is casusregisseur", by=by)
    return director


@transaction.atomic
def end_director(director, *, by):
    case = take_case(director.case, by)
    director = Director.objects.select_for_update(of=("self",), no_key=True).get(pk=director.pk)
    if director.ended_at:
        raise WrongState(f"{director.name} is al geen casusregisseur meer.", back_to=case)
    tell(case, f"{director.name} is geen casusregisseur meer", by=by)  # before: it may end one's own access
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
    tell(case, "Alleen voor genoemde personen" if is_restricted else "Weer voor alle deelnemers", by=by)
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


@transaction.atomic
def join(case, *, by, organisation, **profile):
    """Let an organisation take part; `profile` is its task in words and the parts that it reads."""
    case = take_case(case, by)
    if CasePartner.objects.filter(case=case, organisation=organisation, left_at__isnull=True).exists():
        raise WrongState(f"{organisation} doet al mee.", back_to=case)
    partner = let_join(case, organisation, by, **profile)
    tell(case, f"{organisation} doet mee", by=by)
    log("join_case", case, partner=organisation.pk)
    return partner


def let_join(case, organisation, by, *, task="", parts=FIRST_PARTS):
    return CasePartner.objects.create(
        case=case, organisation=organisation, name=organisation.name, joined_by=by, task=task, parts=parts
    )


@transaction.atomic
def change_profile(partner, *, by, task, parts):
    """What the organisation does, and which parts of the case it reads from now on."""
    case = take_case(partner.case, by)
    partner = _take_partner(partner, case)
    partner.task, partner.parts = task, parts
    partner.save(update_fields=["task", "parts"])
    tell(case, f"{partner.organisation}: andere taak of andere onderdelen", by=by)
    log("change_profile", case, partner=partner.organisation_id)
    return partner


def _take_partner(partner, case):
    partner = (
        CasePartner.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation")
        .get(pk=partner.pk)
    )
    if partner.left_at:
        raise WrongState(f"{partner.organisation} doet al niet meer mee.", back_to=case)
    return partner


@transaction.atomic
def leave(partner, *, by, reason):
    """The organisation stops taking part: its access ends in this transaction. By itself, or by the coordinator."""
    if not has_permission(by, Permission.CASE_MANAGE, partner.case):
        return _leave_oneself(partner, by, reason)
    case = take_case(partner.case, by)
    partner = _take_partner(partner, case)
    tell(case, f"{partner.organisation} doet niet meer mee", by=by)  # before: it may end one's own access
    partner.left_at, partner.left_by, partner.leave_reason = timezone.now(), by, reason
    partner.is_lead = False
    partner.save(update_fields=["left_at", "left_by", "leave_reason", "is_lead"])
    Named.objects.filter(case=case, membership__organisation=partner.organisation_id).delete()
    log("leave_case", case, partner=partner.organisation_id)
    return partner


def _leave_oneself(partner, by, reason):
    """The database does it, for who stops changes no case: and after it he reads nothing any more."""
    require(by, Permission.CASE_ANSWER, partner)
    log("leave_case", partner.case, partner=partner.organisation_id)
    if not value("SELECT zvh.leave_case(%s, %s)", [partner.pk, reason]):
        message = f"{partner.organisation} doet al niet meer mee, of de casus is gesloten."
        raise WrongState(message, back_to="cases:list")
    return partner
