-- A question to somebody without an account, and a talk with somebody involved: both hang on a signal and keep no readers of
-- their own. A question is seen by its key, which opens this one row and nothing else (of the signal it holds only a number),
-- and by the desk of its house. Nobody changes a row: the functions below do, each from one state to one other.
ALTER TABLE signals_outsidequestion ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_outsidequestion FOR SELECT TO zvh_app USING (
  zvh.holds_key(key_id) OR (SELECT s.house_id = ANY (zvh.weighed()) FROM signals_signal s WHERE s.id = signal_id));
CREATE FUNCTION zvh.outside_question_log_readers(question bigint, action text) RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT r FROM unnest(zvh.signal_log_readers(q.signal_id, action)) r WHERE r > 0) FROM signals_outsidequestion q WHERE q.id = question $$;

-- Asked by the desk of the signal. The key is for this question alone and lives until the end of the fourteenth day at most. Of what
-- was rejected, or still has to be checked, nobody outside hears.
CREATE FUNCTION zvh.ask_outside(about bigint, secret_digest text, days int, whom text, address text, question text) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE s signals_signal; new_key bigint; new_id bigint; ends timestamptz :=
  ((now() AT TIME ZONE 'Europe/Amsterdam')::date + least(days, 14) + time '23:59:59') AT TIME ZONE 'Europe/Amsterdam';
BEGIN
  SELECT x.* INTO s FROM signals_signal x WHERE x.id = about AND x.house_id = ANY (zvh.weighed()) AND NOT x.barred && zvh.mine();
  IF NOT FOUND THEN RAISE EXCEPTION 'not of the desk' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF EXISTS (SELECT FROM signals_weighing w WHERE w.signal_id = about AND w.state IN ('held', 'rejected')) THEN
    RAISE EXCEPTION 'not a report to ask about' USING ERRCODE = 'insufficient_privilege'; END IF;
  INSERT INTO partners_key (digest, purpose, created_at, until) VALUES (secret_digest, 'outside', now(), ends) RETURNING id INTO new_key;
  INSERT INTO signals_outsidequestion (signal_id, house_id, key_id, to_whom, email, text, asked_at, asked_by_id, valid_until, state, answer, withdraw_reason)
    VALUES (s.id, s.house_id, new_key, whom, address, question, now(), zvh.me(), ends, 'open', '', '') RETURNING id INTO new_id;
  RETURN new_id;
END $$;

-- Answered by its key, once: of two clicks, or of an answer and a withdrawal, one is first, for both take the key first. The key ends
-- with it. Gives the signal, for the log and the mail to the house; no row when it cannot be answered (any more).
CREATE FUNCTION zvh.answer_outside(words text) RETURNS TABLE (question bigint, about bigint, number text) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE held int[] := zvh.has_any(1400000000, 1499999999); q signals_outsidequestion;
BEGIN
  PERFORM FROM partners_key k WHERE k.id = ANY (held) AND k.purpose = 'outside' ORDER BY k.id FOR UPDATE;
  PERFORM FROM signals_signal s WHERE s.id IN (SELECT x.signal_id FROM signals_outsidequestion x WHERE x.key_id = ANY (held)) FOR NO KEY UPDATE;
  UPDATE signals_outsidequestion x SET state = 'answered', answer = words, answered_at = now()
    WHERE x.key_id = ANY (held) AND x.state = 'open' AND x.valid_until > now() RETURNING x.* INTO q;
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE partners_key k SET until = now() WHERE k.id = q.key_id;
  INSERT INTO signals_event (signal_id, at, text, for_desk) VALUES (q.signal_id, clock_timestamp(), 'Antwoord van een buitenstaander', true);
  RETURN QUERY SELECT q.id, s.id, s.number::text FROM signals_signal s WHERE s.id = q.signal_id;
END $$;

-- Withdrawn by the desk, with a reason; false when it was no longer open.
CREATE FUNCTION zvh.withdraw_outside(question bigint, reason text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE q signals_outsidequestion;
BEGIN
  SELECT x.* INTO q FROM signals_outsidequestion x JOIN signals_signal s ON s.id = x.signal_id
    WHERE x.id = question AND s.house_id = ANY (zvh.weighed()) AND NOT s.barred && zvh.mine();
  IF NOT FOUND THEN RAISE EXCEPTION 'not of the desk' USING ERRCODE = 'insufficient_privilege'; END IF;
  PERFORM FROM partners_key k WHERE k.id = q.key_id FOR UPDATE;
  PERFORM FROM signals_signal s WHERE s.id = q.signal_id FOR NO KEY UPDATE;
  UPDATE signals_outsidequestion x SET state = 'withdrawn', withdrawn_at = now(), withdrawn_by_id = zvh.me(), withdraw_reason = reason
    WHERE x.id = question AND x.state = 'open';
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE partners_key k SET until = least(k.until, now()) WHERE k.id = q.key_id;
  RETURN true;
END $$;

-- Silence: what ended without an answer, each once. Called by the tick.
CREATE FUNCTION zvh.silent_outside() RETURNS TABLE (question bigint, about bigint, number text, house bigint) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM signals_signal s WHERE s.id IN (SELECT x.signal_id FROM signals_outsidequestion x WHERE x.state = 'open' AND x.valid_until <= now())
    ORDER BY s.id FOR NO KEY UPDATE;
  RETURN QUERY WITH due AS (SELECT x.id FROM signals_outsidequestion x WHERE x.state = 'open' AND x.valid_until <= now() ORDER BY x.id FOR UPDATE SKIP LOCKED),
    ended AS (UPDATE signals_outsidequestion x SET state = 'silent' FROM due WHERE x.id = due.id RETURNING x.id, x.signal_id, x.house_id),
    told AS (INSERT INTO signals_event (signal_id, at, text, for_desk)
      SELECT e.signal_id, clock_timestamp(), 'Geen antwoord van een buitenstaander', true FROM ended e)
    SELECT e.id, s.id, s.number::text, e.house_id FROM ended e JOIN signals_signal s ON s.id = e.signal_id ORDER BY e.id;
END $$;

-- A talk with somebody involved: the desk of the house, never the table, nor who reported or was shared with. Its writer is who acts.
ALTER TABLE signals_interview ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_interview TO zvh_app USING (
  (SELECT s.house_id = ANY (zvh.weighed()) FROM signals_signal s WHERE s.id = signal_id));
SELECT zvh.narrow('signals_interview', 'INSERT', 'kept_by_id = zvh.me()');
-- What it points at is of the same signal: a party, and what it corrects.
CREATE FUNCTION zvh.check_interview() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM signals_party p WHERE p.id = NEW.party_id AND p.signal_id <> NEW.signal_id)
     OR EXISTS (SELECT FROM signals_interview i WHERE i.id = NEW.corrects_id AND i.signal_id <> NEW.signal_id) THEN
    RAISE EXCEPTION 'of another signal' USING ERRCODE = 'check_violation', CONSTRAINT = 'signals_interview_of_one_signal';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER of_one_signal AFTER INSERT ON signals_interview FOR EACH ROW EXECUTE FUNCTION zvh.check_interview();

GRANT SELECT ON signals_outsidequestion TO zvh_app;
GRANT SELECT, INSERT ON signals_interview TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.ask_outside(bigint, text, int, text, text, text), zvh.answer_outside(text), zvh.withdraw_outside(bigint, text),
  zvh.silent_outside() TO zvh_app;
