"""What pages read about signals. The database decides who sees which row; nothing here does."""

from signals.queries.listing import drafts_of, find_signals, page_of
from signals.queries.places import houses_of, municipality_counts, open_municipalities, open_themes
from signals.queries.readers import parties_of, readers_of
from signals.queries.rules import rules_by_regime, shares_of
from signals.queries.waiting import (
    answers_received,
    open_questions,
    own_signals,
    weighings_waiting,
)

__all__ = [
    "answers_received",
    "drafts_of",
    "find_signals",
    "houses_of",
    "municipality_counts",
    "open_municipalities",
    "open_questions",
    "open_themes",
    "own_signals",
    "page_of",
    "parties_of",
    "readers_of",
    "rules_by_regime",
    "shares_of",
    "weighings_waiting",
]
