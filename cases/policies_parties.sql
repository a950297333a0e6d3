-- PARTIES of a case: read with the case, by a label. Who a party is, who asked to be removed and whether somebody is known in
-- another case is for who works in the case alone: the coordinators of its house and its directors.
CREATE FUNCTION zvh.works_in(c cases_case) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT c.house_id = ANY (zvh.coordinated()) OR c.id = ANY (zvh.directed()) $$;
CREATE FUNCTION zvh.works_with(the_party bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT zvh.works_in(c) FROM cases_caseparty p JOIN cases_case c ON c.id = p.case_id WHERE p.id = the_party), false) $$;

SELECT zvh.narrow('cases_caseparty', 'INSERT', 'added_by_id = zvh.me() AND (SELECT zvh.works_in(c) FROM cases_case c WHERE c.id = case_id)');
SELECT zvh.narrow('cases_caseparty', 'UPDATE', '(SELECT zvh.works_in(c) FROM cases_case c WHERE c.id = case_id)');
SELECT zvh.stay('cases_caseparty', 'case_id', 'added_by_id');
SELECT zvh.once('cases_caseparty', 'ended_at');
ALTER TABLE cases_partyrelation ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_partyrelation TO zvh_app USING ((SELECT true FROM cases_caseparty p WHERE p.id = party_id));
SELECT zvh.narrow('cases_partyrelation', 'INSERT', 'added_by_id = zvh.me() AND zvh.works_with(party_id)
  AND (SELECT p.case_id = o.case_id FROM cases_caseparty p, cases_caseparty o WHERE p.id = party_id AND o.id = other_id)');
SELECT zvh.narrow('cases_partyrelation', 'UPDATE', 'zvh.works_with(party_id)');
SELECT zvh.stay('cases_partyrelation', 'party_id', 'other_id', 'added_by_id');
SELECT zvh.once('cases_partyrelation', 'ended_at');

-- THE RULE of an identity: who holds a grant for it, as in a signal; and never without working in the case.
CREATE FUNCTION zvh.case_identity_paths_of(i cases_casepartyidentity) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT (1300000000 + g.id)::int, 'machtiging met reden', g.until, false FROM partners_grant g
    WHERE g.kind = 'case_identity' AND g.object_id = i.party_id AND g.until > now() $$;
SELECT zvh.guard('cases_casepartyidentity', 'case_identity_paths_of');
CREATE TRIGGER touch_case_identity AFTER INSERT OR UPDATE ON partners_grant FOR EACH ROW WHEN (NEW.kind = 'case_identity')
  EXECUTE FUNCTION zvh.touch('cases_casepartyidentity', 'SELECT id FROM cases_casepartyidentity WHERE party_id = ($2).object_id');
ALTER TABLE cases_casepartyidentity ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_casepartyidentity FOR SELECT TO zvh_app USING (audience && zvh.mine() AND NOT barred && zvh.mine() AND zvh.works_with(party_id));
-- Beside the rule of partners/policies.sql, which knows no cases.
CREATE POLICY "narrow case identity" ON partners_grant AS RESTRICTIVE FOR INSERT TO zvh_app WITH CHECK (kind <> 'case_identity' OR zvh.works_with(object_id));

-- The parties of a case whose identity was filled in: only their ids, for who works in it.
CREATE FUNCTION zvh.identified_parties(the_case bigint) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id FROM cases_case c JOIN cases_caseparty p ON p.case_id = c.id JOIN cases_casepartyidentity i ON i.party_id = p.id
    WHERE c.id = the_case AND c.audience && zvh.mine() AND NOT c.barred && zvh.mine() AND zvh.works_in(c) $$;
-- An identity is written without being read back; who corrects one has it open, for he saw what he changes.
CREATE FUNCTION zvh.keep_case_identity(the_party bigint, a_name text, born date, an_address text, others text) RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM cases_caseparty p JOIN cases_case c ON c.id = p.case_id WHERE p.id = the_party AND p.ended_at IS NULL AND c.closed_at IS NULL
      AND c.audience && zvh.mine() AND NOT c.barred && zvh.mine() AND zvh.works_in(c)) THEN
    RAISE EXCEPTION 'not of who works in the case' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM cases_casepartyidentity i WHERE i.party_id = the_party) AND NOT EXISTS (SELECT FROM partners_grant g
      WHERE g.user_id = zvh.me() AND g.kind = 'case_identity' AND g.object_id = the_party AND g.until > now()) THEN
    RAISE EXCEPTION 'open it first' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO cases_casepartyidentity (party_id, name, born_on, address, other, kept_at, kept_by_id) VALUES (the_party, a_name, born, an_address, others, now(), zvh.me())
    ON CONFLICT (party_id) DO UPDATE SET name = EXCLUDED.name, born_on = EXCLUDED.born_on, address = EXCLUDED.address, other = EXCLUDED.other,
      kept_at = EXCLUDED.kept_at, kept_by_id = EXCLUDED.kept_by_id;
END $$;

-- ASKING TO BE REMOVED: noted by who works in the case, decided by a coordinator, and not changed after that.
ALTER TABLE cases_removalrequest ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_removalrequest TO zvh_app USING (zvh.works_with(party_id));
SELECT zvh.narrow('cases_removalrequest', 'INSERT', 'noted_by_id = zvh.me() AND decided_at IS NULL');
SELECT zvh.narrow('cases_removalrequest', 'CHANGE', 'decided_by_id = zvh.me()
  AND (SELECT c.house_id = ANY (zvh.coordinated()) FROM cases_caseparty p JOIN cases_case c ON c.id = p.case_id WHERE p.id = party_id)');
SELECT zvh.stay('cases_removalrequest', 'party_id', 'noted_by_id');
SELECT zvh.once('cases_removalrequest', 'decided_at');
-- What a removal leaves: that there was a party. Once a coordinator decided so; also in a case that is closed.
CREATE FUNCTION zvh.remove_party(the_party bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM cases_removalrequest r JOIN cases_caseparty p ON p.id = r.party_id JOIN cases_case c ON c.id = p.case_id
      WHERE p.id = the_party AND r.outcome = 'removed' AND c.house_id = ANY (zvh.coordinated()) AND c.audience && zvh.mine() AND NOT c.barred && zvh.mine()) THEN
    RAISE EXCEPTION 'not decided' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM cases_casepartyidentity WHERE party_id = the_party;
  UPDATE cases_partyrelation SET words = 'verwijderd', influence = 'neutral', ended_at = coalesce(ended_at, now()), ended_by_id = coalesce(ended_by_id, zvh.me())
    WHERE the_party IN (party_id, other_id);
  UPDATE cases_removalrequest SET asked = '' WHERE party_id = the_party AND outcome = 'removed';
  UPDATE cases_caseparty SET label = 'verwijderd', relation = '', why = 'verwijderd', influence = 'neutral', end_reason = 'verwijderd',
    ended_at = coalesce(ended_at, now()), ended_by_id = coalesce(ended_by_id, zvh.me()) WHERE id = the_party;
END $$;

-- KNOWN IN ANOTHER CASE, by the rule of the same name (signals/policies_together.sql). Nobody reads the keys: the function below does.
ALTER TABLE cases_caseidentitykey ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION zvh.keep_case_key() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM cases_caseidentitykey WHERE party_id = coalesce(NEW.party_id, OLD.party_id);
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO cases_caseidentitykey (party_id, key, born_on)
      SELECT NEW.party_id, zvh.name_key(NEW.name), NEW.born_on WHERE zvh.name_key(NEW.name) IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER identity_key AFTER INSERT OR DELETE OR UPDATE OF name, born_on ON cases_casepartyidentity FOR EACH ROW EXECUTE FUNCTION zvh.keep_case_key();
INSERT INTO cases_caseidentitykey (party_id, key, born_on)  -- after every migrate: what is there follows the rule as it is now
  SELECT i.party_id, zvh.name_key(i.name), i.born_on FROM cases_casepartyidentity i WHERE zvh.name_key(i.name) IS NOT NULL
  ON CONFLICT (party_id) DO UPDATE SET key = EXCLUDED.key, born_on = EXCLUDED.born_on;

-- Other cases of the house, open and closed, with a party of the same name and kind, whose birth date is the same or unknown.
CREATE FUNCTION zvh.cases_that_know(the_party bigint) RETURNS SETOF bigint LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT DISTINCT o.id FROM cases_caseparty p JOIN cases_case c ON c.id = p.case_id JOIN cases_caseidentitykey k ON k.party_id = p.id
    JOIN cases_caseidentitykey same ON same.key = k.key JOIN cases_caseparty q ON q.id = same.party_id JOIN cases_case o ON o.id = q.case_id
    WHERE p.id = the_party AND o.house_id = c.house_id AND o.id <> c.id AND (p.kind = 'person') = (q.kind = 'person')
      AND (k.born_on = same.born_on OR k.born_on IS NULL OR same.born_on IS NULL) $$;
-- The one way to ask; at most ten a day each. It keeps the question and what it touched, and answers with the number of a case that
-- who asks may read, or with the coordinator of one that he may not. A restricted case that he may not read is no answer: for who
-- asks it is as if it were not there, and only its coordinator learns of the question.
CREATE FUNCTION zvh.inquire_in_cases(the_party bigint, for_what text) RETURNS TABLE (inquiry bigint, number text, coordinator text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made bigint; asking cases_case;
BEGIN
  SELECT c.* INTO asking FROM cases_caseparty p JOIN cases_case c ON c.id = p.case_id WHERE p.id = the_party AND c.closed_at IS NULL AND p.ended_at IS NULL
    AND c.audience && zvh.mine() AND NOT c.barred && zvh.mine() AND zvh.works_in(c);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not of who works in the case' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT coalesce((SELECT zvh.may_ask(i.name, p.kind = 'person') FROM cases_casepartyidentity i JOIN cases_caseparty p ON p.id = i.party_id
      WHERE i.party_id = the_party), false) THEN
    RAISE EXCEPTION 'too short' USING ERRCODE = 'check_violation', CONSTRAINT = 'cases_caseinquiry_term';
  END IF;
  PERFORM FROM partners_user u WHERE u.id = zvh.me() FOR NO KEY UPDATE;  -- of two questions at once one is first
  IF (SELECT count(*) FROM cases_caseinquiry i WHERE i.asked_by_id = zvh.me() AND i.asked_at >= date_trunc('day', now(), 'Europe/Amsterdam')) >= 10 THEN
    RAISE EXCEPTION 'ten a day' USING ERRCODE = 'check_violation', CONSTRAINT = 'cases_caseinquiry_limit';
  END IF;
  INSERT INTO cases_caseinquiry (case_id, number, party_id, asked_by_id, asked_at, purpose, is_hit)
    VALUES (asking.id, asking.number, the_party, zvh.me(), now(), for_what, false) RETURNING id INTO made;
  INSERT INTO cases_caseinquiryhit (inquiry_id, case_id, asked_by_id) SELECT made, k, zvh.me() FROM zvh.cases_that_know(the_party) k;
  RETURN QUERY WITH told AS (
      SELECT c.number::text AS number, u.name::text AS coordinator, c.audience && zvh.mine() AND NOT c.barred && zvh.mine() AS is_seen
        FROM cases_caseinquiryhit h JOIN cases_case c ON c.id = h.case_id JOIN partners_user u ON u.id = c.coordinator_id
        WHERE h.inquiry_id = made AND (NOT c.is_restricted OR c.audience && zvh.mine() AND NOT c.barred && zvh.mine())),
    kept AS (UPDATE cases_caseinquiry i SET is_hit = EXISTS (SELECT FROM told) WHERE i.id = made RETURNING i.id)
    SELECT made, CASE WHEN t.is_seen THEN t.number END, CASE WHEN NOT t.is_seen THEN t.coordinator END
      FROM kept LEFT JOIN told t ON true ORDER BY t.number;
END $$;
-- A question: who works in the case it was asked from, and the coordinator of a case it touched. Which case that was is never for
-- who asked: else a name would be tied to a case without a grant.
ALTER TABLE cases_caseinquiry ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_caseinquiry FOR SELECT TO zvh_app USING ((SELECT zvh.works_in(c) FROM cases_case c WHERE c.id = case_id)
  OR (SELECT true FROM cases_caseinquiryhit h WHERE h.inquiry_id = cases_caseinquiry.id LIMIT 1));
ALTER TABLE cases_caseinquiryhit ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_caseinquiryhit FOR SELECT TO zvh_app USING (
  asked_by_id <> zvh.me() AND (SELECT c.coordinator_id = zvh.me() FROM cases_case c WHERE c.id = case_id));
-- For the tick: whom to mail that somebody asked. Apart from the question itself, which takes the same steps whatever it touched.
CREATE FUNCTION zvh.claim_inquiry_mails() RETURNS SETOF text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF zvh.me() IS NOT NULL THEN RAISE EXCEPTION 'for the tick alone' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN QUERY WITH claimed AS (UPDATE cases_caseinquiryhit SET mailed_at = now() WHERE id IN (
        SELECT id FROM cases_caseinquiryhit WHERE mailed_at IS NULL ORDER BY id FOR UPDATE SKIP LOCKED) RETURNING case_id, asked_by_id)
    SELECT DISTINCT u.email::text FROM claimed h JOIN cases_case c ON c.id = h.case_id JOIN partners_user u ON u.id = c.coordinator_id
      JOIN partners_membership m ON m.user_id = u.id AND m.organisation_id = c.house_id AND m.role = 'coordinator'
      WHERE u.id <> h.asked_by_id AND zvh.in_force(m) ORDER BY 1;
END $$;

GRANT UPDATE ON cases_caseparty TO zvh_app;
GRANT SELECT, INSERT, UPDATE ON cases_partyrelation, cases_removalrequest TO zvh_app;
GRANT SELECT ON cases_casepartyidentity, cases_caseinquiry, cases_caseinquiryhit TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.works_in(cases_case), zvh.works_with(bigint), zvh.identified_parties(bigint), zvh.keep_case_identity(bigint, text, date, text, text),
  zvh.remove_party(bigint), zvh.inquire_in_cases(bigint, text), zvh.claim_inquiry_mails() TO zvh_app;
