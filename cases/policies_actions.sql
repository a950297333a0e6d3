-- ACTIONS: what is asked about them and what happened to them. Both are read with the action; who is asked to take one over reads it
-- until he answered (see zvh.action_paths_of).

-- To whom an action can be handed over: who reads it anyway, so its own organisation, who takes part in its case, who sits at its
-- table, the house. Of a shielded case nobody: there its coordinator says who reads.
CREATE FUNCTION zvh.action_receivers(the_action bigint) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH a AS (SELECT * FROM cases_action x WHERE x.id = the_action AND x.audience && zvh.mine() AND NOT x.barred && zvh.mine()
    AND NOT EXISTS (SELECT FROM cases_case c WHERE c.id = x.case_id AND c.is_restricted))
  SELECT organisation_id FROM a UNION SELECT house_id FROM a
  UNION SELECT p.organisation_id FROM a JOIN cases_casepartner p ON p.case_id = a.case_id WHERE p.left_at IS NULL
  UNION SELECT t.organisation_id FROM a JOIN meetings_itemaction x ON x.action_id = a.id JOIN meetings_tableplace t ON t.item_id = x.item_id
    WHERE a.case_id IS NULL AND NOT zvh.is_hidden_at(x.item_id, t.organisation_id) $$;
CREATE FUNCTION zvh.may_hand_over(the_action bigint, receiver bigint, person bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT receiver IN (SELECT zvh.action_receivers(the_action)) AND (person IS NULL OR EXISTS (
    SELECT FROM partners_membership m WHERE m.id = person AND m.organisation_id = receiver AND zvh.in_force(m))) $$;

-- First what decides, in the order of locks; then the readers of the action.
CREATE TRIGGER a1_lock_first BEFORE INSERT ON cases_actionrequest FOR EACH ROW WHEN (NEW.owner_id IS NOT NULL)
  EXECUTE FUNCTION zvh.lock_first('partners_membership', 'SELECT ($2).owner_id', 'SHARE');
CREATE TRIGGER touch AFTER INSERT OR UPDATE OR DELETE ON cases_actionrequest FOR EACH ROW
  EXECUTE FUNCTION zvh.touch('cases_action', 'SELECT ($1).action_id UNION SELECT ($2).action_id');

-- An action changes hands only to who was asked for it and has not answered yet.
CREATE FUNCTION zvh.changes_hands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM cases_actionrequest r WHERE r.action_id = NEW.id AND r.kind = 'hand_over' AND r.answered_at IS NULL
      AND (r.owner_id, r.organisation_id) IS NOT DISTINCT FROM (NEW.owner_id, NEW.organisation_id)) THEN
    RAISE EXCEPTION 'what this row belongs to cannot change' USING ERRCODE = 'check_violation', CONSTRAINT = 'cases_action_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_changes_hands BEFORE UPDATE ON cases_action FOR EACH ROW
  WHEN ((OLD.owner_id, OLD.organisation_id) IS DISTINCT FROM (NEW.owner_id, NEW.organisation_id)) EXECUTE FUNCTION zvh.changes_hands();

ALTER TABLE cases_actionrequest ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_actionrequest TO zvh_app USING ((SELECT true FROM cases_action a WHERE a.id = action_id));
ALTER TABLE cases_actionevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_actionevent TO zvh_app USING ((SELECT true FROM cases_action a WHERE a.id = action_id));

-- WHO WRITES: everybody under his own name; a hand-over only to who may receive it. What was asked and what happened stays.
SELECT zvh.narrow('cases_actionrequest', 'INSERT', 'asked_by_id = zvh.me() AND answered_at IS NULL
  AND (kind = ''date'' OR zvh.may_hand_over(action_id, organisation_id, owner_id))');
SELECT zvh.narrow('cases_actionrequest', 'CHANGE', 'answered_by_id = zvh.me()');
SELECT zvh.narrow('cases_actionevent', 'INSERT', 'by_id = zvh.me()');
SELECT zvh.once('cases_actionrequest', 'answered_at');

-- REMINDERS: of an open action on the working day before its day, and once a week when it is late. For the tick, which is nobody and
-- sees no rows: who is reminded is computed here, and the line in the history is what keeps it from happening twice.
CREATE FUNCTION zvh.actions_due(day date) RETURNS TABLE (action_id bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT a.id FROM cases_action a WHERE a.state = 'open' AND (a.due_on < day OR a.due_on > day AND a.due_on <= zvh.add_workdays(day, 1))
    AND NOT EXISTS (SELECT FROM cases_actionevent e WHERE e.action_id = a.id AND e.kind IN ('tick', 'reminded')
      AND (e.at AT TIME ZONE 'Europe/Amsterdam')::date > CASE WHEN a.due_on < day THEN day - 7 ELSE day - 1 END) $$;
CREATE FUNCTION zvh.remind_of_actions(day date) RETURNS TABLE (email text, actions bigint) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF zvh.me() IS NOT NULL THEN RAISE EXCEPTION 'for the tick alone' USING ERRCODE = 'insufficient_privilege'; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('action reminders'));
  RETURN QUERY
    WITH due AS MATERIALIZED (SELECT d.action_id AS id FROM zvh.actions_due(day) d),
      told AS (INSERT INTO cases_actionevent (action_id, at, kind, text) SELECT d.id, now(), 'tick', '' FROM due d RETURNING 1),
      people AS (SELECT DISTINCT a.id, m.user_id FROM due d JOIN cases_action a ON a.id = d.id JOIN partners_membership m
        ON CASE WHEN a.owner_id IS NULL THEN m.organisation_id = a.organisation_id AND m.role IN ('participant', 'coordinator') ELSE m.id = a.owner_id END
        WHERE zvh.in_force(m) AND NOT (a.owner_id IS NULL AND zvh.is_restricted(a.case_id)) AND NOT a.barred && ARRAY[-m.user_id]::int[])
    SELECT u.email::text, count(*) FROM people p JOIN partners_user u ON u.id = p.user_id WHERE u.is_active AND u.wants_reminders GROUP BY u.email;
END $$;

GRANT SELECT, INSERT ON cases_actionrequest, cases_actionevent TO zvh_app;
GRANT UPDATE (answered_at, answered_by_id, is_agreed, answer) ON cases_actionrequest TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.action_receivers(bigint), zvh.may_hand_over(bigint, bigint, bigint), zvh.remind_of_actions(date) TO zvh_app;
