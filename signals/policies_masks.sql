-- PARTS OF A TEXT: hidden (a mask), or gone for good (a redaction, by two persons). In the text itself stands a mark, between
-- brackets that nobody can type: only the functions below write them. So the row holds what each of its readers may see, and
-- search, lists and files made of it need to know nothing. A mask and a redaction come after the signal in the lock order.

CREATE FUNCTION zvh.hidden_mark(n int) RETURNS text LANGUAGE sql IMMUTABLE RETURN '⟦afgeschermd ' || n || '⟧';
CREATE FUNCTION zvh.is_marked(content text) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN content ~ '[⟦⟧]';
-- Whether one of the functions below is writing: they put this down around what they write, and nobody else does.
CREATE FUNCTION zvh.is_marking() RETURNS boolean LANGUAGE sql STABLE RETURN coalesce(current_setting('zvh.marking', true), '') = 'on';

-- A whole mark, as a pattern. Brackets around anything else are no mark and keep nothing out of reach.
CREATE FUNCTION zvh.a_mark() RETURNS text LANGUAGE sql IMMUTABLE RETURN '⟦(?:afgeschermd [0-9]+|verwijderd|…)⟧';
-- The places that hold a text about a signal: table and column. The names stand in Dutch in signals/models/masks.py.
CREATE FUNCTION zvh.text_columns() RETURNS TABLE (kind text, col text) LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.kind, unnest(v.cols) FROM (VALUES
    ('signal', '{title,facts,meaning,contradiction,place,trigger,threat,vulnerability,steps_taken}'::text[]), ('party', '{label,why}'),
    ('question', '{text,answer}'), ('message', '{text}'), ('weighing', '{notes,reason}'), ('share', '{purpose,necessity,end_reason}'),
    ('link', '{reason,end_reason}'), ('intake', '{check_reason}'), ('contactrequest', '{reason}'), ('attachment', '{name,release_reason}'),
    ('event', '{text}'), ('mask', '{reason,end_reason}'), ('redaction', '{reason}'), ('clockstop', '{reason}'), ('registerrow', '{reference}'),
    ('outsidequestion', '{to_whom,text,answer,withdraw_reason}'),
    ('interview', '{with_whom,held_by_words,why,told,agreed,safety,correction}')) v (kind, cols) $$;

-- What people type, by whatever way it comes: the brackets of a mark become ordinary ones, except of a mark that stood in that text
-- already. Arguments: the columns.
CREATE FUNCTION zvh.no_typed_marks() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE col text; typed text; plain text; mark text;
BEGIN
  FOREACH col IN ARRAY TG_ARGV LOOP
    typed := to_jsonb(NEW) ->> col;
    CONTINUE WHEN typed IS NULL OR NOT zvh.is_marked(typed);
    plain := translate(typed, '⟦⟧', '[]');
    IF TG_OP = 'UPDATE' THEN
      FOR mark IN SELECT DISTINCT m[1] FROM regexp_matches(to_jsonb(OLD) ->> col, '(' || zvh.a_mark() || ')', 'g') m LOOP
        plain := replace(plain, translate(mark, '⟦⟧', '[]'), mark);
      END LOOP;
    END IF;
    NEW := jsonb_populate_record(NEW, jsonb_build_object(col, plain));
  END LOOP;
  RETURN NEW;
END $$;
DO $$ DECLARE t text; columns text[]; seen text; BEGIN
  FOR t, columns IN SELECT 'signals_' || c.kind, array_agg(c.col) FROM zvh.text_columns() c GROUP BY c.kind
      UNION ALL VALUES ('partners_grant', '{reason}'::text[]) LOOP
    seen := (SELECT 'zvh.is_marked(concat(' || string_agg(format('NEW.%I', c), ', ') || '))' FROM unnest(columns) c);
    EXECUTE format('CREATE TRIGGER a_no_typed_marks BEFORE INSERT ON %I FOR EACH ROW WHEN (%s) EXECUTE FUNCTION zvh.no_typed_marks(%s)', t, seen,
      (SELECT string_agg(quote_literal(c), ', ') FROM unnest(columns) c));
    EXECUTE format('CREATE TRIGGER a_no_typed_marks_again BEFORE UPDATE OF %s ON %I FOR EACH ROW WHEN (NOT zvh.is_marking() AND %s)
      EXECUTE FUNCTION zvh.no_typed_marks(%s)', (SELECT string_agg(quote_ident(c), ', ') FROM unnest(columns) c), t, seen,
      (SELECT string_agg(quote_literal(c), ', ') FROM unnest(columns) c));
  END LOOP;
END $$;
-- What was asked stays as it was asked, except for what is taken away from it for good.
CREATE TRIGGER text_stays BEFORE UPDATE ON signals_question FOR EACH ROW WHEN (OLD.text <> NEW.text AND NOT zvh.is_marking())
  EXECUTE FUNCTION zvh.stays();

-- EVERY TEXT around a signal, as far as the reader may see it: in which table and column, in which row.
CREATE FUNCTION zvh.texts_of(signal bigint) RETURNS TABLE (place text, row_id bigint, content text) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT v.place, s.id, v.content FROM signals_signal s, LATERAL (VALUES ('signal.title', s.title::text), ('signal.facts', s.facts), ('signal.meaning', s.meaning),
      ('signal.contradiction', s.contradiction), ('signal.place', s.place), ('signal.trigger', s.trigger), ('signal.threat', s.threat),
      ('signal.vulnerability', s.vulnerability), ('signal.steps_taken', s.steps_taken)) v (place, content) WHERE s.id = signal
  UNION ALL SELECT v.place, w.id, v.content FROM signals_weighing w, LATERAL (VALUES ('weighing.notes', w.notes), ('weighing.reason', w.reason)) v (place, content)
    WHERE w.signal_id = signal
  UNION ALL SELECT v.place, q.id, v.content FROM signals_question q, LATERAL (VALUES ('question.text', q.text), ('question.answer', q.answer)) v (place, content)
    WHERE q.signal_id = signal
  UNION ALL SELECT v.place, x.id, v.content FROM signals_share x, LATERAL (VALUES ('share.purpose', x.purpose), ('share.necessity', x.necessity),
      ('share.end_reason', x.end_reason)) v (place, content) WHERE x.signal_id = signal
  UNION ALL SELECT v.place, p.id, v.content FROM signals_party p, LATERAL (VALUES ('party.label', p.label::text), ('party.why', p.why)) v (place, content)
    WHERE p.signal_id = signal
  UNION ALL SELECT 'message.text', m.id, m.text FROM signals_message m WHERE m.signal_id = signal
  UNION ALL SELECT 'intake.check_reason', i.id, i.check_reason FROM signals_intake i WHERE i.signal_id = signal
  UNION ALL SELECT 'contactrequest.reason', r.id, r.reason FROM signals_contactrequest r WHERE r.signal_id = signal
  UNION ALL SELECT v.place, a.id, v.content FROM signals_attachment a, LATERAL (VALUES ('attachment.name', a.name::text),
    ('attachment.release_reason', a.release_reason)) v (place, content)
    WHERE a.signal_id = signal
  UNION ALL SELECT v.place, l.id, v.content FROM signals_link l, LATERAL (VALUES ('link.reason', l.reason), ('link.end_reason', l.end_reason)) v (place, content)
    WHERE signal IN (l.signal_id, l.other_id)
  UNION ALL SELECT 'event.text', e.id, e.text FROM signals_event e WHERE e.signal_id = signal
  UNION ALL SELECT v.place, k.id, v.content FROM signals_mask k, LATERAL (VALUES ('mask.reason', k.reason), ('mask.end_reason', k.end_reason)) v (place, content)
    WHERE k.signal_id = signal
  UNION ALL SELECT 'redaction.reason', r.id, r.reason FROM signals_redaction r WHERE r.signal_id = signal
  UNION ALL SELECT v.place, o.id, v.content FROM signals_outsidequestion o, LATERAL (VALUES ('outsidequestion.to_whom', o.to_whom::text),
      ('outsidequestion.text', o.text), ('outsidequestion.answer', o.answer), ('outsidequestion.withdraw_reason', o.withdraw_reason)) v (place, content)
    WHERE o.signal_id = signal
  UNION ALL SELECT v.place, i.id, v.content FROM signals_interview i, LATERAL (VALUES ('interview.with_whom', i.with_whom::text),
      ('interview.held_by_words', i.held_by_words::text), ('interview.why', i.why), ('interview.told', i.told), ('interview.agreed', i.agreed),
      ('interview.safety', i.safety), ('interview.correction', i.correction)) v (place, content) WHERE i.signal_id = signal
  UNION ALL SELECT 'registerrow.reference', r.id, r.reference FROM signals_registerrow r WHERE r.signal_id = signal
  UNION ALL SELECT 'clockstop.reason', c.id, c.reason FROM signals_clockstop c WHERE c.signal_id = signal $$;
CREATE FUNCTION zvh.text_at(signal bigint, at_place text, at_row bigint) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT t.content FROM zvh.texts_of(signal) t WHERE t.place = at_place AND t.row_id = at_row $$;
CREATE FUNCTION zvh.write_text(at_place text, at_row bigint, content text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('zvh.marking', 'on', true);
  EXECUTE format('UPDATE %I SET %I = $1 WHERE id = $2', 'signals_' || split_part(at_place, '.', 1), split_part(at_place, '.', 2)) USING content, at_row;
  PERFORM set_config('zvh.marking', '', true);
END $$;

-- WHERE WORDS STAND. As a pattern: nothing in them has a meaning of its own, any white space fits any, and never within a mark or over one.
CREATE FUNCTION zvh.wherever(words text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT '(?<!(?=' || zvh.a_mark() || ')⟦[^⟦⟧]*)'
      || regexp_replace(regexp_replace(btrim(words, E' \t\r\n'), '([][\\.^$*+?(){}|])', '\\\1', 'g'), '\s+', '\\s+', 'g')
    WHERE NOT zvh.is_marked(words) AND words ~ '\S' $$;
-- Elsewhere also in other case, but not within a longer word.
CREATE FUNCTION zvh.elsewhere(words text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN w ~ '^[[:alnum:]]' THEN '(?<![[:alnum:]])' ELSE '' END || zvh.wherever(w) || CASE WHEN w ~ '[[:alnum:]]$' THEN '(?![[:alnum:]])' ELSE '' END
    FROM (SELECT btrim(words, E' \t\r\n') AS w) typed $$;
-- The text with the nth of these words (0: all of them) replaced by a mark; NULL when they are not there.
CREATE FUNCTION zvh.without(content text, words text, nth int, mark text) RETURNS TABLE (part text, rest text) LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT found.part, regexp_replace(content, zvh.wherever(words), mark, 1, nth)
    FROM (SELECT regexp_substr(content, zvh.wherever(words), 1, greatest(nth, 1)) AS part) found WHERE found.part IS NOT NULL $$;
-- Where a text may not grow: its column has a longest length.
CREATE FUNCTION zvh.is_short(place text) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('signals_' || split_part(place, '.', 1))
    AND a.attname = split_part(place, '.', 2) AND a.atttypid = 'varchar'::regtype) $$;
-- The same for good, wherever they stand. The mark is the short one where a text may not grow.
CREATE FUNCTION zvh.redacted(place text, content text, pattern text, nth int, flags text) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN length(long) > length(content) AND zvh.is_short(place) THEN regexp_replace(content, pattern, '⟦…⟧', 1, nth, flags) ELSE long END
    FROM (SELECT regexp_replace(content, pattern, '⟦verwijderd⟧', 1, nth, flags) AS long) made $$;
-- What is said in an action: with its history, in which the reasons of what was asked stand as well.
CREATE FUNCTION zvh.words_of_action(a cases_action) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT concat_ws(E'\n', a.text, a.effect, (SELECT string_agg(e.text, E'\n') FROM cases_actionevent e WHERE e.action_id = a.id)) $$;
-- What is said in a case, piece by piece, as far as the reader sees it.
CREATE FUNCTION zvh.words_in_case(the_case bigint) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT concat_ws(E'\n', p.label, p.relation, p.why, p.end_reason) FROM cases_caseparty p WHERE p.case_id = the_case
  UNION ALL SELECT r.words FROM cases_partyrelation r JOIN cases_caseparty p ON p.id = r.party_id WHERE p.case_id = the_case
  UNION ALL SELECT concat_ws(E'\n', r.asked, r.reason) FROM cases_removalrequest r JOIN cases_caseparty p ON p.id = r.party_id WHERE p.case_id = the_case
  UNION ALL SELECT concat_ws(E'\n', p.task, p.leave_reason) FROM cases_casepartner p WHERE p.case_id = the_case
  UNION ALL SELECT concat_ws(E'\n', r.text, r.answer, r.result) FROM cases_partnerrequest r WHERE r.case_id = the_case
  UNION ALL SELECT zvh.words_of_action(a) FROM cases_action a WHERE a.case_id = the_case
  UNION ALL SELECT e.text FROM cases_caseevent e WHERE e.case_id = the_case
  UNION ALL SELECT i.text FROM cases_informing i WHERE i.case_id = the_case
  UNION ALL SELECT concat_ws(E'\n', r.necessity, r.proportionality, r.works, r.reason) FROM cases_review r WHERE r.case_id = the_case
  UNION ALL SELECT g.text FROM cases_reviewgoal g JOIN cases_review r ON r.id = g.review_id WHERE r.case_id = the_case
  UNION ALL SELECT t.reason FROM cases_term t WHERE t.case_id = the_case
  UNION ALL SELECT concat_ws(E'\n', g.text, g.sign, g.reason, i.text, i.reason, i.end_reason, i.effect_text)
    FROM cases_part x JOIN cases_goal g ON g.part_id = x.id LEFT JOIN cases_intervention i ON i.goal_id = g.id WHERE x.case_id = the_case
  UNION ALL SELECT concat_ws(E'\n', o.reasons, o.signs_for, o.signs_against, o.source, o.correction)
    FROM cases_part x JOIN cases_observation o ON o.part_id = x.id WHERE x.case_id = the_case
  UNION ALL SELECT concat_ws(E'\n', t.text, t.source, t.correction) FROM cases_part x JOIN cases_triggerfactor t ON t.part_id = x.id WHERE x.case_id = the_case
  UNION ALL SELECT concat_ws(E'\n', e.text, e.source, e.withdraw_reason) FROM cases_journalentry e WHERE e.case_id = the_case $$;
-- Where these words stand beyond the signal, as far as the reader sees it: people must change that there themselves.
CREATE FUNCTION zvh.words_beyond(signal bigint, words text) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT 'het agendapunt ‘' || i.title || '’ van ' || to_char(m.starts_at AT TIME ZONE 'Europe/Amsterdam', 'DD-MM-YYYY')
    FROM meetings_itemsignal x JOIN meetings_agendaitem i ON i.id = x.item_id JOIN meetings_meeting m ON m.id = i.meeting_id WHERE x.signal_id = signal AND (
      concat_ws(E'\n', i.title, i.text, i.information, i.interpretation, i.conclusion) ~* zvh.elsewhere(words)
      OR EXISTS (SELECT FROM meetings_contribution c WHERE c.item_id = i.id AND c.text ~* zvh.elsewhere(words))
      OR EXISTS (SELECT FROM meetings_tableplace p WHERE p.item_id = i.id AND p.question ~* zvh.elsewhere(words))
      OR EXISTS (SELECT FROM meetings_itemaction y JOIN cases_action a ON a.id = y.action_id
        WHERE y.item_id = i.id AND zvh.words_of_action(a) ~* zvh.elsewhere(words))
      OR EXISTS (SELECT FROM meetings_decision d WHERE d.item_id = i.id AND concat_ws(E'\n', d.text, d.reasons, d.speaker, d.driehoek_who, d.driehoek_reason, d.driehoek_correction,
        (SELECT string_agg(concat_ws(E'\n', e.who, e.reason, e.correction), E'\n') FROM meetings_earlieranswer e WHERE e.decision_id = d.id)) ~* zvh.elsewhere(words)))
  UNION ALL SELECT 'casus ' || c.number FROM cases_casesignal x JOIN cases_case c ON c.id = x.case_id WHERE x.signal_id = signal
    AND (concat_ws(E'\n', c.title, c.criteria, c.proportionality, c.subsidiarity, c.reason, c.informed, c.result, c.told, c.no_handover) ~* zvh.elsewhere(words)
      OR EXISTS (SELECT FROM zvh.words_in_case(c.id) w WHERE w ~* zvh.elsewhere(words)))
  UNION ALL SELECT 'signaal ' || o.number FROM signals_link l JOIN signals_signal o ON o.id = l.signal_id + l.other_id - signal
    WHERE signal IN (l.signal_id, l.other_id) AND l.ended_at IS NULL AND EXISTS (SELECT FROM zvh.texts_of(o.id) t WHERE t.content ~* zvh.elsewhere(words)) $$;

CREATE FUNCTION zvh.has_desk_of(signal bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM signals_signal s WHERE s.id = signal AND s.house_id = ANY (zvh.weighed()) AND s.audience && zvh.mine() AND NOT s.barred && zvh.mine()) $$;
CREATE FUNCTION zvh.require_desk_of(signal bigint) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT coalesce(zvh.has_desk_of(signal), false) THEN RAISE EXCEPTION 'not of the desk' USING ERRCODE = 'insufficient_privilege'; END IF;
  PERFORM FROM signals_signal s WHERE s.id = signal FOR NO KEY UPDATE;
END $$;
CREATE FUNCTION zvh.is_hideable(place text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN place LIKE 'signal.%' OR place IN ('question.answer', 'party.why', 'message.text', 'outsidequestion.answer');
CREATE FUNCTION zvh.is_text(place text) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
  RETURN EXISTS (SELECT FROM zvh.text_columns() c WHERE c.kind || '.' || c.col = place);

-- Hides a part: the mark in the text, the part where only a grant shows it. NULL when the words are not there (any more).
CREATE FUNCTION zvh.hide_part(of_signal bigint, at_place text, at_row bigint, words text, nth int, why text) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE next int; made bigint; done record;
BEGIN
  PERFORM zvh.require_desk_of(of_signal);
  SELECT coalesce(max(m.n), 0) + 1 INTO next FROM signals_mask m WHERE m.signal_id = of_signal;
  SELECT * INTO done FROM zvh.without(zvh.text_at(of_signal, at_place, at_row), words, nth, zvh.hidden_mark(next));
  IF done.part IS NULL OR NOT zvh.is_hideable(at_place) THEN RETURN NULL; END IF;
  INSERT INTO signals_mask (signal_id, n, place, "row", reason, made_at, made_by_id, end_reason, is_removed)
    VALUES (of_signal, next, at_place, at_row, why, now(), zvh.me(), '', false) RETURNING id INTO made;
  INSERT INTO signals_maskedtext (mask_id, text) VALUES (made, done.part);
  PERFORM zvh.write_text(at_place, at_row, done.rest);
  RETURN made;
END $$;
CREATE FUNCTION zvh.end_mask(mask bigint, why text, for_good boolean) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  DELETE FROM signals_maskedtext t WHERE t.mask_id = mask;
  UPDATE signals_mask SET ended_at = now(), ended_by_id = zvh.me(), end_reason = why, is_removed = for_good WHERE id = mask $$;
-- Puts it back where its mark stands. False when that is not there any more; NULL when somebody was first.
CREATE FUNCTION zvh.show_part(mask bigint, why text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m signals_mask; content text; mark text;
BEGIN
  PERFORM zvh.require_desk_of((SELECT k.signal_id FROM signals_mask k WHERE k.id = mask));
  SELECT * INTO m FROM signals_mask k WHERE k.id = mask FOR UPDATE;
  IF m.ended_at IS NOT NULL THEN RETURN NULL; END IF;
  content := zvh.text_at(m.signal_id, m.place, m."row");
  mark := zvh.hidden_mark(m.n);
  IF strpos(coalesce(content, ''), mark) = 0 THEN RETURN false; END IF;
  PERFORM zvh.write_text(m.place, m."row", replace(content, mark, (SELECT t.text FROM signals_maskedtext t WHERE t.mask_id = mask)));
  PERFORM zvh.end_mask(mask, why, false);
  RETURN true;
END $$;

-- A proposal is settled once. By its function alone, for it takes the words along.
CREATE FUNCTION zvh.settle_redaction(redaction bigint, as_state text) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE signals_redaction SET state = as_state, words = '', decided_at = now(), decided_by_id = zvh.me() WHERE id = redaction $$;
CREATE FUNCTION zvh.take_redaction(redaction bigint) RETURNS signals_redaction LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE r signals_redaction;
BEGIN
  PERFORM zvh.require_desk_of((SELECT x.signal_id FROM signals_redaction x WHERE x.id = redaction));
  SELECT * INTO r FROM signals_redaction x WHERE x.id = redaction FOR UPDATE;
  RETURN r;
END $$;
CREATE FUNCTION zvh.withdraw_redaction(redaction bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (zvh.take_redaction(redaction)).state <> 'proposed' THEN RETURN NULL; END IF;
  PERFORM zvh.settle_redaction(redaction, 'withdrawn');
  RETURN true;
END $$;
-- What nobody chooses, as not everybody may see it: hidden parts, and the reasons for which something was opened.
CREATE FUNCTION zvh.redact_out_of_sight(of_signal bigint, pattern text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('zvh.marking', 'on', true);
  UPDATE partners_grant g SET reason = zvh.redacted('', g.reason, pattern, 0, 'i') WHERE g.reason ~* pattern AND (
    g.kind = 'contact' AND g.object_id = of_signal
    OR g.kind = 'party_identity' AND g.object_id IN (SELECT p.id FROM signals_party p WHERE p.signal_id = of_signal)
    OR g.kind = 'original' AND g.object_id IN (SELECT a.id FROM signals_attachment a WHERE a.signal_id = of_signal)
    OR g.kind = 'masked_text' AND g.object_id IN (SELECT m.id FROM signals_mask m WHERE m.signal_id = of_signal));
  UPDATE signals_maskedtext t SET text = zvh.redacted('', t.text, pattern, 0, 'i') FROM signals_mask m
    WHERE m.id = t.mask_id AND m.signal_id = of_signal AND t.text ~* pattern;
  PERFORM set_config('zvh.marking', '', true);
END $$;
-- The second person: the part goes, with it the same words in the texts he chose ([[place, row], …]) and in what is hidden. NULL when
-- somebody was first, false when the part is not there any more.
CREATE FUNCTION zvh.confirm_redaction(redaction bigint, others jsonb) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r signals_redaction := zvh.take_redaction(redaction); content text; gone text; other record; pattern text;
BEGIN
  IF r.state <> 'proposed' THEN RETURN NULL; END IF;
  IF r.proposed_by_id = zvh.me() THEN RAISE EXCEPTION 'not the second person' USING ERRCODE = 'insufficient_privilege'; END IF;
  content := zvh.text_at(r.signal_id, r.place, r."row");
  IF r.mask_id IS NULL THEN
    SELECT w.part INTO gone FROM zvh.without(content, r.words, r.nth, '') w;
  ELSE
    SELECT t.text INTO gone FROM signals_maskedtext t WHERE t.mask_id = r.mask_id;
  END IF;
  IF gone IS NULL THEN RETURN false; END IF;
  pattern := zvh.elsewhere(gone);
  IF r.mask_id IS NULL THEN
    PERFORM zvh.write_text(r.place, r."row", zvh.redacted(r.place, content, zvh.wherever(r.words), r.nth, ''));
  ELSE
    PERFORM zvh.write_text(r.place, r."row", replace(content, zvh.hidden_mark((SELECT m.n FROM signals_mask m WHERE m.id = r.mask_id)), '⟦verwijderd⟧'));
    PERFORM zvh.end_mask(r.mask_id, zvh.redacted('', r.reason, pattern, 0, 'i'), true);
  END IF;
  FOR other IN SELECT t.* FROM zvh.texts_of(r.signal_id) t WHERE others @> jsonb_build_array(jsonb_build_array(t.place, t.row_id)) LOOP
    PERFORM zvh.write_text(other.place, other.row_id, zvh.redacted(other.place, other.content, pattern, 0, 'i'));
  END LOOP;
  -- A hidden part of a letter or two says nothing elsewhere.
  PERFORM zvh.redact_out_of_sight(r.signal_id, pattern) WHERE length(btrim(gone)) >= 3;
  PERFORM zvh.settle_redaction(redaction, 'done');
  RETURN true;
END $$;

-- Masks and redactions are for the desk; the part itself for who holds a grant besides, and the grant shows only to its holder.
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['signals_mask', 'signals_redaction'] LOOP
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY see ON %I TO zvh_app USING ((SELECT s.house_id = ANY (zvh.weighed()) FROM signals_signal s WHERE s.id = signal_id))', t);
END LOOP; END $$;
ALTER TABLE signals_maskedtext ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_maskedtext FOR SELECT TO zvh_app USING ((SELECT true FROM signals_mask m WHERE m.id = mask_id)
  AND EXISTS (SELECT FROM partners_grant g WHERE g.kind = 'masked_text' AND g.object_id = mask_id AND g.user_id = zvh.me() AND g.until > now()));
-- One proposes as himself, words or a hidden part of the same signal; nobody proposes what is done already.
SELECT zvh.narrow('signals_redaction', 'INSERT', $$proposed_by_id = zvh.me() AND state = 'proposed' AND zvh.is_text(place)
  AND (mask_id IS NULL OR (SELECT m.signal_id = signals_redaction.signal_id FROM signals_mask m WHERE m.id = mask_id))$$);

GRANT SELECT ON signals_mask, signals_maskedtext TO zvh_app;
GRANT SELECT, INSERT ON signals_redaction TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.is_marked(text), zvh.is_marking(), zvh.hidden_mark(int), zvh.is_hideable(text), zvh.text_columns(), zvh.is_text(text), zvh.texts_of(bigint), zvh.a_mark(), zvh.wherever(text),
  zvh.elsewhere(text), zvh.without(text, text, int, text), zvh.words_of_action(cases_action), zvh.words_in_case(bigint), zvh.words_beyond(bigint, text), zvh.hide_part(bigint, text, bigint, text, int, text), zvh.show_part(bigint, text),
  zvh.withdraw_redaction(bigint), zvh.confirm_redaction(bigint, jsonb) TO zvh_app;
