-- THE OLD REGISTER of a house. The desk of the house sees what was read and what is wrong with it; its coordinators bring it.
-- In the lock order a register comes before its signals. The file itself is no row: a view asks the row and the right first.
ALTER TABLE signals_registerimport ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_registerimport TO zvh_app USING (house_id = ANY (zvh.weighed()));
SELECT zvh.narrow('signals_registerimport', 'INSERT', 'uploaded_by_id = zvh.me() AND house_id = ANY (zvh.coordinated())
  AND num_nonnulls(proposed_by_id, confirmed_by_id) = 0');
SELECT zvh.stay('signals_registerimport', 'house_id', 'uploaded_by_id');
-- Another sheet has bytes of its own, under a token of its own; what somebody looked at or agreed with is not put in another place.
CREATE TRIGGER token_stays BEFORE UPDATE ON signals_registerimport FOR EACH ROW
  WHEN (OLD.token <> NEW.token AND (OLD.state NOT IN ('matching', 'checked') OR NEW.state <> 'matching')) EXECUTE FUNCTION zvh.stays();
-- TWO PERSONS: each puts only himself there, and when both did it stays so.
CREATE TRIGGER proposes_himself BEFORE UPDATE ON signals_registerimport FOR EACH ROW
  WHEN (NEW.proposed_by_id IS DISTINCT FROM OLD.proposed_by_id AND (NEW.proposed_by_id <> coalesce(zvh.me(), 0) OR OLD.confirmed_by_id IS NOT NULL))
  EXECUTE FUNCTION zvh.stays();
CREATE TRIGGER confirms_himself BEFORE UPDATE ON signals_registerimport FOR EACH ROW
  WHEN (NEW.confirmed_by_id IS DISTINCT FROM OLD.confirmed_by_id AND NEW.confirmed_by_id <> coalesce(zvh.me(), 0)) EXECUTE FUNCTION zvh.stays();
SELECT zvh.once('signals_registerimport', 'confirmed_by_id');
-- A row that became a signal is its origin, and is seen with the signal by the desk of its house; another with its register.
ALTER TABLE signals_registerrow ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_registerrow TO zvh_app USING (CASE WHEN signal_id IS NULL
  THEN (SELECT true FROM signals_registerimport r WHERE r.id = register_id)
  ELSE (SELECT s.house_id = ANY (zvh.weighed()) FROM signals_signal s WHERE s.id = signal_id) END);
-- That a row became a signal is written by import_portion alone.
SELECT zvh.narrow('signals_registerrow', 'INSERT', 'signal_id IS NULL AND house_id = ANY (zvh.coordinated())
  AND (SELECT r.house_id = signals_registerrow.house_id FROM signals_registerimport r WHERE r.id = register_id)');

-- Who may read the log of a register: the privacy officers of the house, and of reads its coordinators.
CREATE FUNCTION zvh.register_log_readers(register bigint, action text) RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT ARRAY[1200000000 + r.house_id, CASE WHEN action = 'read' THEN 1000000000 + r.house_id END]::int[]
    FROM signals_registerimport r WHERE r.id = register $$;

-- Of these identities those that became a signal of the house before, also of a signal from which the asker is shut off.
CREATE FUNCTION zvh.taken_over(house bigint, identities text[]) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT o.identity::text FROM signals_registerrow o WHERE o.house_id = house AND house = ANY (zvh.coordinated())
    AND o.identity = ANY (identities) AND o.signal_id IS NOT NULL $$;
-- What was found goes before it is looked for again, and when a register is thrown away.
CREATE FUNCTION zvh.forget_rows(register bigint) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM signals_registerrow x USING signals_registerimport r WHERE x.register_id = register AND x.signal_id IS NULL
    AND r.id = register AND r.house_id = ANY (zvh.coordinated()) AND r.state NOT IN ('running', 'done') $$;

-- Rows become signals: as who proposed it, after somebody else of the desk agreed, only rows that were found right, and each
-- identity once in a house, whoever else is busy. They have a key that ended before anybody had it, so no reporter and no
-- organisation: the desk of the house sees them, and whom they are shared with. Of `rows` a line that is no 'ready' row of this
-- register, or names a municipality of another house, makes nothing. Gives the number of signals and of those with a threat to weigh.
CREATE FUNCTION zvh.import_portion(register bigint, weigh_before date, rows jsonb) RETURNS TABLE (made bigint, threats bigint)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r signals_registerimport; of_key bigint;
BEGIN
  SELECT * INTO r FROM signals_registerimport x WHERE x.id = register AND x.state = 'running' AND x.proposed_by_id = zvh.me()
    AND x.confirmed_by_id <> x.proposed_by_id AND x.house_id = ANY (zvh.coordinated()) FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not a register that was agreed on' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('register of ' || r.house_id));
  of_key := r.key_id;
  IF of_key IS NULL THEN
    INSERT INTO partners_key (digest, purpose, created_at, until)
      VALUES (encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid(), 'UTF8')), 'hex'), 'register', now(), now()) RETURNING id INTO of_key;
    UPDATE signals_registerimport SET key_id = of_key WHERE id = register;
  END IF;
  UPDATE signals_registerrow x SET state = 'there' WHERE x.register_id = register AND x.state = 'ready'
    AND x.line IN (SELECT (j->>'line')::int FROM jsonb_array_elements(rows) j)
    AND EXISTS (SELECT FROM signals_registerrow o WHERE o.house_id = r.house_id AND o.identity = x.identity AND o.signal_id IS NOT NULL);

  INSERT INTO signals_signal (number, house_id, municipality_id, key_id, reporter_function, submitted_at, weigh_before, title, facts, meaning,
      contradiction, observed_on, place, channel, known_by, subject_kind, trigger, has_threat, threat, vulnerability, steps_taken,
      source_reliability, information_reliability, regime, safe_status)
    SELECT j.number, r.house_id, m.id, of_key, j.reporter_function, least(j.submitted_at, now()), import_portion.weigh_before, j.title, j.facts, j.meaning,
      '', j.observed_on, j.place, 'offline', 'told', 'none', j.trigger, j.has_threat, j.threat, '', j.steps_taken,
      'untested', 'not_known', r.regime, j.safe_status
    FROM jsonb_to_recordset(rows) AS j (line int, number text, municipality_id bigint, reporter_function text, submitted_at timestamptz,
        title text, facts text, meaning text, observed_on date, place text, trigger text, has_threat boolean, threat text, steps_taken text, safe_status text)
      JOIN signals_registerrow x ON x.register_id = register AND x.line = j.line AND x.state = 'ready'
      JOIN partners_municipality m ON m.id = j.municipality_id AND m.house_id = r.house_id
    ORDER BY j.line;
  UPDATE signals_registerrow x SET state = 'made', signal_id = s.id
    FROM jsonb_to_recordset(rows) AS j (line int, number text) JOIN signals_signal s ON s.number = j.number
    WHERE x.register_id = register AND x.line = j.line AND x.state = 'ready' AND s.key_id = of_key;
  INSERT INTO signals_signal_themes (signal_id, theme_id)
    SELECT x.signal_id, t.id FROM jsonb_to_recordset(rows) AS j (line int, number text, themes bigint[])
      JOIN signals_registerrow x ON x.register_id = register AND x.line = j.line JOIN signals_signal s ON s.id = x.signal_id AND s.number = j.number
      JOIN partners_theme t ON t.id = ANY (j.themes) AND t.house_id = r.house_id;
  INSERT INTO signals_event (signal_id, at, by_id, text, for_desk)
    SELECT s.id, now(), NULL, 'Overgenomen uit het register, rij ' || j.line, false
    FROM jsonb_to_recordset(rows) AS j (line int, number text) JOIN signals_signal s ON s.number = j.number AND s.key_id = of_key;
  UPDATE signals_weighing w SET state = 'done', outcome = j.outcome, reason = j.reason, decided_at = now(), decided_by_id = r.proposed_by_id,
      confirmed_at = CASE j.outcome WHEN 'no_action' THEN now() END, confirmed_by_id = CASE j.outcome WHEN 'no_action' THEN r.confirmed_by_id END
    FROM jsonb_to_recordset(rows) AS j (number text, outcome text, reason text) JOIN signals_signal s ON s.number = j.number AND s.key_id = of_key
    WHERE w.signal_id = s.id AND j.outcome IN ('no_action', 'trend_only', 'care_route', 'police', 'on_agenda');
  RETURN QUERY SELECT count(*), count(*) FILTER (WHERE s.has_threat AND j.outcome = '')
    FROM jsonb_to_recordset(rows) AS j (number text, outcome text) JOIN signals_signal s ON s.number = j.number AND s.key_id = of_key;
END $$;

-- For the tick alone, which is nobody: these say things of every house.
CREATE FUNCTION zvh.refuse_somebody() RETURNS void LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  IF zvh.me() IS NOT NULL OR coalesce(cardinality(zvh.mine()), 0) > 0 THEN
    RAISE EXCEPTION 'only for the tick' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;
-- What is at work as somebody who is no coordinator of the house any more stops; gives whom to tell.
CREATE FUNCTION zvh.halt_registers() RETURNS TABLE (register bigint, email text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM zvh.refuse_somebody();
  RETURN QUERY WITH halted AS (UPDATE signals_registerimport r SET state = CASE r.state WHEN 'running' THEN 'stopped' ELSE 'matching' END,
      stop_reason = 'membership', touched_at = now()
    WHERE r.state IN ('checking', 'running') AND NOT (1000000000 + r.house_id)::int = ANY (zvh.principals(r.runs_as_id)) RETURNING r.id, r.house_id)
  SELECT x.id, h.email::text FROM halted x JOIN partners_house h ON h.organisation_id = x.house_id;
END $$;
-- What waits for its next portion for so many seconds, and as whom.
CREATE FUNCTION zvh.waiting_registers(seconds int) RETURNS TABLE (register bigint, person bigint) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM zvh.refuse_somebody();
  RETURN QUERY SELECT r.id, r.runs_as_id FROM signals_registerimport r WHERE r.state IN ('checking', 'running')
    AND r.touched_at <= clock_timestamp() - make_interval(secs => seconds) ORDER BY r.touched_at, r.id;
END $$;
-- A file goes fourteen days after the last thing that happened to it, at once when it was thrown away, and with it every row that
-- became no signal, and every word of the file: also its name and those of its columns, which can be a row of it. What is left says
-- who took over how many, and in marks how such a file is read. Gives the tokens.
CREATE FUNCTION zvh.clear_registers() RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone bigint[];
BEGIN
  PERFORM zvh.refuse_somebody();
  SELECT array_agg(x.id) INTO gone FROM (SELECT r.id FROM signals_registerimport r WHERE r.cleared_at IS NULL
    AND (r.state = 'dropped' OR r.touched_at < now() - interval '14 days') ORDER BY r.id FOR UPDATE) x;
  DELETE FROM signals_registerrow x WHERE x.register_id = ANY (gone) AND x.signal_id IS NULL;
  RETURN QUERY UPDATE signals_registerimport r SET cleared_at = now(), personal = '{}', outcomes = '{}', skipped = '[]', name = '', headers = '[]',
    sheets = '[]', sheet = '', columns = '{}', choices = '{}',
    state = CASE r.state WHEN 'done' THEN r.state ELSE 'dropped' END, ended_at = coalesce(r.ended_at, now())
    WHERE r.id = ANY (gone) RETURNING r.token;
END $$;

GRANT SELECT, INSERT, UPDATE ON signals_registerimport TO zvh_app;
GRANT SELECT, INSERT ON signals_registerrow TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.taken_over(bigint, text[]), zvh.forget_rows(bigint), zvh.import_portion(bigint, date, jsonb), zvh.halt_registers(),
  zvh.waiting_registers(int), zvh.clear_registers() TO zvh_app;
