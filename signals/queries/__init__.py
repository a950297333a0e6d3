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
from signals.queries.listing import drafts_of, find_signals, page_of
from signals.queries.news import news_for_desk
from signals.queries.places import houses_of, municipality_counts, open_municipalities, open_themes
from signals.queries.readers import parties_of, readers_of
from signals.queries.rules import rules_by_regime, shares_of
from signals.queries.together import inquiries_about, links_of, sources_of
from signals.queries.waiting import (
    open_questions,
    own_signals,
    weighings_waiting,
)

__all__ = [
    "alike",
    "alike_typed",
    "contact_of",
    "contact_requests_of",
    "conversation_of",
    "draft_here",
    "drafts_of",
    "files_of_draft",
    "files_of_signal",
    "find_signals",
    "houses_of",
    "inquiries_about",
    "intake_of",
    "links_of",
    "municipality_counts",
    "news_for_desk",
    "open_municipalities",
    "open_questions",
    "open_themes",
    "opens",
    "own_signals",
    "page_of",
    "parties_of",
    "readers_of",
    "rules_by_regime",
    "shares_of",
    "signal_here",
    "sources_of",
    "weighings_waiting",
]
