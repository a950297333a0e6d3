"""Actions: promised at a table or in a case, by one person or one organisation, before a day."""

from django.db import transaction
from django.utils import timezone

from audit.log import log
from cases.models import Action, ActionEvent, ActionEventKind, Case
from cases.queries import reads_case
from cases.services.steps import lock_case, lock_memberships, require_content, take_content
from cases.transitions import ACTION_TRANSITIONS
from partners.roles import Permission, has_permission
from partners.steps import require
from zvh.exceptions import WrongState
from zvh.mail import send_later


@transaction.atomic
def give_action(house, *, by, text, due_on, organisation, owner=None):
    """An action outside a case, for a table of the meeting; `owner` is a membership or None. Returns it."""
    require(by, Permission.ACTION_GIVE, house)
    return _create(house.house_id, None, by, text, due_on, organisation, owner)


@transaction.atomic
def give_action_in_case(case, *, by, text, due_on, organisation, owner=None, goal=None, intervention=None):
    """`owner` is one person, of an organisation that takes part; without him the organisation answers for it.

    An action with a goal is an agreement of the plan; the intervention is one of that goal.
    """
    lock_memberships(*[owner] if owner else [])
    organisation = owner.organisation if owner else organisation
    case = lock_case(case)
    require_content(case, by)
    if case.closed_at:
        raise WrongState("Deze casus is gesloten. Er kan geen actie meer bij.", back_to=case)
    refuse_unnamed(case, owner, back_to=case)
    if organisation.pk not in case.organisation_ids | {case.house_id}:
        raise WrongState(f"{organisation} doet niet mee aan deze casus.", back_to=case)
    tied = {"goal": goal, "intervention": intervention}
    return _create(case.house_id, case, by, text, due_on, organisation, owner, **tied)


def refuse_unnamed(case, owner, *, back_to):
    """An action of a shielded case is for one person who reads that case: an organisation would tell all its people."""
    if case.is_restricted and not (owner and reads_case(case, owner.pk)):
        raise WrongState(
            "Deze casus is afgeschermd. Kies een persoon die de casus leest, geen organisatie.",
            back_to=back_to,
        )


@transaction.atomic
def tie_action(action, *, by, goal, intervention=None):
    """Make an action of the case an agreement of its plan: once, for it says to what it belongs."""
    case = take_content(action.case, by)
    action = take_action(action)
    if action.goal_id:
        raise WrongState("Deze actie hoort al bij een doel.", back_to=action)
    action.goal, action.intervention = goal, intervention
    action.save(update_fields=["goal", "intervention"])
    log("tie_action", action, goal=goal.pk, case=case.pk)
    return action


def _create(house_id, case, by, text, due_on, organisation, owner, **tied):
    action = Action.objects.create(
        house_id=house_id,
        case=case,
        text=text,
        due_on=due_on,
        organisation=owner.organisation if owner else organisation,
        owner=owner,
        owner_name=owner.user.name if owner else "",
        given_by=by,
        **tied,
    )
    tell_action(action, ActionEventKind.GIVEN, by=by)
    log("give_action", action, organisation=action.organisation_id)
    if owner:
        send_later(
            [owner.user.email],
            "U heeft een actie",
            "Er staat een actie voor u klaar. Log in om die te lezen.",
        )
    return action


@transaction.atomic
def finish_action(action, *, by, effect, result=""):
    return _end("finish_action", action, by, effect, result)


@transaction.atomic
def finish_action_for_organisation(action, *, by, effect, result=""):
    return _end("finish_action_for_organisation", action, by, effect, result)


@transaction.atomic
def finish_action_for_owner(action, *, by, effect, result=""):
    """At the table the chair writes down what the owner tells."""
    return _end("finish_action_for_owner", action, by, effect, result)


@transaction.atomic
def drop_action(action, *, by, reason):
    return _end("drop_action", action, by, reason)


def _end(name, action, by, effect, result=""):
    action, step = take_action(action), ACTION_TRANSITIONS[name]
    step.check(by, action)
    refuse_waiting(action)
    action.state, action.effect, action.result = step.target, effect, result
    action.done_at, action.done_by = timezone.now(), by
    action.save(update_fields=["state", "effect", "result", "done_at", "done_by"])
    tell_action(action, ActionEventKind(step.target.value), by=by, text=effect)
    log(name, action)
    return action


def take_action(action):
    """Lock the action, after the case it stands in."""
    if action.case_id:
        Case.objects.select_for_update(of=("self",), no_key=True).filter(pk=action.case_id).first()
    locked = Action.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("organisation").get(pk=action.pk)


def refuse_ended(action):
    if not action.is_open:
        raise WrongState(f"Deze actie is al {action.get_state_display()}.", back_to=action)
    return action


def refuse_waiting(action):
    """Who was asked to take it over reads the action until he answered, so that comes first."""
    if action.requests.filter(answered_at__isnull=True).exists():
        message = "Er wacht nog een vraag over deze actie. Trek die in of beantwoord die, en ga dan verder."
        raise WrongState(message, back_to=action)


def tell_action(action, kind, *, by, text=""):
    """A line of its history, in words that each of its readers may see."""
    ActionEvent.objects.create(action=action, kind=kind, by=by, text=text)


def may_steer(user, action):
    """Who gave it, and who gives actions for the house, say when it must be done."""
    return action.given_by_id == user.pk or has_permission(user, Permission.ACTION_GIVE, action)


def may_do(user, action):
    """Its owner, or who ends actions for its organisation; also of a request to take it over."""
    return has_permission(user, Permission.ACTION_DO, action) or has_permission(
        user, Permission.ACTION_DO_FOR, action
    )
