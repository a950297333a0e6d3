"""Search over what the reader may see: the texts of the signals and, for who may see it, of the weighing.

Both sources are views of the owner with the condition of the policy; see signals/policies_finding.sql. Of each the
newest thousand hits count, so a search never reads on.
"""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline, SearchRank
from django.db import connection
from django.db.models import Exists, F, Func, OuterRef, TextField, Value
from django.db.models.functions import Concat
from django.utils.html import escape
from django.utils.safestring import mark_safe

from signals.models import Signal, SignalSearch, Weighing, WeighingSearch
from signals.queries.words import CONFIG

SEARCH_CAP = 1000
START, STOP = "\ue000", "\ue001"  # nobody types these; they are taken out of the texts as well
TEXTS = ("facts", "meaning", "contradiction", "place", "trigger", "threat", "vulnerability", "steps_taken")
FEW = 5_000
TITLES_READ = 2000
LIKE_ENOUGH = 0.35
MOST_WORDS_MENDED = 4


@dataclass(frozen=True)
class Excerpt:
    """Where the words stand, escaped, with <mark> around them; empty when they are not there."""

    title: str = ""
    text: str = ""
    weighing: str = ""


def sources(words, narrowed):
    """The querysets of the hits, newest first and capped; `narrowed` filters a queryset by the other fields."""
    return [_newest(hits) for hits in _sources(words, narrowed)]


def _newest(hits):
    return hits.order_by("-submitted_at")[: SEARCH_CAP + 1]


def _sources(words, narrowed):
    if words.problem:
        return [SignalSearch.objects.filter(pk=-1)]  # nothing is asked, so nothing is found
    found = [_hits(SignalSearch, WeighingSearch, words, narrowed)]
    if words.wanted is not None:
        found.append(_hits(WeighingSearch, SignalSearch, words, narrowed))
    return found


def _hits(source, other, words, narrowed):
    hits = narrowed(source.objects.all()).filter(words.of_number())
    if words.unwanted is not None:
        elsewhere = other.objects.filter(pk=OuterRef("pk"), search=words.unwanted)
        hits = hits.filter(~Exists(elsewhere))
    if words.asked is not None:
        hits = hits.filter(search=words.asked)
    return hits


def ranked(words, narrowed):
    """{id: (rank, submitted_at)} of the hits; one more than the cap says that there are more."""
    found = {}
    rank = SearchRank(F("search"), words.wanted) if words.wanted is not None else Value(0.0)
    for hits in _sources(words, narrowed):
        rows = hits.annotate(rank=rank).values_list("pk", "rank", "submitted_at")
        for pk, how_well, at in _read(rows, words):
            found[pk] = max(found.get(pk, (0.0, at)), (how_well, at))
    return found


def _read(hits, words):
    """The newest of them; of the beginning of a word first a look whether few have it, in any order.

    How rare that is the planner cannot know: it would look for it through all that is newer.
    """
    if words.has_beginning:
        few = list(hits[: FEW + 1])
        if len(few) <= FEW:
            return sorted(few, key=lambda row: row[2], reverse=True)[: SEARCH_CAP + 1]
    return _newest(hits)


# -- excerpts


def excerpts(words, ids):
    """{id: Excerpt} for the signals on one page."""
    if words.wanted is None or not ids:
        return {}
    texts = Signal.objects.filter(pk__in=ids).values_list(
        "pk", _headline(F("title"), words, highlight_all=True), _headline(_joined(TEXTS), words)
    )
    weighings = Weighing.objects.filter(signal__in=ids).values_list(
        "signal", _headline(_joined(("notes", "reason")), words)
    )
    of_weighing = dict(weighings)
    return {
        pk: Excerpt(_marked(title), _marked(text), _marked(of_weighing.get(pk, "")))
        for pk, title, text in texts
    }


def _joined(names):
    parts = [part for name in names for part in (F(name), Value(" "))]
    return Func(Concat(*parts[:-1], output_field=TextField()), Value(4000), function="left")


def _headline(text, words, **options):
    clean = Func(text, Value(START + STOP), Value(""), function="translate", output_field=TextField())
    if not options:
        options = {"max_fragments": 1, "max_words": 20, "min_words": 8}
    return SearchHeadline(clean, words.wanted, config=CONFIG, start_sel=START, stop_sel=STOP, **options)


def _marked(text):
    """Escaped first, marked afterwards: nothing of the text itself is ever HTML."""
    if START not in text:
        return ""
    return mark_safe(escape(text).replace(START, "<mark>").replace(STOP, "</mark>"))  # noqa: S308 - escaped


# -- typing errors

# Words that stand nowhere, each with the word most like it in the newest titles; only of what the reader may see.
# The newest texts are looked at first: a word that is not there is rare, so looking for it everywhere costs little.
NEAREST = """
WITH newest AS MATERIALIZED (SELECT title, search FROM signals_search ORDER BY submitted_at DESC LIMIT %s),
known AS (SELECT DISTINCT word FROM newest, regexp_split_to_table(lower(newest.title), '[^[:alpha:]]+') AS word
  WHERE length(word) > 3),
unknown AS MATERIALIZED (SELECT word FROM unnest(%s::text[]) AS word WHERE NOT CASE
  WHEN EXISTS (SELECT FROM newest WHERE newest.search @@ plainto_tsquery('dutch', word)) THEN true
  ELSE (SELECT count(*) > 0 FROM signals_search s WHERE s.search @@ plainto_tsquery('dutch', word)) END)
SELECT DISTINCT ON (unknown.word) unknown.word, known.word
FROM unknown JOIN known ON similarity(unknown.word, known.word) >= %s
ORDER BY unknown.word, similarity(unknown.word, known.word) DESC, known.word
"""


def suggestion(words):
    """The same search with its unknown words replaced by likely ones; empty when there is nothing better."""
    asked = words.plain[:MOST_WORDS_MENDED]
    if not asked:
        return ""
    with connection.cursor() as cursor:
        cursor.execute(NEAREST, [TITLES_READ, asked, LIKE_ENOUGH])
        better = dict(cursor.fetchall())
    if not better:
        return ""
    return " ".join(better.get(word.lower(), word) for word in words.typed.split())


def of_each(template, parts):
    """One value of each list of querysets, which are taken together, in one query: `of_each("EXISTS ({})", …)`."""
    sqls, values = [], []
    for querysets in parts:
        compiled = [queryset.query.sql_with_params() for queryset in querysets]
        sqls.append(template.format(" UNION ".join(f"({sql})" for sql, _ in compiled)))
        values += [value for _, params in compiled for value in params]
    if not sqls:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(sqls)}", values)
        return list(cursor.fetchone())
