-- THE PICTURE of a case: what organisations see in each life area, and trigger factors. Read with the part 'picture'; who reads it
-- reads all of it, also what another organisation judges differently.

-- In whose name may the actor write in this part? That of the house for its coordinators, that by which he directs the case, that of
-- an organisation whose profile gives the part for who stands for it. Not when the case is closed.
CREATE FUNCTION zvh.speaks_in(the_part bigint, organisation bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM cases_part x JOIN cases_case c ON c.id = x.case_id JOIN partners_membership m ON m.user_id = zvh.me() AND zvh.in_force(m)
    JOIN partners_organisation o ON o.id = m.organisation_id
    WHERE x.id = the_part AND x.kind = 'picture' AND c.closed_at IS NULL AND o.id = organisation AND x.audience && zvh.mine() AND NOT x.barred && zvh.mine()
      AND (o.id = c.house_id AND m.role = 'coordinator'
        OR m.role = 'case_director' AND EXISTS (SELECT FROM cases_director d WHERE d.case_id = c.id AND d.membership_id = m.id AND d.ended_at IS NULL)
        OR m.role = CASE o.kind WHEN 'house' THEN 'coordinator' ELSE 'participant' END AND EXISTS (SELECT FROM cases_casepartner p
          WHERE p.case_id = c.id AND p.organisation_id = o.id AND p.left_at IS NULL AND x.kind = ANY (p.parts)))) $$;

-- A correction takes the place of what the same organisation wrote in the same picture.
CREATE FUNCTION zvh.check_correction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE fits boolean;
BEGIN
  EXECUTE format('SELECT x.part_id = ($1).part_id AND x.organisation_id = ($1).organisation_id FROM %I x WHERE x.id = ($1).corrects_id', TG_TABLE_NAME)
    INTO fits USING NEW;
  IF NOT coalesce(fits, false) THEN
    RAISE EXCEPTION 'what another organisation wrote' USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_corrects_its_own';
  END IF;
  RETURN NULL;
END $$;

DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['cases_observation', 'cases_triggerfactor'] LOOP
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY see ON %I TO zvh_app USING ((SELECT true FROM cases_part p WHERE p.id = part_id))', t);
  PERFORM zvh.narrow(t, 'INSERT', 'written_by_id = zvh.me() AND zvh.speaks_in(part_id, organisation_id)');
  EXECUTE format('CREATE TRIGGER corrects_its_own AFTER INSERT ON %I FOR EACH ROW WHEN (NEW.corrects_id IS NOT NULL)
    EXECUTE FUNCTION zvh.check_correction()', t);
END LOOP; END $$;

GRANT SELECT, INSERT ON cases_observation, cases_triggerfactor TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.speaks_in(bigint, bigint) TO zvh_app;
