"""Houses, municipalities and themes, as far as a reporter or the overview needs them."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from partners.models import Municipality, OrganisationKind, Partnership, Theme


def houses_of(user, permission=None):
    """Ids of the houses this person works with; with a permission only by the memberships that give it."""
    memberships = user.membership_for(permission) if permission else user.current_memberships
    organisations = [membership.organisation for membership in memberships]
    own = {one.pk for one in organisations if one.kind == OrganisationKind.HOUSE}
    return own | set(
        Partnership.objects.filter(organisation__in=organisations).values_list("house", flat=True)
    )


def open_municipalities(houses):
    """Those that exist today."""
    return Municipality.objects.filter(house__in=houses).valid_on(timezone.localdate())


def open_themes(houses):
    return Theme.objects.filter(house__in=houses, is_active=True)


def municipality_counts(house_id, weeks):
    """{municipality id: how many signals in the last weeks}; None stands for '1–2'."""
    since = timezone.now() - timedelta(weeks=weeks)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM zvh.signal_counts(%s, %s)", [house_id, since])
        return {municipality: None if count < 0 else count for municipality, count in cursor.fetchall()}
