-- A saved filter is of its owner alone.
ALTER TABLE signals_savedfilter ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_savedfilter TO zvh_app USING (owner_id = zvh.me());
GRANT SELECT, INSERT, UPDATE, DELETE ON signals_savedfilter TO zvh_app;

-- The same condition as the policy, in a form in which the planner may use the text index. No security barrier: under one
-- the index is lost, as `@@` is not leakproof. Only who writes his own SQL could use that, and he can become anybody.
CREATE VIEW signals_search AS
  SELECT id, number, title, submitted_at, house_id, municipality_id, organisation_id, reporter_function, subject_kind, channel, known_by,
      has_threat, observed_on, regime, source_reliability, information_reliability, safe_status, search
    FROM signals_signal WHERE audience && zvh.mine() AND NOT barred && zvh.mine();
-- The texts of the weighing, for who may see the weighing and the signal; `search` is that of the weighing here.
CREATE VIEW signals_weighingsearch AS
  SELECT s.id, s.number, s.title, s.submitted_at, s.house_id, s.municipality_id, s.organisation_id, s.reporter_function, s.subject_kind, s.channel,
      s.known_by, s.has_threat, s.observed_on, s.regime, s.source_reliability, s.information_reliability, s.safe_status, w.search
    FROM signals_weighing w JOIN signals_signal s ON s.id = w.signal_id
    WHERE w.audience && zvh.mine() AND NOT w.barred && zvh.mine() AND s.audience && zvh.mine() AND NOT s.barred && zvh.mine();
GRANT SELECT ON signals_search, signals_weighingsearch TO zvh_app;
