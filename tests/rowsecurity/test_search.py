"""Random people, random searches: what is found, counted, suggested and taken along is what the rules allow."""

import contextlib
import csv
import io
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from partners.models import Municipality
from signals import export, queries
from signals.models import Signal, Weighing
from tests.conftest import as_owner
from tests.rowsecurity import reference, rows, worlds
from tests.rowsecurity.test_property import Undo, readers
from zvh.actor import acting_as

WORDS = ("vlag", "leus", "plein", "bank")  # the stem of each is the word itself
MISTYPED, MEANT = "pleim", "plein"
LONG_AGO = datetime(2023, 12, 31, 23, tzinfo=UTC)  # where the blocks of four weeks begin
BLOCK = timedelta(days=28)

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)
terms = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(lambda word: f"{word[:3]}*"),
    st.sampled_from(WORDS).map(lambda word: f"-{word}"),
    st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map(lambda pair: f'"{" ".join(pair)}"'),
)
searches = st.lists(terms, min_size=1, max_size=3).filter(lambda some: not all(one[0] == "-" for one in some))
written = st.lists(st.tuples(texts, texts, texts, st.integers(0, 150)), min_size=4, max_size=4)


def stands_in(term, words):
    if term.startswith('"'):
        first, second = term.strip('"').split()
        return (first, second) in pairwise(words)
    return any(word.startswith(term[:-1]) if term.endswith("*") else word == term for word in words)


def hits(world, reader, typed):
    """Per source all that must be there, and in no source what may not."""
    found = set()
    for n, it in enumerate(world["signals"]):
        if not reference.signal(world, reader, n):
            continue
        sources = [it["title"] + it["facts"]]
        if reference.weighing(world, reader, n):
            sources.append(it["notes"])
        wanted = [term for term in typed if term[0] != "-"]
        unwanted = [term[1:] for term in typed if term[0] == "-"]
        if any(all(stands_in(term, words) for term in wanted) for words in sources) and not any(
            stands_in(term, words) for term in unwanted for words in sources
        ):
            found.add(f"S-{n + 1}")
    return found


def shown(user, typed):
    """What every door gives for this search."""
    search = queries.Search(" ".join(typed))
    page = search.page(1)
    ids = search.ids(100)
    made = b"".join(export.csv_of(user, ids, more=False, weighs=True)).decode("utf-8-sig")
    return {
        "list": {row.signal.number for row in page.rows},
        "total": page.count,
        "kept": queries.count_each([search]),
        "file": {line["Nummer"] for line in csv.DictReader(io.StringIO(made), delimiter=";")},
        "suggestion": queries.suggestion(queries.Search(MISTYPED).words),
    }


def expected_of(world, reader, typed):
    found = hits(world, reader, typed)
    titles = {
        word
        for n, it in enumerate(world["signals"])
        if reference.signal(world, reader, n)
        for word in it["title"]
    }
    return {
        "list": found,
        "total": len(found),
        "kept": [len(found)],
        "file": found,
        "suggestion": MEANT if MEANT in titles else "",
    }


def block_of(moment):
    return (moment - LONG_AGO) // BLOCK


def numbers_of(world, reader, house, now):
    """(least, most) per municipality: exact for the desk, else per block, where one or two are 1-2."""
    if not reader.member_of(house):
        return {}
    desk, blocks = reader.at_desk(house), {}
    for it in world["signals"]:
        block = block_of(it["at"])
        if it["house"] == house and (desk or block < block_of(now)):
            blocks[block] = blocks.get(block, 0) + 1
    if not blocks:
        return {}
    low = sum(1 if not desk and n < 3 else n for n in blocks.values())
    high = sum(2 if not desk and n < 3 else n for n in blocks.values())
    return {house: (low, high)}


def numbers_shown(house, now):
    found = queries.numbers_of(rows.ORGANISATION_ID[house], now.date() - timedelta(days=400), now.date())
    with as_owner():
        names = {place.pk: place.name for place in Municipality.objects.all()}
    return {names[pk]: (number.least, number.most) for pk, number in found.by_municipality.items()}


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=worlds.draws, texts_of=written, typed=searches)
@pytest.mark.django_db
def test_search_and_numbers_show_what_the_rules_allow(drawn, texts_of, typed):
    world, now = worlds.world_of(drawn), timezone.now()
    note(f"searching {typed}")

    with contextlib.suppress(Undo), transaction.atomic():
        with as_owner():
            rows.build(world)
            write(world, texts_of, now)
        differences = []
        for name, reader, actor in readers(world):
            with acting_as(**actor):
                found = shown(actor.get("user"), typed) if "key" not in actor else None
                numbers = {house: numbers_shown(house, now) for house in worlds.HOUSES}
            allowed = expected_of(world, reader, typed) if found else None
            counted = {house: numbers_of(world, reader, house, now) for house in worlds.HOUSES}
            if (found, numbers) != (allowed, counted):
                differences.append(
                    f"{name} {sorted(reader.roles)}: {found, numbers} and not {allowed, counted}"
                )
        assert differences == [], "\n".join(differences)
        raise Undo


def write(world, texts_of, now):
    """Give every signal its words and its day."""
    for n, it in enumerate(world["signals"]):
        title, facts, notes, days = texts_of[n]
        it |= {"title": title, "facts": facts, "notes": notes, "at": now - timedelta(days=days, hours=1)}
        Signal.objects.filter(pk=n + 1).update(
            title=" ".join(title), facts=" ".join(facts), submitted_at=it["at"]
        )
        Weighing.objects.filter(signal=n + 1).update(notes=" ".join(notes))
