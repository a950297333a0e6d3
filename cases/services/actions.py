"""Actions: promised at a table or in a case, by one person or one organisation, before a day."""

from django.db import transaction
from django.utils import timezone

from audit.log import log
from cases.models import Action, Case
from cases.services.approach import lock_memberships, require_content
from cases.transitions import ACTION_TRANSITIONS
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState
from zvh.mail import send_later


@transaction.atomic
def give_action(house, *, by, text, due_on, organisation, owner=None):
    """An action outside a case, for a table of the meeting; `owner` is a membership or None. Returns it."""
    require(by, Permission.ACTION_GIVE, house)
    return _create(house.house_id, None, by, text, due_on, organisation, owner)


@transaction.atomic
def give_action_in_case(case, *, by, text, due_on, organisation, owner=None):
    """`owner` is one person, of an organisation that takes part; without him the organisation answers for it."""
    lock_memberships(*[owner] if owner else [])
    organisation = owner.organisation if owner else organisation
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    require_content(case, by)
    if case.closed_at:
        raise WrongState("Deze casus is gesloten. Er kan geen actie meer bij.", back_to=case)
    if organisation.pk not in case.organisation_ids | {case.house_id}:
        raise WrongState(f"{organisation} doet niet mee aan deze casus.", back_to=case)
    return _create(case.house_id, case, by, text, due_on, organisation, owner)


def _create(house_id, case, by, text, due_on, organisation, owner):
    action = Action.objects.create(
        house_id=house_id,
        case=case,
        text=text,
        due_on=due_on,
        organisation=owner.organisation if owner else organisation,
        owner=owner,
        owner_name=owner.user.name if owner else "",
        given_by=by,
    )
    log("give_action", action, organisation=action.organisation_id)
    if owner:
        send_later(
            [owner.user.email],
            "U heeft een actie",
            "Er staat een actie voor u klaar. Log in om die te lezen.",
        )
    return action


@transaction.atomic
def finish_action(action, *, by, effect):
    return _end("finish_action", action, by, effect)


@transaction.atomic
def finish_action_for_organisation(action, *, by, effect):
    return _end("finish_action_for_organisation", action, by, effect)


@transaction.atomic
def drop_action(action, *, by, reason):
    return _end("drop_action", action, by, reason)


def _end(name, action, by, effect):
    if action.case_id:
        Case.objects.select_for_update(of=("self",), no_key=True).filter(pk=action.case_id).first()
    action = Action.objects.select_for_update(of=("self",), no_key=True).get(pk=action.pk)
    ACTION_TRANSITIONS[name].check(by, action)
    action.state, action.effect = ACTION_TRANSITIONS[name].target, effect
    action.done_at, action.done_by = timezone.now(), by
    action.save(update_fields=["state", "effect", "done_at", "done_by"])
    log(name, action)
    return action
