-- WHO somebody is. Numbers: see docs/architecture.md, 'Principals'.
CREATE FUNCTION zvh.in_force(m partners_membership) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT m.valid_from <= now() AND (m.valid_until IS NULL OR m.valid_until > now())
     AND (m.confirmed_at IS NOT NULL OR m.role NOT IN ('coordinator', 'expert', 'privacy_officer', 'administrator'))
     AND EXISTS (SELECT FROM public.partners_organisation o WHERE o.id = m.organisation_id AND o.is_active)
     AND EXISTS (SELECT FROM public.partners_user u WHERE u.id = m.user_id AND u.is_active) $$;

CREATE FUNCTION zvh.principals(u bigint) RETURNS int[] LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT x::int ORDER BY x::int) FILTER (WHERE x IS NOT NULL), '{}') FROM (
    SELECT unnest(ARRAY[
        CASE WHEN m.role IN ('participant', 'coordinator', 'expert') THEN m.organisation_id END,
        -m.user_id,
        CASE m.role WHEN 'coordinator' THEN 1000000000 WHEN 'expert' THEN 1100000000
                    WHEN 'privacy_officer' THEN 1200000000 WHEN 'administrator' THEN 1600000000 END + m.organisation_id,
        CASE WHEN o.kind = 'house' THEN 1500000000 + m.organisation_id END,
        2000000000]) AS x
      FROM partners_membership m JOIN partners_organisation o ON o.id = m.organisation_id
      WHERE m.user_id = u AND zvh.in_force(m)
    UNION ALL
    SELECT 1500000000 + p.house_id FROM partners_membership m JOIN partners_partnership p ON p.organisation_id = m.organisation_id
      WHERE m.user_id = u AND zvh.in_force(m)
    UNION ALL
    SELECT 1300000000 + g.id FROM partners_grant g WHERE g.user_id = u AND g.until > now() AND EXISTS (SELECT FROM partners_membership m
      WHERE m.user_id = u AND zvh.in_force(m)
        AND (m.role IN ('coordinator', 'expert', 'privacy_officer') OR g.kind = 'case_identity' AND m.role = 'case_director'))
  ) v $$;

CREATE FUNCTION zvh.key_principals(secret_digest text) RETURNS int[] LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg((1400000000 + k.id)::int), '{}') FROM partners_key k WHERE k.digest = secret_digest AND k.until > now() $$;

-- The one way to become somebody, for the length of the transaction. A closed account is nobody.
CREATE FUNCTION zvh.act_as(u bigint, secret_digest text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('zvh.actor', coalesce((SELECT a.id::text FROM public.partners_user a WHERE a.id = u AND a.is_active), ''), true);
  PERFORM set_config('zvh.principals',
    (CASE WHEN u IS NOT NULL THEN zvh.principals(u) WHEN secret_digest IS NOT NULL THEN zvh.key_principals(secret_digest)
          ELSE '{}'::int[] END)::text, true);
END $$;

CREATE FUNCTION zvh.has_any(first int, last int) RETURNS int[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(p - first), '{}') FROM unnest(zvh.mine()) p WHERE p BETWEEN first AND last $$;
-- Houses in which the actor has the desk, administers, or is a member; ids of organisations.
CREATE FUNCTION zvh.coordinated() RETURNS int[] LANGUAGE sql STABLE AS $$ SELECT zvh.has_any(1000000000, 1099999999) $$;
CREATE FUNCTION zvh.weighed() RETURNS int[] LANGUAGE sql STABLE AS $$ SELECT zvh.has_any(1000000000, 1099999999) || zvh.has_any(1100000000, 1199999999) $$;
CREATE FUNCTION zvh.administered() RETURNS int[] LANGUAGE sql STABLE AS $$ SELECT zvh.has_any(1600000000, 1699999999) $$;
-- Houses in which the actor may confirm a heavy role as a second person; not of a partner of which he is privacy officer.
CREATE FUNCTION zvh.confirmed_for() RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT o.id::int FROM partners_organisation o WHERE o.kind = 'house'
    AND o.id = ANY (zvh.administered() || zvh.coordinated() || zvh.has_any(1200000000, 1299999999))) $$;
CREATE FUNCTION zvh.houses() RETURNS int[] LANGUAGE sql STABLE AS $$ SELECT zvh.has_any(1500000000, 1599999999) $$;
-- The organisations of these houses, themselves included.
CREATE FUNCTION zvh.organisations_of(houses int[]) RETURNS int[] LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT houses || coalesce((SELECT array_agg(DISTINCT p.organisation_id::int) FROM partners_partnership p WHERE p.house_id = ANY (houses)), '{}') $$;

-- The path of a person: as the membership by which he reported, directs, is named or owns, from its first day to its last.
CREATE FUNCTION zvh.person_path(of_membership bigint, reason text) RETURNS TABLE (principal int, why text, until timestamptz, bars boolean)
  LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN zvh.in_force(m) THEN (-m.user_id)::int END, reason, CASE WHEN m.valid_from > now() THEN m.valid_from ELSE m.valid_until END, false
    FROM partners_membership m WHERE m.id = of_membership AND (m.valid_until IS NULL OR m.valid_until > now()) $$;

-- Privacy officers, for the log: of the organisations where somebody works and, when asked, of their houses.
CREATE FUNCTION zvh.officers_of(u bigint, with_houses boolean) RETURNS int[] LANGUAGE sql STABLE
  SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT (1200000000 + m.organisation_id)::int FROM partners_membership m WHERE m.user_id = u AND zvh.in_force(m)
    UNION SELECT (1200000000 + p.house_id)::int FROM partners_membership m JOIN partners_partnership p ON p.organisation_id = m.organisation_id
      WHERE with_houses AND m.user_id = u AND zvh.in_force(m)) $$;
CREATE FUNCTION zvh.officers_of_every_house() RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT (1200000000 + o.id)::int FROM partners_organisation o WHERE o.kind = 'house' ORDER BY 1) $$;
-- Who may read the log of a membership or an invitation: the privacy officers of the organisation and of its houses.
CREATE FUNCTION zvh.organisation_log_readers(organisation bigint, action text) RETURNS int[] LANGUAGE sql STABLE
  SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT (1200000000 + organisation)::int UNION SELECT (1200000000 + p.house_id)::int FROM partners_partnership p
    WHERE p.organisation_id = organisation) $$;
CREATE FUNCTION zvh.membership_log_readers(membership bigint, action text) RETURNS int[] LANGUAGE sql STABLE
  SET search_path = public, pg_temp AS $$
  SELECT zvh.organisation_log_readers(m.organisation_id, action) FROM partners_membership m WHERE m.id = membership $$;
CREATE FUNCTION zvh.invitation_log_readers(invitation bigint, action text) RETURNS int[] LANGUAGE sql STABLE
  SET search_path = public, pg_temp AS $$
  SELECT zvh.organisation_log_readers(i.organisation_id, action) FROM partners_invitation i WHERE i.id = invitation $$;

-- An invitation is taken by somebody without an account: only who knows the secret sees it, and only this makes the account.
CREATE FUNCTION zvh.open_invitation(secret_digest text)
  RETURNS TABLE (name text, email text, organisation text, role text, account bigint) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT i.name, i.email, o.name, i.role, u.id FROM partners_invitation i JOIN partners_organisation o ON o.id = i.organisation_id
    LEFT JOIN partners_user u ON u.email = lower(i.email)
    WHERE i.digest = secret_digest AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > now() AND o.is_active $$;
CREATE FUNCTION zvh.accept_invitation(secret_digest text, password_hash text) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE i partners_invitation; account bigint; made bigint;
BEGIN
  PERFORM FROM partners_invitation x WHERE x.digest = secret_digest FOR UPDATE;  -- of two clicks one is first
  IF NOT EXISTS (SELECT FROM zvh.open_invitation(secret_digest)) THEN RETURN NULL; END IF;
  SELECT * INTO i FROM partners_invitation x WHERE x.digest = secret_digest;
  IF NOT EXISTS (SELECT FROM partners_membership m WHERE m.user_id = i.sent_by_id AND m.role = 'administrator' AND zvh.in_force(m)
      AND i.organisation_id = ANY (zvh.organisations_of(ARRAY[m.organisation_id::int]))) THEN RETURN NULL; END IF;  -- he works here no longer
  SELECT id INTO account FROM partners_user u WHERE u.email = lower(i.email);
  IF account IS NULL THEN
    INSERT INTO partners_user (email, name, password, is_active, created_at) VALUES (lower(i.email), i.name, password_hash, true, now())
      RETURNING id INTO account;
  ELSIF account IS DISTINCT FROM zvh.me() THEN RETURN NULL;  -- an account that exists takes it after logging in
  END IF;
  UPDATE partners_membership SET ended_at = now(), ended_by_id = i.sent_by_id  -- what ran out by its date
    WHERE user_id = account AND organisation_id = i.organisation_id AND role = i.role AND ended_at IS NULL AND valid_until <= now();
  INSERT INTO partners_membership (user_id, organisation_id, role, function, valid_from, valid_until, proposed_by_id)
    VALUES (account, i.organisation_id, i.role, i.function, now(), i.valid_until, i.sent_by_id) ON CONFLICT DO NOTHING RETURNING id INTO made;
  UPDATE partners_invitation SET accepted_at = now() WHERE id = i.id;
  RETURN coalesce(made, (SELECT m.id FROM partners_membership m WHERE m.user_id = account AND m.organisation_id = i.organisation_id
    AND m.role = i.role AND m.ended_at IS NULL));
END $$;

-- The people one works with: those who share an organisation with the reader, and for the desk those of its house. No addresses.
CREATE VIEW partners_colleague AS
  SELECT m.id, m.user_id, m.organisation_id, u.name, m.role, m.function FROM partners_membership m JOIN partners_user u ON u.id = m.user_id
  WHERE zvh.in_force(m) AND (m.organisation_id = ANY (zvh.mine()) OR m.organisation_id = ANY ((SELECT zvh.organisations_of(zvh.weighed()))::int[]));

-- Memberships: one's own, and those of the organisations of the houses one administers, confirms for or weighs in. Nobody
-- changes his own; an administrator adds; what a membership is stays (another role is another membership, confirmed anew).
ALTER TABLE partners_membership ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON partners_membership TO zvh_app USING (
  user_id = zvh.me() OR organisation_id = ANY ((SELECT zvh.organisations_of(zvh.administered() || zvh.coordinated() || zvh.has_any(1200000000, 1299999999)))::int[]));
SELECT zvh.narrow('partners_membership', 'INSERT', 'user_id <> zvh.me() AND organisation_id = ANY (zvh.organisations_of(zvh.administered()))
  AND proposed_by_id = zvh.me() AND confirmed_by_id IS NULL');
SELECT zvh.narrow('partners_membership', 'CHANGE', 'user_id <> zvh.me() AND organisation_id = ANY (zvh.organisations_of(zvh.confirmed_for()))');
SELECT zvh.once('partners_membership', 'ended_at');
-- Nobody confirms in another's name.
CREATE TRIGGER confirmed_by_oneself BEFORE UPDATE ON partners_membership FOR EACH ROW
  WHEN (NEW.confirmed_by_id IS DISTINCT FROM OLD.confirmed_by_id AND NEW.confirmed_by_id IS DISTINCT FROM nullif(current_setting('zvh.actor', true), '')::bigint
        AND nullif(current_setting('zvh.actor', true), '') IS NOT NULL) EXECUTE FUNCTION zvh.stays();
SELECT zvh.stay('partners_membership', 'user_id', 'organisation_id', 'role');
ALTER TABLE partners_invitation ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON partners_invitation TO zvh_app USING (organisation_id = ANY (zvh.organisations_of(zvh.administered())));
-- A grant is of its holder; one for an identity or an original is only for the desk of the signal, as far as it sees that signal.
ALTER TABLE partners_grant ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON partners_grant TO zvh_app USING (user_id = zvh.me());
SELECT zvh.narrow('partners_grant', 'INSERT', $$CASE kind
  WHEN 'party_identity' THEN (SELECT s.house_id = ANY (zvh.weighed()) FROM signals_party p JOIN signals_signal s ON s.id = p.signal_id WHERE p.id = object_id)
  WHEN 'original' THEN (SELECT s.house_id = ANY (zvh.weighed()) FROM signals_attachment a JOIN signals_signal s ON s.id = a.signal_id WHERE a.id = object_id)
  WHEN 'masked_text' THEN (SELECT s.house_id = ANY (zvh.weighed()) FROM signals_mask m JOIN signals_signal s ON s.id = m.signal_id WHERE m.id = object_id)
  WHEN 'case_identity' THEN true  -- by a rule of its own: cases/policies_parties.sql
  ELSE false END$$);
ALTER TABLE partners_key ENABLE ROW LEVEL SECURITY;  -- nobody reads keys: zvh.key_principals() does

-- Organisations and the region are for everybody to read (also before login), and for administrators to change.
DO $$ DECLARE t text; rule text; BEGIN
  FOR t, rule IN VALUES ('partners_organisation', 'cardinality(zvh.administered()) > 0'), ('partners_house', 'organisation_id = ANY (zvh.administered())'),
      ('partners_partnership', 'house_id = ANY (zvh.administered())'), ('partners_municipality', 'house_id = ANY (zvh.administered())'),
      ('partners_municipality_neighbours', 'EXISTS (SELECT FROM partners_municipality m
        WHERE m.id IN (from_municipality_id, to_municipality_id) AND m.house_id = ANY (zvh.administered()))'), ('partners_theme', 'house_id = ANY (zvh.administered())') LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY see ON %I FOR SELECT TO zvh_app USING (true)', t);
    EXECUTE format('CREATE POLICY write ON %I TO zvh_app USING (%s)', t, rule);
  END LOOP;
END $$;

SELECT zvh.narrow('partners_organisation', 'CHANGE', 'id = ANY (zvh.organisations_of(zvh.administered()))');
-- An organisation that ever worked with a house keeps one: shares, cases and minutes show themselves to it, so another house may
-- not claim it and put its own people there. The first house of a new one adds it; a further house only with the first.
CREATE FUNCTION zvh.is_unclaimed(organisation bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (SELECT FROM partners_partnership p WHERE p.organisation_id = organisation)
     AND NOT EXISTS (SELECT FROM partners_organisation o WHERE o.id = organisation AND o.kind = 'house') $$;
SELECT zvh.narrow('partners_partnership', 'INSERT', 'zvh.is_unclaimed(organisation_id) OR organisation_id = ANY (zvh.organisations_of(zvh.administered()))');
CREATE FUNCTION zvh.keep_a_house() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM partners_partnership p WHERE p.organisation_id = OLD.organisation_id) THEN
    RAISE EXCEPTION 'an organisation keeps a house' USING ERRCODE = 'check_violation', CONSTRAINT = 'partners_partnership_keeps_a_house';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER keeps_a_house AFTER DELETE ON partners_partnership FOR EACH ROW EXECUTE FUNCTION zvh.keep_a_house();

-- The numbers of principals have room for 100 million of each kind (users and organisations more); beyond that one kind
-- would run into the next.
CREATE FUNCTION zvh.in_range() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id NOT BETWEEN 1 AND 99999999 THEN
    RAISE EXCEPTION 'no room for this number' USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_in_range';
  END IF;
  RETURN NEW;
END $$;
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['partners_organisation', 'partners_user', 'partners_grant', 'partners_key'] LOOP
  EXECUTE format('CREATE TRIGGER in_range BEFORE INSERT OR UPDATE OF id ON %I FOR EACH ROW EXECUTE FUNCTION zvh.in_range()', t);
END LOOP; END $$;

-- The end of a membership, an organisation, an account or a key recomputes what was seen by it, in the same transaction.
CREATE TRIGGER touch AFTER UPDATE ON partners_membership FOR EACH ROW
  WHEN ((OLD.valid_from, OLD.valid_until, OLD.confirmed_at) IS DISTINCT FROM (NEW.valid_from, NEW.valid_until, NEW.confirmed_at))
  EXECUTE FUNCTION zvh.touch(
    'cases_case', 'SELECT case_id FROM cases_director WHERE membership_id = ($2).id UNION SELECT case_id FROM cases_named WHERE membership_id = ($2).id
                   UNION SELECT id FROM cases_case WHERE coordinator_id = ($2).user_id AND ($2).role = ''coordinator'' ',
    'signals_signal', 'SELECT id FROM signals_signal WHERE membership_id = ($2).id',
    'signals_question', 'SELECT q.id FROM signals_question q JOIN signals_signal s ON s.id = q.signal_id WHERE s.membership_id = ($2).id',
    'cases_journalentry', 'SELECT id FROM cases_journalentry WHERE membership_id = ($2).id UNION SELECT entry_id FROM cases_journalreader WHERE membership_id = ($2).id',
    'cases_action', 'SELECT id FROM cases_action WHERE owner_id = ($2).id',
    'cases_partnerrequest', 'SELECT id FROM cases_partnerrequest WHERE membership_id = ($2).id');
DO $$ DECLARE t text; his text; BEGIN
  FOR t, his IN VALUES ('partners_organisation', 'm.organisation_id = ($2).id'), ('partners_user', 'm.user_id = ($2).id') LOOP
    EXECUTE format('CREATE TRIGGER touch AFTER UPDATE ON %I FOR EACH ROW WHEN (OLD.is_active <> NEW.is_active) EXECUTE FUNCTION zvh.touch(
      ''cases_case'', ''SELECT d.case_id FROM cases_director d JOIN partners_membership m ON m.id = d.membership_id WHERE %2$s
        UNION SELECT n.case_id FROM cases_named n JOIN partners_membership m ON m.id = n.membership_id WHERE %2$s
        UNION SELECT c.id FROM cases_case c JOIN partners_membership m ON m.user_id = c.coordinator_id AND m.organisation_id = c.house_id WHERE %2$s'',
      ''signals_signal'', ''SELECT s.id FROM signals_signal s JOIN partners_membership m ON m.id = s.membership_id WHERE %2$s'',
      ''signals_question'', ''SELECT q.id FROM signals_question q JOIN signals_signal s ON s.id = q.signal_id JOIN partners_membership m ON m.id = s.membership_id WHERE %2$s'',
      ''cases_journalentry'', ''SELECT e.id FROM cases_journalentry e JOIN partners_membership m ON m.id = e.membership_id WHERE %2$s
        UNION SELECT r.entry_id FROM cases_journalreader r JOIN partners_membership m ON m.id = r.membership_id WHERE %2$s'',
      ''cases_action'', ''SELECT a.id FROM cases_action a JOIN partners_membership m ON m.id = a.owner_id WHERE %2$s'',
      ''cases_partnerrequest'', ''SELECT r.id FROM cases_partnerrequest r JOIN partners_membership m ON m.id = r.membership_id WHERE %2$s'')', t, his);
  END LOOP;
END $$;
CREATE TRIGGER touch AFTER UPDATE ON partners_key FOR EACH ROW WHEN (OLD.until <> NEW.until)
  EXECUTE FUNCTION zvh.touch(
    'signals_signal', 'SELECT id FROM signals_signal WHERE key_id = ($2).id',
    'signals_question', 'SELECT q.id FROM signals_question q JOIN signals_signal s ON s.id = q.signal_id WHERE s.key_id = ($2).id');

-- Who loses a membership loses what he had opened with a reason: it was given for that work.
CREATE FUNCTION zvh.end_grants() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT zvh.in_force(NEW) THEN
    UPDATE partners_grant SET until = now() WHERE user_id = NEW.user_id AND until > now();
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER end_grants AFTER UPDATE ON partners_membership FOR EACH ROW
  WHEN (OLD.valid_until IS DISTINCT FROM NEW.valid_until) EXECUTE FUNCTION zvh.end_grants();

GRANT SELECT, INSERT, UPDATE ON partners_user, partners_membership, partners_organisation, partners_house, partners_partnership, partners_municipality,
  partners_municipality_neighbours, partners_theme, partners_invitation TO zvh_app;
GRANT SELECT, INSERT ON partners_grant TO zvh_app;
GRANT DELETE ON partners_partnership, partners_municipality_neighbours TO zvh_app;
GRANT SELECT ON partners_colleague TO zvh_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON account_emailaddress, account_emailconfirmation, mfa_authenticator TO zvh_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.principals(bigint), zvh.key_principals(text), zvh.act_as(bigint, text), zvh.in_force(partners_membership), zvh.has_any(int, int),
  zvh.open_invitation(text), zvh.accept_invitation(text, text),
  zvh.coordinated(), zvh.weighed(), zvh.administered(), zvh.confirmed_for(), zvh.is_unclaimed(bigint), zvh.houses(), zvh.organisations_of(int[]) TO zvh_app;
