-- WORKING DAYS, for what the database moves by itself. The same days as partners/workdays.py: a test compares a century of them.
CREATE FUNCTION zvh.easter(y int) RETURNS date LANGUAGE sql IMMUTABLE AS $$  -- Gauss, as it holds from 1900 to 2099
  SELECT make_date(y, 3, 22) + (d + (2 * (y % 4) + 4 * (y % 7) + 6 * d + 5) % 7)
    - CASE WHEN d = 29 AND (2 * (y % 4) + 4 * (y % 7) + 6 * d + 5) % 7 = 6
             OR d = 28 AND (2 * (y % 4) + 4 * (y % 7) + 6 * d + 5) % 7 = 6 AND y % 19 > 10 THEN 7 ELSE 0 END
    FROM (SELECT (19 * (y % 19) + 24) % 30 AS d) gauss $$;
-- King's Day on a Sunday is kept on Saturday: a weekend either way. Good Friday and 5 May are working days.
CREATE FUNCTION zvh.is_workday(day date) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = zvh, pg_temp AS $$
  SELECT extract(isodow FROM day) < 6 AND to_char(day, 'MM-DD') NOT IN ('01-01', '04-27', '12-25', '12-26')
    AND day - easter(extract(year FROM day)::int) NOT IN (1, 39, 50) $$;
CREATE FUNCTION zvh.add_workdays(day date, count int) RETURNS date LANGUAGE plpgsql IMMUTABLE SET search_path = zvh, pg_temp AS $$
BEGIN
  WHILE count > 0 LOOP
    day := day + 1;
    IF is_workday(day) THEN count := count - 1; END IF;
  END LOOP;
  RETURN day;
END $$;
-- How many working days come after `first`, up to and including `last`; none when that is not later.
CREATE FUNCTION zvh.workdays_between(first date, last date) RETURNS int LANGUAGE sql IMMUTABLE SET search_path = zvh, pg_temp AS $$
  SELECT count(*)::int FROM generate_series(first + 1, last, interval '1 day') d WHERE is_workday(d::date) $$;
CREATE FUNCTION zvh.today() RETURNS date LANGUAGE sql STABLE AS $$ SELECT (now() AT TIME ZONE 'Europe/Amsterdam')::date $$;
GRANT EXECUTE ON FUNCTION zvh.easter(int), zvh.is_workday(date), zvh.add_workdays(date, int), zvh.workdays_between(date, date), zvh.today() TO zvh_app;
