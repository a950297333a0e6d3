"""What pages read about cases and actions. The database decides who sees which row; nothing here does."""

from cases.queries.actions import (
    actions_of,
    by_lateness,
    end_of_week,
    events_of,
    find_actions,
    my_open_actions,
    sources_of_actions,
    waiting_request,
)
from cases.queries.files import (
    case_files,
    decisions_of,
    find_cases,
    houses_around,
    my_cases,
    orphaned_cases,
    readers_of,
    reads_case,
    signals_of,
)
from cases.queries.journal import (
    CasePerson,
    Writer,
    by_month,
    find_entries,
    journal_cases,
    journal_writers,
    people_in,
    strictest_regime,
)
from cases.queries.parties import RelationRow, identified_parties, inquiries_about, party_rows, relations_of
from cases.queries.partner_requests import requests_for, requests_of
from cases.queries.picture import correction_of, picture_of
from cases.queries.plan import plan_of
from cases.queries.plan_then import in_words, plan_on
from cases.queries.reviews import open_goals, reviews_of
from cases.queries.templates import templates_of

__all__ = [
    "CasePerson",
    "RelationRow",
    "Writer",
    "actions_of",
    "by_lateness",
    "by_month",
    "case_files",
    "correction_of",
    "decisions_of",
    "end_of_week",
    "events_of",
    "find_actions",
    "find_cases",
    "find_entries",
    "houses_around",
    "identified_parties",
    "in_words",
    "inquiries_about",
    "journal_cases",
    "journal_writers",
    "my_cases",
    "my_open_actions",
    "open_goals",
    "orphaned_cases",
    "party_rows",
    "people_in",
    "picture_of",
    "plan_of",
    "plan_on",
    "readers_of",
    "reads_case",
    "relations_of",
    "requests_for",
    "requests_of",
    "reviews_of",
    "signals_of",
    "sources_of_actions",
    "strictest_regime",
    "templates_of",
    "waiting_request",
]
