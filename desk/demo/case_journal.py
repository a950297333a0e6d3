"""The journals of the running cases: much for all who read them, some for one organisation or a few people."""

from datetime import timedelta

from cases.models import (
    CasePartner,
    CaseState,
    JournalCorrection,
    JournalEntry,
    JournalReader,
    PartKind,
    Visibility,
)
from desk.demo.cases import ON_COMING_AGENDA
from desk.demo.texts import generator
from signals.models import Regime

ALL, OWN, NAMED = Visibility.PARTNERS, Visibility.OWN, Visibility.NAMED
READ_IT = 3  # of the partners of a case, the first so many read its journal

# What stands in every running case: (days ago, who writes, source, text, for whom).
COMMON = (
    (
        47,
        "director",
        "startgesprek",
        "Kennisgemaakt en uitgelegd wat de aanpak is en wie meedoet. Er was ruimte voor vragen.",
        ALL,
    ),
    (
        33,
        "partner",
        "eigen waarneming",
        "Twee keer langs geweest. Het is rustiger dan vorige maand; wel staan er 's avonds nog groepjes.",
        ALL,
    ),
    (
        21,
        "director",
        "telefoongesprek",
        "De afspraken van de vorige keer zijn nagelopen. Eén loopt achter door ziekte van de contactpersoon.",
        OWN,
    ),
    (
        12,
        "partner",
        "overleg in eigen team",
        "Intern besproken wie van ons dit oppakt als de vaste collega er niet is.",
        OWN,
    ),
    (
        5,
        "director",
        "gesprek ter plaatse",
        "Wat helpt: vaste gezichten en korte lijnen. Wat niet helpt: elke keer iemand anders.",
        ALL,
    ),
)
# Besides, in the case that is on the coming agenda.
MORE = (
    (
        40,
        "politie",
        "mutatie wijkteam",
        "Gezien bij het sportpark met twee oudere jongens. Hij liep zelf weg toen die ruzie zochten.",
        ALL,
        Regime.WPG,
    ),
    (
        28,
        "jongerenwerk.denhelder",
        "gesprek met persoon D",
        "Hij wil stoppen met de groep en weet niet hoe. Hij is bang voor wat zij dan doen.",
        ALL,
        Regime.AVG,
    ),
    (
        19,
        "reclassering",
        "toezichtgesprek",
        "Afspraken nagekomen. Hij komt op tijd en praat meer dan in het begin.",
        ALL,
        Regime.WJSG,
    ),
    (
        16,
        "politie",
        "informatie wijkagent",
        "Een van de oudere jongens is opnieuw aangehouden. Of dit hem raakt, is nog niet bekend.",
        OWN,
        Regime.WPG,
    ),
    (
        8,
        "raad",
        "gesprek met de broer",
        "De broer wil helpen, maar niet dat de groep dat weet. Alleen met elkaar delen.",
        NAMED,
        Regime.AVG,
    ),
    (
        3,
        "jongerenwerk.denhelder",
        "training",
        "Hij was er alle drie de keren. De trainer neemt hem mee naar de wedstrijd van zondag.",
        ALL,
        Regime.AVG,
    ),
)
WHY_SHARED = "Nodig om samen het risico te wegen; besproken met de privacy officer."
MISTAKEN = "Hij was er twee van de drie keren. De trainer belde hem daarover."
WHY_CORRECTED = "De derde keer was hij er wel, op het andere veld."


def save_journals(approaches, people, clock):
    """Give the first partners the journal to read, and write in it; returns the number of entries."""
    running = [one for one in approaches if one.case.state == CaseState.OPEN]
    for approach in running:
        _let_read(approach.case.partners.order_by("pk")[:READ_IT])
        entries = [_entry(approach, people, clock, *line) for line in COMMON]
        JournalEntry.objects.bulk_create(one for one in entries if one)
    case = next(one for one in running if one.plan.title == ON_COMING_AGENDA)
    _write_more(case, people, clock)
    return JournalEntry.objects.count()


def _let_read(partners):
    readers = list(partners)
    for partner in readers:
        partner.parts = sorted({*partner.parts, PartKind.JOURNAL})
    CasePartner.objects.bulk_update(readers, ["parts"])


def _entry(approach, people, clock, days_ago, who, source, text, visible_to, regime=Regime.AVG):
    """Of the director, of a partner that reads the journal, or of this account; None before the case was there."""
    membership = _writer(approach, people, who)
    written_at = clock.at(days_ago, 16, 10 + days_ago)
    if membership is None or written_at < approach.opened_at:
        return None
    works = who == "director"
    return JournalEntry(
        case=approach.case,
        membership=membership,
        organisation_id=approach.case.house_id if works else membership.organisation_id,
        occurred_at=written_at - timedelta(hours=1 + days_ago % 6),
        written_at=written_at,
        written_by=membership.user,
        source=source,
        regime=regime,
        text=text,
        visible_to=visible_to,
        share_reason=WHY_SHARED if visible_to == ALL and regime != Regime.AVG else "",
    )


def _writer(approach, people, who):
    if who == "director":
        return people.membership(approach.plan.director)
    if who != "partner":
        return people.membership(who)
    if approach.case.is_restricted:
        return None
    able = [
        membership
        for partner in approach.case.partners.order_by("pk")[:READ_IT]
        for membership in people.participants.get(partner.organisation_id, ())
    ]
    return generator("journal", approach.case.number).choice(able) if able else None


def _write_more(approach, people, clock):
    """With one entry for named people, and one that was corrected. Who writes for all reads the journal as well."""
    writing = {people.membership(who).organisation_id for _, who, *_ in MORE}
    _let_read(approach.case.partners.filter(organisation_id__in=writing))
    entries = [_entry(approach, people, clock, *line) for line in MORE]
    JournalEntry.objects.bulk_create(entries)
    named = next(one for one in entries if one.visible_to == NAMED)
    for name in ("casusregisseur", "politie"):
        membership = people.membership(name)
        JournalReader.objects.create(entry=named, membership=membership, name=membership.user.name)
    mistaken = _entry(approach, people, clock, 4, *MORE[-1][1:3], MISTAKEN, ALL)
    mistaken.save()
    JournalCorrection.objects.create(earlier=mistaken, later=entries[-1], reason=WHY_CORRECTED)
