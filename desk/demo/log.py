"""The log of what happened in the demonstration, written by the same function as always and sealed."""

import json

from django.db import connection

WRITE = """
CREATE TEMP TABLE demo_lines ON COMMIT DROP AS SELECT * FROM json_to_recordset(%s) AS line
  (n int, at timestamptz, actor bigint, action text, kind text, object_id bigint, number text,
   organisation bigint, details jsonb);
CREATE TEMP TABLE demo_actors ON COMMIT DROP AS  -- worked out once for each, not for each line
  SELECT actor, zvh.principals(actor)::text AS principals FROM demo_lines GROUP BY actor;
DO $$ DECLARE line record; entry bigint; BEGIN
  FOR line IN SELECT * FROM demo_lines JOIN demo_actors USING (actor) ORDER BY n LOOP
    PERFORM set_config('zvh.actor', line.actor::text, true), set_config('zvh.principals', line.principals, true);
    entry := zvh.log(line.action, line.kind, line.object_id, line.number, 'done', 'web',
                     line.organisation, line.details);
    UPDATE audit_entry SET at = line.at WHERE id = entry;
  END LOOP;
  PERFORM zvh.act_as(NULL, NULL);
END $$;
"""
# The sealer looks back an hour; these lines are older, so they are sealed here, in the same way.
SEAL = """
DO $$ DECLARE e audit_entry; n bigint; link text; BEGIN
  PERFORM pg_advisory_xact_lock(7231);
  SELECT s.n, s.hash INTO n, link FROM audit_seal s ORDER BY s.n DESC LIMIT 1;
  n := coalesce(n, 0); link := coalesce(link, '');
  FOR e IN SELECT a.* FROM audit_entry a
           WHERE NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry_id = a.id) ORDER BY a.id LOOP
    n := n + 1; link := zvh.entry_hash(link, e);
    INSERT INTO audit_seal (n, entry_id, hash) VALUES (n, e.id, link);
  END LOOP;
END $$;
"""


READS_OF_DAYS = 120  # of older reports only what was done, not who looked


def write_log(reports, gatherings, approaches, actions):
    lines = []
    for report in reports:
        lines += _of_report(report)
    for gathering in gatherings:
        lines += _of_meeting(gathering.meeting)
    for approach in approaches:
        lines += _of_case(approach.case)
    lines += [_line(action.given_at, action.given_by, "give_action", action) for action in actions]
    lines += [_line(a.done_at, a.done_by, "finish_action", a) for a in actions if a.done_at]
    lines.sort(key=lambda line: line["at"])
    for n, line in enumerate(lines):
        line["n"], line["at"] = n, line["at"].isoformat()
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [json.dumps(lines)])
        cursor.execute(SEAL)
    return len(lines)


def _line(at, user, action, thing, *, organisation=None, **details):
    return {
        "at": at,
        "actor": user.pk,
        "action": action,
        "kind": thing.log_kind,
        "object_id": thing.pk,
        "number": str(getattr(thing, "number", "") or ""),
        "organisation": organisation,
        "details": details,
    }


def _of_report(report):
    signal, weighing = report.signal, report.weighing
    own = signal.organisation_id
    lines = [_line(signal.submitted_at, signal.reported_by, "submit", signal, organisation=own)]
    if weighing.started_at and report.days_ago <= READS_OF_DAYS:
        lines.append(_line(weighing.started_at, weighing.started_by, "read", signal))
        lines.append(_line(weighing.started_at, weighing.started_by, "start_weighing", signal))
    if report.question:
        question = report.question
        lines.append(_line(question.asked_at, question.asked_by, "ask_reporter", signal))
        if question.answered_at:
            lines.append(_line(question.answered_at, question.answered_by, "answer_question", signal))
    if weighing.decided_at:
        outcome = str(weighing.outcome)
        lines.append(_line(weighing.decided_at, weighing.decided_by, "decide", signal, outcome=outcome))
    if weighing.confirmed_at:
        lines.append(_line(weighing.confirmed_at, weighing.confirmed_by, "confirm_no_action", signal))
    for share in report.shares:
        lines += _of_share(share, signal)
    return lines


def _of_share(share, signal):
    receiver = share.organisation_id
    until = share.valid_until.isoformat()
    ground = str(share.legal_ground)
    yield _line(
        share.shared_at, share.shared_by, "share", signal, receiver=receiver, ground=ground, until=until
    )
    if share.ended_at:
        yield _line(share.ended_at, share.ended_by, "end_share", signal, receiver=receiver)


def _of_meeting(meeting):
    if meeting.released_at:
        yield _line(meeting.released_at, meeting.released_by, "release_agenda", meeting)
    if meeting.final_at:
        yield _line(meeting.held_at, meeting.held_by, "end_meeting", meeting)
        yield _line(meeting.final_at, meeting.final_by, "finalise", meeting)


def _of_case(case):
    ground = str(case.legal_ground)
    yield _line(case.opened_at, case.opened_by, "open_case", case, ground=ground)
    if case.closed_at:
        yield _line(case.closed_at, case.closed_by, "close_case", case)
