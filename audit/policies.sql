-- LOCK ORDER. A transaction takes its rows in this order, and within a table by id; services lock the root first.
--   user, organisation, membership, key > case > meeting > agenda item > contribution > signal > weighing > question (also outside) > share
--   > identity (of a signal, of a case) > part of a case > journal entry > action > question about taking part; the files of a signal come after the signal, the stops of its clock after the weighing
-- The triggers keep to it: `lock_first` takes what decides before a link is made, `touch` and `expire` go down the list.
-- They lock FOR NO KEY UPDATE: FOR UPDATE would also wait for, and deadlock with, the foreign key checks of others. Who names a
-- membership in a case locks it before the case, with select_for_update(no_key=True); else an ending at that very moment makes
-- PostgreSQL refuse one of the two.

-- WHO reads: what every policy compares with. Left unwrapped on purpose: the planner reads the value
-- and picks the plan for this very actor. Never IMMUTABLE, never session-level.
CREATE FUNCTION zvh.mine() RETURNS int[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('zvh.principals', true), '')::int[];
CREATE FUNCTION zvh.me() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('zvh.actor', true), '')::int;

-- WHOM a row shows itself to. The function named in the first argument of the trigger states the rule of
-- that table: paths of (principal, why, until, bars). Nothing else states it.
-- A path without a principal shows nothing yet; its `until` is the moment at which it may begin.
CREATE FUNCTION zvh.readers_query(rule text, of_row text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format('SELECT coalesce(array_agg(DISTINCT principal ORDER BY principal) FILTER (WHERE principal IS NOT NULL AND NOT bars), ''{}'') AS audience,
                        coalesce(array_agg(DISTINCT principal ORDER BY principal) FILTER (WHERE principal IS NOT NULL AND bars), ''{}'') AS barred,
                        min(until) AS audience_until FROM zvh.%I(%s)', rule, of_row) $$;
-- zvh.guard(table, rule): the trigger that keeps the readers in the row. Its query is written out for that table, so that
-- PostgreSQL plans it once per session and looks through the rule (which therefore sets no search_path of its own: it only
-- ever runs inside this function, or in a view of the owner). Where a rule is asked for the rows of a table it stands WITH
-- ORDINALITY, which keeps PostgreSQL 15 from looking through it: there it fails on the whole row ("not found in subplan target list").
-- Everything in a rule is found by an index. The plan is kept per session, also when it was made while the tables were empty: without
-- these settings it would go on reading whole tables (a thousand seats took minutes).
CREATE FUNCTION zvh.guard(of_table text, rule text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE FUNCTION zvh.%I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $f$
    BEGIN %s; RETURN NEW; END $f$', 'keep_' || of_table,
    replace(zvh.readers_query(rule, 'NEW'), ' FROM zvh.', ' INTO NEW.audience, NEW.barred, NEW.audience_until FROM zvh.'));
  EXECUTE format('CREATE TRIGGER audience BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION zvh.%I(%L)',
    of_table, 'keep_' || of_table, rule);
END $$;
-- The nightly check: rows whose readers are not what the rule says now. Only their table and id.
CREATE FUNCTION zvh.wrong_audiences() RETURNS TABLE (thing text, id bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE t record;
BEGIN
  FOR t IN SELECT c.relname, convert_from(substring(g.tgargs FROM 1 FOR octet_length(g.tgargs) - 1), 'UTF8') AS rule FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
           WHERE g.tgname = 'audience' AND NOT g.tgisinternal ORDER BY 1 LOOP
    RETURN QUERY EXECUTE format('SELECT %L::text, r.id FROM %I r, LATERAL (%s) e
      WHERE (r.audience, r.barred, r.audience_until) IS DISTINCT FROM (e.audience, e.barred, e.audience_until)',
      t.relname, t.relname, zvh.readers_query(t.rule, 'r'));
  END LOOP;
END $$;

-- And puts them right: the rule is what counts. How many per table.
CREATE FUNCTION zvh.repair_audiences() RETURNS TABLE (thing text, found bigint) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE w record;
BEGIN
  FOR w IN SELECT x.thing, array_agg(x.id) AS ids FROM zvh.wrong_audiences() x GROUP BY x.thing
           ORDER BY array_position(ARRAY(SELECT zvh.dated()::text), x.thing) LOOP
    EXECUTE format('UPDATE %I SET audience = audience WHERE id IN (SELECT id FROM %I WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE)',
                   w.thing, w.thing) USING w.ids;
    RETURN QUERY SELECT w.thing, cardinality(w.ids)::bigint;
  END LOOP;
END $$;

-- A change elsewhere recomputes the rows it decides about. Arguments: a table, the expression that gives its
-- ids from OLD ($1) and NEW ($2), and so on in pairs. The rows are locked in the order of their ids.
CREATE FUNCTION zvh.touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE i int := 0;
BEGIN
  WHILE i < TG_NARGS LOOP
    EXECUTE format('UPDATE %I SET audience = audience WHERE id IN (
                      SELECT id FROM %I WHERE id IN (%s) ORDER BY id FOR NO KEY UPDATE)',
                   TG_ARGV[i], TG_ARGV[i], TG_ARGV[i + 1]) USING OLD, NEW;
    i := i + 2;
  END LOOP;
  RETURN NULL;
END $$;

-- Before a link is made or changed, lock what decides about it, so that a closing that runs at the same
-- moment is seen. Arguments: the table that decides, and the expression of its id; a third one, SHARE, where the link
-- only needs it to stay as it is (a membership) and many may do so at once.
-- Its name begins with `a` and a digit or `_`: triggers fire by name, and the readers must be computed after the waiting.
CREATE FUNCTION zvh.lock_first() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  EXECUTE format('SELECT 1 FROM %I WHERE id IN (%s) ORDER BY id FOR %s', TG_ARGV[0], TG_ARGV[1],
                 CASE WHEN TG_NARGS > 2 THEN 'SHARE' ELSE 'NO KEY UPDATE' END) USING OLD, NEW;
  RETURN coalesce(NEW, OLD);
END $$;

-- What a row belongs to stays: moving it would carry its readers along. zvh.stay(table, columns).
CREATE FUNCTION zvh.stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what this row belongs to cannot change' USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_stays';
END $$;
CREATE FUNCTION zvh.stay(of_table text, VARIADIC columns text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER stays BEFORE UPDATE ON %I FOR EACH ROW WHEN (%s) EXECUTE FUNCTION zvh.stays()', of_table,
                 (SELECT string_agg(format('OLD.%1$I IS DISTINCT FROM NEW.%1$I', c), ' OR ') FROM unnest(columns) c));
END $$;

-- A moment that was once set stays as it is: minutes are final, a share or a membership ended. zvh.once(table, column).
CREATE FUNCTION zvh.once(of_table text, column_ text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW WHEN (OLD.%3$I IS NOT NULL AND NEW.%3$I IS DISTINCT FROM OLD.%3$I)
    EXECUTE FUNCTION zvh.stays()', 'once_' || column_, of_table, column_);
END $$;

-- WHO WRITES, coarsely: zvh.narrow(table, commands, rule). Besides seeing the row one must meet the rule. Rights and states are
-- Python's; this keeps a row from referring to what its writer does not see, and a reader from making more readers.
-- UPDATE also keeps others from locking the row; CHANGE lets every reader lock it (a service locks what decides) and not change it.
CREATE FUNCTION zvh.narrow(of_table text, commands text, rule text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE c text;
BEGIN
  FOREACH c IN ARRAY string_to_array(commands, ' ') LOOP
    EXECUTE format('CREATE POLICY %I ON %I AS RESTRICTIVE FOR %s TO zvh_app %s (%s)', 'narrow ' || lower(c), of_table, replace(c, 'CHANGE', 'UPDATE'),
                   CASE c WHEN 'INSERT' THEN 'WITH CHECK' WHEN 'CHANGE' THEN 'USING (true) WITH CHECK' ELSE 'USING' END, rule);
  END LOOP;
END $$;

-- Recompute every row of which a path has ended or begun. Called by the tick, and by the first request of a day.
CREATE FUNCTION zvh.dated() RETURNS SETOF name LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT c.relname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE a.attname = 'audience_until' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
    ORDER BY array_position(ARRAY['cases_case', 'meetings_meeting', 'meetings_agendaitem', 'meetings_contribution', 'signals_signal',
      'signals_weighing', 'signals_question', 'signals_share', 'signals_partyidentity', 'cases_casepartyidentity', 'cases_part', 'cases_journalentry', 'cases_action', 'cases_partnerrequest'], c.relname::text), 1 $$;
CREATE FUNCTION zvh.expire() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE t name; n bigint; total bigint := 0;
BEGIN
  FOR t IN SELECT zvh.dated() LOOP
    EXECUTE format('UPDATE %I SET audience = audience WHERE id IN (
                      SELECT id FROM %I WHERE audience_until <= now() ORDER BY id FOR NO KEY UPDATE)', t, t);
    GET DIAGNOSTICS n = ROW_COUNT;
    total := total + n;
  END LOOP;
  RETURN total;
END $$;

-- Numbers like S-2026-0412: a sequence per prefix and year, so with gaps and without waiting.
CREATE FUNCTION zvh.next_number(prefix text, year int) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE name text := format('number_%s_%s', lower(prefix), year);
BEGIN
  IF prefix !~ '^[A-Z]$' OR year NOT BETWEEN 2000 AND 2199 THEN RAISE EXCEPTION 'prefix or year'; END IF;
  IF to_regclass('zvh.' || name) IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtext(name));
    EXECUTE format('CREATE SEQUENCE IF NOT EXISTS zvh.%I', name);
  END IF;
  RETURN nextval(format('zvh.%I', name)::regclass);
END $$;

-- THE LOG. Anybody may add a line, also without an actor; nobody may change or remove one. Its readers are fixed when it
-- is written. They are stated by the app of the record in zvh.<kind>_log_readers(id, action); besides, by the privacy
-- officers of the organisations of the actor. A line about no record: also those of his houses; of nobody: of every house.
CREATE FUNCTION zvh.log(action text, kind text, object_id bigint, number text, result text, origin text,
                                   organisation_id bigint, details jsonb) RETURNS bigint LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE readers int[]; new_id bigint; about boolean := false;
BEGIN
  IF kind <> '' AND object_id IS NOT NULL AND to_regprocedure(format('zvh.%I(bigint, text)', kind || '_log_readers')) IS NOT NULL THEN
    EXECUTE format('SELECT zvh.%I($1, $2)', kind || '_log_readers') USING object_id, action INTO readers;
    about := readers IS NOT NULL;
  END IF;
  readers := readers || zvh.officers_of(zvh.me(), NOT about) || (1200000000 + organisation_id)::int;
  readers := ARRAY(SELECT DISTINCT r FROM unnest(readers) r WHERE r IS NOT NULL ORDER BY r);
  IF readers = '{}' THEN readers := zvh.officers_of_every_house(); END IF;
  INSERT INTO audit_entry (at, action, kind, object_id, number, result, origin, actor_id, organisation_id, principals, details, audience)
  VALUES (clock_timestamp(), action, kind, object_id, number, result, origin, zvh.me(), organisation_id, coalesce(zvh.mine(), '{}'), details, readers)
  RETURNING id INTO new_id;
  RETURN new_id;
END $$;

-- JSON keeps an empty column apart from its neighbour: (5, nothing) is not (nothing, 5).
CREATE FUNCTION zvh.entry_hash(previous text, e audit_entry) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(previous, e.id, extract(epoch FROM e.at), e.action, e.kind, e.object_id,
    e.number, e.result, e.origin, e.actor_id, e.organisation_id, e.principals, e.details, e.audience)::text, 'UTF8')), 'hex') $$;

-- The sealer: one at a time, appends a link for every line that has none yet. Returns how many.
CREATE FUNCTION zvh.seal() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE e audit_entry; n bigint; link text; since timestamptz; sealed bigint := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(7231) THEN RETURN 0; END IF;
  SELECT s.n, s.hash INTO n, link FROM audit_seal s ORDER BY s.n DESC LIMIT 1;
  n := coalesce(n, 0); link := coalesce(link, '');
  -- a line may be committed after a later one was sealed: look back an hour, not over the whole log
  SELECT max(a.at) - interval '1 hour' INTO since FROM audit_entry a JOIN audit_seal s ON s.entry_id = a.id
    WHERE s.n > (SELECT max(x.n) - 100 FROM audit_seal x);
  FOR e IN SELECT a.* FROM audit_entry a WHERE a.at >= coalesce(since, '-infinity')
             AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry_id = a.id) ORDER BY a.id LOOP
    n := n + 1; sealed := sealed + 1; link := zvh.entry_hash(link, e);
    INSERT INTO audit_seal (n, entry_id, hash) VALUES (n, e.id, link);
  END LOOP;
  RETURN sealed;
END $$;

-- Reads the whole chain; returns the first link that does not hold, with the reason, or no row. A line that the sealer
-- would never come back for was slipped in (or its transaction took over an hour). A chain cut off at its end shows only
-- beside an older head: the command prints it, to be kept elsewhere.
CREATE FUNCTION zvh.verify_log() RETURNS TABLE (n bigint, entry_id bigint, reason text) LANGUAGE plpgsql
  STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE s record; link text := ''; expected bigint := 1;
BEGIN
  FOR s IN SELECT l.n, l.entry_id, l.hash, a AS entry, a.id AS found FROM audit_seal l LEFT JOIN audit_entry a ON a.id = l.entry_id ORDER BY l.n LOOP
    IF s.n <> expected THEN RETURN QUERY SELECT s.n, s.entry_id, 'een schakel ontbreekt'; RETURN; END IF;
    IF s.found IS NULL THEN RETURN QUERY SELECT s.n, s.entry_id, 'de logregel is weg'; RETURN; END IF;
    link := zvh.entry_hash(link, s.entry);
    IF link <> s.hash THEN RETURN QUERY SELECT s.n, s.entry_id, 'de logregel is veranderd'; RETURN; END IF;
    expected := expected + 1;
  END LOOP;
  RETURN QUERY SELECT NULL::bigint, a.id, 'de logregel is niet verzegeld' FROM audit_entry a
    WHERE a.at < (SELECT max(x.at) - interval '1 hour' FROM audit_entry x JOIN audit_seal y ON y.entry_id = x.id)
      AND NOT EXISTS (SELECT FROM audit_seal z WHERE z.entry_id = a.id) ORDER BY a.id LIMIT 1;
END $$;

CREATE FUNCTION zvh.log_head() RETURNS TABLE (n bigint, hash text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.n, s.hash::text FROM audit_seal s ORDER BY s.n DESC LIMIT 1 $$;

ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON audit_entry FOR SELECT TO zvh_app USING (audience && zvh.mine());
GRANT SELECT ON audit_entry TO zvh_app;
GRANT SELECT, INSERT, UPDATE ON audit_tickrun TO zvh_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON audit_cache, django_session TO zvh_app;
GRANT SELECT ON django_migrations, django_content_type TO zvh_app;

GRANT EXECUTE ON FUNCTION zvh.mine(), zvh.me(), zvh.expire(), zvh.wrong_audiences(), zvh.repair_audiences(), zvh.seal(), zvh.verify_log(), zvh.log_head(), zvh.next_number(text, int),
  zvh.log(text, text, bigint, text, text, text, bigint, jsonb) TO zvh_app;
