"""Is a party known in another case of the house? The database compares; see policies_parties.sql.

A restricted case that the asker may not read answers nothing: what he reads, what is logged and which steps are taken
are those of a party that nobody knows. Only the coordinator of that case learns that somebody asked.
"""

from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction

from audit.log import log
from cases.models import CaseInquiry
from cases.queries import identified_parties
from cases.services.parties import take_party
from cases.services.steps import take_content
from zvh.exceptions import WrongState
from zvh.mail import send_later

A_DAY = 10  # the number in zvh.inquire_in_cases()
REFUSED = {
    "cases_caseinquiry_term": "De naam is te kort om na te vragen. Vul van een persoon voornaam en achternaam in.",
    "cases_caseinquiry_limit": f"U heeft vandaag al {A_DAY} keer navraag gedaan. Morgen kan het weer.",
}
NO_HIT = "Geen treffer. Uw vraag is vastgelegd, zonder de naam."


@dataclass(frozen=True)
class Answer:
    """The cases that know the party: numbers of what the asker reads, coordinators of what he does not."""

    inquiry: CaseInquiry
    numbers: list
    coordinators: list

    @property
    def in_words(self):
        if not self.inquiry.is_hit:
            return NO_HIT
        hits = [f"Bekend in casus {number}." for number in self.numbers]
        hits += [f"Bekend in een andere casus. Vraag het {name}." for name in self.coordinators]
        return " ".join(hits) + " Uw vraag is vastgelegd, zonder de naam."


@transaction.atomic
def inquire_in_cases(party, *, by, purpose):
    """Ask with the identity of a party, which stays closed. Returns an Answer."""
    case = take_content(party.case, by)
    party = take_party(party, case)
    if party.pk not in identified_parties(case):
        raise WrongState("Vul eerst de identiteit in. Zonder naam is er niets na te vragen.", back_to=case)
    rows = _ask(party, purpose)
    inquiry = CaseInquiry.objects.get(pk=rows[0][0])
    log("inquire_in_cases", case, inquiry=inquiry.pk, hit=inquiry.is_hit)
    coordinators = sorted({coordinator for _, _, coordinator in rows if coordinator})
    return Answer(inquiry, [number for _, number, _ in rows if number], coordinators)


def _ask(party, purpose):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT inquiry, number, coordinator FROM zvh.inquire_in_cases(%s, %s)", [party.pk, purpose]
            )
            return cursor.fetchall()
    except IntegrityError as error:
        for constraint, sentence in REFUSED.items():
            if error.__cause__.diag.constraint_name == constraint:
                raise WrongState(sentence, back_to=party.case) from error
        raise


@transaction.atomic
def send_inquiry_mails():
    """By the tick: mail without content to the coordinators of cases that were touched; returns how many people."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.claim_inquiry_mails()")
        emails = [email for (email,) in cursor.fetchall()]
    for email in emails:
        send_later(
            [email],
            "Er is navraag gedaan",
            "Iemand vroeg of een betrokkene bekend is. Log in en open de betrokkenen van uw casussen om te "
            "lezen wie het vroeg.",
        )
    if emails:
        log("mail_inquiries", origin="tick", people=len(emails))
    return len(emails)
