"""Who does what in the cases: tasks in words, the lead, and questions about taking part that wait or are over."""

from cases.models import CasePartner, PartKind, PartnerRequest, PartnerRequestKind, PartnerRequestState
from desk.demo.cases import ON_COMING_AGENDA

TASKS = {
    "municipality": "Houdt contact met de bewoners en regelt wat de gemeente kan bieden.",
    "police": "Kijkt op straat en online, en meldt wat er verandert.",
    "prosecution": "Denkt mee over wat strafrechtelijk kan en wat niet.",
    "probation": "Begeleidt het gesprek over werk en dagbesteding.",
    "youth_work": "Spreekt de jongeren elke week op de plek waar zij komen.",
    "care": "Kijkt wat er thuis speelt en biedt hulp aan.",
}
ASKED = "Wilt u één gesprek voeren over de terugkeer naar school, en vertellen wat daarvoor nodig is?"
WANTS = "Een van onze jongerenwerkers kent de groep goed. Wij willen graag meedenken."
RETURNED = "Het gesprek is gevoerd. Met een mentor op school durft hij het aan."


def save_taking_part(approaches, people, clock):
    """Returns how many questions were asked."""
    for approach in approaches:
        _say_what_they_do(approach.case)
    case = next(one.case for one in approaches if one.plan.title == ON_COMING_AGENDA)
    return _ask(case, people, clock)


def _say_what_they_do(case):
    """The municipality has the lead; the police reads the journal and the picture as well."""
    partners = list(case.partners.select_related("organisation"))
    for partner in partners:
        kind = partner.organisation.kind
        partner.task = TASKS.get(kind, "Denkt mee en brengt in wat zij weet.")
        partner.is_lead = kind == "municipality"
        if kind in {"police", "municipality"}:
            partner.parts = list(PartKind)
    CasePartner.objects.bulk_update(partners, ["task", "is_lead", "parts"])


def _ask(case, people, clock):
    """One task that waits, one that was given back, and somebody who wants to join."""
    waiting, wants, done = (
        people.membership(name).organisation for name in ("reclassering", "alkmaar", "denhelder")
    )
    by, returns = people["procesregisseur"], people["denhelder"]
    asked = {
        "state": PartnerRequestState.RETURNED,
        "answered_at": clock.at(25, 10),
        "answered_by": returns,
        "returned_at": clock.at(6, 15),
        "returned_by": returns,
        "answer": "Dat doen wij.",
        "result": RETURNED,
    }
    made = [
        _request(case, PartnerRequestKind.TASK, waiting, by, clock.at(2, 11), ASKED, due_on=clock.day(-12)),
        _request(case, PartnerRequestKind.JOIN, wants, people["alkmaar"], clock.at(3, 16), WANTS),
        _request(case, PartnerRequestKind.TASK, done, by, clock.at(27, 9), ASKED, **asked),
    ]
    return len(PartnerRequest.objects.bulk_create(made))


def _request(case, kind, organisation, by, at, text, **fields):
    return PartnerRequest(
        case=case,
        house_id=case.house_id,
        number=case.number,
        kind=kind,
        organisation=organisation,
        organisation_name=organisation.name,
        organisation_kind=organisation.kind,
        asked_by=by,
        asked_at=at,
        text=text,
        **fields,
    )
