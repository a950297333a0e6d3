-- THE JOURNAL of a case: entries with readers of their own within the readers of the case. Lock order: after the parts of the case,
-- before its actions (head of audit/policies.sql). What decides about readers touches the part, and the part its entries.

-- Does somebody work in the case by this membership, as its staff: a coordinator of the house (of a restricted case its own), or who directs it.
CREATE FUNCTION zvh.works_in(c cases_case, m partners_membership) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT m.role = 'coordinator' AND m.organisation_id = c.house_id AND (NOT c.is_restricted OR c.coordinator_id = m.user_id)
    OR m.role = 'case_director' AND EXISTS (SELECT FROM cases_director d WHERE d.case_id = c.id AND d.membership_id = m.id AND d.ended_at IS NULL) $$;
-- Does this membership read the case? By itself: what its person may read by another membership does not count. In force or not is asked apart.
CREATE FUNCTION zvh.reads_by(c cases_case, m partners_membership) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT zvh.works_in(c, m)
    OR c.is_restricted AND EXISTS (SELECT FROM cases_named n WHERE n.case_id = c.id AND n.membership_id = m.id)
    OR NOT c.is_restricted AND EXISTS (SELECT FROM cases_casepartner p JOIN partners_organisation o ON o.id = p.organisation_id
      WHERE p.case_id = c.id AND p.organisation_id = m.organisation_id AND p.left_at IS NULL
        AND CASE WHEN o.kind = 'house' THEN m.role = 'coordinator' ELSE m.role IN ('participant', 'coordinator', 'expert') END) $$;

-- THE RULE of an entry. For all partners: as the journal of the case. For the own organisation: of the house the staff, of a partner its
-- people while it takes part (of a restricted case the named of them), also when its profile does not give the journal. For named
-- people: its writer and they, each as long as that membership reads the case.
CREATE FUNCTION zvh.journalentry_paths_of(e cases_journalentry) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT p.principal, p.why, p.until, p.bars FROM cases_part x, LATERAL zvh.part_paths_of(x) WITH ORDINALITY p
    WHERE x.case_id = e.case_id AND x.kind = 'journal' AND e.visible_to = 'partners'
  UNION ALL SELECT p.principal, p.why, p.until, p.bars FROM cases_case c, LATERAL zvh.staff_paths_of(c) WITH ORDINALITY p
    WHERE c.id = e.case_id AND e.visible_to = 'own' AND e.organisation_id = c.house_id
  UNION ALL SELECT (CASE WHEN o.kind = 'house' THEN 1000000000 ELSE 0 END + o.id)::int, 'eigen organisatie', NULL::timestamptz, false
    FROM cases_case c JOIN cases_casepartner x ON x.case_id = c.id JOIN partners_organisation o ON o.id = x.organisation_id
    WHERE c.id = e.case_id AND e.visible_to = 'own' AND x.organisation_id = e.organisation_id AND e.organisation_id <> c.house_id
      AND x.left_at IS NULL AND NOT c.is_restricted
  UNION ALL SELECT p.* FROM cases_case c JOIN cases_named n ON n.case_id = c.id JOIN partners_membership m ON m.id = n.membership_id,
      LATERAL zvh.person_path(m.id, 'eigen organisatie, genoemd in deze casus') p
    WHERE c.id = e.case_id AND e.visible_to = 'own' AND m.organisation_id = e.organisation_id AND e.organisation_id <> c.house_id
      AND c.is_restricted AND EXISTS (SELECT FROM cases_casepartner x
        WHERE x.case_id = c.id AND x.organisation_id = e.organisation_id AND x.left_at IS NULL)
  UNION ALL SELECT p.* FROM cases_case c JOIN partners_membership m ON m.id = e.membership_id, LATERAL zvh.person_path(m.id, 'schreef dit') p
    WHERE c.id = e.case_id AND e.visible_to = 'named' AND zvh.reads_by(c, m)
  UNION ALL SELECT p.* FROM cases_journalreader r JOIN partners_membership m ON m.id = r.membership_id JOIN cases_case c ON c.id = e.case_id,
      LATERAL zvh.person_path(m.id, 'genoemd bij deze aantekening') p
    WHERE r.entry_id = e.id AND e.visible_to = 'named' AND zvh.reads_by(c, m) $$;
CREATE VIEW zvh.journalentry_paths AS
  SELECT e.id, p.principal, p.why, p.until, p.bars FROM cases_journalentry e, LATERAL zvh.journalentry_paths_of(e) WITH ORDINALITY p
    WHERE p.principal IS NOT NULL;

SELECT zvh.guard('cases_journalentry', 'journalentry_paths_of');
CREATE TRIGGER touch_journal AFTER UPDATE ON cases_part FOR EACH ROW WHEN (NEW.kind = 'journal')
  EXECUTE FUNCTION zvh.touch('cases_journalentry', 'SELECT id FROM cases_journalentry WHERE case_id = ($2).case_id');
CREATE TRIGGER touch AFTER INSERT OR UPDATE OR DELETE ON cases_journalreader FOR EACH ROW
  EXECUTE FUNCTION zvh.touch('cases_journalentry', 'SELECT ($1).entry_id UNION SELECT ($2).entry_id');
-- First what decides, in the order of locks.
CREATE TRIGGER a1_lock_first BEFORE INSERT ON cases_journalentry FOR EACH ROW
  EXECUTE FUNCTION zvh.lock_first('partners_membership', 'SELECT ($2).membership_id', 'SHARE');
CREATE TRIGGER a2_lock_first BEFORE INSERT ON cases_journalentry FOR EACH ROW
  EXECUTE FUNCTION zvh.lock_first('cases_case', 'SELECT ($2).case_id');
CREATE TRIGGER a1_lock_first BEFORE INSERT ON cases_journalreader FOR EACH ROW
  EXECUTE FUNCTION zvh.lock_first('partners_membership', 'SELECT ($2).membership_id', 'SHARE');
CREATE TRIGGER a2_lock_first BEFORE INSERT ON cases_journalreader FOR EACH ROW
  EXECUTE FUNCTION zvh.lock_first('cases_case', 'SELECT e.case_id FROM cases_journalentry e WHERE e.id = ($2).entry_id');

ALTER TABLE cases_journalentry ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_journalentry TO zvh_app USING (audience && zvh.mine() AND NOT barred && zvh.mine());
-- Who else is named at an entry shows to who reads it; that one entry corrects another to who reads both.
ALTER TABLE cases_journalreader ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_journalreader TO zvh_app USING ((SELECT true FROM cases_journalentry e WHERE e.id = entry_id));
ALTER TABLE cases_journalcorrection ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_journalcorrection TO zvh_app USING (
  (SELECT true FROM cases_journalentry e WHERE e.id = earlier_id) AND (SELECT true FROM cases_journalentry e WHERE e.id = later_id));

-- For which organisation somebody writes who reads the case by this membership: its staff for the house, also who directs it from
-- another organisation; anybody else for his own.
CREATE FUNCTION zvh.writes_as(c cases_case, m partners_membership) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN zvh.works_in(c, m) THEN c.house_id ELSE m.organisation_id END $$;
-- As what the actor may write in the journal of a case that he reads.
CREATE FUNCTION zvh.journal_writers(the_case bigint) RETURNS TABLE (membership bigint, organisation bigint) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT m.id, zvh.writes_as(c, m) FROM cases_case c, partners_membership m
    WHERE c.id = the_case AND c.audience && zvh.mine() AND NOT c.barred && zvh.mine()
      AND m.user_id = zvh.me() AND zvh.in_force(m) AND zvh.reads_by(c, m) ORDER BY m.id $$;
-- Who reads a case, by name: of whom a reader of it may name somebody at an entry.
CREATE FUNCTION zvh.case_people(the_case bigint) RETURNS TABLE (membership bigint, person bigint, name text, organisation bigint) LANGUAGE sql STABLE
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH c AS (SELECT * FROM cases_case x WHERE x.id = the_case AND x.audience && zvh.mine() AND NOT x.barred && zvh.mine()),
    places AS (SELECT c.house_id AS id FROM c UNION SELECT p.organisation_id FROM c JOIN cases_casepartner p ON p.case_id = c.id WHERE p.left_at IS NULL),
    people AS (SELECT m.id FROM places JOIN partners_membership m ON m.organisation_id = places.id
      UNION SELECT d.membership_id FROM c JOIN cases_director d ON d.case_id = c.id UNION SELECT n.membership_id FROM c JOIN cases_named n ON n.case_id = c.id)
  SELECT m.id, u.id, u.name::text, zvh.writes_as(x, m) FROM people JOIN partners_membership m ON m.id = people.id JOIN partners_user u ON u.id = m.user_id,
    cases_case x WHERE x.id = the_case AND zvh.in_force(m) AND zvh.reads_by(x, m) ORDER BY 3, 1 $$;

-- They and the writer are locked before the case, by the database: a partner does not see the memberships of others.
CREATE FUNCTION zvh.lock_people(the_case bigint, memberships bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM partners_membership m WHERE m.id = ANY (memberships) AND m.id IN (SELECT p.membership FROM zvh.case_people(the_case) p) ORDER BY m.id FOR SHARE;
END $$;

-- WHO WRITES: under one's own name and now, as a membership that reads the case, for its organisation; for all partners only who
-- reads the journal. Readers and corrections come in the transaction of their entry, and no later. What is written stays; it
-- can be withdrawn for the organisation that wrote it.
SELECT zvh.narrow('cases_journalentry', 'INSERT', 'written_by_id = zvh.me() AND written_at = now() AND corrected_at IS NULL AND withdrawn_at IS NULL
  AND (membership_id, organisation_id) IN (SELECT w.membership, w.organisation FROM zvh.journal_writers(case_id) w)');
SELECT zvh.narrow('cases_journalentry', 'CHANGE', 'withdrawn_by_id = zvh.me()
  AND organisation_id IN (SELECT w.organisation FROM zvh.journal_writers(case_id) w)');
SELECT zvh.narrow('cases_journalreader', 'INSERT', '(SELECT e.written_by_id = zvh.me() AND e.written_at = now() AND e.visible_to = ''named''
  AND cases_journalreader.membership_id IN (SELECT p.membership FROM zvh.case_people(e.case_id) p) FROM cases_journalentry e WHERE e.id = entry_id)');
SELECT zvh.narrow('cases_journalcorrection', 'INSERT', '(SELECT l.written_by_id = zvh.me() AND l.written_at = now() AND e.case_id = l.case_id
  AND e.organisation_id = l.organisation_id AND e.corrected_at IS NULL AND e.withdrawn_at IS NULL
  FROM cases_journalentry e, cases_journalentry l WHERE e.id = earlier_id AND l.id = later_id)');
SELECT zvh.once('cases_journalentry', 'corrected_at');
SELECT zvh.once('cases_journalentry', 'withdrawn_at');
SELECT zvh.stay('cases_journalentry', 'case_id', 'membership_id', 'organisation_id', 'occurred_at', 'written_at', 'written_by_id', 'source', 'regime',
  'text', 'visible_to', 'share_reason');

-- The earlier entry says to all its readers that it was corrected, and not what it says now.
CREATE FUNCTION zvh.mark_corrected() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_journalentry e SET corrected_at = l.written_at, corrected_by_id = l.written_by_id FROM cases_journalentry l
    WHERE l.id = NEW.later_id AND e.id = NEW.earlier_id;
  RETURN NULL;
END $$;
CREATE TRIGGER b_mark_corrected AFTER INSERT ON cases_journalcorrection FOR EACH ROW EXECUTE FUNCTION zvh.mark_corrected();

-- Who reads one's own entries of these, and why; in names.
CREATE FUNCTION zvh.journalentry_readers(entries bigint[]) RETURNS TABLE (entry bigint, name text, why text) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT e.id, CASE WHEN p.principal < 0 THEN u.name WHEN p.principal > 1000000000 THEN 'Procesregisseurs van ' || o.name ELSE 'Deelnemers van ' || o.name END, p.why
    FROM cases_journalentry e, LATERAL zvh.journalentry_paths_of(e) WITH ORDINALITY p LEFT JOIN partners_user u ON u.id = -p.principal
    LEFT JOIN partners_organisation o ON o.id = p.principal % 1000000000
    WHERE e.id = ANY (entries) AND p.principal IS NOT NULL AND e.written_by_id = zvh.me() AND e.audience && zvh.mine() AND NOT e.barred && zvh.mine()
    ORDER BY e.id, p.principal < 0, p.principal DESC, p.why $$;

-- Who may read the log of an entry: the privacy officers of the house and of the organisation that wrote it. That it was read: of who
-- may read that of its case, only who reads the entry itself; to the others its being there is not told either.
CREATE FUNCTION zvh.journal_entry_log_readers(the_entry bigint, action text) RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT ARRAY[1200000000 + c.house_id, 1200000000 + e.organisation_id]::int[] || CASE WHEN action = 'read' THEN
    ARRAY(SELECT unnest(zvh.case_log_readers(e.case_id, action)) INTERSECT SELECT unnest(e.audience)) END
    FROM cases_journalentry e JOIN cases_case c ON c.id = e.case_id WHERE e.id = the_entry $$;

GRANT SELECT, INSERT ON cases_journalentry, cases_journalreader, cases_journalcorrection TO zvh_app;
GRANT UPDATE (withdrawn_at, withdrawn_by_id, withdraw_reason) ON cases_journalentry TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.journal_writers(bigint), zvh.case_people(bigint), zvh.lock_people(bigint, bigint[]), zvh.journalentry_readers(bigint[]) TO zvh_app;
