-- THE RUNNING MEETING. Which item it is at shows with that item: to who does not see it, the meeting is at nothing.
ALTER TABLE meetings_stage ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_stage TO zvh_app USING ((SELECT true FROM meetings_agendaitem i WHERE i.id = item_id));
-- A coordinator who stepped back from the item under discussion does not see that row, yet he leads on to the next: by a function.
CREATE FUNCTION zvh.bring_up(the_item bigint) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO meetings_stage (meeting_id, item_id, since, by_id)
    SELECT i.meeting_id, i.id, now(), zvh.me() FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id
    WHERE i.id = the_item AND i.audience && zvh.mine() AND NOT i.barred && zvh.mine()
      AND m.state = 'released' AND zvh.leads(m)
  ON CONFLICT (meeting_id) DO UPDATE SET item_id = EXCLUDED.item_id, since = EXCLUDED.since, by_id = EXCLUDED.by_id
    WHERE meetings_stage.item_id <> EXCLUDED.item_id $$;
-- What a follower knows of the agenda, read as him in one go: the items he sees, all that shows of them as one hash, and which item the
-- meeting is at for him. Nothing when he sees no meeting. Whoever asked is again who he was.
CREATE FUNCTION zvh.followed(person bigint, of_meeting bigint) RETURNS TABLE (items bigint[], shown text, stage bigint) LANGUAGE plpgsql
  SET search_path = public, pg_temp AS $$
DECLARE actor text := current_setting('zvh.actor', true); principals text := current_setting('zvh.principals', true);
BEGIN
  PERFORM zvh.act_as(person, NULL);
  RETURN QUERY WITH seen AS (SELECT i.* FROM meetings_agendaitem i WHERE i.meeting_id = of_meeting)
    SELECT ARRAY(SELECT s.id FROM seen s),
        md5(concat_ws('|', m.state, m.starts_at, m.place,
          (SELECT string_agg(concat_ws(' ', s.id, s.position, s.title, s.minutes, s.is_open), '|' ORDER BY s.position, s.id) FROM seen s),
          (SELECT string_agg(concat_ws(' ', t.item_id, t.organisation_id, t.question), '|' ORDER BY t.id)
            FROM meetings_tableplace t WHERE t.item_id IN (SELECT s.id FROM seen s)))),
        (SELECT g.item_id FROM meetings_stage g WHERE g.meeting_id = m.id AND m.state = 'released')
      FROM meetings_meeting m WHERE m.id = of_meeting;
  PERFORM set_config('zvh.actor', coalesce(actor, ''), true), set_config('zvh.principals', coalesce(principals, ''), true);
END $$;
-- The pen shows with the item: everybody at the table may know who writes.
ALTER TABLE meetings_pen ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_pen TO zvh_app USING ((SELECT true FROM meetings_agendaitem i WHERE i.id = item_id));
-- What the chair keeps for himself: for the coordinators of the house who see the item.
ALTER TABLE meetings_chairnote ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_chairnote TO zvh_app USING (
  (SELECT zvh.leads(m) FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id WHERE i.id = item_id));

-- WHO WRITES: a coordinator of the house, and a pen only as himself.
SELECT zvh.narrow('meetings_pen', 'UPDATE',
  '(SELECT zvh.leads(m) FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id WHERE i.id = item_id)');
SELECT zvh.narrow('meetings_chairnote', 'INSERT', 'written_by_id = zvh.me()');
SELECT zvh.narrow('meetings_chairnote', 'CHANGE', 'written_by_id = zvh.me()');
SELECT zvh.narrow('meetings_pen', 'CHANGE', 'user_id = zvh.me()');
SELECT zvh.narrow('meetings_pen', 'INSERT', 'user_id = zvh.me() AND
  (SELECT zvh.leads(m) FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id WHERE i.id = item_id)');
SELECT zvh.stay('meetings_pen', 'item_id');
SELECT zvh.stay('meetings_chairnote', 'item_id');
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['meetings_pen', 'meetings_chairnote'] LOOP
  EXECUTE format('CREATE TRIGGER a_frozen AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION
    zvh.refuse_when_final(''SELECT meeting_id FROM meetings_agendaitem WHERE id IN (($1).item_id, ($2).item_id)'')', t);
END LOOP; END $$;

-- NOTICES. Who follows a meeting hears that something changed: 'agenda' (items, their order, tables, where the meeting is) or the
-- number of an item. Numbers of rows and nothing else, sent when the transaction is kept; what changed each follower reads as himself.
CREATE FUNCTION zvh.tell_meeting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found record;
BEGIN
  FOR found IN EXECUTE format('SELECT DISTINCT meeting, item FROM (%s) AS told (meeting, item)', TG_ARGV[0]) USING OLD, NEW LOOP
    PERFORM pg_notify('zvh_meeting', found.meeting || ':' || coalesce(found.item::text, 'agenda'));
  END LOOP;
  RETURN NULL;
END $$;
CREATE FUNCTION zvh.announce(on_table text, happening text, told text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER z_tell_%s AFTER %s ON %I FOR EACH ROW EXECUTE FUNCTION zvh.tell_meeting(%L)',
    md5(happening || told), happening, on_table, told);
END $$;
SELECT zvh.announce('meetings_meeting', 'UPDATE OF state, starts_at, place', 'SELECT ($2).id, NULL::bigint');
SELECT zvh.announce('meetings_meeting', 'UPDATE OF audience', 'SELECT ($2).id, NULL::bigint');  -- who may follow changed
SELECT zvh.announce('meetings_stage', 'INSERT OR UPDATE', 'SELECT ($2).meeting_id, NULL::bigint');
SELECT zvh.announce('meetings_agendaitem', 'INSERT OR DELETE OR UPDATE OF position, title, minutes, is_open',
  'SELECT ($1).meeting_id, NULL::bigint WHERE ($1).id IS NOT NULL UNION SELECT ($2).meeting_id, NULL WHERE ($2).id IS NOT NULL');
SELECT zvh.announce('meetings_agendaitem', 'UPDATE OF text, information, interpretation, conclusion, case_id', 'SELECT ($2).meeting_id, ($2).id');
SELECT zvh.announce('meetings_seat', 'INSERT OR UPDATE OR DELETE',
  'SELECT ($1).meeting_id, NULL::bigint WHERE ($1).id IS NOT NULL UNION SELECT ($2).meeting_id, NULL WHERE ($2).id IS NOT NULL');
DO $$ DECLARE t text; BEGIN
FOREACH t IN ARRAY ARRAY['meetings_tableplace', 'meetings_recusal'] LOOP
  PERFORM zvh.announce(t, 'INSERT OR UPDATE OR DELETE', 'SELECT meeting_id, NULL::bigint FROM meetings_agendaitem WHERE id IN (($1).item_id, ($2).item_id)');
END LOOP;
FOREACH t IN ARRAY ARRAY['meetings_itemsignal', 'meetings_itemaction', 'meetings_decision'] LOOP
  PERFORM zvh.announce(t, 'INSERT OR UPDATE OR DELETE', 'SELECT meeting_id, id FROM meetings_agendaitem WHERE id IN (($1).item_id, ($2).item_id)');
END LOOP; END $$;
-- Of what an organisation prepares nothing is heard until it lies on the table.
SELECT zvh.announce('meetings_contribution', 'INSERT OR UPDATE', 'SELECT meeting_id, id FROM meetings_agendaitem
  WHERE id = ($2).item_id AND (($1).released_at IS NOT NULL OR ($2).released_at IS NOT NULL)');
SELECT zvh.announce('meetings_pen', 'INSERT OR UPDATE OF user_id, "window", taken_at', 'SELECT meeting_id, id FROM meetings_agendaitem WHERE id = ($2).item_id');

GRANT SELECT ON meetings_stage TO zvh_app;
GRANT SELECT, INSERT, UPDATE ON meetings_pen, meetings_chairnote TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.bring_up(bigint), zvh.followed(bigint, bigint) TO zvh_app;
