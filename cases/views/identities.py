"""Who a party is, whether it is known in another case, and a request to be removed. For who works in the case."""

from django.contrib import messages
from django.shortcuts import redirect

from cases import services
from cases.forms import DecideRemovalForm, IdentityForm, InquiryForm, OpenIdentityForm, RemovalForm
from cases.models import CasePartyIdentity
from cases.queries import identified_parties
from cases.views.getters import get_case, get_content, get_party
from cases.views.parties import get_running, party_step
from cases.views.steps import typed
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState

HOURS = "De gegevens staan een uur bij de betrokkene. Dit is vastgelegd in het log."


def keep_identity(request, number, pk):
    """Fill it in; who has it open corrects it."""
    case = get_content(request, number)
    party = get_running(case, pk)
    kept = CasePartyIdentity.objects.filter(party=party).first()
    if kept is None and request.method != "POST" and party.pk in identified_parties(case):
        return redirect("cases:open-identity", number, pk)
    saw = request.POST.get("saw", "")
    return party_step(
        request,
        case,
        IdentityForm(typed(request), initial=_fields_of(kept)),
        title=f"Identiteit van {party.label} {'verbeteren' if kept else 'invullen'}",
        button="Bewaren",
        act=lambda answers: services.keep_identity(party, by=request.user, saw=saw, **answers),
        done="De identiteit is bewaard. Zij staat niet op de pagina: open haar met een reden.",
        now=_words_of(kept),
        saw=services.seen_of_identity(kept),
        read=[party.pk] if kept else (),
    )


def _fields_of(kept):
    return kept and {name: getattr(kept, name) for name in services.IDENTITY_FIELDS}


def _words_of(kept):
    fields = services.IDENTITY_FIELDS if kept else ()
    return [
        (CasePartyIdentity._meta.get_field(name).verbose_name.capitalize(), getattr(kept, name) or "")
        for name in fields
    ]


def open_identity(request, number, pk):
    case = get_case(number)
    services.require_content(case, request.user)
    party = get_party(number, pk)
    return party_step(
        request,
        case,
        OpenIdentityForm(typed(request)),
        title=f"Identiteit openen van {party.label}",
        button="Een uur openen",
        act=lambda answers: services.open_identity(party, by=request.user, **answers),
        done=HOURS,
    )


def inquire(request, number, pk):
    case = get_content(request, number)
    party = get_running(case, pk)

    def act(answers):
        answer = services.inquire_in_cases(party, by=request.user, **answers)
        messages.info(request, answer.in_words)

    return party_step(
        request,
        case,
        InquiryForm(typed(request)),
        title=f"Is {party.label} bekend in een andere casus?",
        button="Navragen",
        act=act,
        done="",
        about=f"De naam wordt vergeleken zonder dat u die ziet. U kunt dit {services.A_DAY} keer per dag vragen.",
    )


def note_removal(request, number, pk):
    """Also of a closed case and of a party that ended: the right of a person does not end with them."""
    case = get_case(number)
    services.require_content(case, request.user)
    party = get_party(number, pk)
    return party_step(
        request,
        case,
        RemovalForm(typed(request)),
        title=f"Verzoek om verwijdering van {party.label}",
        button="Vastleggen",
        act=lambda answers: services.note_removal(party, by=request.user, **answers),
        done="Het verzoek is vastgelegd. Alles blijft staan tot de procesregisseur beslist.",
    )


def decide_removal(request, number, pk):
    case = get_case(number)
    require(request.user, Permission.CASE_MANAGE, case)
    party = get_party(number, pk)
    waiting = party.removal_requests.filter(decided_at=None).first()
    if waiting is None:
        raise WrongState("Er wacht geen verzoek van deze betrokkene op een besluit.", back_to=case)
    waiting.party = party
    return party_step(
        request,
        case,
        DecideRemovalForm(typed(request)),
        title=f"Beslissen over verwijdering van {party.label}",
        button="Besluit vastleggen",
        act=lambda answers: services.decide_removal(waiting, by=request.user, **answers),
        done="Het besluit is vastgelegd.",
        about=waiting.asked,
    )
