-- MINUTES AFTER THE MEETING: amendments while they are a draft, a fingerprint when they become final, errata afterwards.

-- May this organisation propose an amendment of this item? It is one of the actor, sits at the table and was there (or is the house
-- itself), the minutes are a draft, and the closing day is not over. No closing day: until the minutes are final.
CREATE FUNCTION zvh.may_amend(item bigint, organisation bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT organisation = ANY (zvh.mine()) AND m.state = 'held' AND coalesce(m.amend_until >= zvh.today(), true)
      AND (organisation = m.house_id AND zvh.writes_at(m)
        OR EXISTS (SELECT FROM meetings_seat s WHERE s.meeting_id = m.id AND s.organisation_id = organisation AND s.attendance = 'present'
             AND (i.is_open OR EXISTS (SELECT FROM meetings_tableplace t WHERE t.item_id = i.id AND t.organisation_id = organisation))))
    FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id
    WHERE i.id = item AND i.audience && zvh.mine() AND NOT i.barred && zvh.mine()), false) $$;

-- Whom to tell that an amendment waits: the coordinators of the house, of a case meeting who directs the case and its own coordinator;
-- not who stepped out of the item. For who sees the item.
CREATE FUNCTION zvh.answerers(item bigint) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT x.user_id FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id LEFT JOIN cases_case c ON c.id = m.case_id
      JOIN partners_membership x ON x.role = 'coordinator' AND x.organisation_id = m.house_id AND x.user_id = coalesce(c.coordinator_id, x.user_id)
        OR x.role = 'case_director' AND EXISTS (SELECT FROM cases_director d WHERE d.case_id = c.id AND d.membership_id = x.id AND d.ended_at IS NULL)
    WHERE i.id = item AND i.audience && zvh.mine() AND NOT i.barred && zvh.mine() AND zvh.in_force(x)
      AND NOT EXISTS (SELECT FROM meetings_recusal r WHERE r.item_id = i.id AND r.user_id = x.user_id AND r.ended_at IS NULL) $$;

-- Does this person read the item now? For who leads the meeting, and answers him.
CREATE FUNCTION zvh.reads_item(item bigint, person bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.audience && zvh.principals(person) AND NOT i.barred && zvh.principals(person)
    FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id WHERE i.id = item AND zvh.leads(m) $$;

-- THE TEXT of which the fingerprint is taken (docs/verslag.md): one line of JSON per thing, in a fixed order. An action as it was
-- given at the table, for what becomes of it later is no part of the minutes.
CREATE FUNCTION zvh.as_utc(t timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;
CREATE FUNCTION zvh.minutes_text(m meetings_meeting) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT string_agg(v.line::text, E'\n' ORDER BY v.part, v.first, v.second) FROM (
    SELECT 1 AS part, 0::bigint AS first, 0::bigint AS second, jsonb_build_array('verslag', 1, m.id, m.house_id, zvh.as_utc(m.starts_at),
        m.minutes, m.place, zvh.as_utc(m.held_at), m.held_by_id, zvh.as_utc(m.final_at), m.final_by_id) AS line
    UNION ALL SELECT 2, s.organisation_id, 0, jsonb_build_array('aanwezig', s.organisation_id, s.attendance, s.names)
      FROM meetings_seat s WHERE s.meeting_id = m.id
    UNION ALL SELECT 3, i.position, i.id, jsonb_build_array('punt', i.id, i.position, i.kind, i.title, i.text, i.minutes, i.is_open,
        i.information, i.interpretation, i.conclusion) FROM meetings_agendaitem i WHERE i.meeting_id = m.id
    UNION ALL SELECT 4, d.item_id, d.id, jsonb_build_array('besluit', d.id, d.item_id, d.kind, d.text, d.reasons, d.organisation_id, d.planned_on,
        d.speaker, zvh.as_utc(d.recorded_at), d.recorded_by_id) FROM meetings_decision d JOIN meetings_agendaitem i ON i.id = d.item_id WHERE i.meeting_id = m.id
    UNION ALL SELECT 5, x.item_id, x.action_id, jsonb_build_array('actie', x.action_id, x.item_id, x.as_given)
      FROM meetings_itemaction x JOIN meetings_agendaitem i ON i.id = x.item_id WHERE i.meeting_id = m.id) v $$;
CREATE FUNCTION zvh.minutes_hash(m meetings_meeting) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT encode(sha256(convert_to(zvh.minutes_text(m), 'UTF8')), 'hex') $$;
CREATE FUNCTION zvh.action_as_given() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT jsonb_build_array(a.text, a.due_on, a.organisation_id, a.owner_id)::text INTO NEW.as_given FROM cases_action a WHERE a.id = NEW.action_id;
  NEW.as_given := coalesce(NEW.as_given, '');  -- no such action: the foreign key refuses it
  RETURN NEW;
END $$;
CREATE TRIGGER as_given BEFORE INSERT ON meetings_itemaction FOR EACH ROW EXECUTE FUNCTION zvh.action_as_given();

-- The fingerprint is taken here and nowhere else, over all rows: who makes the minutes final may not see each item.
CREATE FUNCTION zvh.open_amendments_at(meeting bigint) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM meetings_amendment a JOIN meetings_agendaitem i ON i.id = a.item_id WHERE i.meeting_id = meeting AND a.state = 'open' $$;
CREATE FUNCTION zvh.take_fingerprint() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN NEW.fingerprint := '';
  ELSIF OLD.final_at IS NULL AND NEW.final_at IS NOT NULL THEN
    IF zvh.open_amendments_at(NEW.id) > 0 THEN
      RAISE EXCEPTION 'an amendment waits' USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_final_after_amendments';
    END IF;
    NEW.fingerprint := zvh.minutes_hash(NEW);
  ELSE NEW.fingerprint := OLD.fingerprint;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fingerprint BEFORE INSERT OR UPDATE ON meetings_meeting FOR EACH ROW EXECUTE FUNCTION zvh.take_fingerprint();
-- How many amendments still wait, also on items that this coordinator may not see.
CREATE FUNCTION zvh.open_amendments(meeting bigint) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT zvh.open_amendments_at(m.id) FROM meetings_meeting m WHERE m.id = meeting AND zvh.leads(m) $$;
-- Do the final minutes still have their fingerprint? Nothing for who does not see the meeting, and of minutes that never got one.
CREATE FUNCTION zvh.minutes_hold(meeting bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.fingerprint = zvh.minutes_hash(m) FROM meetings_meeting m
    WHERE m.id = meeting AND m.final_at IS NOT NULL AND m.fingerprint <> '' AND m.audience && zvh.mine() AND NOT m.barred && zvh.mine() $$;
-- All of them, for `manage.py verify_minutes`: which do not hold, and which have none. Only the id of the meeting.
CREATE FUNCTION zvh.verify_minutes() RETURNS TABLE (meeting bigint, holds boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.id, CASE WHEN m.fingerprint <> '' THEN m.fingerprint = zvh.minutes_hash(m) END FROM meetings_meeting m WHERE m.final_at IS NOT NULL ORDER BY m.id $$;

-- WHAT AN ORGANISATION READS of the minutes, for its coordinator: the policies themselves say it, asked as a participant of it who
-- is nobody in particular. Only ids: what the coordinator himself may not see stays out of his sight.
CREATE FUNCTION zvh.principals_at(organisation bigint) RETURNS int[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT ARRAY[organisation::int, 2000000000] || ARRAY(SELECT (1500000000 + p.house_id)::int FROM partners_partnership p WHERE p.organisation_id = organisation)
    || ARRAY(SELECT (1500000000 + o.id)::int FROM partners_organisation o WHERE o.id = organisation AND o.kind = 'house') $$;
CREATE FUNCTION zvh.extract_for(of_meeting bigint, organisation bigint) RETURNS TABLE (thing text, id bigint) LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE own text := current_setting('zvh.principals', true);
BEGIN
  IF NOT EXISTS (SELECT FROM meetings_meeting m WHERE m.id = of_meeting AND zvh.leads(m)) THEN RETURN; END IF;
  PERFORM set_config('zvh.principals', zvh.principals_at(organisation)::text, true);
  RETURN QUERY
    WITH items AS (SELECT i.id FROM meetings_agendaitem i WHERE i.meeting_id = of_meeting)
    SELECT 'items', i.id FROM items i
    UNION ALL SELECT 'seats', s.id FROM meetings_seat s WHERE s.meeting_id = of_meeting
    UNION ALL SELECT 'signals', x.signal_id FROM meetings_itemsignal x JOIN items i ON i.id = x.item_id
    UNION ALL SELECT 'places', t.id FROM meetings_tableplace t JOIN items i ON i.id = t.item_id
    UNION ALL SELECT 'decisions', d.id FROM meetings_decision d JOIN items i ON i.id = d.item_id
    UNION ALL SELECT 'cases', c.id FROM meetings_decision d JOIN items i ON i.id = d.item_id JOIN meetings_decisioncase x ON x.decision_id = d.id JOIN cases_case c ON c.id = x.case_id
    UNION ALL SELECT 'actions', x.id FROM meetings_itemaction x JOIN items i ON i.id = x.item_id
    UNION ALL SELECT 'amendments', a.id FROM meetings_amendment a JOIN items i ON i.id = a.item_id
    UNION ALL SELECT 'errata', e.id FROM meetings_erratum e JOIN items i ON i.id = e.item_id
    UNION ALL SELECT 'hidden', zvh.hidden_seats(of_meeting);
  PERFORM set_config('zvh.principals', own, true);
END $$;

-- WHO READS: who reads the item. An amendment names an organisation: of a hidden participant only itself and the coordinators read it.
ALTER TABLE meetings_amendment ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_amendment TO zvh_app USING (
  (SELECT true FROM meetings_agendaitem i WHERE i.id = item_id) AND zvh.shows_place(item_id, organisation_id));
ALTER TABLE meetings_erratum ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_erratum TO zvh_app USING ((SELECT true FROM meetings_agendaitem i WHERE i.id = item_id));

-- WHO WRITES: who was there proposes, the coordinator answers, the proposer may withdraw. Only the coordinator adds an erratum.
SELECT zvh.narrow('meetings_amendment', 'INSERT', 'zvh.may_amend(item_id, organisation_id) AND proposed_by_id = zvh.me() AND state = ''open''');
CREATE FUNCTION zvh.coordinates_item(item bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT zvh.leads(m) FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id WHERE i.id = item $$;
CREATE POLICY "narrow update" ON meetings_amendment AS RESTRICTIVE FOR UPDATE TO zvh_app
  USING (organisation_id = ANY (zvh.mine()) OR zvh.coordinates_item(item_id))
  WITH CHECK (handled_by_id = zvh.me() AND (state = 'withdrawn' AND organisation_id = ANY (zvh.mine()) OR state IN ('accepted', 'rejected') AND zvh.coordinates_item(item_id)));
SELECT zvh.narrow('meetings_erratum', 'INSERT', '(SELECT m.final_at IS NOT NULL AND zvh.leads(m)
  FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id WHERE i.id = item_id) AND by_id = zvh.me()');

-- What was proposed stays as it was, once it is answered the answer too; all of it once the minutes are final. An erratum always.
SELECT zvh.stay('meetings_amendment', 'item_id', 'organisation_id', 'field', 'text', 'proposed_at', 'proposed_by_id');
CREATE TRIGGER answer_stays BEFORE UPDATE ON meetings_amendment FOR EACH ROW WHEN (OLD.handled_at IS NOT NULL) EXECUTE FUNCTION zvh.stays();
CREATE TRIGGER a_lock_first BEFORE INSERT OR UPDATE OR DELETE ON meetings_amendment FOR EACH ROW EXECUTE FUNCTION
  zvh.lock_first('meetings_meeting', 'SELECT meeting_id FROM meetings_agendaitem WHERE id IN (($1).item_id, ($2).item_id)');
CREATE TRIGGER a_frozen AFTER INSERT OR UPDATE OR DELETE ON meetings_amendment FOR EACH ROW
  EXECUTE FUNCTION zvh.refuse_when_final('SELECT meeting_id FROM meetings_agendaitem WHERE id IN (($1).item_id, ($2).item_id)');
CREATE TRIGGER stays BEFORE UPDATE ON meetings_erratum FOR EACH ROW EXECUTE FUNCTION zvh.stays();

GRANT SELECT, INSERT ON meetings_amendment, meetings_erratum TO zvh_app;
GRANT UPDATE (state, reason, before, handled_at, handled_by_id) ON meetings_amendment TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.answerers(bigint), zvh.reads_item(bigint, bigint), zvh.may_amend(bigint, bigint), zvh.open_amendments(bigint), zvh.minutes_hold(bigint), zvh.verify_minutes(),
  zvh.principals_at(bigint), zvh.extract_for(bigint, bigint), zvh.coordinates_item(bigint) TO zvh_app;
