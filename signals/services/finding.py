"""What somebody keeps to find again."""

from django.db import transaction

from signals.models import SavedFilter
from zvh.exceptions import NotAllowed, WrongState


@transaction.atomic
def save_filter(*, by, name, query):
    """Keep this address under a name; the same name again replaces it."""
    if not query:
        raise WrongState("Kies eerst een filter of zoekwoord. Bewaar daarna.", back_to="signals:list")
    kept = SavedFilter.objects.filter(owner=by)
    if kept.count() >= SavedFilter.MOST and not kept.filter(name=name).exists():
        raise WrongState(
            f"U kunt {SavedFilter.MOST} filters bewaren. Gooi er eerst een weg.",
            back_to="signals:saved-filters",
        )
    saved, _ = SavedFilter.objects.update_or_create(owner=by, name=name, defaults={"query": query})
    return saved


@transaction.atomic
def remove_filter(saved, *, by):
    if saved.owner_id != by.pk:
        raise NotAllowed
    SavedFilter.objects.filter(pk=saved.pk).delete()
