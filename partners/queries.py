"""What the pages of an administrator read, and what somebody has open. The database decides what is there."""

from django.db import connection
from django.db.models import Prefetch, Q
from django.utils import timezone

from partners.models import Grant, House, Invitation, Membership, Organisation, User
from partners.roles import HEAVY, Permission
from zvh.actor import digest
from zvh.sql import value


def houses_of(user, permission):
    """The houses in which this person has this right, by name."""
    houses = House.objects.select_related("organisation").filter(pk__in=user.houses_for(permission))
    return houses.order_by("organisation__name")


def organisations_of(house):
    """The house and its partners."""
    belongs = Q(pk=house.pk) | Q(partnerships__house=house.pk)
    return Organisation.objects.filter(belongs).distinct().order_by("name")


def memberships_of(house):
    return (
        Membership.objects.filter(organisation__in=organisations_of(house).order_by())
        .select_related("user", "organisation")
        .prefetch_related("organisation__partnerships")
    )


def people_of(house, words=""):
    """Everybody who works or worked for the house or a partner of it; never people of other houses."""
    memberships = memberships_of(house)
    people = User.objects.filter(pk__in=memberships.order_by().values("user"))
    for word in words.split()[:5]:
        people = people.filter(Q(name__icontains=word) | Q(email__icontains=word))
    shown = memberships.filter(ended_at__isnull=True).order_by("organisation__name", "role")
    return people.order_by("name", "pk").prefetch_related(Prefetch("memberships", shown, to_attr="shown"))


def open_invitations_of(house):
    return (
        Invitation.objects.filter(organisation__in=organisations_of(house).order_by())
        .filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
        .select_related("organisation")
        .order_by("-sent_at", "-pk")
    )


def waiting_for_confirmation(user):
    """Heavy roles that a second person must confirm, in the houses where this person may."""
    houses = houses_of(user, Permission.ROLE_CONFIRM).order_by().values("pk")
    belongs = Q(organisation__in=houses) | Q(organisation__partnerships__house__in=houses)
    return (
        Membership.objects.filter(belongs, role__in=HEAVY, confirmed_at=None, ended_at=None)
        .select_related("user", "organisation", "proposed_by")
        .prefetch_related("organisation__partnerships")
        .distinct()
        .order_by("pk")
    )


def to_confirm_by(user):
    """Those of `waiting_for_confirmation` of which this person can be the second one."""
    return waiting_for_confirmation(user).exclude(proposed_by=user).exclude(user=user)


def has_access(user):
    """Is a membership of this person in force anywhere? Also where the reader may not look."""
    return value("SELECT zvh.principals(%s) <> '{}'", [user.pk])


def open_invitation(secret):
    """{name, email, organisation, role, account} of an invitation that can be taken, or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM zvh.open_invitation(%s)", [digest(secret)])
        row = cursor.fetchone()
        return row and dict(zip((column.name for column in cursor.description), row, strict=True))


def open_grants(user, kind, object_ids):
    """{object id: until when} of what this person has open for a while, with a reason."""
    grants = Grant.objects.filter(
        user=user, kind=kind, object_id__in=list(object_ids), until__gt=timezone.now()
    )
    return dict(grants.order_by("until").values_list("object_id", "until"))
