-- THE TIMELINE of a signal. Lines are added and stay: zvh_app may neither change nor remove one, and what a line says, of what,
-- when and by whom stays for everybody. Only a redaction takes words out of it (policies_masks.sql).
SELECT zvh.stay('signals_event', 'signal_id', 'at', 'by_id', 'for_desk');
CREATE TRIGGER text_stays BEFORE UPDATE ON signals_event FOR EACH ROW WHEN (OLD.text <> NEW.text AND NOT zvh.is_marking())
  EXECUTE FUNCTION zvh.stays();

-- What a reporter does is told to the desk; he does not see its lines, so the database writes them. In fixed words.
CREATE FUNCTION zvh.tell_desk(signal bigint, what text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM signals_signal s WHERE s.id = signal AND s.audience && zvh.mine() AND (s.reported_by_id = zvh.me() OR zvh.holds_key(s.key_id))) THEN
    RAISE EXCEPTION 'not the reporter' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO signals_event (signal_id, at, by_id, text, for_desk) VALUES (signal, now(), zvh.me(), CASE what
    WHEN 'answer' THEN 'Vraag beantwoord door de melder' WHEN 'message' THEN 'Bericht van de melder' END, true);
END $$;
GRANT EXECUTE ON FUNCTION zvh.tell_desk(bigint, text) TO zvh_app;
