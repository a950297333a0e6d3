"""Whom a case is about: adding, changing and ending a party, and how parties stand to each other.

What is told of it in the timeline names nobody: lines stay, also when a party is removed.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.log import log
from cases.models import CaseParty, PartyRelation
from cases.services.steps import take_content, tell
from zvh.exceptions import WrongState
from zvh.seen import plain, seen

FIELDS = ("kind", "label", "relation", "is_main", "influence", "why")
CHANGED_MEANWHILE = (
    "Iemand anders veranderde dit intussen. Hieronder staat wat er nu staat. Neem over wat moet blijven en "
    "bewaar dan opnieuw."
)


def seen_of(thing, fields):
    """What stands for these fields as somebody saw them."""
    return seen(*(plain(str(getattr(thing, name))) for name in fields))


def seen_of_party(party):
    return seen_of(party, FIELDS)


def take_party(party, case):
    """The party locked, in its locked case; refuse what ended."""
    party = CaseParty.objects.select_for_update(of=("self",), no_key=True).get(pk=party.pk)
    party.case = case
    if party.ended_at:
        raise WrongState(f"{party.label} hoort niet meer bij deze casus.", back_to=case)
    return party


def _refuse_second_main(case, besides=None):
    mains = CaseParty.objects.filter(case=case, is_main=True, ended_at=None)
    if mains.exclude(pk=besides and besides.pk).exists():
        raise WrongState("Deze casus heeft al een hoofdbetrokkene.", back_to=case)


@transaction.atomic
def add_party(case, *, by, label, is_main=False, **fields):
    """Put somebody in the case by a label; `fields` are the others of FIELDS."""
    case = take_content(case, by)
    if is_main:
        _refuse_second_main(case)
    party = CaseParty.objects.create(case=case, label=label, is_main=is_main, added_by=by, **fields)
    tell(case, "Betrokkene toegevoegd", by=by)
    log("add_party", case, party=party.pk)
    return party


@transaction.atomic
def change_party(party, *, by, saw, **fields):
    """Other words for a party; `saw` stands for what the writer found (seen_of_party)."""
    case = take_content(party.case, by)
    party = take_party(party, case)
    if saw != seen_of_party(party):
        raise WrongState(CHANGED_MEANWHILE, back_to=case)
    if fields.get("is_main"):
        _refuse_second_main(case, besides=party)
    for name, value in fields.items():
        setattr(party, name, value)
    party.save(update_fields=list(fields))
    tell(case, "Betrokkene aangepast", by=by)
    log("change_party", case, party=party.pk)
    return party


@transaction.atomic
def end_party(party, *, by, reason):
    """Somebody is no longer a party; what joins him to others ends with it."""
    case = take_content(party.case, by)
    party = take_party(party, case)
    now = timezone.now()
    party.ended_at, party.ended_by, party.end_reason = now, by, reason
    party.save(update_fields=["ended_at", "ended_by", "end_reason"])
    for side in ("party", "other"):
        PartyRelation.objects.filter(**{side: party, "ended_at": None}).update(ended_at=now, ended_by=by)
    tell(case, "Een betrokkene hoort niet meer bij de casus", by=by)
    log("end_party", case, party=party.pk)
    return party


@transaction.atomic
def relate_parties(case, *, by, party, other, words, influence):
    """Say how one party stands to another."""
    case = take_content(case, by)
    for one in sorted((party, other), key=lambda one: one.pk):
        take_party(one, case)
    relation = _relate(case, party=party, other=other, words=words, influence=influence, added_by=by)
    tell(case, "Relatie tussen betrokkenen toegevoegd", by=by)
    log("relate_parties", case, relation=relation.pk)
    return relation


def _relate(case, **fields):
    try:
        with transaction.atomic():
            return PartyRelation.objects.create(**fields)
    except IntegrityError as error:
        if "cases_partyrelation_once" not in str(error):
            raise
        raise WrongState("Deze relatie staat er al.", back_to=case) from error


@transaction.atomic
def end_relation(relation, *, by):
    case = take_content(relation.party.case, by)
    relation = PartyRelation.objects.select_for_update(of=("self",), no_key=True).get(pk=relation.pk)
    if relation.ended_at:
        raise WrongState("Deze relatie was al beëindigd.", back_to=case)
    relation.ended_at, relation.ended_by = timezone.now(), by
    relation.save(update_fields=["ended_at", "ended_by"])
    tell(case, "Relatie tussen betrokkenen beëindigd", by=by)
    log("end_relation", case, relation=relation.pk)
    return relation
