-- NUMBERS of a house, for its members: never a row. Who weighs there gets the exact numbers of the days asked. For all others
-- everything is made of fixed cells: one value in one block of four weeks that is over. A cell below three counts as 'one or
-- two' (least 1, most 2); sums, order and shares are made of these, so that moving the dates shows no single signal.
CREATE FUNCTION zvh.numbered_signals(house bigint, first date, last date) RETURNS TABLE (id bigint, block timestamptz, municipality bigint,
    function text, submitted_at timestamptz, outcome text, decided_at timestamptz, due_on date)
  LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT s.id, date_bin('28 days', s.submitted_at, '2024-01-01 00:00+01'), s.municipality_id, s.reporter_function, s.submitted_at,
      CASE WHEN w.state = 'done' THEN w.outcome ELSE 'open' END, CASE WHEN w.state = 'done' THEN w.decided_at END, w.due_on
    FROM signals_signal s JOIN signals_weighing w ON w.signal_id = s.id
    WHERE s.house_id = house AND house = ANY (zvh.houses())
      AND s.submitted_at >= (SELECT CASE WHEN house = ANY (zvh.weighed()) THEN first::timestamp AT TIME ZONE 'Europe/Amsterdam'
        ELSE date_bin('28 days', first::timestamp AT TIME ZONE 'Europe/Amsterdam', '2024-01-01 00:00+01') END)
      AND s.submitted_at < (SELECT CASE WHEN house = ANY (zvh.weighed()) THEN (last + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam'
        ELSE least(date_bin('28 days', last::timestamp AT TIME ZONE 'Europe/Amsterdam', '2024-01-01 00:00+01') + interval '28 days',
                   date_bin('28 days', now(), '2024-01-01 00:00+01')) END) $$;
CREATE FUNCTION zvh.signal_numbers(house bigint, first date, last date) RETURNS TABLE (part text, cell text, low bigint, high bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH seen AS MATERIALIZED (SELECT * FROM zvh.numbered_signals(house, first, last)),
  cells AS (
    SELECT 'municipality' AS part, municipality::text AS cell, block, count(*) AS n FROM seen GROUP BY 2, 3
    UNION ALL SELECT 'function', function, block, count(*) FROM seen GROUP BY 2, 3
    UNION ALL SELECT 'outcome', outcome, block, count(*) FROM seen GROUP BY 2, 3
    UNION ALL SELECT 'theme', t.theme_id::text, block, count(*) FROM seen JOIN signals_signal_themes t ON t.signal_id = seen.id GROUP BY 2, 3
    UNION ALL SELECT 'weighed', CASE WHEN (decided_at AT TIME ZONE 'Europe/Amsterdam')::date <= due_on THEN 'in_time' ELSE 'late' END, block, count(*)
      FROM seen WHERE decided_at IS NOT NULL GROUP BY 2, 3),
  -- Outcomes only of blocks with ten signals or more: a reporter may not read there what was decided about his own.
  shown AS (SELECT part, cell, block, CASE WHEN n < 3 AND NOT exact THEN 1 ELSE n END AS least, CASE WHEN n < 3 AND NOT exact THEN 2 ELSE n END AS most
    FROM cells, LATERAL (SELECT house = ANY (zvh.weighed()) AS exact) reader
    WHERE exact OR part NOT IN ('outcome', 'weighed') OR block IN (SELECT b.block FROM seen b GROUP BY 1 HAVING count(*) >= 10))
  SELECT part, cell, sum(least)::bigint, sum(most)::bigint FROM shown GROUP BY 1, 2
  -- Totals from the hidden numbers: an exact total beside them would give each of them away.
  UNION ALL SELECT 'block', (block AT TIME ZONE 'Europe/Amsterdam')::date::text, sum(least)::bigint, sum(most)::bigint
    FROM shown WHERE part = 'municipality' GROUP BY block $$;
-- The days from report to weighing, in the middle. For who may not see the rows only of ten or more, in whole days.
CREATE FUNCTION zvh.days_to_weigh(house bigint, first date, last date) RETURNS double precision
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN house = ANY (zvh.weighed()) THEN round(days::numeric, 1) WHEN n >= 10 THEN round(days) END FROM (
    SELECT count(*) AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - submitted_at) / 86400) AS days
      FROM zvh.numbered_signals(house, first, last) WHERE decided_at IS NOT NULL) middle $$;
GRANT EXECUTE ON FUNCTION zvh.signal_numbers(bigint, date, date), zvh.days_to_weigh(bigint, date, date) TO zvh_app;
