-- PLANNING. Standing items and school holidays hang on a series and a house; guests and their answers on a meeting.
ALTER TABLE meetings_seriesitem ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_seriesitem TO zvh_app USING ((SELECT r.house_id = ANY (zvh.weighed()) FROM meetings_series r WHERE r.id = series_id));
ALTER TABLE meetings_schoolholiday ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_schoolholiday TO zvh_app USING (house_id = ANY (zvh.weighed()));
-- Who comes: for who leads the meeting, and for the own organisation (of a case meeting as far as one reads the case). Nobody changes
-- a row: the functions below do.
CREATE FUNCTION zvh.is_case_meeting(meeting bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.case_id IS NOT NULL FROM meetings_meeting m WHERE m.id = meeting $$;
ALTER TABLE meetings_guest ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_guest FOR SELECT TO zvh_app USING ((SELECT zvh.leads(m) FROM meetings_meeting m WHERE m.id = meeting_id)
  OR organisation_id = ANY (zvh.mine()) AND (NOT zvh.is_case_meeting(meeting_id) OR (SELECT true FROM meetings_meeting m WHERE m.id = meeting_id)));
-- The link to one's calendar is one's own. It is looked up by zvh.calendar_of(), not here.
ALTER TABLE meetings_calendarfeed ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_calendarfeed TO zvh_app USING (user_id = zvh.me());

-- Does this person take part in this meeting for this organisation? The one place that says who is mailed and whose calendar shows it.
-- In a case meeting: the participants of an organisation that takes part in the case, and each person who reads it by name.
CREATE FUNCTION zvh.takes_part(of_meeting bigint, person bigint, organisation bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN zvh.is_case_meeting(of_meeting) THEN EXISTS (
      SELECT FROM meetings_meeting m JOIN cases_case c ON c.id = m.case_id, LATERAL zvh.case_paths_of(c) p, partners_membership x
      WHERE m.id = of_meeting AND x.user_id = person AND x.organisation_id = organisation AND zvh.in_force(x)
        AND (p.principal = -person OR p.principal = organisation AND x.role = 'participant'))
    ELSE EXISTS (SELECT FROM partners_membership x WHERE x.user_id = person AND x.organisation_id = organisation AND x.role = 'participant' AND zvh.in_force(x))
    AND (EXISTS (SELECT FROM meetings_seat s WHERE s.meeting_id = of_meeting AND s.organisation_id = organisation)
      OR EXISTS (SELECT FROM meetings_tableplace t JOIN meetings_agendaitem i ON i.id = t.item_id WHERE i.meeting_id = of_meeting AND t.organisation_id = organisation)) END $$;
-- All of them, for who leads the meeting; of who takes part for more than one the first organisation.
CREATE FUNCTION zvh.participants(of_meeting bigint) RETURNS TABLE (person bigint, organisation bigint) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT x.user_id, min(x.organisation_id) FROM meetings_meeting m JOIN partners_membership x ON CASE WHEN m.case_id IS NOT NULL THEN true ELSE x.organisation_id IN (
        SELECT s.organisation_id FROM meetings_seat s WHERE s.meeting_id = m.id
        UNION SELECT t.organisation_id FROM meetings_tableplace t JOIN meetings_agendaitem i ON i.id = t.item_id WHERE i.meeting_id = m.id) END
    JOIN partners_user u ON u.id = x.user_id AND u.is_active
    WHERE m.id = of_meeting AND zvh.leads(m) AND zvh.in_force(x) AND zvh.takes_part(m.id, x.user_id, x.organisation_id) GROUP BY 1 ORDER BY 1 $$;
CREATE FUNCTION zvh.plans(of_meeting bigint) RETURNS void LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM meetings_meeting m WHERE m.id = of_meeting AND zvh.leads(m) AND NOT m.barred && zvh.mine()) THEN
    RAISE EXCEPTION 'not of the desk' USING ERRCODE = 'insufficient_privilege'; END IF;
END $$;
-- Invited anew: the key of the mail before it ends, and an answer to another moment is no answer. The key lives until the end of the meeting.
CREATE FUNCTION zvh.invite_people(of_meeting bigint, people bigint[], organisations bigint[], digests text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE m meetings_meeting; p record; new_key bigint;
BEGIN
  PERFORM zvh.plans(of_meeting);
  SELECT * INTO m FROM meetings_meeting x WHERE x.id = of_meeting;
  UPDATE partners_key k SET until = now() FROM meetings_guest g
    WHERE k.id = g.key_id AND g.meeting_id = m.id AND g.user_id = ANY (people) AND k.until > now();
  FOR p IN SELECT * FROM unnest(people, organisations, digests) AS v (person, organisation, secret) ORDER BY 1 LOOP
    CONTINUE WHEN NOT zvh.takes_part(m.id, p.person, p.organisation);
    INSERT INTO partners_key (digest, purpose, created_at, until)
      VALUES (p.secret, 'meeting', now(), m.starts_at + make_interval(mins => m.minutes)) RETURNING id INTO new_key;
    INSERT INTO meetings_guest (meeting_id, user_id, organisation_id, key_id, starts_at, sent_at, reply, word)
      VALUES (m.id, p.person, p.organisation, new_key, m.starts_at, now(), 'none', '')
      ON CONFLICT (meeting_id, user_id) DO UPDATE SET key_id = new_key, organisation_id = EXCLUDED.organisation_id, sent_at = now(),
        reply = CASE WHEN meetings_guest.starts_at = EXCLUDED.starts_at AND meetings_guest.withdrawn_at IS NULL THEN meetings_guest.reply ELSE 'none' END,
        word = CASE WHEN meetings_guest.starts_at = EXCLUDED.starts_at AND meetings_guest.withdrawn_at IS NULL THEN meetings_guest.word ELSE '' END,
        replied_at = CASE WHEN meetings_guest.starts_at = EXCLUDED.starts_at AND meetings_guest.withdrawn_at IS NULL THEN meetings_guest.replied_at END,
        starts_at = EXCLUDED.starts_at, withdrawn_at = NULL;
  END LOOP;
END $$;
CREATE FUNCTION zvh.withdraw_people(of_meeting bigint, people bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM zvh.plans(of_meeting);
  UPDATE partners_key k SET until = now() FROM meetings_guest g
    WHERE k.id = g.key_id AND g.meeting_id = of_meeting AND g.user_id = ANY (people) AND k.until > now();
  UPDATE meetings_guest SET withdrawn_at = now() WHERE meeting_id = of_meeting AND user_id = ANY (people) AND withdrawn_at IS NULL;
END $$;
-- What the link of an invitation opens: when and where, and the answer so far. Nothing once the person takes part no more.
CREATE FUNCTION zvh.reply_here() RETURNS TABLE (meeting bigint, house bigint, name text, starts_at timestamptz, ends_at timestamptz, place text, reply text, word text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.id, m.house_id, zvh.name_of(m), m.starts_at, m.starts_at + make_interval(mins => m.minutes), m.place::text, g.reply::text, g.word::text
    FROM meetings_guest g JOIN meetings_meeting m ON m.id = g.meeting_id
    WHERE zvh.holds_key(g.key_id) AND g.withdrawn_at IS NULL AND m.state <> 'cancelled' AND zvh.takes_part(m.id, g.user_id, g.organisation_id) $$;
CREATE FUNCTION zvh.reply_to_invitation(answer text, words text) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE meetings_guest g SET reply = answer, word = words, replied_at = now()
    WHERE zvh.holds_key(g.key_id) AND g.withdrawn_at IS NULL AND answer IN ('accepted', 'declined', 'tentative')
      AND EXISTS (SELECT FROM zvh.reply_here() h WHERE h.meeting = g.meeting_id) RETURNING g.meeting_id $$;
-- The calendar behind a secret link: of the meetings that its owner takes part in, or whose house he works for, when and where.
CREATE FUNCTION zvh.calendar_of(secret_digest text) RETURNS TABLE (uid uuid, sequence int, name text, starts_at timestamptz, ends_at timestamptz, place text, is_cancelled boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH roles AS MATERIALIZED (SELECT x.organisation_id, x.role FROM meetings_calendarfeed f JOIN partners_membership x ON x.user_id = f.user_id
      WHERE f.digest = secret_digest AND zvh.in_force(x))
  SELECT m.uid, m.sequence, zvh.name_of(m), m.starts_at, m.starts_at + make_interval(mins => m.minutes), m.place::text, m.state = 'cancelled'
    FROM meetings_meeting m
    WHERE m.starts_at > now() - interval '90 days' AND CASE WHEN m.case_id IS NOT NULL THEN EXISTS (
        SELECT FROM meetings_guest g JOIN meetings_calendarfeed f ON f.user_id = g.user_id WHERE g.meeting_id = m.id AND g.withdrawn_at IS NULL
          AND f.digest = secret_digest AND zvh.takes_part(m.id, g.user_id, g.organisation_id))
      ELSE EXISTS (SELECT FROM roles o WHERE
      o.role IN ('coordinator', 'expert') AND o.organisation_id = m.house_id OR o.role = 'participant' AND (
        EXISTS (SELECT FROM meetings_seat s WHERE s.meeting_id = m.id AND s.organisation_id = o.organisation_id)
        OR m.released_at IS NOT NULL AND EXISTS (SELECT FROM meetings_tableplace t JOIN meetings_agendaitem i ON i.id = t.item_id
          WHERE i.meeting_id = m.id AND t.organisation_id = o.organisation_id))) END
    ORDER BY m.starts_at, m.id LIMIT 500 $$;
-- Is there such a link, of somebody who still works somewhere?
CREATE FUNCTION zvh.has_calendar(secret_digest text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM meetings_calendarfeed f JOIN partners_membership x ON x.user_id = f.user_id
    WHERE f.digest = secret_digest AND x.role IN ('coordinator', 'expert', 'participant') AND zvh.in_force(x)) $$;

-- The items of a meeting that fell out go along to the next one, with their tables, questions, signals and contributions (not released),
-- and with who stepped back: also what the person who does it does not see. The items themselves stay where they were. Of a case meeting
-- only to one of the same case.
CREATE FUNCTION zvh.carry_items(source bigint, target bigint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE it meetings_agendaitem; new_id bigint; n bigint := 0; last int;
BEGIN
  PERFORM FROM meetings_meeting m WHERE m.id IN (source, target) ORDER BY m.id FOR UPDATE;
  IF NOT EXISTS (SELECT FROM meetings_meeting f JOIN meetings_meeting t ON t.house_id = f.house_id AND t.case_id IS NOT DISTINCT FROM f.case_id WHERE f.id = source AND t.id = target
      AND f.cancelled_at IS NOT NULL AND t.state = 'planned' AND zvh.leads(t)) THEN
    RAISE EXCEPTION 'not of the desk' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT coalesce(max(i.position), 0) INTO last FROM meetings_agendaitem i WHERE i.meeting_id = target;
  FOR it IN SELECT * FROM meetings_agendaitem i WHERE i.meeting_id = source AND i.kind <> 'fixed' ORDER BY i.position, i.id LOOP
    n := n + 1;
    INSERT INTO meetings_agendaitem (meeting_id, position, kind, title, text, minutes, is_open, case_id, information, interpretation, conclusion)
      VALUES (target, last + n, it.kind, it.title, it.text, it.minutes, it.is_open, it.case_id, it.information, it.interpretation, it.conclusion) RETURNING id INTO new_id;
    INSERT INTO meetings_recusal (item_id, user_id, at, by_id, end_reason) SELECT new_id, r.user_id, r.at, r.by_id, ''
      FROM meetings_recusal r WHERE r.item_id = it.id AND r.ended_at IS NULL;
    INSERT INTO meetings_tableplace (item_id, organisation_id, question) SELECT new_id, t.organisation_id, t.question FROM meetings_tableplace t WHERE t.item_id = it.id;
    INSERT INTO meetings_itemsignal (item_id, signal_id) SELECT new_id, x.signal_id FROM meetings_itemsignal x WHERE x.item_id = it.id;
    INSERT INTO meetings_contribution (item_id, organisation_id, text, written_at, written_by_id)
      SELECT new_id, c.organisation_id, c.text, c.written_at, c.written_by_id FROM meetings_contribution c WHERE c.item_id = it.id;
  END LOOP;
  RETURN n;
END $$;

-- For the tick, which is nobody: series that end before this day, each with a coordinator of its house who goes on with it.
CREATE FUNCTION zvh.series_to_plan(until date) RETURNS TABLE (series bigint, person bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.id, p.user_id FROM meetings_series r, LATERAL (SELECT min(x.user_id) AS user_id FROM partners_membership x
      WHERE x.organisation_id = r.house_id AND x.role = 'coordinator' AND zvh.in_force(x)) p
    WHERE p.user_id IS NOT NULL AND coalesce((SELECT max(m.rhythm_on) FROM meetings_meeting m WHERE m.series_id = r.id) + 7 * r.weeks, r.first_on) <= until
    ORDER BY r.id $$;
-- Agendas whose release day has come, each once: whom to remind. Claimed here, so of two ticks one gets them.
CREATE FUNCTION zvh.claim_release_reminders(day date) RETURNS TABLE (person bigint, name text, starts_at timestamptz) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF zvh.me() IS NOT NULL THEN RAISE EXCEPTION 'for the tick alone' USING ERRCODE = 'insufficient_privilege'; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('release reminders'));
  RETURN QUERY WITH due AS (UPDATE meetings_meeting m SET reminded_on = day FROM meetings_series r
      WHERE r.id = m.series_id AND m.state = 'planned' AND m.reminded_on IS NULL AND m.starts_at > now() AND m.starts_at < now() + interval '60 days'
        AND zvh.add_workdays(day, r.release_days) >= (m.starts_at AT TIME ZONE 'Europe/Amsterdam')::date
      RETURNING m.house_id, r.name, m.starts_at)
    SELECT x.user_id, d.name::text, d.starts_at FROM due d JOIN partners_membership x ON x.organisation_id = d.house_id AND x.role = 'coordinator' AND zvh.in_force(x)
      JOIN partners_user u ON u.id = x.user_id AND u.wants_reminders ORDER BY 1, 3;
END $$;

SELECT zvh.narrow('meetings_seriesitem', 'INSERT DELETE', '(SELECT r.house_id = ANY (zvh.coordinated()) FROM meetings_series r WHERE r.id = series_id)');
SELECT zvh.narrow('meetings_schoolholiday', 'INSERT DELETE', 'house_id = ANY (zvh.coordinated())');
GRANT SELECT, INSERT, DELETE ON meetings_seriesitem, meetings_schoolholiday TO zvh_app;
GRANT SELECT ON meetings_guest TO zvh_app;
GRANT SELECT, INSERT, DELETE ON meetings_calendarfeed TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.is_case_meeting(bigint), zvh.participants(bigint), zvh.invite_people(bigint, bigint[], bigint[], text[]), zvh.withdraw_people(bigint, bigint[]), zvh.reply_here(), zvh.reply_to_invitation(text, text),
  zvh.calendar_of(text), zvh.has_calendar(text), zvh.carry_items(bigint, bigint), zvh.series_to_plan(date), zvh.claim_release_reminders(date) TO zvh_app;
