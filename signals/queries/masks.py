"""What is hidden in the texts of a signal and what went for good; and where words stand, asked of the database."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from partners.models import Grant
from signals.models import PLACES, Mask, MaskedText
from zvh.seen import seen

AROUND = 40  # letters before and after, where an excerpt is shown
MOST_SHOWN = 50  # places of the same words, on a page
# Of the text that the words are taken from, what would be left of it counts.
ALSO_IN = """SELECT t.place, t.row_id, t.content,
    regexp_instr(t.content, p.words, 1, 1, 0, 'i'), regexp_instr(t.content, p.words, 1, 1, 1, 'i')
  FROM (SELECT zvh.elsewhere(%s) AS words) p, LATERAL (
    SELECT x.place, x.row_id, CASE WHEN (x.place, x.row_id) = (%s, %s)
        THEN coalesce((SELECT w.rest FROM zvh.without(x.content, %s, %s, '⟦verwijderd⟧') w), x.content)
        ELSE x.content END AS content
      FROM zvh.texts_of(%s) x) t WHERE t.content ~* p.words"""


@dataclass(frozen=True)
class Text:
    """One text around a signal: in which column (`place`) of which row."""

    place: str
    row: int
    content: str

    @property
    def key(self):
        return f"{self.place}:{self.row}"

    @property
    def where(self):
        return PLACES[self.place]


@dataclass(frozen=True)
class Found:
    """Words in a text: the part itself, and what stands before and after it."""

    before: str
    part: str
    after: str


@dataclass(frozen=True)
class Times:
    """How often words stand in a text, and the first of those places, as Found."""

    count: int
    shown: list


@dataclass(frozen=True)
class WouldGo:
    """What a redaction takes away, and where else the same words stand. No places: not there, or not opened.

    `seen` stands for exactly this: who confirms it sends it along.
    """

    places: list
    count: int
    others: list  # of (Text, Found)
    beyond: list
    is_opened: bool
    seen: str

    @property
    def more(self):
        return self.count - len(self.places)


@dataclass(frozen=True)
class MaskRow:
    """A mask; the hidden part is there only while this reader holds a grant."""

    mask: Mask
    open_until: datetime | None
    text: str


def texts_of(signal, places=tuple(PLACES)):
    """The texts of these places that hold something, in the order of the places."""
    rows = _rows("SELECT place, row_id, content FROM zvh.texts_of(%s)", signal.pk)
    found = [Text(*row) for row in rows if row[0] in places and row[2].strip()]
    return sorted(found, key=lambda text: (list(places).index(text.place), text.row))


def times_found(content, words):
    """Each time that these words stand in a text, as Times; never within a mark."""
    rows = _rows(
        """SELECT t.many, regexp_instr(t.content, t.words, 1, n), regexp_instr(t.content, t.words, 1, n, 1)
           FROM (SELECT w.*, coalesce(regexp_count(w.content, w.words), 0) AS many
                   FROM (SELECT %s::text AS content, zvh.wherever(%s) AS words) w) t,
                generate_series(1, least(t.many, %s)) n ORDER BY n""",
        *(content, words, MOST_SHOWN),
    )
    shown = [_found(content, first - 1, after - 1) for _, first, after in rows]
    return Times(rows[0][0] if rows else 0, shown)


def _found(content, first, after):
    before = ("…" if first > AROUND else "") + content[max(first - AROUND, 0) : first]
    rest = content[after : after + AROUND] + ("…" if len(content) > after + AROUND else "")
    return Found(before, content[first:after], rest)


def without(content, words, nth, mark):
    """(part, text with the mark in its place), or None where the words do not stand."""
    rows = _rows("SELECT part, rest FROM zvh.without(%s, %s, %s, %s)", content, words, nth, mark)
    return rows[0] if rows else None


def also_in(signal, words, *, place="", row=0, nth=0):
    """[(Text, Found)] of the same words in all else that this person reads around a signal."""
    rows = _rows(ALSO_IN, words, place, row, words, nth, signal.pk)
    order = list(PLACES)
    found = [
        (Text(at, pk, content), _found(content, first - 1, after - 1))
        for at, pk, content, first, after in rows
    ]
    return sorted(found, key=lambda pair: (order.index(pair[0].place), pair[0].row))


def beyond(signal, words):
    """[sentence]: agenda items and cases about a signal, as far as seen, in which these words stand too."""
    return [what for (what,) in _rows("SELECT zvh.words_beyond(%s, %s)", signal.pk, words)]


def masks_of(signal, user):
    """All masks of a signal, with the parts that this person has opened."""
    grants = Grant.objects.filter(
        user=user, kind=Grant.Kind.MASKED_TEXT, object_id=OuterRef("pk"), until__gt=timezone.now()
    )
    until = Subquery(grants.order_by("-until").values("until")[:1])
    masks = list(signal.masks.select_related("made_by", "ended_by").annotate(open_until=until))
    parts = MaskedText.objects.filter(mask__in=masks)
    opened = dict(parts.values_list("mask", "text"))
    return [
        MaskRow(mask, mask.open_until if mask.pk in opened else None, opened.get(mask.pk, ""))
        for mask in masks
    ]


def what_would_go(redaction):
    """The part of a proposal as it stands now, and the same words elsewhere, as WouldGo."""
    signal, content, words = redaction.signal, _content(redaction), _words(redaction)
    if redaction.mask_id:
        places, count, target = ([Found("", words, "")] if words else []), 1, {}
    else:
        places, count = _chosen(times_found(content, words), redaction.nth)
        target = {"place": redaction.place, "row": redaction.row, "nth": redaction.nth}
    others = also_in(signal, words, **target) if places else []
    elsewhere = beyond(signal, words) if places else []
    is_opened = bool(redaction.mask_id and words)
    return WouldGo(places, count, others, elsewhere, is_opened, seen(content, words, redaction.nth))


def seen_of(redaction):
    """What stands now for what a redaction takes away, to compare with what somebody saw."""
    return seen(_content(redaction), _words(redaction), redaction.nth)


def _words(redaction):
    """Of a hidden part nothing, unless this person opened it."""
    if not redaction.mask_id:
        return redaction.words
    return MaskedText.objects.filter(mask=redaction.mask_id).values_list("text", flat=True).first() or ""


def _chosen(found, nth):
    if not nth:
        return found.shown, found.count
    chosen = found.shown[nth - 1 : nth]
    return chosen, len(chosen)


def _content(redaction):
    found = {(text.place, text.row): text.content for text in texts_of(redaction.signal)}
    return found.get((redaction.place, redaction.row), "")


def next_mark(signal):
    """The mark that the next hidden part of a signal gets."""
    rows = _rows(
        "SELECT zvh.hidden_mark(coalesce(max(n), 0) + 1) FROM signals_mask WHERE signal_id = %s", signal.pk
    )
    return rows[0][0]


def _rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
