-- THE RULE of a case: when restricted, only its coordinator, its directors and the named. Of a house that takes part, its
-- coordinators: an expert stands for the house as well, and has no cases.
CREATE FUNCTION zvh.staff_paths_of(c cases_case) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT (1000000000 + c.house_id)::int, 'procesregisseur van het huis', NULL::timestamptz, false WHERE NOT c.is_restricted
  UNION ALL SELECT p.* FROM partners_membership m, LATERAL zvh.person_path(m.id, 'procesregisseur van deze casus') p
    WHERE m.user_id = c.coordinator_id AND m.organisation_id = c.house_id AND m.role = 'coordinator'
  UNION ALL SELECT p.* FROM cases_director d JOIN partners_membership m ON m.id = d.membership_id, LATERAL zvh.person_path(m.id, 'casusregisseur') p
    WHERE d.case_id = c.id AND d.ended_at IS NULL AND m.role = 'case_director' $$;
-- Of the organisations that take part, or the people named of them: all, or those whose profile gives a part of the case.
CREATE FUNCTION zvh.partner_paths_of(c cases_case, part text) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT p.* FROM cases_named n JOIN partners_membership m ON m.id = n.membership_id, LATERAL zvh.person_path(m.id, 'genoemd in deze casus') p
    WHERE n.case_id = c.id AND c.is_restricted AND (part IS NULL OR EXISTS (SELECT FROM cases_casepartner x
      WHERE x.case_id = c.id AND x.organisation_id = m.organisation_id AND x.left_at IS NULL AND part = ANY (x.parts)))
  UNION ALL SELECT (CASE WHEN o.kind = 'house' THEN 1000000000 ELSE 0 END + o.id)::int, 'doet mee in deze casus', NULL::timestamptz, false
    FROM cases_casepartner p JOIN partners_organisation o ON o.id = p.organisation_id
    WHERE p.case_id = c.id AND p.left_at IS NULL AND NOT c.is_restricted AND (part IS NULL OR part = ANY (p.parts)) $$;
CREATE FUNCTION zvh.case_paths_of(c cases_case) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$ SELECT * FROM zvh.staff_paths_of(c) UNION ALL SELECT * FROM zvh.partner_paths_of(c, NULL) $$;
-- Of a part of a case (its picture, plan, agreements, journal): who works in it, and the organisations whose profile gives it. What
-- stands in a part is read with it; the agreements and the journal are rows with readers of their own.
CREATE FUNCTION zvh.part_paths_of(x cases_part) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT p.principal, p.why, p.until, p.bars FROM cases_case c, LATERAL zvh.staff_paths_of(c) WITH ORDINALITY p WHERE c.id = x.case_id
  UNION ALL SELECT p.principal, p.why, p.until, p.bars FROM cases_case c, LATERAL zvh.partner_paths_of(c, x.kind) WITH ORDINALITY p WHERE c.id = x.case_id $$;
CREATE VIEW zvh.part_paths AS
  SELECT x.id, p.principal, p.why, p.until, p.bars FROM cases_part x, LATERAL zvh.part_paths_of(x) WITH ORDINALITY p WHERE p.principal IS NOT NULL;
CREATE VIEW zvh.case_paths AS
  SELECT c.id, p.principal, p.why, p.until, p.bars FROM cases_case c, LATERAL zvh.case_paths_of(c) WITH ORDINALITY p WHERE p.principal IS NOT NULL;
-- Of an action: its owner, the table or the case it came from, the coordinators. Of a restricted case only its readers and the
-- person whose it is: not a whole organisation. Who stepped back from the item does not see it either, unless it is his own.
CREATE FUNCTION zvh.is_restricted(the_case bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT c.is_restricted FROM cases_case c WHERE c.id = the_case), false) $$;
CREATE FUNCTION zvh.action_paths_of(a cases_action) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT (1000000000 + a.house_id)::int, 'procesregisseur van het huis', NULL::timestamptz, false
    WHERE NOT zvh.is_restricted(a.case_id)
  UNION ALL SELECT * FROM zvh.person_path(a.owner_id, 'eigenaar')
  UNION ALL SELECT a.organisation_id::int, 'organisatie van de actie', NULL, false WHERE a.owner_id IS NULL AND NOT zvh.is_restricted(a.case_id)
  UNION ALL SELECT p.principal, p.why, p.until, p.bars FROM cases_part x, LATERAL zvh.part_paths_of(x) WITH ORDINALITY p
    WHERE x.case_id = a.case_id AND x.kind = 'agreements'
  UNION ALL SELECT p.principal, p.why, p.until, p.bars FROM meetings_itemaction x JOIN meetings_agendaitem i ON i.id = x.item_id, LATERAL zvh.item_paths_of(i) WITH ORDINALITY p
    WHERE x.action_id = a.id AND (a.case_id IS NULL OR p.bars)
      AND NOT (p.bars AND EXISTS (SELECT FROM partners_membership m WHERE m.id = a.owner_id AND -m.user_id = p.principal))
  UNION ALL SELECT p.* FROM cases_actionrequest r, LATERAL zvh.person_path(r.owner_id, 'gevraagd om over te nemen') p
    WHERE r.action_id = a.id AND r.kind = 'hand_over' AND r.answered_at IS NULL AND NOT zvh.is_restricted(a.case_id)
  UNION ALL SELECT r.organisation_id::int, 'gevraagd om over te nemen', NULL, false FROM cases_actionrequest r
    WHERE r.action_id = a.id AND r.kind = 'hand_over' AND r.answered_at IS NULL AND r.owner_id IS NULL AND NOT zvh.is_restricted(a.case_id) $$;
CREATE VIEW zvh.action_paths AS
  SELECT a.id, p.principal, p.why, p.until, p.bars FROM cases_action a, LATERAL zvh.action_paths_of(a) WITH ORDINALITY p WHERE p.principal IS NOT NULL;

-- Does the person of this membership read the case by name? For who reads it.
CREATE FUNCTION zvh.reads_case(the_case bigint, membership bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM cases_case c, LATERAL zvh.case_paths_of(c) p, partners_membership m WHERE c.id = the_case
    AND m.id = membership AND zvh.in_force(m) AND p.principal = -m.user_id AND c.audience && zvh.mine() AND NOT c.barred && zvh.mine()) $$;

-- The cases that the actor directs now.
CREATE FUNCTION zvh.directed() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT d.case_id FROM cases_director d JOIN partners_membership m ON m.id = d.membership_id
    WHERE d.ended_at IS NULL AND m.user_id = zvh.me() AND m.role = 'case_director' AND zvh.in_force(m)) $$;

SELECT zvh.guard('cases_case', 'case_paths_of');
SELECT zvh.guard('cases_part', 'part_paths_of');
SELECT zvh.guard('cases_action', 'action_paths_of');
-- A case has all its parts from the beginning.
CREATE FUNCTION zvh.add_parts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO cases_part (case_id, kind) SELECT NEW.id, unnest(ARRAY['agreements', 'journal', 'picture', 'plan']);
  RETURN NULL;
END $$;
CREATE TRIGGER b_add_parts AFTER INSERT ON cases_case FOR EACH ROW EXECUTE FUNCTION zvh.add_parts();
-- When the case is only touched as well: a profile, or an organisation that joins a restricted case, changes what is below and leaves the
-- readers of the case. Another column of the case changes nothing below, and 500 entries of a journal take their time.
CREATE TRIGGER touch AFTER UPDATE ON cases_case FOR EACH ROW
  WHEN (OLD.* IS NOT DISTINCT FROM NEW.* OR (OLD.audience, OLD.audience_until, OLD.is_restricted, OLD.coordinator_id)
    IS DISTINCT FROM (NEW.audience, NEW.audience_until, NEW.is_restricted, NEW.coordinator_id))
  EXECUTE FUNCTION zvh.touch('cases_part', 'SELECT id FROM cases_part WHERE case_id = ($2).id', 'cases_action', 'SELECT id FROM cases_action WHERE case_id = ($2).id',
    'cases_partnerrequest', 'SELECT id FROM cases_partnerrequest WHERE case_id = ($2).id');
-- First what decides, in the order of locks (triggers fire by name): the membership, the case, and only then `audience`.
DO $$ DECLARE t text; BEGIN
FOREACH t IN ARRAY ARRAY['cases_director', 'cases_named'] LOOP
  EXECUTE format('CREATE TRIGGER a1_lock_first BEFORE INSERT ON %I FOR EACH ROW
    EXECUTE FUNCTION zvh.lock_first(''partners_membership'', ''SELECT ($2).membership_id'', ''SHARE'')', t);
END LOOP;
FOREACH t IN ARRAY ARRAY['cases_director', 'cases_named', 'cases_casepartner'] LOOP
  EXECUTE format('CREATE TRIGGER a2_lock_first BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW
    EXECUTE FUNCTION zvh.lock_first(''cases_case'', ''SELECT ($1).case_id UNION SELECT ($2).case_id'')', t);
  EXECUTE format('CREATE TRIGGER touch AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW
    EXECUTE FUNCTION zvh.touch(''cases_case'', ''SELECT ($1).case_id UNION SELECT ($2).case_id'')', t);
END LOOP; END $$;
CREATE TRIGGER a1_lock_first BEFORE INSERT ON cases_action FOR EACH ROW WHEN (NEW.owner_id IS NOT NULL)
  EXECUTE FUNCTION zvh.lock_first('partners_membership', 'SELECT ($2).owner_id', 'SHARE');
CREATE TRIGGER a2_lock_first BEFORE INSERT ON cases_action FOR EACH ROW WHEN (NEW.case_id IS NOT NULL)
  EXECUTE FUNCTION zvh.lock_first('cases_case', 'SELECT ($2).case_id');

-- Who may read the log of a case: the privacy officers of the house; of reads also its directors and the coordinators (of a
-- restricted case only its own). An action in a case follows it.
CREATE FUNCTION zvh.case_log_readers(the_case bigint, action text) RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (1200000000 + c.house_id)::int || CASE WHEN action = 'read' THEN
    ARRAY(SELECT p.principal FROM zvh.case_paths_of(c) p WHERE p.principal = 1000000000 + c.house_id
      OR p.why IN ('casusregisseur', 'procesregisseur van deze casus')) END
    FROM cases_case c WHERE c.id = the_case $$;
CREATE FUNCTION zvh.action_log_readers(the_action bigint, action text) RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN a.case_id IS NOT NULL THEN zvh.case_log_readers(a.case_id, action)
    ELSE ARRAY[1200000000 + a.house_id, CASE WHEN action = 'read' THEN 1000000000 + a.house_id END]::int[] END
    FROM cases_action a WHERE a.id = the_action $$;

ALTER TABLE cases_case ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_case TO zvh_app USING (audience && zvh.mine() AND NOT barred && zvh.mine());
ALTER TABLE cases_part ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_part TO zvh_app USING (audience && zvh.mine() AND NOT barred && zvh.mine());
ALTER TABLE cases_action ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_action TO zvh_app USING (audience && zvh.mine() AND NOT barred && zvh.mine());
ALTER TABLE cases_casesignal ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_casesignal TO zvh_app USING (
  (SELECT true FROM cases_case c WHERE c.id = case_id) AND (SELECT true FROM signals_signal s WHERE s.id = signal_id));
ALTER TABLE cases_caseparty ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_caseparty TO zvh_app USING ((SELECT true FROM cases_case c WHERE c.id = case_id));
ALTER TABLE cases_informing ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_informing TO zvh_app USING ((SELECT true FROM cases_case c WHERE c.id = case_id));
ALTER TABLE cases_director ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_director TO zvh_app USING ((SELECT true FROM cases_case c WHERE c.id = case_id));
ALTER TABLE cases_named ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_named TO zvh_app USING ((SELECT true FROM cases_case c WHERE c.id = case_id));
ALTER TABLE cases_casepartner ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_casepartner TO zvh_app USING ((SELECT true FROM cases_case c WHERE c.id = case_id));
ALTER TABLE cases_caseevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_caseevent TO zvh_app USING ((SELECT true FROM cases_case c WHERE c.id = case_id));

-- WHO WRITES: the coordinators of the house say who takes part in a case (one that they would not see cannot be opened); an
-- action stands in a case that its giver sees, or comes from the desk.
SELECT zvh.narrow('cases_action', 'INSERT', 'CASE WHEN case_id IS NULL THEN house_id = ANY (zvh.weighed())
  ELSE (SELECT c.house_id = cases_action.house_id FROM cases_case c WHERE c.id = case_id) END');
SELECT zvh.narrow(t, commands, '(SELECT c.house_id = ANY (zvh.coordinated()) FROM cases_case c WHERE c.id = case_id)')
  FROM (VALUES ('cases_director', 'INSERT UPDATE'), ('cases_named', 'INSERT DELETE'), ('cases_casepartner', 'INSERT UPDATE')) AS v (t, commands);
SELECT zvh.narrow('cases_casesignal', 'INSERT', '(SELECT c.house_id = s.house_id FROM cases_case c JOIN signals_signal s ON s.id = signal_id WHERE c.id = case_id)');
SELECT zvh.narrow('cases_case', 'CHANGE', 'house_id = ANY (zvh.coordinated())');
SELECT zvh.narrow('cases_informing', 'INSERT', 'said_by_id = zvh.me() AND (SELECT c.house_id = ANY (zvh.coordinated()) OR c.id = ANY (zvh.directed()) FROM cases_case c WHERE c.id = case_id)');
SELECT zvh.narrow('cases_caseevent', 'INSERT', 'by_id = zvh.me()');
SELECT zvh.once('cases_case', 'closed_at');
SELECT zvh.stay('cases_case', 'house_id');
SELECT zvh.stay('cases_action', 'house_id', 'case_id');  -- whose it is: policies_actions.sql
SELECT zvh.stay('cases_director', 'case_id', 'membership_id');
SELECT zvh.stay('cases_casepartner', 'case_id', 'organisation_id');

-- What was said last about telling the party stands on the case. The database puts it there: a director says it, and changes no case.
CREATE FUNCTION zvh.say_informed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_case SET is_informed = NEW.is_informed, informed = NEW.text, inform_again_on = NEW.again_on WHERE id = NEW.case_id;
  RETURN NULL;
END $$;
CREATE TRIGGER said AFTER INSERT ON cases_informing FOR EACH ROW EXECUTE FUNCTION zvh.say_informed();

-- Who can see a case and why, for who coordinates or directs it alone; in names.
CREATE FUNCTION zvh.case_readers(the_case bigint) RETURNS TABLE (name text, why text, until timestamptz) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN p.principal < 0 THEN u.name WHEN p.principal > 1000000000 THEN 'Procesregisseurs van ' || o.name ELSE 'Deelnemers van ' || o.name END,
         p.why, p.until
    FROM cases_case c, LATERAL zvh.case_paths_of(c) WITH ORDINALITY p LEFT JOIN partners_user u ON u.id = -p.principal
    LEFT JOIN partners_organisation o ON o.id = p.principal % 1000000000
    WHERE c.id = the_case AND p.principal IS NOT NULL AND c.audience && zvh.mine() AND NOT c.barred && zvh.mine()
      AND (c.house_id = ANY (zvh.coordinated()) OR EXISTS (SELECT FROM cases_director d JOIN partners_membership m ON m.id = d.membership_id
        WHERE d.case_id = c.id AND d.ended_at IS NULL AND m.user_id = zvh.me() AND m.role = 'case_director' AND zvh.in_force(m)))
    ORDER BY p.principal < 0, p.principal DESC, p.why $$;

-- A restricted case whose coordinator works here no longer: nobody of the house sees it, so the coordinators learn its number and
-- one of them may take it over.
CREATE FUNCTION zvh.is_orphaned(c cases_case) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT c.is_restricted AND c.closed_at IS NULL AND c.house_id = ANY (zvh.coordinated()) AND NOT EXISTS (
    SELECT FROM partners_membership m WHERE m.user_id = c.coordinator_id AND m.organisation_id = c.house_id AND m.role = 'coordinator' AND zvh.in_force(m)) $$;
CREATE FUNCTION zvh.orphaned_cases() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.number FROM cases_case c WHERE c.is_restricted AND zvh.is_orphaned(c) ORDER BY c.number $$;
-- Handing over may end one's own access, so the database does it; to a coordinator of the house, by one who sees the case.
CREATE FUNCTION zvh.hand_over_case(the_case bigint, receiver bigint) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE cases_case c SET coordinator_id = receiver WHERE c.id = the_case AND c.house_id = ANY (zvh.coordinated()) AND c.audience && zvh.mine()
    AND NOT c.barred && zvh.mine() AND (NOT c.is_restricted OR c.coordinator_id = zvh.me()) AND EXISTS (SELECT FROM partners_membership m
      WHERE m.user_id = receiver AND m.organisation_id = c.house_id AND m.role = 'coordinator' AND zvh.in_force(m)) $$;
CREATE FUNCTION zvh.take_over_case(the_number text) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE c cases_case;
BEGIN
  SELECT * INTO c FROM cases_case x WHERE x.number = the_number FOR NO KEY UPDATE;
  IF NOT FOUND OR NOT zvh.is_orphaned(c) THEN RETURN NULL; END IF;
  UPDATE cases_case SET coordinator_id = zvh.me() WHERE id = c.id;
  RETURN c.id;
END $$;

GRANT SELECT, INSERT, UPDATE ON cases_case, cases_action, cases_director, cases_casepartner TO zvh_app;
GRANT SELECT ON cases_part TO zvh_app;
GRANT SELECT, INSERT ON cases_informing, cases_casesignal, cases_caseparty, cases_named, cases_caseevent TO zvh_app;
GRANT DELETE ON cases_named TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.directed(), zvh.reads_case(bigint, bigint), zvh.case_readers(bigint), zvh.orphaned_cases(), zvh.hand_over_case(bigint, bigint), zvh.take_over_case(text) TO zvh_app;
