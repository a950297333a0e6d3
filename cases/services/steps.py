"""What every step in a case begins with: the case locked, who may change it, and the line of its timeline."""

from cases.models import Case, CaseEvent
from partners.models import Membership
from partners.roles import Permission, has_permission
from partners.steps import require
from zvh.exceptions import NotAllowed, WrongState


def lock_memberships(*memberships):
    """Keep these from ending before we are done; before the case they get a place in (see audit/policies.sql).

    Who may not lock one (a director his own) has it locked by the trigger of the place itself.
    """
    ids = [membership.pk for membership in memberships]
    locked = Membership.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    list(locked.values_list("pk", flat=True))


def take_case(case, by, permission=Permission.CASE_MANAGE):
    """Lock the case; refuse who may not change it, and a change of what is closed."""
    case = lock_case(case)
    require(by, permission, case)
    return require_running(case)


def lock_case(case):
    return Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)


def require_running(case):
    if case.closed_at:
        raise WrongState("Deze casus is gesloten. Er kan niets meer worden veranderd.", back_to=case)
    return case


def take_content(case, by):
    """The content is of the director; the coordinator may do it as well."""
    allowed = (
        Permission.CASE_DIRECT if has_permission(by, Permission.CASE_DIRECT, case) else Permission.CASE_MANAGE
    )
    return take_case(case, by, allowed)


def tell(case, text, *, by):
    CaseEvent.objects.create(case=case, by=by, text=text[:200])


def require_content(case, by):
    """Raise NotAllowed unless this person directs the content of the case or manages it."""
    if not (
        has_permission(by, Permission.CASE_DIRECT, case) or has_permission(by, Permission.CASE_MANAGE, case)
    ):
        raise NotAllowed
