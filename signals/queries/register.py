"""What the pages about an old register read."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Func, JSONField, Q
from django.utils import timezone

from partners.models import Municipality, Organisation, Theme
from signals.models import (
    REPORTER_FUNCTIONS,
    Outcome,
    RegisterImport,
    RegisterRow,
    RegisterState,
    RowState,
)
from signals.register.columns import BY_NAME, LINE, PROBLEM
from signals.register.rows import understood
from signals.register.store import portion

MOST_COMMON = 5
BESIDE = ("reference", "place", "meaning", "trigger", "threat", "steps_taken")
LEFT = "Deze rij kon niet worden overgenomen, omdat er iets was veranderd. Lees die opnieuw in."


@dataclass(frozen=True)
class Coming:
    """A row as the signal it will become. `texts` are what else it says: [(label, text)]."""

    line: int
    title: str
    facts: str
    observed_on: date
    municipality: str
    themes: list
    reporter: str
    outcome: str
    reported_on: date
    texts: list


def registers():
    """Those the reader sees, the newest first."""
    return RegisterImport.objects.select_related("uploaded_by", "proposed_by", "house")


def coming(register, matching, lines):
    """Rows that become signals, as they will be: these lines, unless something went away meanwhile."""
    rows = (understood(matching, line, cells) for line, cells in _cells(register, lines))
    right = [row for row in rows if not row.problems]
    names = {
        "municipality": dict(Municipality.objects.filter(house=register.house_id).values_list("pk", "name")),
        "theme": dict(Theme.objects.filter(house=register.house_id).values_list("pk", "name")),
        "organisation": dict(
            Organisation.objects.filter(pk__in={row.organisation for row in right}).values_list(
                "pk", "short_name"
            )
        ),
    }
    return [_coming(row, names) for row in right]


def _cells(register, lines):
    """[(line, cells)] of these lines: every row was noted in order, so what comes before says where one lies."""
    if not lines:
        return []
    first, last = register.found.aggregate(
        first=Count("pk", filter=Q(line__lt=lines[0])), last=Count("pk", filter=Q(line__lt=lines[-1]))
    ).values()
    portions = range(first // register.PORTION, last // register.PORTION + 1)
    wanted = set(lines)
    return [
        (line, cells)
        for number in portions
        for line, cells in portion(register.token, number)
        if line in wanted
    ]


def _coming(row, names):
    fields = row.fields
    function = dict(REPORTER_FUNCTIONS)[fields["reporter_function"]]
    organisation = names["organisation"].get(row.organisation)
    return Coming(
        row.line,
        fields["title"],
        fields["facts"],
        date.fromisoformat(fields["observed_on"]),
        names["municipality"][fields["municipality_id"]],
        [names["theme"][pk] for pk in fields["themes"]],
        f"{function}, {organisation}" if organisation else function,
        Outcome(fields["outcome"]).label if fields["outcome"] else "",
        timezone.localdate(datetime.fromisoformat(fields["submitted_at"])),
        _texts(row),
    )


def _texts(row):
    """Everything that has no column of its own on the page."""
    said = row.fields | {"reference": row.reference}
    texts = [(BY_NAME[name].label, said[name]) for name in BESIDE]
    return [(label, text) for label, text in [*texts, ("Reden van de weging", said["reason"])] if text]


def ready_rows(register):
    """Lines of the file that become signals."""
    return register.found.filter(state=RowState.READY).order_by("line").values_list("line", flat=True)


def problem_rows(register):
    """Rows that become no signal. What was right once and could not be made in the end is one of them."""
    states = [RowState.WRONG, RowState.READY] if register.state == RegisterState.DONE else [RowState.WRONG]
    return RegisterRow.objects.filter(register=register, state__in=states)


def common_problems(register):
    """What is wrong with most rows: [(name of the column, sentence, how many)], only what several rows have."""
    each = Func(F("problems"), function="jsonb_array_elements", output_field=JSONField())
    found = (
        problem_rows(register).order_by().annotate(problem=each).values("problem").annotate(many=Count("*"))
    )
    return [
        (*one["problem"], one["many"]) for one in found.order_by("-many")[:MOST_COMMON] if one["many"] > 1
    ]


def problems_of(row):
    """[(name of the column or nothing, sentence)]"""
    return row.problems or [["", LEFT]]


def lines_to_put_right(register):
    """The names of the columns and the rows with errors, as they stood in the file: to put right and read again."""
    wrong = {row.line: problems_of(row) for row in problem_rows(register)}
    lines = [[LINE, PROBLEM, *register.headers]]
    for number in range(register.portions if wrong else 0):
        found = ((line, cells) for line, cells in portion(register.token, number) if line in wrong)
        lines += [[str(line), in_words(wrong[line]), *cells] for line, cells in found]
    return lines


def in_words(problems):
    return " ".join(f"{header}: {sentence}" if header else sentence for header, sentence in problems)
