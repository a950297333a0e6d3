"""For every world and every reader: the database shows a row when, and only when, reference.py says so."""

import contextlib
from collections import defaultdict
from copy import deepcopy

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, note, settings

from tests.conftest import as_owner
from tests.rowsecurity import (
    edits,
    reference,
    reference_agenda,
    reference_cases,
    reference_followed,
    reference_journal,
    reference_live,
    reference_log,
    reference_masks,
    reference_minutes,
    reference_outside,
    reference_parties,
    reference_picture,
    reference_plan,
    reference_planning,
    reference_register,
    reference_together,
    rows,
    worlds,
)
from tests.rowsecurity.readers import Reader
from zvh.actor import acting_as

# thing in the world → (rule, table, column of its id)
GUARDED = {
    "drafts": (reference.draft, "signals_draft", "id"),
    "sent_forms": (reference.sent_form, "signals_sentform", "id"),
    "saved_filters": (reference.saved_filter, "signals_savedfilter", "id"),
    "signals": (reference.signal, "signals_signal", "id"),
    "parties": (reference.party, "signals_party", "id"),
    "identities": (reference.identity, "signals_partyidentity", "id"),
    "citizen_drafts": (reference.citizen_draft, "signals_citizendraft", "id"),
    "intakes": (reference.intake, "signals_intake", "id"),
    "messages": (reference.message, "signals_message", "id"),
    "outside_questions": (reference_outside.outside_question, "signals_outsidequestion", "id"),
    "interviews": (reference_outside.interview, "signals_interview", "id"),
    "contacts": (reference.contact, "signals_contactdetails", "id"),
    "contact_requests": (reference.contact_request, "signals_contactrequest", "id"),
    "clock_stops": (reference.clock_stop, "signals_clockstop", "id"),
    "grants": (reference.grant, "partners_grant", "id"),
    "attachments": (reference.attachment, "signals_attachment", "id"),
    "originals": (reference.original, "signals_original", "attachment_id"),
    "masks": (reference_masks.mask, "signals_mask", "id"),
    "masked_texts": (reference_masks.masked_text, "signals_maskedtext", "mask_id"),
    "redactions": (reference_masks.redaction, "signals_redaction", "id"),
    "weighings": (reference.weighing, "signals_weighing", "signal_id"),
    "questions": (reference.question, "signals_question", "id"),
    "shares": (reference.share, "signals_share", "id"),
    "links": (reference_together.link, "signals_link", "id"),
    "inquiries": (reference_together.inquiry, "signals_inquiry", "id"),
    "inquiry_hits": (reference_together.inquiry_hit, "signals_inquiryhit", "id"),
    "registers": (reference_register.register, "signals_registerimport", "id"),
    "register_rows": (reference_register.register_row, "signals_registerrow", "id"),
    "events": (reference.event, "signals_event", "id"),
    "series": (reference.series, "meetings_series", "id"),
    "meetings": (reference.meeting, "meetings_meeting", "id"),
    "seats": (reference.seat, "meetings_seat", "id"),
    "items": (reference.item, "meetings_agendaitem", "id"),
    "item_signals": (reference.item_signal, "meetings_itemsignal", "id"),
    "item_actions": (reference.item_action, "meetings_itemaction", "id"),
    "places": (reference.place, "meetings_tableplace", "id"),
    "recusals": (reference.recusal, "meetings_recusal", "id"),
    "contributions": (reference.contribution, "meetings_contribution", "id"),
    "standing_items": (reference_planning.standing_item, "meetings_seriesitem", "id"),
    "school_holidays": (reference_planning.school_holiday, "meetings_schoolholiday", "id"),
    "guests": (reference_planning.guest, "meetings_guest", "id"),
    "feeds": (reference_planning.feed, "meetings_calendarfeed", "id"),
    "stages": (reference_live.stage, "meetings_stage", "id"),
    "pens": (reference_live.pen, "meetings_pen", "id"),
    "notes": (reference_live.note, "meetings_chairnote", "id"),
    "amendments": (reference_minutes.amendment, "meetings_amendment", "id"),
    "errata": (reference_minutes.erratum, "meetings_erratum", "id"),
    "decisions": (reference.decision, "meetings_decision", "id"),
    "standing_tables": (reference_agenda.standing_table, "meetings_standingtable", "id"),
    "fates": (reference_agenda.fate, "meetings_proposalfate", "id"),
    "reminders": (reference_agenda.reminder, "meetings_preparationreminder", "id"),
    "decision_cases": (reference_followed.decision_case, "meetings_decisioncase", "id"),
    "decision_shares": (reference_followed.decision_share, "meetings_decisionshare", "id"),
    "earlier_answers": (reference_followed.earlier_answer, "meetings_earlieranswer", "id"),
    "action_requests": (reference_followed.action_request, "cases_actionrequest", "id"),
    "action_events": (reference_followed.action_event, "cases_actionevent", "id"),
    "cases": (reference.case, "cases_case", "id"),
    "directors": (reference_cases.director, "cases_director", "id"),
    "named": (reference_cases.named, "cases_named", "id"),
    "case_partners": (reference_cases.case_partner, "cases_casepartner", "id"),
    "parts": (reference_cases.part, "cases_part", "id"),
    "partner_requests": (reference_cases.partner_request, "cases_partnerrequest", "id"),
    "informings": (reference_cases.informing, "cases_informing", "id"),
    "reviews": (reference_cases.review, "cases_review", "id"),
    "terms": (reference_cases.term, "cases_term", "id"),
    "observations": (reference_picture.observation, "cases_observation", "id"),
    "trigger_factors": (reference_picture.trigger_factor, "cases_triggerfactor", "id"),
    "journal_entries": (reference_journal.journal_entry, "cases_journalentry", "id"),
    "journal_readers": (reference_journal.journal_reader, "cases_journalreader", "id"),
    "journal_corrections": (reference_journal.journal_correction, "cases_journalcorrection", "id"),
    "case_signals": (reference.case_signal, "cases_casesignal", "id"),
    "case_parties": (reference_cases.case_party, "cases_caseparty", "id"),
    "party_relations": (reference_parties.party_relation, "cases_partyrelation", "id"),
    "case_identities": (reference_parties.case_identity, "cases_casepartyidentity", "id"),
    "removal_requests": (reference_parties.removal_request, "cases_removalrequest", "id"),
    "case_inquiries": (reference_parties.case_inquiry, "cases_caseinquiry", "id"),
    "case_inquiry_hits": (reference_parties.case_inquiry_hit, "cases_caseinquiryhit", "id"),
    "case_events": (reference_cases.case_event, "cases_caseevent", "id"),
    "actions": (reference.action, "cases_action", "id"),
    "goals": (reference_plan.goal, "cases_goal", "id"),
    "review_goals": (reference_plan.review_goal, "cases_reviewgoal", "id"),
    "interventions": (reference_plan.intervention, "cases_intervention", "id"),
    "template_uses": (reference_plan.template_use, "cases_templateuse", "id"),
    "task_templates": (reference_plan.task_template, "cases_tasktemplate", "id"),
    "template_tasks": (reference_plan.template_task, "cases_templatetask", "id"),
    "memberships": (reference.membership, "partners_membership", "id"),
    "entries": (reference_log.entry, "audit_entry", "(details->>'n')::int"),
}
# a second door to the same things: (thing, rule, table, column)
BESIDE = (
    ("signals", reference.signal, "signals_search", "id"),
    ("weighings", reference.searched_weighing, "signals_weighingsearch", "id"),
    ("items", reference.item_history, "meetings_itemhistory", "pgh_obj_id"),
    ("goals", reference_plan.goal, "cases_goalversion", "pgh_obj_id"),
    ("interventions", reference_plan.intervention, "cases_interventionversion", "pgh_obj_id"),
    ("actions", reference.action, "cases_actionversion", "pgh_obj_id"),
    ("contributions", reference_agenda.version, "meetings_contributionversion", "contribution_id"),
)
DOORS = [(f"{table}", things, rule, table, column) for things, (rule, table, column) in GUARDED.items()]
DOORS += [(f"{table}", things, rule, table, column) for things, rule, table, column in BESIDE]
EVERYTHING = " UNION ALL ".join(
    f"SELECT '{name}', count(*), array_agg(DISTINCT {column}) FROM {table}"  # noqa: S608 - our own names
    for name, things, rule, table, column in DOORS
)


PLURALS = {"journal_entry": "journal_entries"}


class Undo(Exception):
    """Takes a world away again: the next one starts from nothing."""


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=worlds.draws, happenings=worlds.edits)
@pytest.mark.django_db
def test_every_reader_sees_what_the_table_says(drawn, happenings):
    world = worlds.world_of(drawn)

    with contextlib.suppress(Undo), transaction.atomic():
        with as_owner():
            rows.build(world)
        write_lines(world, drawn["lines"])
        with as_owner():
            for happening in happenings:
                note(f"then {happening}")
                edits.apply(world, *happening)
        check(world)
        raise Undo


def write_lines(world, drawn):
    """Lines of the log, written by who acts; `then` keeps the world as it was."""
    then = deepcopy(world)
    for user, kind, number, action in drawn:
        things = world.get(PLURALS.get(kind, f"{kind}s"), [None])
        if things:
            about = number % len(things)
            world["entries"].append(
                {"actor": Reader(then, user), "kind": kind, "about": about, "action": action, "then": then}
            )
            with acting_as(Account(user)), connection.cursor() as cursor:
                cursor.execute(
                    "SELECT zvh.log(%s, %s, %s, '', 'done', 'web', NULL, jsonb_build_object('n', %s::int))",
                    [action, kind, about + 1 if kind else None, len(world["entries"])],
                )


class Account:
    def __init__(self, number):
        self.pk = number + 1


def readers(world):
    """(name, plain reader, arguments of acting_as) of everybody, both keys and nobody."""
    for user in world["users"]:
        yield f"user {user}", Reader(world, user), {"user": Account(user)}
    for key in range(len(world["keys"])):
        yield f"key {key}", Reader(world, key=key), {"key": str(key + 1)}
    yield "nobody", Reader(world), {}


def check(world):
    """Compare all that the database shows with all that the rules say; report every difference at once."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT thing, id FROM zvh.wrong_audiences()")
        assert cursor.fetchall() == []
    differences = []
    for name, reader, actor in readers(world):
        expected = expected_of(world, reader)
        with acting_as(**actor):
            shown = shown_to(world)
        differences += [
            f"{name} {sorted(reader.roles)}: {what}: database {shown[what]}, rule {expected[what]}"
            for what in expected
            if shown[what] != expected[what]
        ]
    assert differences == [], "\n".join(differences)


def expected_of(world, reader):
    expected = {
        name: {n for n, one in enumerate(world[things]) if not one.get("gone") and rule(world, reader, n)}
        for name, things, rule, table, column in DOORS
    }
    expected["counts"] = {house: reference.signal_counts(world, reader, house) for house in worlds.HOUSES}
    expected["merged"] = reference_together.merged(world, reader)
    expected["sources"] = reference_together.sources(world, reader)
    expected["voices"] = reference_picture.voices(world, reader)
    expected["contributed"] = reference.contributed(world, reader)
    expected["next meetings"] = reference.next_meetings(world, reader)
    expected["hidden seats"] = [
        reference.hidden_seats(world, reader, n) for n in range(len(world["meetings"]))
    ]
    return expected


def shown_to(world):
    names = {number: name for name, number in rows.ORGANISATION_ID.items()}
    shown = {}
    with connection.cursor() as cursor:
        cursor.execute(EVERYTHING)
        for name, count, ids in cursor.fetchall():
            shown[name] = {number - 1 for number in ids or ()}
            assert count >= len(shown[name])
        shown["counts"] = defaultdict(dict)
        for house in worlds.HOUSES:
            cursor.execute(
                "SELECT municipality_id, signals FROM zvh.signal_counts(%s, now() - interval '1 year')",
                [rows.ORGANISATION_ID[house]],
            )
            shown["counts"][house] = {names[place]: number for place, number in cursor.fetchall()}
        numbers = list(range(1, len(world["signals"]) + 1))
        cursor.execute("SELECT n FROM unnest(%s::bigint[]) n WHERE zvh.is_merged(n)", [numbers])
        shown["merged"] = {n - 1 for (n,) in cursor.fetchall()}
        cursor.execute("SELECT * FROM zvh.signal_sources(%s)", [numbers])
        shown["sources"] = {n - 1: tuple(counts) for n, *counts in cursor.fetchall()}
        cursor.execute(
            "SELECT item_id, organisation_id FROM zvh.contributed(%s)",
            [list(range(1, len(world["items"]) + 1))],
        )
        shown["contributed"] = {(item - 1, names.get(of)) for item, of in cursor.fetchall()}
        cursor.execute(
            "SELECT p, o FROM unnest(%s::bigint[]) p, unnest(%s::bigint[]) o WHERE zvh.speaks_in(p, o)",
            [list(range(1, len(world["parts"]) + 1)), list(names)],
        )
        shown["voices"] = {(part - 1, names[of]) for part, of in cursor.fetchall()}
        cursor.execute("SELECT place FROM zvh.next_meetings()")
        shown["next meetings"] = {int(place) for (place,) in cursor.fetchall()}
        shown["hidden seats"] = []
        for meeting in range(1, len(world["meetings"]) + 1):
            cursor.execute("SELECT zvh.hidden_seats(%s)", [meeting])
            shown["hidden seats"].append(cursor.fetchone()[0])
    return shown
