-- REMINDERS of what waits. Who is reminded of what is computed here, for the tick is nobody and sees no rows; a mail holds the
-- number, the reason and a date. The ledger is read by nobody.
ALTER TABLE signals_reminder ENABLE ROW LEVEL SECURITY;

-- The people at the desks: only memberships in force.
CREATE FUNCTION zvh.desk_people() RETURNS TABLE (user_id bigint, house_id bigint, is_coordinator boolean, wants boolean) LANGUAGE sql STABLE
  SET search_path = public, pg_temp AS $$
  SELECT m.user_id, m.organisation_id, bool_or(m.role = 'coordinator'), bool_and(u.wants_reminders)
    FROM partners_membership m JOIN partners_user u ON u.id = m.user_id
    WHERE m.role IN ('coordinator', 'expert') AND zvh.in_force(m) GROUP BY 1, 2 $$;
-- What is too late on this day, or will be after the next working day. A weighing of which the clock stands still is neither.
CREATE FUNCTION zvh.weighings_due(day date) RETURNS TABLE (signal_id bigint, house_id bigint, state text, weigher bigint, proposed_by bigint,
    due_on date, barred int[], reason text) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT w.signal_id, w.house_id, w.state, w.started_by_id, w.decided_by_id, w.due_on, w.barred,
      CASE WHEN w.state = 'to_confirm' THEN 'second' WHEN w.due_on > day THEN 'tomorrow'
           WHEN w.due_on < day - 14 OR zvh.workdays_between(w.due_on, day) > 5 THEN 'very_late' ELSE 'late' END
    FROM signals_weighing w WHERE w.state <> 'done' AND w.state <> 'rejected' AND w.stop_id IS NULL
      AND (w.state = 'to_confirm' OR w.due_on <> day AND w.due_on <= zvh.add_workdays(day, 1)) $$;
-- Whom: who weighs it; of what nobody at the desk weighs every coordinator; of 'no action' the others at the desk; a reporter of a
-- question after three working days, and then once a week.
CREATE FUNCTION zvh.reminders_due(day date) RETURNS TABLE (user_id bigint, signal_id bigint, reason text, about date) LANGUAGE sql STABLE
  SET search_path = public, pg_temp AS $$
  WITH people AS MATERIALIZED (SELECT * FROM zvh.desk_people())
  SELECT p.user_id, w.signal_id, w.reason, w.due_on FROM zvh.weighings_due(day) w JOIN people p ON p.house_id = w.house_id
    WHERE p.wants AND NOT w.barred && ARRAY[-p.user_id]::int[] AND CASE
      WHEN w.reason = 'second' THEN p.user_id IS DISTINCT FROM w.proposed_by
      WHEN w.state IN ('weighing', 'asked') AND EXISTS (SELECT FROM people x WHERE x.house_id = w.house_id AND x.user_id = w.weigher
        AND NOT w.barred && ARRAY[-x.user_id]::int[]) THEN p.user_id = w.weigher
      ELSE p.is_coordinator END
  UNION ALL
  SELECT s.reported_by_id, s.id, 'question', (min(q.asked_at) AT TIME ZONE 'Europe/Amsterdam')::date
    FROM signals_question q JOIN signals_signal s ON s.id = q.signal_id JOIN signals_weighing w ON w.signal_id = s.id
      JOIN partners_membership m ON m.id = s.membership_id JOIN partners_user u ON u.id = s.reported_by_id
    WHERE q.answered_at IS NULL AND w.state <> 'done' AND w.state <> 'rejected' AND u.wants_reminders AND zvh.in_force(m)
      AND NOT EXISTS (SELECT FROM signals_reminder r
        WHERE r.user_id = s.reported_by_id AND r.signal_id = s.id AND r.reason = 'question' AND r."on" > day - 7)
    GROUP BY 1, 2 HAVING zvh.workdays_between((min(q.asked_at) AT TIME ZONE 'Europe/Amsterdam')::date, day) >= 3 $$;
-- The lines of today, of people who had none today; claimed here, so of two ticks one gets them. The ledger keeps a month.
CREATE FUNCTION zvh.claim_reminders(day date) RETURNS TABLE (user_id bigint, number text, reason text, about date) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF zvh.me() IS NOT NULL THEN RAISE EXCEPTION 'for the tick alone' USING ERRCODE = 'insufficient_privilege'; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('reminders'));
  DELETE FROM signals_reminder WHERE "on" < day - 31;
  RETURN QUERY
    WITH due AS MATERIALIZED (SELECT d.* FROM zvh.reminders_due(day) d
        WHERE NOT EXISTS (SELECT FROM signals_reminder r WHERE r.user_id = d.user_id AND r."on" = day)),
      made AS (INSERT INTO signals_reminder (user_id, signal_id, reason, "on") SELECT d.user_id, d.signal_id, d.reason, day FROM due d
        ON CONFLICT DO NOTHING RETURNING user_id, signal_id, reason)
    SELECT d.user_id, s.number::text, d.reason, d.about FROM due d
      JOIN made m ON (m.user_id, m.signal_id, m.reason) = (d.user_id, d.signal_id, d.reason) JOIN signals_signal s ON s.id = d.signal_id
      ORDER BY d.user_id, d.about, s.number;
END $$;
GRANT EXECUTE ON FUNCTION zvh.claim_reminders(date) TO zvh_app;
