"""Memberships: given, confirmed by a second person, given an end and ended.

Moments are those of the transaction (`TransactionNow`), because that is the moment with which the
database compares: what ends now is over for every row that is recomputed in this same transaction.
"""

from allauth.mfa.models import Authenticator
from django.contrib.postgres.functions import TransactionNow
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from partners.models import Membership, Organisation, OrganisationKind, User
from partners.queries import has_access
from partners.roles import OF_THE_HOUSE, Permission
from partners.steps import require
from partners.transitions import TRANSITIONS
from zvh.exceptions import NotAllowed, WrongState

MEMBERS = 1_500_000_000  # principals of the members of a house: see docs/architecture.md


@transaction.atomic
def add_membership(user, *, by, organisation, role, function, valid_until=None):
    """Give somebody a role; a heavy one starts when a second person confirms it."""
    organisation = check_role(organisation, role, by=by, back_to=user)
    if user.pk == by.pk:
        raise NotAllowed
    user = User.objects.select_for_update().get(pk=user.pk)
    _close_lapsed(user, organisation, role, by)
    if user.memberships.filter(organisation=organisation, role=role, ended_at=None).exists():
        message = f"{user.name} heeft deze rol al bij {organisation}. Kies een andere rol of organisatie."
        raise WrongState(message, back_to=user)
    membership = Membership.objects.create(
        user=user,
        organisation=organisation,
        role=role,
        function=function,
        valid_from=TransactionNow(),
        valid_until=valid_until,
        proposed_by=by,
    )
    membership.refresh_from_db()
    log("add_membership", membership, organisation=organisation, user=user.pk, role=role)
    return membership


def check_role(organisation, role, *, by, back_to):
    """May this person give this role there? Returns the organisation, locked against being closed."""
    require(by, Permission.PEOPLE_MANAGE, organisation)  # the database locks no row that one may not change
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if role in OF_THE_HOUSE and organisation.kind != OrganisationKind.HOUSE:
        message = "Deze rol is er alleen bij het Zorg- en Veiligheidshuis zelf. Kies een andere rol."
        raise WrongState(message, back_to=back_to)
    if not organisation.is_active:
        message = f"{organisation} doet niet meer mee. Zet de organisatie eerst weer op actief."
        raise WrongState(message, back_to=back_to)
    return organisation


def _close_lapsed(user, organisation, role, by):
    """What ran out by its date stands in the way of a new one until it is closed."""
    lapsed = user.memberships.filter(
        organisation=organisation, role=role, ended_at=None, valid_until__lte=timezone.now()
    )
    lapsed.update(ended_at=TransactionNow(), ended_by=by)


@transaction.atomic
def confirm_role(membership, *, by):
    """The second person: never who proposed it, never the person himself."""
    membership = _take("confirm_role", membership, by)
    if by.pk == membership.proposed_by_id:
        raise NotAllowed
    membership.confirmed_at, membership.confirmed_by = TransactionNow(), by
    membership.save(update_fields=["confirmed_at", "confirmed_by"])
    membership.refresh_from_db(fields=["confirmed_at"])
    log("confirm_role", membership, organisation=membership.organisation_id, role=membership.role)
    return membership


@transaction.atomic
def refuse_role(membership, *, by):
    membership = _take("refuse_role", membership, by)
    _end(membership, by)
    log("refuse_role", membership, organisation=membership.organisation_id, role=membership.role)
    return membership


@transaction.atomic
def change_until(membership, *, by, valid_until):
    """A replacement ends on a day; None: no end."""
    membership = _take("change_until", membership, by)
    if valid_until and valid_until <= timezone.now():
        message = "De einddatum ligt in het verleden. Kies een latere dag, of beëindig het lidmaatschap."
        raise WrongState(message, back_to=membership)
    membership.valid_until = valid_until
    membership.save(update_fields=["valid_until"])
    log("change_until", membership, organisation=membership.organisation_id, until=valid_until)
    return membership


@transaction.atomic
def end_membership(membership, *, by):
    """Ends at once: triggers take away what hung on it, and his sessions go when nothing is left."""
    membership = _take("end_membership", membership, by)
    _end(membership, by)
    if not has_access(membership.user):
        end_sessions(membership.user)
    log("end_membership", membership, organisation=membership.organisation_id, role=membership.role)
    return membership


def _take(name, membership, by):
    """Lock the row before looking at its state, so that of two people one is first. Never one's own."""
    require(by, TRANSITIONS[name].permission, membership)
    if membership.user_id == by.pk:
        raise NotAllowed
    query = Membership.objects.select_for_update(of=("self",)).select_related("user", "organisation")
    membership = query.get(pk=membership.pk)
    TRANSITIONS[name].check(by, membership)
    return membership


def _end(membership, by):
    membership.valid_until = membership.ended_at = TransactionNow()
    membership.ended_by = by
    membership.save(update_fields=["valid_until", "ended_at", "ended_by"])
    membership.refresh_from_db(fields=["valid_until", "ended_at"])


def end_sessions(user):
    """Log somebody out everywhere. Reads every open session: no table says whose they are."""
    open_sessions = Session.objects.filter(expire_date__gt=timezone.now())
    his = [one.pk for one in open_sessions if one.get_decoded().get("_auth_user_id") == str(user.pk)]
    Session.objects.filter(pk__in=his).delete()


@transaction.atomic
def reset_second_factor(user, *, by):
    """Telephone and codes lost: he must set up a second factor again at his next login."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.pk == by.pk or not _manages(by, user):
        raise NotAllowed
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    log("reset_second_factor", user)


def _manages(by, user):
    """Every house in which he works, seen or not, is one that `by` administers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(zvh.principals(%s))", [user.pk])
        houses = {one - MEMBERS for (one,) in cursor.fetchall() if MEMBERS < one < MEMBERS + 100_000_000}
    return bool(houses) and houses <= set(by.houses_for(Permission.PEOPLE_MANAGE))
