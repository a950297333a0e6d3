"""The pages of one case: the same head and tabs around what each of them shows."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from audit.log import log, log_read
from cases.models import PartKind
from partners.roles import Permission, has_permission


@dataclass(frozen=True)
class Tab:
    """A page of a case; one of a part is only for who reads that part."""

    url_name: str
    label: str
    part: str = ""

    def url(self, case):
        return reverse(self.url_name, args=[case.number])


TABS = (
    Tab("cases:detail", "Overzicht"),
    Tab("cases:parties", "Betrokkenen"),
    Tab("cases:picture", "Beeld", PartKind.PICTURE),
    Tab("cases:plan", "Plan", PartKind.PLAN),
    Tab("cases:journal", "Journaal"),
    Tab("cases:reviews", "Evaluatie"),
)


def case_page(request, case, template, *, identities=(), **context):
    """Show one page of a case from `get_case`; a part that the reader's organisation does not read is a 404.

    `identities` are the parties whose identity stands on it: reading that is more than reading the case, and says so.
    """
    here = f"{request.resolver_match.app_name}:{request.resolver_match.url_name}"
    tabs = [tab for tab in TABS if not tab.part or tab.part in case.read_parts]
    if here not in [tab.url_name for tab in tabs]:
        raise Http404
    log("read", case, identities=identities) if identities else log_read(case)
    shown = [{"label": tab.label, "url": tab.url(case), "is_current": tab.url_name == here} for tab in tabs]
    return render(
        request, template, {"case": case, "tabs": shown, "may": may_in(request.user, case), **context}
    )


def may_in(user, case):
    """Which buttons this person gets besides the steps of the table; a closed case has only `work` and `decide`."""
    manages = has_permission(user, Permission.CASE_MANAGE, case)
    directs = has_permission(user, Permission.CASE_DIRECT, case)
    runs = case.closed_at is None
    return {
        "work": manages or directs,
        "decide": manages,
        "manage": runs and manages,
        "direct": runs and (manages or directs),
        "stop": {
            partner.pk
            for partner in case.partners.all()
            if runs and has_permission(user, Permission.CASE_ANSWER, partner)
        },
        "restrict": runs and manages and case.coordinator_id == user.pk,
        "hand_over": runs and manages and (case.coordinator_id == user.pk or not case.is_restricted),
    }
