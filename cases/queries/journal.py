"""The journal of a case: what the reader may read of it, by month; as what he writes, and whom he can name."""

from dataclasses import dataclass, field
from itertools import groupby

from django.db import connection
from django.db.models import Prefetch, Q
from django.utils import timezone

from cases.models import Case, CasePartner, JournalCorrection, JournalEntry
from cases.queries.files import with_read_parts
from signals.models import Regime

STRICTNESS = (Regime.AVG, Regime.WPG, Regime.WJSG)  # the last is the strictest
PEOPLE = ("organisation", "written_by", "corrected_by", "withdrawn_by")


@dataclass(frozen=True)
class Writer:
    """As what somebody writes in a case: the membership by which he reads it, and its organisation there."""

    membership_id: int
    organisation_id: int
    organisation: str
    is_of_house: bool


@dataclass(frozen=True)
class CasePerson:
    """Somebody who reads a case, as the membership by which he does."""

    membership_id: int
    user_id: int
    name: str
    organisation: str


@dataclass
class Shown:
    """An entry on the page: what it corrects as far as the reader may read that, and who reads it, for its writer."""

    entry: JournalEntry
    corrections: list = field(default_factory=list)
    who_reads: list = field(default_factory=list)


def journal_cases():
    """Cases with what stands around their journal: who directs and who takes part."""
    partners = CasePartner.objects.select_related("organisation")
    found = with_read_parts(Case.objects.select_related("house"))
    return found.prefetch_related("directors", Prefetch("partners", partners))


def find_entries(case, *, words="", organisation=None, visible_to=""):
    """The newest first. What was corrected stands under its correction, for who reads both."""
    corrected = JournalCorrection.objects.filter(earlier__case=case).values("earlier")
    wanted = {"organisation": organisation, "visible_to": visible_to}
    found = JournalEntry.objects.filter(case=case, **{name: value for name, value in wanted.items() if value})
    for word in words.split():
        found = found.filter(Q(text__icontains=word) | Q(source__icontains=word))
    return (
        found.exclude(pk__in=corrected)
        .select_related(*PEOPLE)
        .prefetch_related("readers")
        .order_by("-occurred_at", "-pk")
    )


def by_month(case, entries):
    """[(first entry, [Shown])]: the entries of a page under the month in which it happened."""
    entries = list(entries)
    corrections, readers = _corrections_of(case), _readers_of(entries)
    for entry in entries:
        entry.case = case
    shown = [
        Shown(entry, list(_chain(corrections, entry.pk)), readers.get(entry.pk, [])) for entry in entries
    ]
    return [(month, list(group)) for month, group in groupby(shown, key=_month_of)]


def _month_of(shown):
    return timezone.localtime(shown.entry.occurred_at).date().replace(day=1)


def _corrections_of(case):
    """{later entry: correction}, of those of which the reader reads both entries."""
    found = JournalCorrection.objects.filter(earlier__case=case)
    return {one.later_id: one for one in found.select_related(*(f"earlier__{name}" for name in PEOPLE))}


def _chain(corrections, pk):
    """From the last correction back to the first text."""
    while pk in corrections:
        yield corrections[pk]
        pk = corrections[pk].earlier_id


def _readers_of(entries):
    """{entry: [(name, why)]}, only of what the reader wrote himself."""
    found = {}
    for entry, name, why in _rows(
        "SELECT entry, name, why FROM zvh.journalentry_readers(%s)", [[one.pk for one in entries]]
    ):
        found.setdefault(entry, []).append({"name": name, "why": why})
    return found


def strictest_regime(case):
    """Of all that this reader reads in the journal; None without entries."""
    there = set(JournalEntry.objects.filter(case=case).order_by().values_list("regime", flat=True).distinct())
    return next((one for one in reversed(STRICTNESS) if one in there), None)


def journal_writers(case):
    """As what the reader may write in this case."""
    sql = """SELECT w.membership, w.organisation, o.name, w.organisation = %s FROM zvh.journal_writers(%s) w
             JOIN partners_organisation o ON o.id = w.organisation"""
    return [Writer(*row) for row in _rows(sql, [case.house_id, case.pk])]


def people_in(case):
    """Who reads this case, in the order of their names."""
    sql = """SELECT p.membership, p.person, p.name, o.name FROM zvh.case_people(%s) p
             JOIN partners_organisation o ON o.id = p.organisation ORDER BY o.name, p.name, p.membership"""
    return [CasePerson(*row) for row in _rows(sql, [case.pk])]


def _rows(sql, parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
