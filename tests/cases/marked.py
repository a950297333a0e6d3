"""One of everything that hangs on a case, with a marker in every text."""

from cases.models import Named, PartKind, PartnerRequest, RemovalRequest
from tests import factories, people
from tests.cases import parties, planning
from tests.conftest import as_owner


def hang_on(case, marker, *, town, officer):
    """Make it, for a case in which `town` takes part; gives the id of each by its name."""
    member, desk = people.municipality_member(), case.coordinator
    with as_owner():
        about = {"case": case, "house": case.house, "number": case.number, "organisation": town}
        request = PartnerRequest.objects.create(kind="task", text=marker, asked_by=desk, **about)
        one, other = (parties.party(case, marker, why=marker, name=marker) for _ in range(2))
        RemovalRequest.objects.create(party=one, asked_on="2026-11-01", asked=marker, noted_by=desk)
        named = Named.objects.create(case=case, membership=officer.memberships.get(), name=marker)
        picture = case.parts.get(kind=PartKind.PICTURE)
        director, partner = case.directors.get(), case.partners.get()
    goal = planning.goal(case, text=marker, sign=marker)
    made = {
        "director": director,
        "case_partner": partner,
        "case_party": one,
        "relation": parties.relation(one, other, marker),
        "observation": factories.observation(picture, town, member, reasons=marker),
        "trigger_factor": factories.trigger_factor(picture, town, member, text=marker),
        "journal_entry": factories.journal_entry(case, member, visible_to="partners", text=marker),
        "named": named,
        "partner_request": request,
        "goal": goal,
        "intervention": planning.intervention(goal, text=marker, reason=marker),
        "template": planning.template((marker, 5, "police"), name=marker),
    }
    return {name: row.pk for name, row in made.items()}
