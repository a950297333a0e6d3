-- What somebody without an account tells. Everything here hangs on a signal and is seen with it, so nothing keeps readers
-- of its own: the desk of its house and, for the conversation, the key of that signal.
CREATE FUNCTION zvh.holds_key(key bigint) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT (1400000000 + key)::int = ANY (zvh.mine()) $$;

ALTER TABLE signals_citizendraft ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_citizendraft TO zvh_app USING (zvh.holds_key(key_id));
ALTER TABLE signals_intake ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_intake TO zvh_app USING (
  (SELECT s.house_id = ANY (zvh.weighed()) FROM signals_signal s WHERE s.id = signal_id));
ALTER TABLE signals_message ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_message TO zvh_app USING (
  (SELECT s.house_id = ANY (zvh.weighed()) OR zvh.holds_key(s.key_id) FROM signals_signal s WHERE s.id = signal_id));
ALTER TABLE signals_contactrequest ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_contactrequest TO zvh_app USING (
  (SELECT s.house_id = ANY (zvh.weighed()) FROM signals_signal s WHERE s.id = signal_id));
-- Contact details: of the desk, who holds a grant that a second person gave. The grants one sees are one's own.
ALTER TABLE signals_contactdetails ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_contactdetails FOR SELECT TO zvh_app USING (
  (SELECT s.house_id = ANY (zvh.weighed()) FROM signals_signal s WHERE s.id = signal_id)
  AND EXISTS (SELECT FROM partners_grant g WHERE g.kind = 'contact' AND g.object_id = signal_id AND g.until > now()));

-- WHO WRITES: a message is of who acts: a person of the desk as himself, or the key as nobody. One asks for himself.
SELECT zvh.narrow('signals_message', 'INSERT', 'by_id IS NOT DISTINCT FROM zvh.me()');
SELECT zvh.narrow('signals_contactrequest', 'INSERT', 'requested_by_id = zvh.me()');
SELECT zvh.narrow('signals_intake', 'UPDATE', '(SELECT s.house_id = ANY (zvh.coordinated()) FROM signals_signal s WHERE s.id = signal_id)');
SELECT zvh.stay('signals_intake', 'signal_id', 'channel', 'entered_by_id', 'held_because');

-- The first row of somebody without an account: his draft, and the key that alone shows it.
CREATE FUNCTION zvh.begin_citizen_draft(secret_digest text, days int) RETURNS bigint LANGUAGE sql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  WITH k AS (INSERT INTO partners_key (digest, purpose, created_at, until)
               VALUES (secret_digest, 'draft', now(), now() + make_interval(days => least(days, 7))) RETURNING id)
  INSERT INTO signals_citizendraft (key_id, fields, updated_at) SELECT id, '{}', now() FROM k RETURNING id $$;
CREATE FUNCTION zvh.clear_citizen_drafts() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone bigint;
BEGIN
  DELETE FROM signals_citizendraft d USING partners_key k WHERE k.id = d.key_id AND k.until <= now();
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM partners_key k WHERE k.purpose = 'draft' AND k.until <= now();
  RETURN gone;
END $$;

-- A report without an account becomes a signal with a key of its own: out of the draft of who acts by its key, or entered
-- by the desk of the house of the municipality. NULL when the draft was sent already. `report` holds the columns of the
-- signal, `contact` those of its contact details or nothing, `intake` the channel and why it is held, or ''.
CREATE FUNCTION zvh.submit_citizen(secret_digest text, valid_until timestamptz, report jsonb, themes bigint[], contact jsonb, intake jsonb)
  RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE of_draft bigint; new_key bigint; new_id bigint; of_house bigint;
BEGIN
  SELECT m.house_id INTO STRICT of_house FROM partners_municipality m WHERE m.id = (report->>'municipality_id')::bigint;
  IF zvh.me() IS NULL THEN
    DELETE FROM signals_citizendraft d WHERE zvh.holds_key(d.key_id) RETURNING d.key_id INTO of_draft;  -- of two clicks one is first
    IF of_draft IS NULL THEN RETURN NULL; END IF;
    DELETE FROM partners_key k WHERE k.id = of_draft;
  ELSIF NOT of_house = ANY (zvh.weighed()) THEN
    RAISE EXCEPTION 'not of the desk' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO partners_key (digest, purpose, created_at, until) VALUES (secret_digest, 'receipt', now(), valid_until) RETURNING id INTO new_key;
  INSERT INTO signals_signal (number, house_id, municipality_id, key_id, reporter_function, submitted_at, weigh_before, title, facts, meaning,
      contradiction, observed_on, place, channel, known_by, subject_kind, trigger, has_threat, threat, vulnerability, steps_taken,
      source_reliability, information_reliability, regime, safe_status)
    SELECT r.number, of_house, r.municipality_id, new_key, r.reporter_function, now(), r.weigh_before, r.title, r.facts, r.meaning,
      r.contradiction, r.observed_on, r.place, r.channel, r.known_by, r.subject_kind, r.trigger, r.has_threat, r.threat, r.vulnerability,
      r.steps_taken, r.source_reliability, r.information_reliability, r.regime, 'received'
    FROM jsonb_populate_record(NULL::signals_signal, report) r RETURNING id INTO new_id;
  INSERT INTO signals_signal_themes (signal_id, theme_id)
    SELECT new_id, t.id FROM partners_theme t WHERE t.id = ANY (themes) AND t.house_id = of_house;
  INSERT INTO signals_event (signal_id, at, by_id, text, for_desk) VALUES (new_id, now(), NULL, 'Gemeld', false);
  INSERT INTO signals_intake (signal_id, channel, entered_by_id, has_contact, held_because, check_reason)
    VALUES (new_id, CASE WHEN zvh.me() IS NULL THEN 'form' ELSE intake->>'channel' END, zvh.me(), contact IS NOT NULL, intake->>'held_because', '');
  IF intake->>'held_because' <> '' THEN
    UPDATE signals_weighing SET state = 'held' WHERE signal_id = new_id;
  END IF;
  IF contact IS NOT NULL THEN
    INSERT INTO signals_contactdetails (signal_id, name, telephone, email)
      VALUES (new_id, contact->>'name', contact->>'telephone', contact->>'email');
  END IF;
  RETURN new_id;
END $$;
-- How many reports without an account a house had in the last hour: the work gets longer by it.
CREATE FUNCTION zvh.citizen_reports(house bigint) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM signals_signal s WHERE s.house_id = house AND s.key_id IS NOT NULL AND s.submitted_at > now() - interval '1 hour' $$;

-- A second person decides about reading contact details: never who asked. NULL when somebody was first.
CREATE FUNCTION zvh.decide_contact(request bigint, granted boolean, minutes int) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE r signals_contactrequest;
BEGIN
  SELECT x.* INTO r FROM signals_contactrequest x JOIN signals_signal s ON s.id = x.signal_id
    WHERE x.id = request AND s.house_id = ANY (zvh.weighed()) AND NOT s.barred && zvh.mine() FOR UPDATE OF x;
  IF NOT FOUND OR r.requested_by_id = zvh.me() THEN
    RAISE EXCEPTION 'not the second person' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF r.decided_at IS NOT NULL THEN RETURN NULL; END IF;
  UPDATE signals_contactrequest SET decided_at = now(), decided_by_id = zvh.me(), is_granted = granted WHERE id = request;
  IF granted THEN
    INSERT INTO partners_grant (user_id, kind, object_id, reason, given_at, until)
      VALUES (r.requested_by_id, 'contact', r.signal_id, r.reason, now(), now() + make_interval(mins => least(minutes, 60)));
  END IF;
  RETURN request;
END $$;

GRANT SELECT, UPDATE, DELETE ON signals_citizendraft TO zvh_app;
GRANT SELECT, UPDATE ON signals_intake TO zvh_app;
GRANT SELECT, INSERT ON signals_message, signals_contactrequest TO zvh_app;
GRANT SELECT ON signals_contactdetails TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.holds_key(bigint), zvh.begin_citizen_draft(text, int), zvh.clear_citizen_drafts(), zvh.citizen_reports(bigint),
  zvh.submit_citizen(text, timestamptz, jsonb, bigint[], jsonb, jsonb), zvh.decide_contact(bigint, boolean, int) TO zvh_app;
