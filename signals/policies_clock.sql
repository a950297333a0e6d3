-- THE CLOCK of a weighing. That it stands still is in the weighing (`stop_id`); why and until when is for the desk alone, for the
-- table reads the weighing too. The database lets it go on, whoever makes that happen: an answer, a step of the weighing, a day.
ALTER TABLE signals_clockstop ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_clockstop TO zvh_app USING (
  (SELECT s.house_id = ANY (zvh.weighed()) FROM signals_signal s WHERE s.id = signal_id));
-- One stops it in one's own name, from today, at most twenty working days ahead.
SELECT zvh.narrow('signals_clockstop', 'INSERT',
  'stopped_by_id = zvh.me() AND ended_at IS NULL AND until > zvh.today() AND until <= zvh.add_workdays(zvh.today(), 20)');

-- It goes on: what was left of the five days is left again. True when it stood still. The signal is locked by who calls.
CREATE FUNCTION zvh.let_clock_go(of_signal bigint, because text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE stopped signals_clockstop; still int;
BEGIN
  SELECT * INTO stopped FROM signals_clockstop c WHERE c.signal_id = of_signal AND c.ended_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  still := zvh.workdays_between((stopped.stopped_at AT TIME ZONE 'Europe/Amsterdam')::date, least(stopped.until, zvh.today()));
  UPDATE signals_clockstop SET ended_at = clock_timestamp(), ended_because = because, days = still WHERE id = stopped.id;
  UPDATE signals_weighing SET due_on = zvh.add_workdays(due_on, still), stop_id = NULL WHERE signal_id = of_signal;
  INSERT INTO signals_event (signal_id, at, by_id, text, for_desk) VALUES (of_signal, clock_timestamp(), NULL,
    format('De klok loopt weer, na %s werkdag%s stilstand', still, CASE still WHEN 1 THEN '' ELSE 'en' END), true);
  IF because = 'date' THEN  -- what a person did is in the log already, and of an answer others may read than of the clock
    PERFORM zvh.log('start_clock', 'signal', s.id, s.number, 'done', 'tick', NULL, '{}') FROM signals_signal s WHERE s.id = of_signal;
  END IF;
  RETURN true;
END $$;
-- By hand, by the desk of its house.
CREATE FUNCTION zvh.start_clock(of_signal bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM signals_signal s WHERE s.id = of_signal AND s.house_id = ANY (zvh.weighed()) AND NOT s.barred && zvh.mine() FOR NO KEY UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'not of the desk' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN zvh.let_clock_go(of_signal, 'by_hand');
END $$;
-- Its day has come. By the tick; returns how many.
CREATE FUNCTION zvh.start_clocks() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE due bigint[]; one bigint; started bigint := 0;
BEGIN
  due := ARRAY(SELECT c.signal_id FROM signals_clockstop c WHERE c.ended_at IS NULL AND c.until <= zvh.today());
  PERFORM FROM signals_signal s WHERE s.id = ANY (due) ORDER BY s.id FOR NO KEY UPDATE;  -- table by table: zvh.expire() may run as well
  PERFORM FROM signals_weighing w WHERE w.signal_id = ANY (due) ORDER BY w.id FOR NO KEY UPDATE;
  FOREACH one IN ARRAY due LOOP
    IF zvh.let_clock_go(one, 'date') THEN started := started + 1; END IF;
  END LOOP;
  RETURN started;
END $$;
CREATE FUNCTION zvh.asks_outside(of_signal bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM signals_outsidequestion o WHERE o.signal_id = of_signal AND o.state = 'open') $$;
-- A step of the weighing lets it go on, but not an answer while the house still waits for an outsider.
CREATE FUNCTION zvh.clock_of_weighing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE asks boolean := EXISTS (SELECT FROM signals_question q WHERE q.signal_id = NEW.signal_id AND q.answered_at IS NULL);
BEGIN
  IF NEW.state <> 'weighing' OR asks OR NOT zvh.asks_outside(NEW.signal_id) THEN
    PERFORM zvh.let_clock_go(NEW.signal_id, CASE WHEN NEW.state <> 'weighing' THEN 'weighed' WHEN asks THEN 'without_answer' ELSE 'answer' END);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER clock AFTER UPDATE ON signals_weighing FOR EACH ROW
  WHEN (OLD.state <> NEW.state AND NEW.state <> 'asked' AND NEW.stop_id IS NOT NULL) EXECUTE FUNCTION zvh.clock_of_weighing();
-- The last answer too, when the weighing had gone on without it; also that of an outsider, or its absence. Its name comes after
-- `resume`, which moves the weighing on.
CREATE FUNCTION zvh.clock_of_question() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM signals_signal s WHERE s.id = NEW.signal_id FOR NO KEY UPDATE;
  IF NOT EXISTS (SELECT FROM signals_question q WHERE q.signal_id = NEW.signal_id AND q.answered_at IS NULL)
     AND NOT zvh.asks_outside(NEW.signal_id) THEN
    PERFORM zvh.let_clock_go(NEW.signal_id, 'answer');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER resume_clock AFTER UPDATE ON signals_question FOR EACH ROW WHEN (OLD.answered_at IS NULL AND NEW.answered_at IS NOT NULL)
  EXECUTE FUNCTION zvh.clock_of_question();
CREATE TRIGGER resume_clock AFTER UPDATE ON signals_outsidequestion FOR EACH ROW WHEN (OLD.state = 'open' AND NEW.state <> 'open')
  EXECUTE FUNCTION zvh.clock_of_question();

GRANT SELECT, INSERT ON signals_clockstop TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.start_clock(bigint), zvh.start_clocks() TO zvh_app;
