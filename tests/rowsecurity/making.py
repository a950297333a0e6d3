"""How a thing of a world becomes a row: its moments, its columns, its number."""

from datetime import timedelta

from django.utils import timezone

from tests.rowsecurity.worlds import ORGANISATIONS

SECOND = 99  # confirms roles, and does what a world does not say who did
POINTERS = {
    *("signal", "item", "case", "meeting", "membership", "action", "party", "other"),
    *("inquiry", "register", "mask", "decision", "share", "series", "entry"),
    *("part", "goal", "review", "intervention", "template"),
}
ORGANISATION_ID = {name: n for n, name in enumerate(ORGANISATIONS, start=1)}


def when(days):
    """An hour ago is the same for every row: nothing in a world happens at this very moment."""
    return None if days is None else timezone.now() + timedelta(days=days)


def row(things, one):
    """The columns of a thing that only point to others."""
    columns = {}
    for name, value in one.items():
        if name in POINTERS:
            columns[f"{name}_id"] = None if value is None else value + 1
        elif name in {"house", "organisation"}:
            columns[f"{name}_id"] = ORGANISATION_ID[value]
    return columns


def make(model, world, things, **more):
    """Insert the rows of these things; `more` maps columns to values or to functions of its number and itself."""
    model.objects.bulk_create(
        model(
            pk=n,
            **row(things, one),
            **{name: value(n, one) if callable(value) else value for name, value in more.items()},
        )
        for n, one in enumerate(world[things], start=1)
    )
