-- A case meeting is led by who directs its case and by the coordinators who may see it, every other meeting by the coordinators of
-- the house; the experts of the house write at those as well.
CREATE FUNCTION zvh.leads(m meetings_meeting) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN m.case_id IS NULL THEN m.house_id = ANY (zvh.coordinated())
    ELSE m.audience && zvh.mine() AND (m.house_id = ANY (zvh.coordinated()) OR m.case_id = ANY (zvh.directed())) END $$;
CREATE FUNCTION zvh.writes_at(m meetings_meeting) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN m.case_id IS NULL THEN m.house_id = ANY (zvh.weighed()) ELSE zvh.leads(m) END $$;

-- THE RULE of an agenda item: the desk, and from the release its table (an open item: all who are invited). In a case meeting: the
-- readers of the case. Who stepped back never.
CREATE FUNCTION zvh.item_paths_of(i meetings_agendaitem) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT p.* FROM meetings_meeting m, LATERAL zvh.desk_paths(m.house_id) p WHERE m.id = i.meeting_id AND m.case_id IS NULL
  UNION ALL SELECT p.principal, p.why, p.until, p.bars FROM meetings_meeting m JOIN cases_case c ON c.id = m.case_id, LATERAL zvh.case_paths_of(c) p
    WHERE m.id = i.meeting_id
  UNION ALL SELECT t.organisation_id::int, 'aan tafel op ' || to_char(m.starts_at AT TIME ZONE 'Europe/Amsterdam', 'DD-MM-YYYY'), NULL, false
    FROM meetings_tableplace t JOIN meetings_meeting m ON m.id = i.meeting_id WHERE t.item_id = i.id AND m.released_at IS NOT NULL AND m.case_id IS NULL
  UNION ALL SELECT s.organisation_id::int, 'uitgenodigd voor het open agendapunt', NULL, false
    FROM meetings_seat s JOIN meetings_meeting m ON m.id = i.meeting_id WHERE s.meeting_id = m.id AND i.is_open AND m.released_at IS NOT NULL AND m.case_id IS NULL
  UNION ALL SELECT (-r.user_id)::int, 'heeft zich teruggetrokken', NULL, true FROM meetings_recusal r WHERE r.item_id = i.id AND r.ended_at IS NULL $$;
CREATE VIEW zvh.agendaitem_paths AS
  SELECT i.id, p.principal, p.why, p.until, p.bars FROM meetings_agendaitem i, LATERAL zvh.item_paths_of(i) WITH ORDINALITY p WHERE p.principal IS NOT NULL;
-- Of a meeting: the desk, and from the release who is at a table of it or is invited; of a case meeting exactly the readers of its case.
CREATE FUNCTION zvh.meeting_paths_of(m meetings_meeting) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT * FROM zvh.desk_paths(m.house_id) WHERE m.case_id IS NULL
  UNION ALL SELECT p.principal, p.why, p.until, p.bars FROM cases_case c, LATERAL zvh.case_paths_of(c) p WHERE c.id = m.case_id
  UNION ALL SELECT t.organisation_id::int, 'aan tafel', NULL::timestamptz, false FROM meetings_tableplace t JOIN meetings_agendaitem i ON i.id = t.item_id
    WHERE i.meeting_id = m.id AND m.released_at IS NOT NULL AND m.case_id IS NULL
  UNION ALL SELECT s.organisation_id::int, 'uitgenodigd', NULL, false FROM meetings_seat s WHERE s.meeting_id = m.id AND m.released_at IS NOT NULL AND m.case_id IS NULL $$;
CREATE VIEW zvh.meeting_paths AS
  SELECT m.id, p.principal, p.why, p.until, p.bars FROM meetings_meeting m, LATERAL zvh.meeting_paths_of(m) WITH ORDINALITY p WHERE p.principal IS NOT NULL;
-- Does this organisation sit at the meeting of this item without the others knowing?
CREATE FUNCTION zvh.is_hidden_at(item bigint, organisation bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM meetings_agendaitem i JOIN meetings_seat s ON s.meeting_id = i.meeting_id
    WHERE i.id = item AND s.organisation_id = organisation AND s.is_hidden) $$;
-- Of a contribution: its organisation; once released the table and the coordinators (of a hidden participant only these:
-- the row names the organisation, and it is the coordinator who tells the table). In a case meeting: once released the readers of
-- the case; before, its organisation when that takes part in a case for all, else who wrote it.
CREATE FUNCTION zvh.contribution_paths_of(c meetings_contribution) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT c.organisation_id::int, 'eigen inbreng', NULL::timestamptz, false
    FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id WHERE i.id = c.item_id AND m.case_id IS NULL
  UNION ALL SELECT (1000000000 + m.house_id)::int, 'procesregisseur van het huis', NULL, false
    FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id WHERE i.id = c.item_id AND c.released_at IS NOT NULL AND m.case_id IS NULL
  UNION ALL SELECT p.principal, p.why, p.until, p.bars FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id,
      LATERAL zvh.item_paths_of(i) WITH ORDINALITY p
    WHERE i.id = c.item_id AND (p.bars OR CASE WHEN m.case_id IS NOT NULL THEN c.released_at IS NOT NULL OR p.principal IN (c.organisation_id, 1000000000 + c.organisation_id, -c.written_by_id)
      ELSE c.released_at IS NOT NULL AND p.principal BETWEEN 1 AND 999999999 AND NOT zvh.is_hidden_at(c.item_id, c.organisation_id) END) $$;
CREATE VIEW zvh.contribution_paths AS
  SELECT c.id, p.principal, p.why, p.until, p.bars FROM meetings_contribution c, LATERAL zvh.contribution_paths_of(c) WITH ORDINALITY p WHERE p.principal IS NOT NULL;

SELECT zvh.guard('meetings_meeting', 'meeting_paths_of');
SELECT zvh.guard('meetings_agendaitem', 'item_paths_of');
SELECT zvh.guard('meetings_contribution', 'contribution_paths_of');

-- Who reads a case reads its meetings: first wait for the case, then recompute; before its actions, by the order of locks.
CREATE TRIGGER a_lock_first BEFORE INSERT ON meetings_meeting FOR EACH ROW WHEN (NEW.case_id IS NOT NULL)
  EXECUTE FUNCTION zvh.lock_first('cases_case', 'SELECT ($2).case_id');
CREATE TRIGGER a_touch_meetings AFTER UPDATE ON cases_case FOR EACH ROW
  WHEN ((OLD.audience, OLD.audience_until, OLD.is_restricted) IS DISTINCT FROM (NEW.audience, NEW.audience_until, NEW.is_restricted))
  EXECUTE FUNCTION zvh.touch(
    'meetings_meeting', 'SELECT id FROM meetings_meeting WHERE case_id = ($2).id',
    'meetings_agendaitem', 'SELECT i.id FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id WHERE m.case_id = ($2).id',
    'meetings_contribution', 'SELECT c.id FROM meetings_contribution c JOIN meetings_agendaitem i ON i.id = c.item_id
      JOIN meetings_meeting m ON m.id = i.meeting_id WHERE m.case_id = ($2).id',
    'cases_action', 'SELECT x.action_id FROM meetings_itemaction x JOIN meetings_agendaitem i ON i.id = x.item_id
      JOIN meetings_meeting m ON m.id = i.meeting_id WHERE m.case_id = ($2).id');
-- The release and the closing of a meeting decide about everything that hangs on it.
CREATE TRIGGER touch AFTER UPDATE ON meetings_meeting FOR EACH ROW
  WHEN (OLD.released_at IS DISTINCT FROM NEW.released_at OR OLD.final_at IS DISTINCT FROM NEW.final_at)
  EXECUTE FUNCTION zvh.touch(
    'meetings_agendaitem', 'SELECT id FROM meetings_agendaitem WHERE meeting_id = ($2).id',
    'meetings_contribution', 'SELECT c.id FROM meetings_contribution c JOIN meetings_agendaitem i ON i.id = c.item_id WHERE i.meeting_id = ($2).id',
    'signals_signal', 'SELECT x.signal_id FROM meetings_itemsignal x JOIN meetings_agendaitem i ON i.id = x.item_id WHERE i.meeting_id = ($2).id',
    'signals_weighing', 'SELECT w.id FROM signals_weighing w JOIN meetings_itemsignal x ON x.signal_id = w.signal_id JOIN meetings_agendaitem i ON i.id = x.item_id WHERE i.meeting_id = ($2).id',
    'cases_action', 'SELECT x.action_id FROM meetings_itemaction x JOIN meetings_agendaitem i ON i.id = x.item_id WHERE i.meeting_id = ($2).id');
-- Whoever comes to a table or leaves it, steps out, or brings a signal: first wait for the meeting, then recompute.
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['meetings_tableplace', 'meetings_recusal', 'meetings_itemsignal', 'meetings_itemaction', 'meetings_contribution', 'meetings_decision'] LOOP
  EXECUTE format('CREATE TRIGGER a_lock_first BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION
    zvh.lock_first(''meetings_meeting'', ''SELECT meeting_id FROM meetings_agendaitem WHERE id IN (($1).item_id, ($2).item_id)'')', t);
END LOOP;
FOREACH t IN ARRAY ARRAY['meetings_tableplace', 'meetings_recusal'] LOOP
  EXECUTE format('CREATE TRIGGER touch AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION zvh.touch(
    ''meetings_meeting'', ''SELECT meeting_id FROM meetings_agendaitem WHERE id IN (($1).item_id, ($2).item_id)'',
    ''meetings_agendaitem'', ''SELECT ($1).item_id UNION SELECT ($2).item_id'',
    ''meetings_contribution'', ''SELECT id FROM meetings_contribution WHERE item_id IN (($1).item_id, ($2).item_id)'',
    ''signals_signal'', ''SELECT signal_id FROM meetings_itemsignal WHERE item_id IN (($1).item_id, ($2).item_id)'',
    ''signals_weighing'', ''SELECT w.id FROM signals_weighing w JOIN meetings_itemsignal x ON x.signal_id = w.signal_id WHERE x.item_id IN (($1).item_id, ($2).item_id)'',
    ''signals_question'', ''SELECT q.id FROM signals_question q JOIN meetings_itemsignal x ON x.signal_id = q.signal_id WHERE x.item_id IN (($1).item_id, ($2).item_id)'',
    ''signals_share'', ''SELECT q.id FROM signals_share q JOIN meetings_itemsignal x ON x.signal_id = q.signal_id WHERE x.item_id IN (($1).item_id, ($2).item_id)'',
    ''cases_action'', ''SELECT action_id FROM meetings_itemaction WHERE item_id IN (($1).item_id, ($2).item_id)'')', t);
END LOOP; END $$;
CREATE TRIGGER touch AFTER INSERT OR UPDATE OR DELETE ON meetings_itemsignal FOR EACH ROW EXECUTE FUNCTION zvh.touch(
  'signals_signal', 'SELECT ($1).signal_id UNION SELECT ($2).signal_id',
  'signals_weighing', 'SELECT id FROM signals_weighing WHERE signal_id IN (($1).signal_id, ($2).signal_id)',
  'signals_question', 'SELECT id FROM signals_question WHERE signal_id IN (($1).signal_id, ($2).signal_id)',
  'signals_share', 'SELECT id FROM signals_share WHERE signal_id IN (($1).signal_id, ($2).signal_id)');
CREATE TRIGGER touch AFTER INSERT OR UPDATE OR DELETE ON meetings_itemaction FOR EACH ROW EXECUTE FUNCTION zvh.touch(
  'cases_action', 'SELECT ($1).action_id UNION SELECT ($2).action_id');
CREATE TRIGGER a_lock_first BEFORE INSERT ON meetings_agendaitem FOR EACH ROW EXECUTE FUNCTION zvh.lock_first('meetings_meeting', 'SELECT ($2).meeting_id');
CREATE TRIGGER a_lock_first BEFORE INSERT OR UPDATE OR DELETE ON meetings_seat FOR EACH ROW EXECUTE FUNCTION
  zvh.lock_first('meetings_meeting', 'SELECT ($1).meeting_id UNION SELECT ($2).meeting_id');
CREATE TRIGGER touch AFTER INSERT OR UPDATE OF is_hidden OR DELETE ON meetings_seat FOR EACH ROW EXECUTE FUNCTION zvh.touch(
  'meetings_meeting', 'SELECT ($1).meeting_id UNION SELECT ($2).meeting_id',
  'meetings_agendaitem', 'SELECT id FROM meetings_agendaitem WHERE is_open AND meeting_id IN (($1).meeting_id, ($2).meeting_id)',
  'meetings_contribution', 'SELECT c.id FROM meetings_contribution c JOIN meetings_agendaitem i ON i.id = c.item_id WHERE i.meeting_id IN (($1).meeting_id, ($2).meeting_id)',
  'signals_signal', 'SELECT x.signal_id FROM meetings_itemsignal x JOIN meetings_agendaitem i ON i.id = x.item_id WHERE i.is_open AND i.meeting_id IN (($1).meeting_id, ($2).meeting_id)',
  'signals_weighing', 'SELECT w.id FROM signals_weighing w JOIN meetings_itemsignal x ON x.signal_id = w.signal_id JOIN meetings_agendaitem i ON i.id = x.item_id WHERE i.is_open AND i.meeting_id IN (($1).meeting_id, ($2).meeting_id)',
  'cases_action', 'SELECT x.action_id FROM meetings_itemaction x JOIN meetings_agendaitem i ON i.id = x.item_id WHERE i.is_open AND i.meeting_id IN (($1).meeting_id, ($2).meeting_id)');
CREATE TRIGGER touch AFTER UPDATE ON meetings_agendaitem FOR EACH ROW WHEN (OLD.is_open <> NEW.is_open)
  EXECUTE FUNCTION zvh.touch(
    'meetings_contribution', 'SELECT id FROM meetings_contribution WHERE item_id = ($2).id',
    'signals_signal', 'SELECT signal_id FROM meetings_itemsignal WHERE item_id = ($2).id',
    'signals_weighing', 'SELECT w.id FROM signals_weighing w JOIN meetings_itemsignal x ON x.signal_id = w.signal_id WHERE x.item_id = ($2).id',
    'cases_action', 'SELECT action_id FROM meetings_itemaction WHERE item_id = ($2).id');
-- What belongs to a meeting is frozen when its minutes are final. Checked after, and not before: the refusal may not tell the
-- state of a meeting to who cannot see it. `a_`: ahead of the recomputing.
CREATE FUNCTION zvh.refuse_when_final() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE closed boolean;
BEGIN
  EXECUTE format('SELECT coalesce(bool_or(final_at IS NOT NULL), false) FROM meetings_meeting WHERE id IN (%s)', TG_ARGV[0]) USING OLD, NEW INTO closed;
  IF closed THEN RAISE EXCEPTION 'the minutes are final' USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_final_is_frozen'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER a_frozen AFTER INSERT OR DELETE OR UPDATE OF position, title, text, minutes, information, interpretation, conclusion, is_open, case_id
  ON meetings_agendaitem FOR EACH ROW EXECUTE FUNCTION zvh.refuse_when_final('SELECT ($1).meeting_id UNION SELECT ($2).meeting_id');
CREATE TRIGGER a_frozen AFTER INSERT OR UPDATE OR DELETE ON meetings_seat FOR EACH ROW
  EXECUTE FUNCTION zvh.refuse_when_final('SELECT ($1).meeting_id UNION SELECT ($2).meeting_id');
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['meetings_tableplace', 'meetings_itemsignal', 'meetings_itemaction'] LOOP
  EXECUTE format('CREATE TRIGGER a_frozen AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION
    zvh.refuse_when_final(''SELECT meeting_id FROM meetings_agendaitem WHERE id IN (($1).item_id, ($2).item_id)'')', t);
END LOOP; END $$;
CREATE TRIGGER a_frozen AFTER INSERT OR UPDATE OF text, released_at OR DELETE ON meetings_contribution FOR EACH ROW
  EXECUTE FUNCTION zvh.refuse_when_final('SELECT meeting_id FROM meetings_agendaitem WHERE id IN (($1).item_id, ($2).item_id)');
CREATE TRIGGER a_frozen AFTER INSERT OR DELETE OR UPDATE OF kind, text, reasons ON meetings_decision FOR EACH ROW
  EXECUTE FUNCTION zvh.refuse_when_final('SELECT meeting_id FROM meetings_agendaitem WHERE id IN (($1).item_id, ($2).item_id)');

-- Others learn of a contribution before its release only that it exists; of a hidden participant not even whose it is.
CREATE FUNCTION zvh.contributed(item_ids bigint[]) RETURNS TABLE (item_id bigint, organisation_id bigint) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT c.item_id, CASE WHEN NOT zvh.is_hidden_at(c.item_id, c.organisation_id) OR c.organisation_id = ANY (zvh.mine())
      OR (SELECT zvh.leads(m) FROM meetings_meeting m WHERE m.id = i.meeting_id) THEN c.organisation_id END
    FROM meetings_contribution c JOIN meetings_agendaitem i ON i.id = c.item_id
    WHERE c.item_id = ANY (item_ids) AND i.audience && zvh.mine() AND NOT i.barred && zvh.mine() $$;
-- Where an item stands in the time of its meeting: also for who sees only some of the items.
CREATE FUNCTION zvh.minutes_before(item bigint) RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT sum(o.minutes) FROM meetings_agendaitem o WHERE o.meeting_id = i.meeting_id AND (o.position, o.id) < (i.position, i.id)), 0)::int
    FROM meetings_agendaitem i WHERE i.id = item AND i.audience && zvh.mine() AND NOT i.barred && zvh.mine() $$;
-- What it is called outside: of a case meeting never which case.
CREATE FUNCTION zvh.name_of(m meetings_meeting) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN m.case_id IS NOT NULL THEN 'Casusoverleg' ELSE coalesce((SELECT r.name FROM meetings_series r WHERE r.id = m.series_id), 'Spoedoverleg') END $$;
-- Before the release an invited organisation learns only when and where; of a case meeting only the readers of the case know.
CREATE FUNCTION zvh.next_meetings() RETURNS TABLE (name text, starts_at timestamptz, place text, is_cancelled boolean, reason text) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT DISTINCT zvh.name_of(m), m.starts_at, m.place::text, m.state = 'cancelled', m.change_reason::text FROM meetings_meeting m
    LEFT JOIN meetings_seat s ON s.meeting_id = m.id
    WHERE m.starts_at > now() AND m.case_id IS NULL AND (s.organisation_id = ANY (zvh.mine()) OR zvh.writes_at(m)) ORDER BY 2 LIMIT 5 $$;
CREATE FUNCTION zvh.hidden_seats(meeting bigint) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM meetings_seat s JOIN meetings_meeting m ON m.id = s.meeting_id WHERE m.id = meeting AND s.is_hidden
    AND m.audience && zvh.mine() AND NOT m.barred && zvh.mine() AND NOT s.organisation_id = ANY (zvh.mine()) AND NOT zvh.leads(m) $$;

-- Who may read the log of a meeting and what belongs to it: the privacy officers of the house, of reads also its coordinators. That of
-- a case meeting follows its case.
CREATE FUNCTION zvh.meeting_log_readers(meeting bigint, action text) RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN m.case_id IS NOT NULL THEN zvh.case_log_readers(m.case_id, action)
    ELSE ARRAY[1200000000 + m.house_id, CASE WHEN action = 'read' THEN 1000000000 + m.house_id END]::int[] END FROM meetings_meeting m WHERE m.id = meeting $$;
CREATE FUNCTION zvh.item_log_readers(item bigint, action text) RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT zvh.meeting_log_readers(i.meeting_id, action) FROM meetings_agendaitem i WHERE i.id = item $$;
CREATE FUNCTION zvh.decision_log_readers(decision bigint, action text) RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT zvh.item_log_readers(d.item_id, action) FROM meetings_decision d WHERE d.id = decision $$;
CREATE FUNCTION zvh.contribution_log_readers(contribution bigint, action text) RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (1200000000 + c.organisation_id)::int || zvh.item_log_readers(c.item_id, action) FROM meetings_contribution c WHERE c.id = contribution $$;
CREATE FUNCTION zvh.series_log_readers(series bigint, action text) RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT ARRAY[1200000000 + r.house_id]::int[] FROM meetings_series r WHERE r.id = series $$;

ALTER TABLE meetings_series ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_series TO zvh_app USING (house_id = ANY (zvh.houses()));
ALTER TABLE meetings_series_organisations ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_series_organisations TO zvh_app USING ((SELECT r.house_id = ANY (zvh.weighed()) FROM meetings_series r WHERE r.id = series_id));
ALTER TABLE meetings_meeting ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_meeting TO zvh_app USING (audience && zvh.mine() AND NOT barred && zvh.mine());
ALTER TABLE meetings_agendaitem ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_agendaitem TO zvh_app USING (audience && zvh.mine() AND NOT barred && zvh.mine());
ALTER TABLE meetings_contribution ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_contribution TO zvh_app USING (audience && zvh.mine() AND NOT barred && zvh.mine());
ALTER TABLE meetings_seat ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_seat TO zvh_app USING ((SELECT true FROM meetings_meeting m WHERE m.id = meeting_id)
  AND (NOT is_hidden OR organisation_id = ANY (zvh.mine()) OR (SELECT zvh.leads(m) FROM meetings_meeting m WHERE m.id = meeting_id)));
ALTER TABLE meetings_itemsignal ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_itemsignal TO zvh_app USING (
  (SELECT true FROM meetings_agendaitem i WHERE i.id = item_id) AND (SELECT true FROM signals_signal s WHERE s.id = signal_id));
-- A hidden participant is not given away by his place at a table.
CREATE FUNCTION zvh.shows_place(item bigint, organisation bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT organisation = ANY (zvh.mine()) OR NOT zvh.is_hidden_at(item, organisation) OR (SELECT zvh.leads(m)
    FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id WHERE i.id = item) $$;
ALTER TABLE meetings_tableplace ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_tableplace TO zvh_app USING ((SELECT true FROM meetings_agendaitem i WHERE i.id = item_id) AND zvh.shows_place(item_id, organisation_id))
  WITH CHECK ((SELECT true FROM meetings_agendaitem i WHERE i.id = item_id));
ALTER TABLE meetings_recusal ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_recusal FOR SELECT TO zvh_app USING ((SELECT true FROM meetings_agendaitem i WHERE i.id = item_id) OR user_id = zvh.me());
CREATE POLICY write ON meetings_recusal FOR INSERT TO zvh_app WITH CHECK (
  (SELECT user_id = zvh.me() OR zvh.writes_at(m) FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id WHERE i.id = item_id));
ALTER TABLE meetings_decision ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_decision TO zvh_app USING ((SELECT true FROM meetings_agendaitem i WHERE i.id = item_id));
ALTER TABLE meetings_itemaction ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_itemaction TO zvh_app USING ((SELECT true FROM meetings_agendaitem i WHERE i.id = item_id) AND (SELECT true FROM cases_action a WHERE a.id = action_id));
ALTER TABLE meetings_itemhistory ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_itemhistory FOR SELECT TO zvh_app USING (
  (SELECT zvh.leads(m) FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id WHERE i.id = pgh_obj_id));
ALTER TABLE pghistory_context ENABLE ROW LEVEL SECURITY;

-- The minutes are final: the reporters read that their signal was discussed. Also of an item from which the person who closes the
-- meeting stepped back, and which he therefore does not see.
CREATE FUNCTION zvh.mark_discussed(meeting bigint) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH told AS (
    UPDATE signals_signal SET safe_status = 'discussed' WHERE safe_status IN ('received', 'in_progress') AND id IN (
      SELECT x.signal_id FROM meetings_itemsignal x JOIN meetings_agendaitem i ON i.id = x.item_id JOIN meetings_meeting m ON m.id = i.meeting_id
      WHERE m.id = meeting AND m.final_at IS NOT NULL AND zvh.leads(m)) RETURNING id),
  lines AS (
    INSERT INTO signals_event (signal_id, at, text, for_desk) SELECT t.id, now(),  -- the reporter does not read that there was haste
      CASE WHEN m.series_id IS NULL THEN 'Besproken met partners' ELSE 'Besproken in het informatieoverleg' END, false FROM told t, meetings_meeting m WHERE m.id = meeting RETURNING 1)
  SELECT count(*) FROM lines $$;

-- WHO WRITES: the desk of the house makes the agenda, its tables and the minutes; an organisation its own contribution.
SELECT zvh.narrow(t, commands, '(SELECT zvh.writes_at(m) FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id WHERE i.id = item_id)')
  FROM (VALUES ('meetings_itemsignal', 'DELETE'), ('meetings_itemaction', 'INSERT'), ('meetings_tableplace', 'INSERT UPDATE DELETE'),
               ('meetings_decision', 'INSERT UPDATE')) AS v (t, commands);
-- Only a signal of the own house comes to a table, and not to that of a case meeting: who sits there reads it and its weighing.
SELECT zvh.narrow('meetings_itemsignal', 'INSERT', '(SELECT zvh.writes_at(m) AND m.case_id IS NULL AND m.house_id = s.house_id FROM meetings_agendaitem i
  JOIN meetings_meeting m ON m.id = i.meeting_id JOIN signals_signal s ON s.id = signal_id WHERE i.id = item_id)');
SELECT zvh.narrow('meetings_series', 'INSERT UPDATE', 'house_id = ANY (zvh.weighed())');
SELECT zvh.narrow('meetings_seat', 'INSERT UPDATE DELETE', '(SELECT zvh.writes_at(m) FROM meetings_meeting m WHERE m.id = meeting_id)');
SELECT zvh.narrow('meetings_agendaitem', 'INSERT', '(SELECT zvh.writes_at(m) FROM meetings_meeting m WHERE m.id = meeting_id)
  AND (case_id IS NULL OR (SELECT true FROM cases_case c WHERE c.id = case_id)
    AND (SELECT m.case_id IS NULL FROM meetings_meeting m WHERE m.id = meeting_id))');
SELECT zvh.narrow('meetings_agendaitem', 'UPDATE DELETE', '(SELECT zvh.writes_at(m) FROM meetings_meeting m WHERE m.id = meeting_id)');
SELECT zvh.narrow('meetings_contribution', 'INSERT', 'organisation_id = ANY (zvh.mine()) AND (SELECT true FROM meetings_agendaitem i WHERE i.id = item_id)');
SELECT zvh.narrow('meetings_contribution', 'UPDATE', 'organisation_id = ANY (zvh.mine())');
SELECT zvh.narrow('meetings_meeting', 'CHANGE', 'zvh.writes_at(meetings_meeting)');
SELECT zvh.narrow('meetings_meeting', 'INSERT', 'zvh.writes_at(meetings_meeting) AND (case_id IS NULL
  OR (SELECT c.house_id = meetings_meeting.house_id AND c.closed_at IS NULL FROM cases_case c WHERE c.id = case_id))');
SELECT zvh.once('meetings_meeting', 'final_at');
SELECT zvh.stay('meetings_meeting', 'house_id', 'series_id', 'case_id');
SELECT zvh.stay('meetings_agendaitem', 'meeting_id');
SELECT zvh.stay('meetings_contribution', 'item_id', 'organisation_id');
SELECT zvh.stay('meetings_tableplace', 'item_id', 'organisation_id');
SELECT zvh.stay('meetings_seat', 'meeting_id', 'organisation_id');
SELECT zvh.stay('meetings_decision', 'item_id');

GRANT SELECT, INSERT, UPDATE ON meetings_series, meetings_meeting, meetings_seat, meetings_agendaitem, meetings_tableplace, meetings_contribution, meetings_decision TO zvh_app;
GRANT SELECT, INSERT ON meetings_series_organisations, meetings_itemsignal, meetings_recusal, meetings_itemaction TO zvh_app;
GRANT DELETE ON meetings_series_organisations, meetings_seat, meetings_tableplace, meetings_itemsignal, meetings_agendaitem TO zvh_app;
GRANT SELECT ON meetings_itemhistory TO zvh_app;
-- History is written as the owner: the serving role has no INSERT on it.
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND (p.proname LIKE 'pgtrigger\_%' OR p.proname = '_pgh_attach_context') LOOP
    EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', f);
  END LOOP; END $$;
GRANT EXECUTE ON FUNCTION zvh.leads(meetings_meeting), zvh.writes_at(meetings_meeting), zvh.contributed(bigint[]), zvh.minutes_before(bigint), zvh.mark_discussed(bigint), zvh.next_meetings(), zvh.hidden_seats(bigint), zvh.shows_place(bigint, bigint) TO zvh_app;
