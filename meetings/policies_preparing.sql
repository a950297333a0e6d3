-- PREPARING a meeting: standing tables, what became of proposals, what a table saw, reminders. After policies.sql.

-- Who usually sits where is for who makes the agendas.
ALTER TABLE meetings_standingtable ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_standingtable TO zvh_app USING (house_id = ANY (zvh.coordinated()));
ALTER TABLE meetings_standingtable_organisations ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_standingtable_organisations TO zvh_app USING ((SELECT true FROM meetings_standingtable t WHERE t.id = standingtable_id));
SELECT zvh.stay('meetings_standingtable', 'house_id');
GRANT SELECT, INSERT, UPDATE ON meetings_standingtable TO zvh_app;
GRANT SELECT, INSERT, DELETE ON meetings_standingtable_organisations TO zvh_app;

-- What became of a proposal is for who makes the agendas, and only as far as he sees what it was about: the reason tells of it.
ALTER TABLE meetings_proposalfate ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_proposalfate TO zvh_app USING (house_id = ANY (zvh.coordinated())
  AND (signal_id IS NULL OR (SELECT true FROM signals_signal s WHERE s.id = signal_id))
  AND (case_id IS NULL OR (SELECT true FROM cases_case c WHERE c.id = case_id)));
GRANT SELECT, INSERT, UPDATE (item_id) ON meetings_proposalfate TO zvh_app;  -- an item that is taken off lets go

-- Each text that lay on a table stays, whatever happens to the contribution: written here, and by nobody else.
CREATE FUNCTION zvh.keep_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE was timestamptz;
BEGIN
  IF TG_OP = 'UPDATE' THEN was := OLD.released_at; END IF;
  IF NEW.released_at IS NULL AND was IS NOT NULL THEN
    UPDATE meetings_contributionversion SET withdrawn_at = now(), withdrawn_by_id = coalesce(zvh.me(), NEW.written_by_id)
      WHERE contribution_id = NEW.id AND id = (SELECT max(v.id) FROM meetings_contributionversion v WHERE v.contribution_id = NEW.id);
  ELSIF NEW.released_at IS NOT NULL AND was IS NULL THEN
    INSERT INTO meetings_contributionversion (contribution_id, item_id, organisation_id, text, released_at, released_by_id)
      VALUES (NEW.id, NEW.item_id, NEW.organisation_id, NEW.text, NEW.released_at, NEW.released_by_id);
  ELSIF NEW.released_at IS NOT NULL AND NEW.text <> OLD.text THEN
    INSERT INTO meetings_contributionversion (contribution_id, item_id, organisation_id, text, released_at, released_by_id)
      VALUES (NEW.id, NEW.item_id, NEW.organisation_id, NEW.text, NEW.written_at, NEW.written_by_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER version AFTER INSERT OR UPDATE OF text, released_at ON meetings_contribution FOR EACH ROW EXECUTE FUNCTION zvh.keep_version();
-- Who read it while it lay there: its organisation, who leads the meeting, the table (of a case meeting who reads the case); of a hidden
-- participant not the table.
CREATE FUNCTION zvh.reads_brought(item bigint, organisation bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT organisation = ANY (zvh.mine()) OR zvh.leads(m) OR m.case_id IS NOT NULL AND m.audience && zvh.mine() OR NOT zvh.is_hidden_at(item, organisation) AND m.released_at IS NOT NULL
      AND (EXISTS (SELECT FROM meetings_tableplace t WHERE t.item_id = i.id AND t.organisation_id = ANY (zvh.mine()))
        OR i.is_open AND EXISTS (SELECT FROM meetings_seat s WHERE s.meeting_id = m.id AND s.organisation_id = ANY (zvh.mine())))
    FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id WHERE i.id = item $$;
ALTER TABLE meetings_contributionversion ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_contributionversion FOR SELECT TO zvh_app USING (
  (SELECT true FROM meetings_agendaitem i WHERE i.id = item_id) AND zvh.reads_brought(item_id, organisation_id));
GRANT SELECT ON meetings_contributionversion TO zvh_app;

-- Stepping back is undone by a coordinator who sees the item, so never by who stepped back; the row stays.
CREATE POLICY undo ON meetings_recusal FOR UPDATE TO zvh_app USING (
  (SELECT zvh.leads(m) FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id WHERE i.id = item_id));
SELECT zvh.once('meetings_recusal', 'ended_at');
GRANT UPDATE (ended_at, ended_by_id, end_reason) ON meetings_recusal TO zvh_app;

-- How many at these tables the reader does not get to know, and how many of those contributed.
CREATE FUNCTION zvh.hidden_at_tables(items bigint[]) RETURNS TABLE (item_id bigint, places int, done int) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT i.id, count(*)::int, count(c.id)::int FROM meetings_agendaitem i JOIN meetings_tableplace t ON t.item_id = i.id
    LEFT JOIN meetings_contribution c ON c.item_id = i.id AND c.organisation_id = t.organisation_id
    WHERE i.id = ANY (items) AND i.audience && zvh.mine() AND NOT i.barred && zvh.mine() AND NOT zvh.shows_place(i.id, t.organisation_id) GROUP BY 1 $$;

-- The same of one item: how many at its table the reader only learns of.
CREATE FUNCTION zvh.hidden_places(item bigint) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT h.places FROM zvh.hidden_at_tables(ARRAY[item]) h), 0) $$;

-- REMINDERS: an organisation with a question that it did not answer on the table. Never who stepped back from that item.
CREATE FUNCTION zvh.unprepared(of_meeting bigint) RETURNS TABLE (organisation_id bigint, user_id bigint) LANGUAGE sql STABLE
  SET search_path = public, pg_temp AS $$
  SELECT min(t.organisation_id), p.user_id FROM meetings_meeting m JOIN meetings_agendaitem i ON i.meeting_id = m.id JOIN meetings_tableplace t ON t.item_id = i.id
      JOIN partners_membership p ON p.organisation_id = t.organisation_id AND p.role = 'participant' JOIN partners_user u ON u.id = p.user_id
    WHERE m.id = of_meeting AND m.state = 'released' AND t.question <> '' AND u.wants_reminders AND zvh.in_force(p)
      AND (m.case_id IS NULL OR zvh.takes_part(m.id, p.user_id, p.organisation_id))
      AND NOT EXISTS (SELECT FROM meetings_contribution c WHERE c.item_id = i.id AND c.organisation_id = t.organisation_id AND c.released_at IS NOT NULL)
      AND NOT EXISTS (SELECT FROM meetings_recusal r WHERE r.item_id = i.id AND r.user_id = p.user_id AND r.ended_at IS NULL)
    GROUP BY p.user_id $$;
-- Claimed here, so of two that remind at once one does: whom to mail. By hand by a coordinator of the house; by the tick of
-- meetings on the next working day.
CREATE FUNCTION zvh.claim_unprepared(of_meeting bigint, day date) RETURNS TABLE (meeting_id bigint, user_id bigint, starts_at timestamptz) LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('preparation'));
  RETURN QUERY WITH due AS (SELECT m.id, m.starts_at, (m.starts_at AT TIME ZONE 'Europe/Amsterdam')::date AS held_on FROM meetings_meeting m
      WHERE m.state = 'released' AND CASE WHEN zvh.me() IS NULL THEN of_meeting IS NULL ELSE m.id = of_meeting AND zvh.leads(m) END),
    made AS (INSERT INTO meetings_preparationreminder (meeting_id, organisation_id, user_id, "on")
      SELECT d.id, u.organisation_id, u.user_id, day FROM due d, LATERAL zvh.unprepared(d.id) u
        WHERE of_meeting IS NOT NULL OR d.held_on > day AND d.held_on <= zvh.add_workdays(day, 1)
      ON CONFLICT DO NOTHING RETURNING meeting_id, user_id)
    SELECT e.meeting_id, e.user_id, d.starts_at FROM made e JOIN due d ON d.id = e.meeting_id ORDER BY 1, 2;
END $$;
ALTER TABLE meetings_preparationreminder ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON meetings_preparationreminder FOR SELECT TO zvh_app USING (
  (SELECT zvh.leads(m) FROM meetings_meeting m WHERE m.id = meeting_id));
GRANT SELECT ON meetings_preparationreminder TO zvh_app;

-- Standing tables, proposals and reminders belong to a house or a meeting: their log is for its privacy officers.
CREATE FUNCTION zvh.standing_table_log_readers(standing bigint, action text) RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT ARRAY[1200000000 + t.house_id]::int[] FROM meetings_standingtable t WHERE t.id = standing $$;
GRANT EXECUTE ON FUNCTION zvh.reads_brought(bigint, bigint), zvh.hidden_at_tables(bigint[]), zvh.hidden_places(bigint), zvh.claim_unprepared(bigint, date) TO zvh_app;
