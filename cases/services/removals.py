"""A party asks to be taken out: the note of it, and what a coordinator decides.

The right of a person does not end with the case, so both can be done in a closed case too. Until the decision
everything stays as it is, and only who works in the case knows of the request: the timeline tells of a removal alone.
"""

from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from cases.models import RemovalOutcome, RemovalRequest
from cases.services.asking import ask_one
from cases.services.steps import lock_case, require_content, tell
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState

WAITS = "Er wacht al een verzoek van deze betrokkene op een besluit."


@transaction.atomic
def note_removal(party, *, by, asked_on, asked):
    """Keep that a party asked to be removed, by who works in the case."""
    case = lock_case(party.case)
    require_content(case, by)
    if RemovalRequest.objects.filter(party=party, outcome=RemovalOutcome.REMOVED).exists():
        raise WrongState("Deze betrokkene is al verwijderd.", back_to=case)
    request = ask_one(
        RemovalRequest,
        waits=WAITS,
        back_to=case,
        party=party,
        asked_on=asked_on,
        asked=asked,
        noted_by=by,
    )
    log("note_removal", case, party=party.pk)
    return request


@transaction.atomic
def decide_removal(request, *, by, outcome, reason):
    """Keep the party, or take out for good who it is and all words about it. That it happened stays."""
    case = lock_case(request.party.case)
    require(by, Permission.CASE_MANAGE, case)
    request = RemovalRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    if not request.waits:
        raise WrongState("Over dit verzoek is al besloten.", back_to=case)
    request.outcome, request.reason = outcome, reason
    request.decided_at, request.decided_by = timezone.now(), by
    request.save(update_fields=["outcome", "reason", "decided_at", "decided_by"])
    is_removed = outcome == RemovalOutcome.REMOVED
    if is_removed:
        with connection.cursor() as cursor:
            cursor.execute("SELECT zvh.remove_party(%s)", [request.party_id])
        tell(case, "Een betrokkene is verwijderd", by=by)
    log("decide_removal", case, party=request.party_id, removed=is_removed)
    return request
