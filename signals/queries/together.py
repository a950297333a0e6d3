"""What hangs together with a signal: links, independent sources, and questions that touched it."""

from dataclasses import dataclass

from django.db import connection

from signals.models import InquiryHit, Link, LinkKind, Signal

# How the other stands to this signal, by the side at which this signal is.
FROM_HERE = {
    LinkKind.RELATED: "Hoort bij",
    LinkKind.PART: "Onderdeel van",
    LinkKind.MERGED: "Samengevoegd met",
}
FROM_THERE = {
    LinkKind.RELATED: "Hoort bij",
    LinkKind.PART: "Heeft als onderdeel",
    LinkKind.MERGED: "Hierin opgegaan",
}


@dataclass(frozen=True)
class LinkRow:
    """A link as it is read from one of its two signals."""

    link: Link
    other: Signal
    relation: str


@dataclass(frozen=True)
class Sources:
    """How many independent sources there are, by THE RULE in policies_together.sql."""

    organisations: int = 0
    persons: int = 0
    citizens: int = 0
    registers: int = 0  # of which nobody knows who reported

    @property
    def total(self):
        return self.persons + self.citizens + self.registers

    @property
    def in_words(self):
        parts = []
        if self.organisations:
            own = "" if self.persons == self.organisations else f" (waarvan {self.persons} eigen waarnemers)"
            parts.append(f"{_count(self.organisations, 'organisatie', 'organisaties')}{own}")
        if self.citizens:
            parts.append(_count(self.citizens, "burger", "burgers"))
        if self.registers:
            parts.append(_count(self.registers, "oud register", "oude registers"))
        return f"{_count(self.total, 'bron', 'onafhankelijke bronnen')}: {', '.join(parts)}"


def _count(number, one, more):
    return f"{number} {one if number == 1 else more}"


def links_of(signal):
    """(open, ended): the links of which the reader sees both ends, as LinkRow."""
    people = Link.objects.select_related("made_by", "ended_by")
    here = people.filter(signal=signal).select_related("other")
    there = people.filter(other=signal).select_related("signal")
    rows = [LinkRow(link, link.other, FROM_HERE[link.kind]) for link in here]
    rows += [LinkRow(link, link.signal, FROM_THERE[link.kind]) for link in there]
    rows.sort(key=lambda row: row.link.made_at, reverse=True)
    return [row for row in rows if not row.link.ended_at], [row for row in rows if row.link.ended_at]


def sources_of(signals):
    """{signal id: Sources} of the signals of which the reader has the desk; one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM zvh.signal_sources(%s)", [[signal.pk for signal in signals]])
        return {number: Sources(*counts) for number, *counts in cursor.fetchall()}


def inquiries_about(signal, limit=10):
    """Questions of others that touched this signal, newest first; the database shows them to its desk."""
    hits = InquiryHit.objects.filter(signal=signal).select_related("inquiry__asked_by", "inquiry__house")
    return [hit.inquiry for hit in hits.order_by("-pk")[:limit]]
