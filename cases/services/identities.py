"""Who a party is: filled in, corrected, and opened for an hour with a reason. Only for who works in the case."""

from django.db import connection, transaction

from audit.log import log
from cases.models import CasePartyIdentity
from cases.queries import identified_parties
from cases.services.parties import CHANGED_MEANWHILE, seen_of, take_party
from cases.services.steps import require_content, take_content
from partners.models import Grant
from partners.services.grants import give_grant
from zvh.exceptions import WrongState

IDENTITY_FIELDS = ("name", "born_on", "address", "other")


def seen_of_identity(identity):
    """What stands for an identity as somebody saw it; nothing for one that is not there."""
    return seen_of(identity, IDENTITY_FIELDS) if identity else ""


@transaction.atomic
def open_identity(party, *, by, reason):
    """Give this person a grant for an hour; also in a case that is closed, for reading it goes on."""
    require_content(party.case, by)
    if party.pk not in identified_parties(party.case):
        raise WrongState("Van deze betrokkene is geen identiteit ingevuld.", back_to=party.case)
    grant = give_grant(Grant.Kind.CASE_IDENTITY, party.pk, to=by, reason=reason)
    log("open_identity", party.case, party=party.pk, grant=grant.pk)
    return grant


@transaction.atomic
def keep_identity(party, *, by, saw="", name, born_on, address, other):
    """Fill in who a party is, or correct what one has open; `saw` stands for what the writer found there."""
    case = take_content(party.case, by)
    party = take_party(party, case)
    kept = CasePartyIdentity.objects.filter(party=party).first()
    if kept is None and party.pk in identified_parties(case):
        message = "Er is al een identiteit ingevuld. Open die eerst; daarna kunt u verbeteren wat niet klopt."
        raise WrongState(message, back_to=case)
    if saw != seen_of_identity(kept):
        raise WrongState(CHANGED_MEANWHILE, back_to=case)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT zvh.keep_case_identity(%s, %s, %s, %s, %s)", [party.pk, name, born_on, address, other]
        )
    log("keep_identity", case, party=party.pk)
    return party
