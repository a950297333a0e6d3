"""The legal terms of sharing: settings, each with the decision that set it. They hold for the whole installation."""

from django.db import transaction

from audit.log import log
from partners.roles import Permission
from signals.models import SharingRule
from zvh.exceptions import NotAllowed, WrongState

RULES = "desk:rules"


@transaction.atomic
def add_rule(*, by, regime, legal_ground, receiver_kind, max_days, decision):
    """Allow sharing on one more ground or with one more kind of partner."""
    _require(by)
    rule, is_new = SharingRule.objects.get_or_create(
        regime=regime,
        legal_ground=legal_ground,
        receiver_kind=receiver_kind,
        defaults={"max_days": max_days, "decision": decision},
    )
    if not is_new:
        raise WrongState("Deze regel is er al. Zoek de regel in de lijst en wijzig die daar.", back_to=RULES)
    _log(rule, ["max_days", "decision"])
    return rule


@transaction.atomic
def change_rule(rule, *, by, seen, max_days, decision, is_active):
    """Another term, decision, or out of use. `seen`: its `version` when the form was opened.

    Shares that are given keep their end date; each new one and each extension follows the rule as it is then.
    """
    _require(by)
    rule = SharingRule.objects.select_for_update().get(pk=rule.pk)
    if rule.version != seen:
        message = (
            "Iemand anders wijzigde deze regel intussen. Open de regel opnieuw om te zien wat er nu staat."
        )
        raise WrongState(message, back_to=RULES)
    wanted = {"max_days": max_days, "decision": decision, "is_active": is_active}
    changed = [name for name, value in wanted.items() if getattr(rule, name) != value]
    for name in changed:
        setattr(rule, name, wanted[name])
    rule.save(update_fields=changed)
    _log(rule, changed)
    return rule


def _require(by):
    """A rule is of no house, so no house is asked for; a role at a partner is not enough."""
    if not by.houses_for(Permission.RULES_MANAGE):
        raise NotAllowed


def _log(rule, changed):
    log(
        "save_rule",
        rule,
        fields=sorted(changed),
        max_days=rule.max_days,
        is_decided=bool(rule.decision),
        is_active=rule.is_active,
    )
