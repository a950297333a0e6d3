"""Whom the cases of the demonstration are about: what each party means, and one case in full. All invented."""

from datetime import date, timedelta

from cases.models import (
    CaseInquiry,
    CaseInquiryHit,
    CaseParty,
    CasePartyIdentity,
    Influence,
    PartyKind,
    PartyRelation,
    RemovalRequest,
)

P, R, B, N = Influence.PROTECTIVE, Influence.RISKY, Influence.BOTH, Influence.NEUTRAL
KINDS = {"Stichting A": PartyKind.ORGANISATION, "Vereniging A": PartyKind.ORGANISATION}
KINDS |= {"Bedrijf A": PartyKind.ORGANISATION, "Ouders": PartyKind.GROUP}
STANDING = {
    "steunfiguur": (P, "Bij haar komt de jongere thuis; zonder haar is er geen gesprek."),
    "steunfiguren": (P, "Zij houden contact en merken als eersten een plan om te vertrekken."),
    "minderjarige": (N, "De aanpak gaat over de veiligheid van dit kind."),
    "familielid": (B, "Haalt hem op bij de groep, en bracht hem er ook."),
    "broer": (R, "Deelt dezelfde berichten en neemt haar mee naar bijeenkomsten."),
}
# of the case in full: (label, relation, kind, influence, why)
MORE = (
    (
        "Moeder",
        "moeder",
        PartyKind.PERSON,
        P,
        "Zij houdt hem thuis als het misgaat, en belt de jongerenwerker.",
    ),
    (
        "Groep bij de haven",
        "vrienden",
        PartyKind.GROUP,
        R,
        "De groep werft hem; de aanpak moet hem losmaken.",
    ),
    ("Trainer", "sportclub", PartyKind.PERSON, P, "De volwassene naar wie hij luistert."),
    ("Jongen uit groep 2", "vriend", PartyKind.PERSON, R, "Vraagt hem elke week mee, ook online."),
)
# (who, how, to whom, influence)
TIES = (
    ("Jongen uit groep 2", "is de leider van", "Groep bij de haven", R),
    ("Broer", "kent", "Groep bij de haven", R),
    ("Moeder", "houdt contact met", "Trainer", P),
)
NAME, BORN_ON = "Jorrit Duinhaver", date(2009, 5, 14)
ASKED = "Hij wil niet meer in de casus staan: hij ziet zijn broer bijna niet meer."
PURPOSE = "Wij willen niet langs een andere aanpak heen werken."


def standing_of(label, relation):
    """What a party of a plan means for the main one, and why it is there."""
    influence, why = STANDING.get(relation, (N, ""))
    return {"influence": influence, "why": why, "kind": KINDS.get(label, PartyKind.PERSON)}


def save_case_parties(case, clock):
    """One case in full: parties around the main one, an identity, a question with its answer, a request."""
    director = case.directors.select_related("membership__user").get().membership.user
    for label, relation, kind, influence, why in MORE:
        fields = {"relation": relation, "kind": kind, "influence": influence, "why": why}
        added_at = case.opened_at + timedelta(days=9)
        CaseParty.objects.create(case=case, label=label, added_at=added_at, added_by=director, **fields)
    parties = {party.label: party for party in case.parties.all()}
    PartyRelation.objects.bulk_create(
        PartyRelation(
            party=parties[who], other=parties[whom], words=how, influence=influence, added_by=director
        )
        for who, how, whom, influence in TIES
    )
    RemovalRequest.objects.create(
        party=parties["Broer"],
        asked_on=clock.day(5),
        asked=ASKED,
        noted_at=clock.at(4, 10),
        noted_by=director,
    )
    _save_known(case, parties["Persoon D"], director, clock)


def _save_known(case, party, director, clock):
    """The main party stands in an earlier case too; the director asked, and its coordinator reads who."""
    earlier = CaseParty.objects.select_related("case").get(
        case__house=case.house, label="Persoon A", is_main=True, case__is_restricted=False
    )
    for one in (party, earlier):
        CasePartyIdentity.objects.create(party=one, name=NAME, born_on=BORN_ON, kept_by=director)
    inquiry = CaseInquiry.objects.create(
        case=case,
        number=case.number,
        party=party,
        asked_by=director,
        asked_at=clock.at(12, 15),
        purpose=PURPOSE,
        is_hit=True,
    )
    hit = {"inquiry": inquiry, "case": earlier.case, "asked_by": director, "mailed_at": clock.at(12, 16)}
    CaseInquiryHit.objects.create(**hit)
