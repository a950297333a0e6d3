"""What pages read about signals. The database decides who sees which row; nothing here does."""

from signals.queries.alike import alike, alike_typed
from signals.queries.attachments import files_of_draft, files_of_signal
from signals.queries.citizens import (
    contact_of,
    contact_requests_of,
    conversation_of,
    draft_here,
    intake_of,
    opens,
    signal_here,
)
from signals.queries.listing import Search, count_each, drafts_of, rows_of, very_late_before
from signals.queries.masks import (
    Times,
    also_in,
    beyond,
    masks_of,
    next_mark,
    seen_of,
    texts_of,
    times_found,
    what_would_go,
    without,
)
from signals.queries.news import news_for_desk
from signals.queries.numbers import numbers_of
from signals.queries.outside import interviews_of, outside_question_here, outside_questions_of
from signals.queries.places import houses_of, municipality_counts, open_municipalities, open_themes
from signals.queries.readers import parties_of, readers_of
from signals.queries.rules import rules_by_regime, shares_of
from signals.queries.search import of_each, suggestion
from signals.queries.together import inquiries_about, links_of, sources_of
from signals.queries.waiting import (
    clock_parts,
    clocks,
    open_questions,
    own_signals,
    weighings_waiting,
)

__all__ = [
    "Search",
    "Times",
    "alike",
    "alike_typed",
    "also_in",
    "beyond",
    "clock_parts",
    "clocks",
    "contact_of",
    "contact_requests_of",
    "conversation_of",
    "count_each",
    "draft_here",
    "drafts_of",
    "files_of_draft",
    "files_of_signal",
    "houses_of",
    "inquiries_about",
    "intake_of",
    "interviews_of",
    "links_of",
    "masks_of",
    "municipality_counts",
    "news_for_desk",
    "next_mark",
    "numbers_of",
    "of_each",
    "open_municipalities",
    "open_questions",
    "open_themes",
    "opens",
    "outside_question_here",
    "outside_questions_of",
    "own_signals",
    "parties_of",
    "readers_of",
    "rows_of",
    "rules_by_regime",
    "seen_of",
    "shares_of",
    "signal_here",
    "sources_of",
    "suggestion",
    "texts_of",
    "times_found",
    "very_late_before",
    "weighings_waiting",
    "what_would_go",
    "without",
]
