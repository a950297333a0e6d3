-- DECISIONS: what followed from them, and what stood there before.
-- The case of a decision is read by who may read both: that a shielded case came of it is not for the table to know.
ALTER TABLE meetings_decisioncase ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_decisioncase TO zvh_app USING (
  (SELECT true FROM meetings_decision d WHERE d.id = decision_id) AND (SELECT true FROM cases_case c WHERE c.id = case_id));
ALTER TABLE meetings_decisionshare ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_decisionshare TO zvh_app USING (
  (SELECT true FROM meetings_decision d WHERE d.id = decision_id) AND (SELECT true FROM signals_share s WHERE s.id = share_id));
ALTER TABLE meetings_earlieranswer ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_earlieranswer FOR SELECT TO zvh_app USING ((SELECT true FROM meetings_decision d WHERE d.id = decision_id));

-- The coordinators of the house learn that a case came of a decision, also when it is shielded from them: one decision opens one case.
CREATE FUNCTION zvh.has_case(decision bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM meetings_decisioncase x JOIN meetings_decision d ON d.id = x.decision_id JOIN meetings_agendaitem i ON i.id = d.item_id
    JOIN meetings_meeting m ON m.id = i.meeting_id WHERE x.decision_id = decision AND zvh.leads(m)
      AND i.audience && zvh.mine() AND NOT i.barred && zvh.mine()) $$;

-- WHO WRITES: the desk of the house, a case and a share that it sees, of the item's own signals and the receiver that was decided on.
SELECT zvh.narrow('meetings_decisioncase', 'INSERT', '(SELECT zvh.leads(m) AND c.house_id = m.house_id FROM meetings_decision d
  JOIN meetings_agendaitem i ON i.id = d.item_id JOIN meetings_meeting m ON m.id = i.meeting_id JOIN cases_case c ON c.id = meetings_decisioncase.case_id WHERE d.id = decision_id)');
SELECT zvh.narrow('meetings_decisionshare', 'INSERT', '(SELECT zvh.writes_at(m) AND s.organisation_id = d.organisation_id AND EXISTS (
    SELECT FROM meetings_itemsignal x WHERE x.item_id = i.id AND x.signal_id = s.signal_id)
  FROM meetings_decision d JOIN meetings_agendaitem i ON i.id = d.item_id JOIN meetings_meeting m ON m.id = i.meeting_id
  JOIN signals_share s ON s.id = share_id WHERE d.id = decision_id)');
-- A new decision has what its kind needs; those of before keep what they have.
CREATE FUNCTION zvh.decision_is_whole(kind text, organisation bigint, planned_on date, speaker text) RETURNS boolean LANGUAGE sql IMMUTABLE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE kind WHEN 'follow' THEN planned_on IS NOT NULL WHEN 'more_information' THEN organisation IS NOT NULL AND planned_on IS NOT NULL
    WHEN 'communication' THEN planned_on IS NOT NULL AND speaker <> '' WHEN 'care_route' THEN organisation IS NOT NULL
    WHEN 'police' THEN organisation IS NOT NULL WHEN 'share' THEN organisation IS NOT NULL WHEN 'not_shared' THEN organisation IS NOT NULL ELSE true END $$;
CREATE POLICY whole ON meetings_decision AS RESTRICTIVE FOR INSERT TO zvh_app
  WITH CHECK (zvh.decision_is_whole(kind, organisation_id, planned_on, speaker));
CREATE POLICY "whole update" ON meetings_decision AS RESTRICTIVE FOR UPDATE TO zvh_app
  USING (true) WITH CHECK (zvh.decision_is_whole(kind, organisation_id, planned_on, speaker));
CREATE TRIGGER a_frozen_details AFTER UPDATE OF organisation_id, planned_on, speaker ON meetings_decision FOR EACH ROW
  EXECUTE FUNCTION zvh.refuse_when_final('SELECT meeting_id FROM meetings_agendaitem WHERE id IN (($1).item_id, ($2).item_id)');

-- The answer of the driehoek can be put right with a reason, until a case opened on it; what stood there is kept, whoever changes it.
CREATE FUNCTION zvh.keep_earlier_answer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.driehoek_answer = '' OR NEW.driehoek_correction = '' OR EXISTS (SELECT FROM meetings_decisioncase WHERE decision_id = NEW.id) THEN
    RAISE EXCEPTION 'the answer of the driehoek stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_driehoek_stays';
  END IF;
  INSERT INTO meetings_earlieranswer (decision_id, "on", answer, who, reason, correction, corrected_at, corrected_by_id)
    VALUES (OLD.id, OLD.driehoek_on, OLD.driehoek_answer, OLD.driehoek_who, OLD.driehoek_reason, NEW.driehoek_correction, now(), zvh.me());
  RETURN NULL;
END $$;
CREATE TRIGGER keep_earlier AFTER UPDATE ON meetings_decision FOR EACH ROW WHEN (OLD.driehoek_answer <> '' AND
    (OLD.driehoek_on, OLD.driehoek_answer, OLD.driehoek_who, OLD.driehoek_reason, OLD.driehoek_correction)
    IS DISTINCT FROM (NEW.driehoek_on, NEW.driehoek_answer, NEW.driehoek_who, NEW.driehoek_reason, NEW.driehoek_correction))
  EXECUTE FUNCTION zvh.keep_earlier_answer();

GRANT SELECT, INSERT ON meetings_decisioncase, meetings_decisionshare TO zvh_app;
GRANT SELECT ON meetings_earlieranswer TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.has_case(bigint), zvh.decision_is_whole(text, bigint, date, text) TO zvh_app;
