-- The tables of the agenda items about a signal, while they are open: from the release of the agenda until
-- its minutes are final.
CREATE FUNCTION zvh.open_tables(signal bigint) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT t.organisation_id::int, 'aan tafel op ' || to_char(m.starts_at AT TIME ZONE 'Europe/Amsterdam', 'DD-MM-YYYY'), NULL::timestamptz, false
    FROM meetings_itemsignal x JOIN meetings_agendaitem i ON i.id = x.item_id JOIN meetings_meeting m ON m.id = i.meeting_id
    JOIN meetings_tableplace t ON t.item_id = i.id
    WHERE x.signal_id = signal AND m.released_at IS NOT NULL AND m.final_at IS NULL
  UNION ALL
  SELECT s.organisation_id::int, 'uitgenodigd voor het open agendapunt', NULL, false
    FROM meetings_itemsignal x JOIN meetings_agendaitem i ON i.id = x.item_id JOIN meetings_meeting m ON m.id = i.meeting_id
    JOIN meetings_seat s ON s.meeting_id = m.id
    WHERE x.signal_id = signal AND i.is_open AND m.released_at IS NOT NULL AND m.final_at IS NULL $$;
-- Who stepped back from an item is shut off from the signals it is about, except from what he reported himself.
CREATE FUNCTION zvh.signal_recusals(signal bigint, reporter bigint) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT (-r.user_id)::int, 'heeft zich teruggetrokken', NULL::timestamptz, true
    FROM meetings_itemsignal x JOIN meetings_recusal r ON r.item_id = x.item_id
    WHERE x.signal_id = signal AND r.ended_at IS NULL AND r.user_id IS DISTINCT FROM reporter $$;
CREATE FUNCTION zvh.desk_paths(house bigint) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  VALUES ((1000000000 + house)::int, 'procesregisseur van het huis', NULL::timestamptz, false),
         ((1100000000 + house)::int, 'expert van het huis', NULL, false) $$;

-- THE RULE of a signal.
CREATE FUNCTION zvh.signal_paths_of(s signals_signal) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT * FROM zvh.desk_paths(s.house_id)
  UNION ALL SELECT * FROM zvh.person_path(s.membership_id, 'melder')
  UNION ALL SELECT s.organisation_id::int, 'deelnemers van de organisatie van de melder', NULL, false
  UNION ALL SELECT (1400000000 + k.id)::int, 'ontvangstcode', k.until, false FROM partners_key k WHERE k.id = s.key_id AND k.until > now()
  UNION ALL SELECT sh.organisation_id::int, 'gedeeld op ' || to_char(sh.shared_at AT TIME ZONE 'Europe/Amsterdam', 'DD-MM-YYYY'), sh.valid_until, false
    FROM signals_share sh WHERE sh.signal_id = s.id AND sh.ended_at IS NULL AND sh.valid_until > now()
  UNION ALL SELECT * FROM zvh.open_tables(s.id)
  UNION ALL SELECT * FROM zvh.signal_recusals(s.id, s.reported_by_id) $$;
CREATE VIEW zvh.signal_paths AS
  SELECT s.id, p.principal, p.why, p.until, p.bars FROM signals_signal s, LATERAL zvh.signal_paths_of(s) WITH ORDINALITY p WHERE p.principal IS NOT NULL;
-- Of a weighing: the desk, and the table while it is open.
CREATE FUNCTION zvh.weighing_paths_of(w signals_weighing) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT * FROM zvh.desk_paths(w.house_id)
  UNION ALL SELECT * FROM zvh.open_tables(w.signal_id)
  UNION ALL SELECT * FROM zvh.signal_recusals(w.signal_id, NULL) $$;
CREATE VIEW zvh.weighing_paths AS
  SELECT w.id, p.principal, p.why, p.until, p.bars FROM signals_weighing w, LATERAL zvh.weighing_paths_of(w) WITH ORDINALITY p WHERE p.principal IS NOT NULL;
-- Of a question: the desk and the one who is asked.
CREATE FUNCTION zvh.question_paths_of(q signals_question) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT p.* FROM signals_signal s, LATERAL zvh.desk_paths(s.house_id) p WHERE s.id = q.signal_id
  UNION ALL SELECT p.* FROM signals_signal s, LATERAL zvh.person_path(s.membership_id, 'melder') p WHERE s.id = q.signal_id
  UNION ALL SELECT (1400000000 + k.id)::int, 'ontvangstcode', k.until, false FROM signals_signal s JOIN partners_key k ON k.id = s.key_id
    WHERE s.id = q.signal_id AND k.until > now()
  UNION ALL SELECT r.* FROM signals_signal s, LATERAL zvh.signal_recusals(s.id, s.reported_by_id) r WHERE s.id = q.signal_id $$;
CREATE VIEW zvh.question_paths AS
  SELECT q.id, p.principal, p.why, p.until, p.bars FROM signals_question q, LATERAL zvh.question_paths_of(q) WITH ORDINALITY p WHERE p.principal IS NOT NULL;
-- Of a share: the desk, the privacy officers of the house and of the receiver, the participants of the receiver while it lasts.
CREATE FUNCTION zvh.share_paths_of(sh signals_share) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT p.* FROM signals_signal s, LATERAL zvh.desk_paths(s.house_id) p WHERE s.id = sh.signal_id
  UNION ALL SELECT (1200000000 + s.house_id)::int, 'privacy officer van het huis', NULL, false FROM signals_signal s WHERE s.id = sh.signal_id
  UNION ALL SELECT (1200000000 + sh.organisation_id)::int, 'privacy officer van de ontvanger', NULL, false
  UNION ALL SELECT sh.organisation_id::int, 'ontvanger', sh.valid_until, false WHERE sh.ended_at IS NULL AND sh.valid_until > now()
  UNION ALL SELECT r.* FROM signals_signal s, LATERAL zvh.signal_recusals(s.id, s.reported_by_id) r WHERE s.id = sh.signal_id $$;
CREATE VIEW zvh.share_paths AS
  SELECT s.id, p.principal, p.why, p.until, p.bars FROM signals_share s, LATERAL zvh.share_paths_of(s) WITH ORDINALITY p WHERE p.principal IS NOT NULL;
-- Of the identity of a party: who holds a grant for it.
CREATE FUNCTION zvh.identity_paths_of(i signals_partyidentity) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT (1300000000 + g.id)::int, 'machtiging met reden', g.until, false FROM partners_grant g
    WHERE g.kind = 'party_identity' AND g.object_id = i.party_id AND g.until > now() $$;
CREATE VIEW zvh.partyidentity_paths AS
  SELECT i.id, p.principal, p.why, p.until, p.bars FROM signals_partyidentity i, LATERAL zvh.identity_paths_of(i) WITH ORDINALITY p WHERE p.principal IS NOT NULL;

SELECT zvh.guard('signals_signal', 'signal_paths_of');
SELECT zvh.guard('signals_weighing', 'weighing_paths_of');
SELECT zvh.guard('signals_question', 'question_paths_of');
SELECT zvh.guard('signals_share', 'share_paths_of');
SELECT zvh.guard('signals_partyidentity', 'identity_paths_of');
CREATE TRIGGER a_lock_first BEFORE INSERT OR UPDATE OR DELETE ON signals_share FOR EACH ROW
  EXECUTE FUNCTION zvh.lock_first('signals_signal', 'SELECT ($1).signal_id UNION SELECT ($2).signal_id');
CREATE TRIGGER a_lock_first BEFORE INSERT ON signals_question FOR EACH ROW EXECUTE FUNCTION zvh.lock_first('signals_signal', 'SELECT ($2).signal_id');
CREATE TRIGGER a_lock_first BEFORE INSERT ON signals_signal FOR EACH ROW WHEN (NEW.membership_id IS NOT NULL)
  EXECUTE FUNCTION zvh.lock_first('partners_membership', 'SELECT ($2).membership_id', 'SHARE');
CREATE TRIGGER touch AFTER INSERT OR UPDATE OR DELETE ON signals_share FOR EACH ROW
  EXECUTE FUNCTION zvh.touch('signals_signal', 'SELECT ($1).signal_id UNION SELECT ($2).signal_id');
CREATE TRIGGER touch AFTER INSERT OR UPDATE ON partners_grant FOR EACH ROW
  WHEN (NEW.kind = 'party_identity')
  EXECUTE FUNCTION zvh.touch('signals_partyidentity', 'SELECT id FROM signals_partyidentity WHERE party_id = ($2).object_id');

-- A weighing is made with its signal: the reporter may not see it, so the database does it.
CREATE FUNCTION zvh.begin_weighing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO signals_weighing (signal_id, house_id, state, due_on, concrete, recent, factual, several_life_areas, several_chains, surroundings,
      local_safety, contradicted, notes, outcome, reason)
    VALUES (NEW.id, NEW.house_id, 'new', NEW.weigh_before, '', '', '', '', '', '', '', '', '', '', '');
  RETURN NULL;
END $$;
CREATE TRIGGER weighing AFTER INSERT ON signals_signal FOR EACH ROW EXECUTE FUNCTION zvh.begin_weighing();
-- Its answer moves the weighing on: the reporter may answer, but not touch the weighing.
CREATE FUNCTION zvh.resume_weighing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE signals_weighing SET state = 'weighing' WHERE signal_id = NEW.signal_id AND state = 'asked'
    AND NOT EXISTS (SELECT FROM signals_question q WHERE q.signal_id = NEW.signal_id AND q.answered_at IS NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER resume AFTER UPDATE ON signals_question FOR EACH ROW WHEN (OLD.answered_at IS NULL AND NEW.answered_at IS NOT NULL)
  EXECUTE FUNCTION zvh.resume_weighing();

-- A share stays within the rule for the regime of the signal, its ground and its receiver.
CREATE FUNCTION zvh.check_share() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM signals_sharingrule r JOIN signals_signal s ON s.regime = r.regime JOIN partners_organisation o ON o.kind = r.receiver_kind
    WHERE s.id = NEW.signal_id AND o.id = NEW.organisation_id AND r.legal_ground = NEW.legal_ground
      AND r.is_active AND NEW.valid_until <= CASE TG_OP WHEN 'INSERT' THEN NEW.shared_at ELSE now() END + make_interval(days => r.max_days + 1)) THEN
    RAISE EXCEPTION 'this share has no rule' USING ERRCODE = 'check_violation', CONSTRAINT = 'signals_share_within_rule';
  END IF;
  RETURN NULL;
END $$;
-- After, and not before: a refusal may not tell the regime of a signal to who cannot see it.
CREATE TRIGGER a_within_rule AFTER INSERT ON signals_share FOR EACH ROW EXECUTE FUNCTION zvh.check_share();
-- An extension counts from today; what is stopped may have any rule by now.
CREATE TRIGGER a_within_rule_again AFTER UPDATE OF legal_ground, valid_until ON signals_share
  FOR EACH ROW WHEN (NEW.ended_at IS NULL AND (OLD.legal_ground, OLD.valid_until) IS DISTINCT FROM (NEW.legal_ground, NEW.valid_until)) EXECUTE FUNCTION zvh.check_share();

-- Who may read the log of a signal: the privacy officers of the house, and of what its reporter does or may know those of his
-- organisation (never the outcome); of reads (a PDF is one) also the coordinators and, when the house read it, the reporter. What hangs on a
-- signal follows it, without the reporter.
CREATE FUNCTION zvh.signal_log_readers(signal bigint, action text) RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT ARRAY[1200000000 + s.house_id, CASE WHEN action IN ('submit', 'answer_question', 'read', 'make_pdf') THEN 1200000000 + s.organisation_id END, CASE WHEN action IN ('read', 'make_pdf') THEN 1000000000 + s.house_id END,
      CASE WHEN action IN ('read', 'make_pdf') AND s.house_id = ANY (zvh.mine()) THEN (SELECT p.principal FROM zvh.person_path(s.membership_id, '') p) END]::int[]
    FROM signals_signal s WHERE s.id = signal $$;
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['weighing', 'question', 'share', 'party'] LOOP
  EXECUTE format('CREATE FUNCTION zvh.%1$s_log_readers(child bigint, action text) RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS
    $f$ SELECT ARRAY(SELECT r FROM unnest(zvh.signal_log_readers(c.signal_id, action)) r WHERE r > 0) FROM signals_%1$s c WHERE c.id = child $f$', t);
END LOOP; END $$;

ALTER TABLE signals_draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_draft TO zvh_app USING (writer_id = zvh.me());
ALTER TABLE signals_sentform ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_sentform TO zvh_app USING (writer_id = zvh.me());
ALTER TABLE signals_signal ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_signal TO zvh_app USING (audience && zvh.mine() AND NOT barred && zvh.mine());
ALTER TABLE signals_weighing ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_weighing TO zvh_app USING (audience && zvh.mine() AND NOT barred && zvh.mine());
ALTER TABLE signals_question ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_question TO zvh_app USING (audience && zvh.mine() AND NOT barred && zvh.mine());
ALTER TABLE signals_share ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_share TO zvh_app USING (audience && zvh.mine() AND NOT barred && zvh.mine());
ALTER TABLE signals_partyidentity ENABLE ROW LEVEL SECURITY;  -- never without the signal itself
CREATE POLICY see ON signals_partyidentity FOR SELECT TO zvh_app USING (audience && zvh.mine() AND NOT barred && zvh.mine()
  AND (SELECT true FROM signals_party p WHERE p.id = party_id));
ALTER TABLE signals_sharingrule ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_sharingrule FOR SELECT TO zvh_app USING (true);
-- By administrators and privacy officers of a house; not by the privacy officer of a partner.
CREATE POLICY write ON signals_sharingrule TO zvh_app USING (EXISTS (SELECT FROM partners_organisation o
  WHERE o.kind = 'house' AND o.id = ANY (zvh.administered() || zvh.has_any(1200000000, 1299999999))));
ALTER TABLE signals_party ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_party TO zvh_app USING ((SELECT true FROM signals_signal s WHERE s.id = signal_id));
ALTER TABLE signals_signal_themes ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_signal_themes TO zvh_app USING ((SELECT true FROM signals_signal s WHERE s.id = signal_id));
ALTER TABLE signals_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_event TO zvh_app USING (
  (SELECT true FROM signals_signal s WHERE s.id = signal_id) AND (NOT for_desk OR (SELECT true FROM signals_weighing w WHERE w.signal_id = signals_event.signal_id)))
  WITH CHECK ((SELECT true FROM signals_signal s WHERE s.id = signal_id));


-- WHO WRITES: a person reports for himself, as a membership of his own; the desk of the house asks, weighs and shares. Else
-- somebody could share a signal he does not see with himself.
SELECT zvh.narrow('signals_signal', 'INSERT', 'reported_by_id = zvh.me() AND (SELECT m.user_id = zvh.me() AND m.organisation_id = signals_signal.organisation_id
  FROM partners_membership m WHERE m.id = membership_id)');
SELECT zvh.narrow('signals_weighing', 'UPDATE', 'house_id = ANY (zvh.weighed())');
SELECT zvh.narrow(t, commands, '(SELECT s.house_id = ANY (zvh.weighed()) FROM signals_signal s WHERE s.id = signal_id)')
  FROM (VALUES ('signals_question', 'INSERT'), ('signals_share', 'INSERT UPDATE')) AS v (t, commands);
SELECT zvh.narrow(t, 'INSERT', '(SELECT s.reported_by_id = zvh.me() OR s.house_id = ANY (zvh.weighed()) FROM signals_signal s WHERE s.id = signal_id)')
  FROM unnest(ARRAY['signals_party', 'signals_signal_themes']) AS t;
SELECT zvh.narrow('signals_signal', 'CHANGE', 'house_id = ANY (zvh.weighed())');
SELECT zvh.narrow('signals_event', 'INSERT', 'by_id IS NULL OR by_id = zvh.me()');
SELECT zvh.once('signals_share', 'ended_at');
SELECT zvh.once('signals_question', 'answered_at');
SELECT zvh.stay('signals_signal', 'house_id', 'reported_by_id', 'membership_id', 'organisation_id', 'key_id');
SELECT zvh.stay('signals_weighing', 'signal_id', 'house_id');
SELECT zvh.stay('signals_question', 'signal_id', 'asked_by_id');  -- and its text: policies_masks.sql
SELECT zvh.stay('signals_share', 'signal_id', 'organisation_id');

-- Counts for every member of the house. For who may not see the rows: below 3 reads -1 ('1-2'), and from the start of a
-- fixed block of four weeks, for moving the first day one by one would show single signals.
CREATE FUNCTION zvh.signal_counts(house bigint, since timestamptz) RETURNS TABLE (municipality_id bigint, signals bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.municipality_id, CASE WHEN count(*) BETWEEN 1 AND 2 AND NOT house = ANY (zvh.weighed()) THEN -1 ELSE count(*) END
    FROM signals_signal s WHERE s.house_id = house AND house = ANY (zvh.houses()) AND s.submitted_at >= (SELECT  -- once, not per row
      CASE WHEN house = ANY (zvh.weighed()) THEN since ELSE date_bin('28 days', since, '2024-01-01 00:00+01') END) GROUP BY 1 $$;
-- An identity is written and never read back, not even by its writer: only the reporter of the signal may.
CREATE FUNCTION zvh.keep_identity(party bigint, name text, details text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM signals_party p JOIN signals_signal s ON s.id = p.signal_id WHERE p.id = party AND s.reported_by_id = zvh.me()) THEN
    RAISE EXCEPTION 'not the reporter' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO signals_partyidentity (party_id, name, details) VALUES (party, name, details);
END $$;
-- Who can see a signal and why, for the desk of its house alone.
CREATE FUNCTION zvh.signal_readers(signal bigint) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE s signals_signal;
BEGIN
  SELECT * INTO s FROM signals_signal x WHERE x.id = signal AND x.house_id = ANY (zvh.weighed()) AND NOT x.barred && zvh.mine();
  IF FOUND THEN
    RETURN QUERY SELECT p.principal, p.why, p.until, p.bars FROM zvh.signal_paths_of(s) p WHERE p.principal IS NOT NULL
      ORDER BY p.bars, p.principal DESC, p.why;
  END IF;
END $$;
-- Drafts end by themselves; so does what remembers that a form was sent.
CREATE FUNCTION zvh.clear_drafts(days int) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH sent AS (DELETE FROM signals_sentform WHERE sent_at < now() - make_interval(days => greatest(days, 7))),
    gone AS (DELETE FROM signals_draft WHERE updated_at < now() - make_interval(days => greatest(days, 7)) RETURNING 1) SELECT count(*) FROM gone $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON signals_draft TO zvh_app;
GRANT SELECT, INSERT ON signals_sentform TO zvh_app;
GRANT SELECT, INSERT, UPDATE ON signals_signal, signals_question, signals_share TO zvh_app;
GRANT SELECT, UPDATE ON signals_weighing TO zvh_app;
GRANT SELECT ON signals_partyidentity TO zvh_app;
GRANT SELECT, INSERT ON signals_party, signals_signal_themes, signals_event TO zvh_app;
GRANT SELECT, INSERT, UPDATE ON signals_sharingrule TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.signal_counts(bigint, timestamptz), zvh.signal_readers(bigint), zvh.clear_drafts(int), zvh.keep_identity(bigint, text, text) TO zvh_app;
