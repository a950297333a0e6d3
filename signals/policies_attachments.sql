-- FILES. The row of a file is seen with its signal: once it is open (scanned, or released) by every reader of the signal; before
-- that by who added it and the desk. In a draft by who added it. The bytes are no rows: a view asks the row first.
ALTER TABLE signals_attachment ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_attachment TO zvh_app USING (
  CASE WHEN signal_id IS NULL THEN uploaded_by_id = zvh.me()
  ELSE (SELECT is_open OR uploaded_by_id = zvh.me() OR s.house_id = ANY (zvh.weighed()) FROM signals_signal s WHERE s.id = signal_id) END);
-- Added by its reporter or the desk, to a signal, or by the writer to a draft. Changed by who added it or the desk; so a file of a
-- draft only goes along to a signal of the same person.
SELECT zvh.narrow('signals_attachment', 'INSERT', 'uploaded_by_id = zvh.me() AND CASE WHEN signal_id IS NULL
  THEN (SELECT true FROM signals_draft d WHERE d.id = draft_id)
  ELSE (SELECT s.reported_by_id = zvh.me() OR s.house_id = ANY (zvh.weighed()) FROM signals_signal s WHERE s.id = signal_id) END');
SELECT zvh.narrow('signals_attachment', 'UPDATE', 'CASE WHEN signal_id IS NULL THEN uploaded_by_id = zvh.me()
  ELSE (SELECT s.house_id = ANY (zvh.weighed()) OR (s.reported_by_id = zvh.me() AND uploaded_by_id = zvh.me()) FROM signals_signal s WHERE s.id = signal_id) END');
CREATE TRIGGER stays BEFORE UPDATE ON signals_attachment FOR EACH ROW
  WHEN (OLD.token <> NEW.token OR OLD.uploaded_by_id <> NEW.uploaded_by_id OR OLD.size <> NEW.size
    OR (OLD.signal_id IS NOT NULL AND OLD.signal_id IS DISTINCT FROM NEW.signal_id)) EXECUTE FUNCTION zvh.stays();
-- That there is an original shows only to who holds a grant for it; the grant shows only to its holder.
ALTER TABLE signals_original ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_original FOR SELECT TO zvh_app USING (
  (SELECT true FROM signals_attachment a WHERE a.id = attachment_id)
  AND EXISTS (SELECT FROM partners_grant g WHERE g.kind = 'original' AND g.object_id = attachment_id AND g.user_id = zvh.me() AND g.until > now()));

-- Who may read the log of a file: as of its signal, the reporter included.
CREATE FUNCTION zvh.attachment_log_readers(attachment bigint, action text) RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT zvh.signal_log_readers(a.signal_id, action) FROM signals_attachment a WHERE a.id = attachment AND a.signal_id IS NOT NULL $$;

-- An original is kept without being read back: only who added the file may.
CREATE FUNCTION zvh.keep_original(attachment bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM signals_attachment a WHERE a.id = attachment AND a.uploaded_by_id = zvh.me()) THEN
    RAISE EXCEPTION 'not the uploader' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO signals_original (attachment_id) VALUES (attachment) ON CONFLICT DO NOTHING;
END $$;
-- What is no record yet can be taken back by who added it: a file of a draft, one that never came in whole, one that was refused.
CREATE FUNCTION zvh.drop_attachment(attachment bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM signals_attachment a WHERE a.id = attachment AND a.uploaded_by_id = zvh.me()
    AND (a.signal_id IS NULL OR a.state IN ('uploading', 'refused')) FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  DELETE FROM signals_original WHERE attachment_id = attachment;
  DELETE FROM signals_attachment WHERE id = attachment;
  RETURN true;
END $$;
-- What the tick still has to do, and as whom: files whose check never ran, and when there is a scanner those it did not see yet.
CREATE FUNCTION zvh.waiting_files(with_scanner boolean) RETURNS TABLE (attachment bigint, uploader bigint) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT a.id, a.uploaded_by_id FROM signals_attachment a WHERE a.touched_at < now() - interval '2 minutes'
    AND (a.state = 'checking' OR (with_scanner AND a.state = 'unscanned')) ORDER BY a.touched_at, a.id LIMIT 20 $$;
-- Files go of drafts that are gone, of uploads nobody went on with for a day, and of refusals after a week. Gives their tokens.
CREATE FUNCTION zvh.clear_files() RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone bigint[];
BEGIN
  SELECT array_agg(x.id) INTO gone FROM (SELECT a.id FROM signals_attachment a WHERE
      (a.signal_id IS NULL AND NOT EXISTS (SELECT FROM signals_draft d WHERE d.id = a.draft_id))
      OR (a.state = 'uploading' AND a.touched_at < now() - interval '1 day')
      OR (a.state = 'refused' AND a.touched_at < now() - interval '7 days') ORDER BY a.id FOR UPDATE) x;
  DELETE FROM signals_original WHERE attachment_id = ANY (gone);
  RETURN QUERY DELETE FROM signals_attachment WHERE id = ANY (gone) RETURNING token;
END $$;
-- Of these tokens those that have a row: the others lie there without anybody.
CREATE FUNCTION zvh.known_files(tokens uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.token FROM signals_attachment a WHERE a.token = ANY (tokens)
  UNION ALL SELECT r.token FROM signals_registerimport r WHERE r.token = ANY (tokens) AND r.cleared_at IS NULL $$;

GRANT SELECT, INSERT, UPDATE ON signals_attachment TO zvh_app;
GRANT SELECT ON signals_original TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.keep_original(bigint), zvh.drop_attachment(bigint), zvh.waiting_files(boolean), zvh.clear_files(), zvh.known_files(uuid[]) TO zvh_app;
