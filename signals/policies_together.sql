-- What belongs together: links between signals, and questions whether somebody is known elsewhere. A link comes last in the
-- lock order. A main signal is locked before what was merged into it, whose status follows it; two that are linked by id.

-- A link is seen by who sees both ends. Only the desk makes and undoes it, within its house.
ALTER TABLE signals_link ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_link TO zvh_app USING (
  (SELECT true FROM signals_signal s WHERE s.id = signal_id) AND (SELECT true FROM signals_signal s WHERE s.id = other_id));
SELECT zvh.narrow('signals_link', 'INSERT UPDATE', '(SELECT s.house_id = ANY (zvh.weighed()) AND s.house_id = o.house_id
  FROM signals_signal s, signals_signal o WHERE s.id = signal_id AND o.id = other_id)');
SELECT zvh.stay('signals_link', 'signal_id', 'other_id', 'kind', 'status_before', 'made_by_id');
CREATE TRIGGER a_lock_first BEFORE INSERT ON signals_link FOR EACH ROW
  EXECUTE FUNCTION zvh.lock_first('signals_signal', 'SELECT ($2).signal_id UNION SELECT ($2).other_id');

-- Two levels and no chains, so no circles: a parent is no part, a main signal is not merged, and what was merged gets no links.
CREATE FUNCTION zvh.check_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM signals_link l WHERE l.id <> NEW.id AND l.ended_at IS NULL AND l.kind = 'merged' AND l.signal_id IN (NEW.signal_id, NEW.other_id))
     OR NEW.kind <> 'related' AND EXISTS (SELECT FROM signals_link l WHERE l.id <> NEW.id AND l.ended_at IS NULL AND l.kind = NEW.kind
       AND (l.signal_id = NEW.other_id OR l.other_id = NEW.signal_id)) THEN
    RAISE EXCEPTION 'a chain of links' USING ERRCODE = 'check_violation', CONSTRAINT = 'signals_link_no_chain';
  END IF;
  RETURN NULL;
END $$;
-- After, and not before: a refusal may not tell of a link to who cannot see it.
CREATE TRIGGER check_link AFTER INSERT ON signals_link FOR EACH ROW EXECUTE FUNCTION zvh.check_link();

-- What was merged follows the status of its main signal; its readers see that it changed, and nothing of the other.
CREATE FUNCTION zvh.follow_main() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  WITH parts AS (UPDATE signals_signal s SET safe_status = NEW.safe_status FROM signals_link l
      WHERE l.other_id = NEW.id AND l.kind = 'merged' AND l.ended_at IS NULL AND s.id = l.signal_id AND s.safe_status <> NEW.safe_status
      RETURNING s.id)
    INSERT INTO signals_event (signal_id, at, text, for_desk) SELECT p.id, clock_timestamp(), 'De status is gewijzigd', false FROM parts p;
  RETURN NULL;
END $$;
CREATE TRIGGER follow_main AFTER UPDATE ON signals_signal FOR EACH ROW WHEN (OLD.safe_status <> NEW.safe_status)
  EXECUTE FUNCTION zvh.follow_main();

-- That a signal was merged is all that the readers of that part alone learn.
CREATE FUNCTION zvh.is_merged(signal bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM signals_link l JOIN signals_signal s ON s.id = l.signal_id WHERE l.signal_id = signal AND l.kind = 'merged'
    AND l.ended_at IS NULL AND s.audience && zvh.mine() AND NOT s.barred && zvh.mine()) $$;

-- THE RULE of independent sources, for the desk: of a signal, what is linked to it, and what was merged into one of those. An
-- organisation is one source, also when several of its people pass on the same; who saw or heard it himself counts apart. Each
-- reporter without an account is one, and so is an old register of which nobody knows who reported: that one counts apart.
CREATE FUNCTION zvh.signal_sources(signals bigint[]) RETURNS TABLE (signal bigint, organisations int, persons int, citizens int, registers int)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH asked AS (SELECT s.id FROM signals_signal s WHERE s.id = ANY (signals) AND s.house_id = ANY (zvh.weighed()) AND NOT s.barred && zvh.mine()),
    near AS (SELECT id AS of_signal, id AS part FROM asked
      UNION SELECT a.id, l.other_id FROM asked a JOIN signals_link l ON l.signal_id = a.id WHERE l.ended_at IS NULL
      UNION SELECT a.id, l.signal_id FROM asked a JOIN signals_link l ON l.other_id = a.id WHERE l.ended_at IS NULL),
    parts AS (SELECT * FROM near
      UNION SELECT n.of_signal, l.signal_id FROM near n JOIN signals_link l ON l.other_id = n.part AND l.kind = 'merged' WHERE l.ended_at IS NULL),
    origins AS (SELECT p.of_signal, coalesce(s.organisation_id, r.organisation_id) AS organisation_id,
        CASE WHEN r.organisation_id IS NULL THEN s.key_id END AS key_id,  -- of an old register: who reported it according to that
        greatest(1, count(DISTINCT s.reported_by_id) FILTER (WHERE s.known_by = 'observed')) AS persons
      FROM parts p JOIN signals_signal s ON s.id = p.part LEFT JOIN signals_registerrow r ON r.signal_id = s.id WHERE NOT s.barred && zvh.mine() AND (s.id = p.of_signal OR NOT EXISTS (
        SELECT FROM signals_weighing w WHERE w.signal_id = s.id AND w.state IN ('held', 'rejected'))) GROUP BY 1, 2, 3)
  SELECT o.of_signal, count(o.organisation_id)::int, coalesce(sum(o.persons) FILTER (WHERE o.organisation_id IS NOT NULL), 0)::int,
      count(o.key_id) FILTER (WHERE k.purpose <> 'register')::int, count(o.key_id) FILTER (WHERE k.purpose = 'register')::int
    FROM origins o LEFT JOIN partners_key k ON k.id = o.key_id GROUP BY 1 $$;

-- THE RULE of the same name: without case, accents, apostrophes, order, hyphens and the small words between names.
CREATE FUNCTION zvh.name_words(name text) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  WITH words AS (SELECT DISTINCT w, w = ANY ('{van,de,der,den,het,t,te,ten,ter,op,in,aan,bij,von,zu,du,el,al}') AS small
    FROM regexp_split_to_table(regexp_replace(translate(lower(normalize(name, NFKD)), 'øłđıæœ', 'oldiaoe'), '[\u0300-\u036f''’‘`.]', '', 'g'),
      '[^[:alnum:]]+') w WHERE w <> '')
  SELECT coalesce(array_agg(w ORDER BY w) FILTER (WHERE NOT small), array_agg(w ORDER BY w)) FROM words $$;
CREATE FUNCTION zvh.name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(convert_to(array_to_string(zvh.name_words(name), ' '), 'UTF8')), 'hex') WHERE cardinality(zvh.name_words(name)) > 0 $$;
-- A birth date as somebody writes it among other details, or nothing.
CREATE FUNCTION zvh.born_on(details text) RETURNS date LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE d text[] := regexp_match(details, '\m(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\M'); y text[] := regexp_match(details, '\m(\d{4})-(\d{1,2})-(\d{1,2})\M');
BEGIN
  RETURN coalesce(make_date(d[3]::int, d[2]::int, d[1]::int), make_date(y[1]::int, y[2]::int, y[3]::int));
EXCEPTION WHEN datetime_field_overflow THEN RETURN NULL;
END $$;
ALTER TABLE signals_identitykey ENABLE ROW LEVEL SECURITY;  -- nobody reads it: only the functions below do
CREATE FUNCTION zvh.keep_identity_key() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM signals_identitykey WHERE party_id = coalesce(NEW.party_id, OLD.party_id);
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO signals_identitykey (party_id, key, born_on)
      SELECT NEW.party_id, zvh.name_key(NEW.name), zvh.born_on(NEW.details) WHERE zvh.name_key(NEW.name) IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER identity_key AFTER INSERT OR DELETE OR UPDATE OF name, details ON signals_partyidentity FOR EACH ROW
  EXECUTE FUNCTION zvh.keep_identity_key();
-- This file runs after every migrate: what is there follows the rule as it is now.
INSERT INTO signals_identitykey (party_id, key, born_on)
  SELECT i.party_id, zvh.name_key(i.name), zvh.born_on(i.details) FROM signals_partyidentity i WHERE zvh.name_key(i.name) IS NOT NULL
  ON CONFLICT (party_id) DO UPDATE SET key = EXCLUDED.key, born_on = EXCLUDED.born_on;

-- Signals with a party of the same name, for the desk: only their ids, and only of what it sees. Not beside what the reader reported
-- himself: he would choose the name, and learn of a name without asking (zvh.inquire).
CREATE FUNCTION zvh.same_parties(signal bigint) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT b.id FROM signals_signal a JOIN signals_party p ON p.signal_id = a.id JOIN signals_identitykey k ON k.party_id = p.id
    JOIN signals_identitykey same ON same.key = k.key JOIN signals_party q ON q.id = same.party_id JOIN signals_signal b ON b.id = q.signal_id
    WHERE a.id = signal AND b.id <> a.id AND a.reported_by_id IS DISTINCT FROM zvh.me() AND (k.born_on = same.born_on OR k.born_on IS NULL OR same.born_on IS NULL)
      AND a.house_id = ANY (zvh.weighed()) AND b.house_id = ANY (zvh.weighed()) AND NOT a.barred && zvh.mine() AND NOT b.barred && zvh.mine()
    ORDER BY 1 DESC LIMIT 50 $$;

-- KNOWN ELSEWHERE. Where a name may be known; another source (cases) is one more SELECT here.
CREATE FUNCTION zvh.known_names(wanted text) RETURNS TABLE (born_on date, is_person boolean, signal_id bigint, barred int[])
  LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT k.born_on, p.kind = 'person', s.id, s.barred FROM signals_identitykey k JOIN signals_party p ON p.id = k.party_id
    JOIN signals_signal s ON s.id = p.signal_id WHERE k.key = wanted $$;
-- Long enough and without wildcards: a person by at least two words, and five letters in all.
CREATE FUNCTION zvh.may_ask(name text, is_person boolean) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT name !~ '[%*?_]' AND cardinality(zvh.name_words(name)) >= CASE WHEN is_person THEN 2 ELSE 1 END
    AND length(array_to_string(zvh.name_words(name), '')) >= 5 $$;
-- The one way to ask. It keeps the question, without the name, and answers with the houses that know it. At most ten a day each.
CREATE FUNCTION zvh.inquire(house bigint, of_kind text, name text, born date, purpose text, hash text)
  RETURNS TABLE (inquiry bigint, known_at bigint) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made bigint;
BEGIN
  IF NOT coalesce(house = ANY (zvh.weighed()), false) THEN
    RAISE EXCEPTION 'not of the desk' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT coalesce(zvh.may_ask(name, of_kind = 'person'), false) THEN
    RAISE EXCEPTION 'too short' USING ERRCODE = 'check_violation', CONSTRAINT = 'signals_inquiry_term';
  END IF;
  PERFORM FROM partners_user u WHERE u.id = zvh.me() FOR NO KEY UPDATE;  -- of two questions at once one is first
  IF (SELECT count(*) FROM signals_inquiry i WHERE i.asked_by_id = zvh.me() AND i.asked_at >= date_trunc('day', now(), 'Europe/Amsterdam')) >= 10 THEN
    RAISE EXCEPTION 'ten a day' USING ERRCODE = 'check_violation', CONSTRAINT = 'signals_inquiry_limit';
  END IF;
  INSERT INTO signals_inquiry (house_id, asked_by_id, asked_at, purpose, kind, term_hash, with_birth_date, is_hit)
    VALUES (house, zvh.me(), now(), purpose, of_kind, hash, born IS NOT NULL, false) RETURNING id INTO made;
  INSERT INTO signals_inquiryhit (inquiry_id, signal_id, asked_by_id)
    SELECT DISTINCT made, n.signal_id, zvh.me() FROM zvh.known_names(zvh.name_key(name)) n WHERE n.is_person = (of_kind = 'person')
      AND (n.born_on = born OR n.born_on IS NULL OR born IS NULL) AND NOT n.barred && zvh.mine();
  UPDATE signals_inquiry i SET is_hit = true WHERE i.id = made AND EXISTS (SELECT FROM signals_inquiryhit h WHERE h.inquiry_id = made);
  RETURN QUERY SELECT DISTINCT made, s.house_id FROM (VALUES (made)) one LEFT JOIN signals_inquiryhit h ON h.inquiry_id = made
    LEFT JOIN signals_signal s ON s.id = h.signal_id;
END $$;

-- A question: who asked, the privacy officers of his house, and the desk whose signal it touched. Which signal that was is never for
-- who asked: else a name would be tied to a signal without a grant.
ALTER TABLE signals_inquiry ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_inquiry FOR SELECT TO zvh_app USING (asked_by_id = zvh.me() OR house_id = ANY (zvh.has_any(1200000000, 1299999999))
  OR (SELECT true FROM signals_inquiryhit h WHERE h.inquiry_id = signals_inquiry.id LIMIT 1));
ALTER TABLE signals_inquiryhit ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_inquiryhit FOR SELECT TO zvh_app USING (
  asked_by_id <> zvh.me() AND (SELECT s.house_id = ANY (zvh.weighed()) FROM signals_signal s WHERE s.id = signal_id));
CREATE FUNCTION zvh.inquiry_log_readers(inquiry bigint, action text) RETURNS int[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT ARRAY[(1200000000 + i.house_id)::int] FROM signals_inquiry i WHERE i.id = inquiry $$;

GRANT SELECT, INSERT, UPDATE ON signals_link TO zvh_app;
GRANT SELECT ON signals_inquiry, signals_inquiryhit TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.is_merged(bigint), zvh.signal_sources(bigint[]), zvh.same_parties(bigint), zvh.may_ask(text, boolean), zvh.name_words(text),
  zvh.inquire(bigint, text, text, date, text, text) TO zvh_app;
