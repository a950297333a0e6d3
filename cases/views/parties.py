"""The parties of a case: their page with the drawing, and adding, changing, ending and relating them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from audit.log import log, log_read
from cases import services
from cases.drawing import Party, Tie, draw
from cases.forms import EndPartyForm, PartyForm, RelationForm
from cases.models import Influence
from cases.queries import inquiries_about, party_rows, relations_of
from cases.views.getters import get_case, get_content, get_party, get_relation
from cases.views.pages import case_page
from cases.views.steps import answered, typed
from zvh.exceptions import WrongState


def parties(request, number):
    case = get_case(number)
    rows, relations = party_rows(case, request.user), relations_of(case)
    return case_page(
        request,
        case,
        "cases/parties.html",
        identities=[row.party.pk for row in rows if row.open_until],
        rows=[row for row in rows if not row.party.ended_at],
        ended=[row for row in rows if row.party.ended_at],
        relations=relations,
        drawing=_drawing(case, relations),
        lines=Influence,
        inquiries=inquiries_about(case),
    )


def _drawing(case, relations):
    """Only where there is something to see: two parties or more."""
    shown = [
        Party(
            one.pk,
            one.label,
            "" if one.is_main else one.get_influence_display(),
            one.influence,
            one.is_main,
        )
        for one in case.current_parties
    ]
    ties = [
        Tie(row.number, row.relation.party_id, row.relation.other_id, row.relation.influence)
        for row in relations
    ]
    return draw(shown, ties) if len(shown) > 1 else None


def party_step(request, case, form, *, title, button, act, done, about="", now=(), saw="", read=()):
    """The page of one step about a party. `now` is what stands there where somebody else changed it meanwhile; `read`
    are the parties whose identity stands on the page.
    """
    if answered(request, form, act, done):
        return redirect("cases:parties", case.number)
    log("read", case, identities=read) if read else log_read(case)
    is_other = request.method == "POST" and request.POST.get("saw", "") != saw
    context = {
        "case": case,
        "form": form,
        "title": title,
        "button": button,
        "about": about,
        "now": now if is_other else (),
        "saw": saw,
    }
    return render(request, "cases/party_step.html", context)


def add_party(request, number):
    case = get_content(request, number)
    return party_step(
        request,
        case,
        PartyForm(typed(request), case=case),
        title="Betrokkene toevoegen",
        button="Toevoegen",
        act=lambda answers: services.add_party(case, by=request.user, **answers),
        done="De betrokkene staat bij de casus.",
    )


def change_party(request, number, pk):
    case = get_content(request, number)
    party = get_running(case, pk)
    saw = request.POST.get("saw", "")
    return party_step(
        request,
        case,
        PartyForm(typed(request), case=case, party=party),
        title=f"{party.label} aanpassen",
        button="Bewaren",
        act=lambda answers: services.change_party(party, by=request.user, saw=saw, **answers),
        done="De betrokkene is aangepast.",
        now=_words_of(party),
        saw=services.seen_of_party(party),
    )


def get_running(case, pk):
    """A party of this case; a sentence when it ended."""
    party = get_party(case.number, pk)
    if party.ended_at:
        raise WrongState(f"{party.label} hoort niet meer bij deze casus.", back_to=case)
    party.case = case
    return party


def _words_of(party):
    """What stands there of a party, to lay beside what was typed."""
    return [
        ("Soort", party.get_kind_display()),
        ("Aanduiding", party.label),
        ("Rol of relatie", party.relation),
        ("Hoofdbetrokkene", "ja" if party.is_main else "nee"),
        ("Voor de hoofdbetrokkene", party.get_influence_display()),
        ("Waarom in de casus", party.why),
    ]


def end_party(request, number, pk):
    case = get_content(request, number)
    party = get_running(case, pk)
    return party_step(
        request,
        case,
        EndPartyForm(typed(request)),
        title=f"{party.label} hoort niet meer bij de casus",
        button="Beëindigen",
        act=lambda answers: services.end_party(party, by=request.user, **answers),
        done=f"{party.label} hoort niet meer bij de casus.",
    )


def relate_parties(request, number):
    case = get_content(request, number)
    if len(case.current_parties) < 2:
        raise WrongState("Voor een relatie zijn twee betrokkenen nodig. Voeg er eerst een toe.", back_to=case)
    return party_step(
        request,
        case,
        RelationForm(typed(request), case=case),
        title="Relatie toevoegen",
        button="Toevoegen",
        act=lambda answers: services.relate_parties(case, by=request.user, **answers),
        done="De relatie staat bij de betrokkenen.",
    )


@require_POST
def end_relation(request, number, relation_pk):
    relation = get_relation(number, relation_pk)
    services.end_relation(relation, by=request.user)
    messages.success(request, "De relatie is beëindigd.")
    return redirect("cases:parties", number)
