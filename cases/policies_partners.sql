-- TAKING PART: what is asked of or by an organisation, read by who works in the case and by who is asked: an organisation, or of a
-- restricted case one person. An organisation that asks to join hears nothing until it is answered, so that its question does not
-- tell it whether there is such a case.
CREATE FUNCTION zvh.partnerrequest_paths_of(r cases_partnerrequest) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT p.principal, p.why, p.until, p.bars FROM cases_case c, LATERAL zvh.staff_paths_of(c) WITH ORDINALITY p WHERE c.id = r.case_id
  UNION ALL SELECT p.* FROM zvh.person_path(r.membership_id, 'gevraagd over deelname') p
    WHERE CASE WHEN r.kind = 'join' THEN r.answered_at IS NOT NULL ELSE r.state <> 'withdrawn' END
  UNION ALL SELECT (CASE WHEN o.kind = 'house' THEN 1000000000 ELSE 0 END + o.id)::int, 'gevraagd over deelname', NULL::timestamptz, false
    FROM partners_organisation o WHERE o.id = r.organisation_id AND r.kind <> 'join' AND r.membership_id IS NULL AND r.state <> 'withdrawn'
      AND NOT zvh.is_restricted(r.case_id) $$;
CREATE VIEW zvh.partnerrequest_paths AS
  SELECT r.id, p.principal, p.why, p.until, p.bars FROM cases_partnerrequest r, LATERAL zvh.partnerrequest_paths_of(r) WITH ORDINALITY p WHERE p.principal IS NOT NULL;
SELECT zvh.guard('cases_partnerrequest', 'partnerrequest_paths_of');
CREATE TRIGGER a1_lock_first BEFORE INSERT ON cases_partnerrequest FOR EACH ROW WHEN (NEW.membership_id IS NOT NULL)
  EXECUTE FUNCTION zvh.lock_first('partners_membership', 'SELECT ($2).membership_id', 'SHARE');
CREATE TRIGGER a2_lock_first BEFORE INSERT OR UPDATE ON cases_partnerrequest FOR EACH ROW
  EXECUTE FUNCTION zvh.lock_first('cases_case', 'SELECT ($2).case_id');

ALTER TABLE cases_partnerrequest ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_partnerrequest TO zvh_app USING (audience && zvh.mine() AND NOT barred && zvh.mine());
CREATE FUNCTION zvh.partner_request_log_readers(the_request bigint, action text) RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT zvh.case_log_readers(r.case_id, action) FROM cases_partnerrequest r WHERE r.id = the_request $$;

-- WHO WRITES: the coordinator asks and withdraws, and answers who wants to join; who is asked answers by the functions below.
SELECT zvh.narrow('cases_partnerrequest', 'INSERT', 'asked_by_id = zvh.me() AND kind <> ''join'' AND state = ''waiting'' AND partner_id IS NULL
  AND (SELECT c.house_id = ANY (zvh.coordinated()) AND c.closed_at IS NULL AND c.house_id = cases_partnerrequest.house_id AND c.number = cases_partnerrequest.number
    AND (membership_id IS NOT NULL OR NOT c.is_restricted) FROM cases_case c WHERE c.id = case_id)');
SELECT zvh.narrow('cases_partnerrequest', 'CHANGE', 'answered_by_id = zvh.me() AND house_id = ANY (zvh.coordinated())');
SELECT zvh.stay('cases_partnerrequest', 'case_id', 'house_id', 'number', 'kind', 'organisation_id', 'membership_id');
SELECT zvh.once('cases_partnerrequest', 'answered_at');
SELECT zvh.once('cases_partnerrequest', 'returned_at');

-- An organisation asks to join the case of this number. It is told nothing of whether there is one: the question reaches who works in
-- it, when there is one, it runs, and the organisation works with its house and does not take part yet.
CREATE FUNCTION zvh.ask_to_join(the_number text, asker bigint, why text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO cases_partnerrequest (case_id, house_id, number, kind, organisation_id, organisation_name, organisation_kind, membership_id, text, state,
      asked_at, asked_by_id, answer, result)
    SELECT c.id, c.house_id, c.number, 'join', o.id, o.name, o.kind, m.id, why, 'waiting', now(), m.user_id, '', ''
      FROM cases_case c, partners_membership m JOIN partners_organisation o ON o.id = m.organisation_id
      WHERE c.number = the_number AND c.closed_at IS NULL AND m.id = asker AND m.user_id = zvh.me() AND m.role = 'participant' AND zvh.in_force(m)
        AND EXISTS (SELECT FROM partners_partnership p WHERE p.organisation_id = o.id AND p.house_id = c.house_id)
        AND NOT EXISTS (SELECT FROM cases_casepartner p WHERE p.case_id = c.id AND p.organisation_id = o.id AND p.left_at IS NULL)
    ON CONFLICT (case_id, organisation_id, kind) WHERE state = 'waiting' DO NOTHING $$;

-- Who is asked: the person, or somebody of the organisation (of a house its coordinators).
CREATE FUNCTION zvh.is_asked(r cases_partnerrequest) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT r.kind <> 'join' AND EXISTS (SELECT FROM partners_membership m JOIN partners_organisation o ON o.id = m.organisation_id
    WHERE m.user_id = zvh.me() AND zvh.in_force(m) AND CASE WHEN r.membership_id IS NULL
      THEN m.organisation_id = r.organisation_id AND m.role = CASE WHEN o.kind = 'house' THEN 'coordinator' ELSE 'participant' END
      ELSE m.id = r.membership_id END) $$;
-- The request in this state, for who is asked, with its case locked before it; nothing when it is none of his or somebody was first.
CREATE FUNCTION zvh.take_request(the_request bigint, wanted text) RETURNS SETOF cases_partnerrequest LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE r cases_partnerrequest;
BEGIN
  PERFORM FROM cases_case c WHERE c.id = (SELECT case_id FROM cases_partnerrequest WHERE id = the_request) AND c.closed_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT * INTO r FROM cases_partnerrequest x WHERE x.id = the_request AND x.state = wanted AND x.audience && zvh.mine() AND NOT x.barred && zvh.mine()
    FOR NO KEY UPDATE;
  IF FOUND AND zvh.is_asked(r) THEN RETURN NEXT r; END IF;
END $$;
-- A yes to a task lets the organisation take part for that task alone; a yes to the lead gives it to a partner that still takes part.
CREATE FUNCTION zvh.answer_partner_request(the_request bigint, agreed boolean, answer_ text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE r cases_partnerrequest; joined bigint;
BEGIN
  SELECT * INTO r FROM zvh.take_request(the_request, 'waiting');
  IF NOT FOUND THEN RETURN false; END IF;
  IF agreed AND r.kind = 'task' THEN joined := zvh.join_for_task(r); END IF;
  IF agreed AND r.kind = 'lead' AND NOT zvh.give_lead(r) THEN RETURN false; END IF;
  UPDATE cases_partnerrequest SET state = CASE WHEN agreed THEN 'agreed' ELSE 'refused' END, answered_at = now(), answered_by_id = zvh.me(),
    answer = answer_, partner_id = joined WHERE id = r.id;
  PERFORM zvh.tell_case(r.case_id, format('%s zegt %s op een vraag over %s', r.organisation_name, CASE WHEN agreed THEN 'ja' ELSE 'nee' END,
    CASE r.kind WHEN 'task' THEN 'een taak' WHEN 'lead' THEN 'het voortouw' ELSE 'overnemen na het sluiten' END));
  RETURN true;
END $$;
CREATE FUNCTION zvh.tell_case(the_case bigint, line text) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO cases_caseevent (case_id, at, by_id, text) VALUES (the_case, now(), zvh.me(), left(line, 200)) $$;
CREATE FUNCTION zvh.join_for_task(r cases_partnerrequest) RETURNS bigint LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE joined bigint;
BEGIN
  INSERT INTO cases_casepartner (case_id, organisation_id, name, task, parts, is_lead, leave_reason, joined_at, joined_by_id)
    SELECT r.case_id, r.organisation_id, r.organisation_name, r.text, '{}', false, '', now(), r.asked_by_id
      WHERE NOT EXISTS (SELECT FROM cases_casepartner p WHERE p.case_id = r.case_id AND p.organisation_id = r.organisation_id AND p.left_at IS NULL)
    RETURNING id INTO joined;
  INSERT INTO cases_named (case_id, membership_id, name) SELECT r.case_id, m.id, u.name FROM partners_membership m JOIN partners_user u ON u.id = m.user_id
    WHERE m.id = r.membership_id ON CONFLICT DO NOTHING;
  RETURN joined;
END $$;
CREATE FUNCTION zvh.give_lead(r cases_partnerrequest) RETURNS boolean LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM cases_casepartner p WHERE p.case_id = r.case_id AND p.organisation_id = r.organisation_id AND p.left_at IS NULL) THEN RETURN false; END IF;
  UPDATE cases_casepartner SET is_lead = false WHERE case_id = r.case_id AND is_lead;
  UPDATE cases_casepartner SET is_lead = true WHERE case_id = r.case_id AND organisation_id = r.organisation_id AND left_at IS NULL;
  RETURN true;
END $$;
-- The task is done and given back: who took part for it alone stops in the same step.
CREATE FUNCTION zvh.return_task(the_request bigint, result_ text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r cases_partnerrequest;
BEGIN
  SELECT * INTO r FROM zvh.take_request(the_request, 'agreed');
  IF NOT FOUND OR r.kind <> 'task' THEN RETURN false; END IF;
  UPDATE cases_partnerrequest SET state = 'returned', returned_at = now(), returned_by_id = zvh.me(), result = result_ WHERE id = r.id;
  PERFORM zvh.tell_case(r.case_id, r.organisation_name || ' gaf een taak terug');
  PERFORM zvh.stop_partner(r.partner_id, 'De taak is teruggegeven.');
  RETURN true;
END $$;
-- An organisation stops by itself, with a reason; its named people read the case no more.
CREATE FUNCTION zvh.stop_partner(the_partner bigint, reason text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_casepartner SET left_at = now(), left_by_id = zvh.me(), leave_reason = reason, is_lead = false WHERE id = the_partner AND left_at IS NULL;
  DELETE FROM cases_named n USING cases_casepartner p, partners_membership m
    WHERE p.id = the_partner AND n.case_id = p.case_id AND m.id = n.membership_id AND m.organisation_id = p.organisation_id;
END $$;
CREATE FUNCTION zvh.leave_case(the_partner bigint, reason text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM cases_case c WHERE c.id = (SELECT case_id FROM cases_casepartner WHERE id = the_partner) AND c.closed_at IS NULL
    AND c.audience && zvh.mine() AND NOT c.barred && zvh.mine() FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM FROM cases_casepartner p JOIN partners_organisation o ON o.id = p.organisation_id WHERE p.id = the_partner AND p.left_at IS NULL AND EXISTS (
    SELECT FROM partners_membership m WHERE m.user_id = zvh.me() AND m.organisation_id = p.organisation_id AND zvh.in_force(m)
      AND m.role = CASE WHEN o.kind = 'house' THEN 'coordinator' ELSE 'participant' END);
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM zvh.tell_case(p.case_id, p.name || ' doet niet meer mee') FROM cases_casepartner p WHERE p.id = the_partner;
  PERFORM zvh.stop_partner(the_partner, reason);
  RETURN true;
END $$;

GRANT SELECT, INSERT ON cases_partnerrequest TO zvh_app;
GRANT UPDATE (state, answered_at, answered_by_id, answer, partner_id) ON cases_partnerrequest TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.ask_to_join(text, bigint, text), zvh.answer_partner_request(bigint, boolean, text), zvh.return_task(bigint, text), zvh.leave_case(bigint, text) TO zvh_app;
