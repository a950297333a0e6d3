"""What every page shows around its content: menu, who is logged in, the address of the house."""

from django.conf import settings
from django.db.models import Q
from django.utils.functional import SimpleLazyObject

from desk.menu import menu_for
from partners.models import House


def shell(request):
    """Lazy: a fragment or a redirect costs no query."""
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    return {
        "menu": SimpleLazyObject(lambda: menu_for(user, request.path)) if known else [],
        "who": SimpleLazyObject(lambda: _who(user)) if known else None,
        "house": SimpleLazyObject(lambda: _house(user if known else None)),
        "demo": settings.DEMO,
    }


def _who(user):
    first = next(iter(user.current_memberships), None)
    return {
        "name": user.name,
        "role": first.get_role_display() if first else "nog geen rol",
        "organisation": first.organisation.name if first else "",
    }


def _house(user):
    """The house of the reader; for a visitor, or with more than one, the first."""
    houses = House.objects.select_related("organisation").order_by("pk")
    if user is not None:
        works_at = [membership.organisation_id for membership in user.current_memberships]
        mine = Q(pk__in=works_at) | Q(organisation__partners__organisation__in=works_at)
        return houses.filter(mine).first() or houses.first()
    return houses.first()
