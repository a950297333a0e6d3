-- REVIEWS and the term of a case: read with it, only added to. The database puts the day of the next review on the case, for a director
-- records a review and changes no case.
CREATE FUNCTION zvh.review_again() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_case SET review_on = NEW.next_on WHERE id = NEW.case_id;
  RETURN NULL;
END $$;
CREATE TRIGGER reviewed AFTER INSERT ON cases_review FOR EACH ROW EXECUTE FUNCTION zvh.review_again();

ALTER TABLE cases_review ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_review TO zvh_app USING ((SELECT true FROM cases_case c WHERE c.id = case_id));
ALTER TABLE cases_term ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_term TO zvh_app USING ((SELECT true FROM cases_case c WHERE c.id = case_id));

ALTER TABLE cases_reviewgoal ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_reviewgoal TO zvh_app USING ((SELECT true FROM cases_review r WHERE r.id = review_id) AND (SELECT true FROM cases_goal g WHERE g.id = goal_id));
-- In the transaction of its review, and no later; of a goal of the same case.
SELECT zvh.narrow('cases_reviewgoal', 'INSERT', '(SELECT r.recorded_by_id = zvh.me() AND r.recorded_at >= now() AND r.case_id = p.case_id
  FROM cases_review r, cases_goal g JOIN cases_part p ON p.id = g.part_id WHERE r.id = review_id AND g.id = goal_id)');

SELECT zvh.narrow('cases_review', 'INSERT', 'recorded_by_id = zvh.me() AND (SELECT c.house_id = ANY (zvh.coordinated()) OR c.id = ANY (zvh.directed())
  FROM cases_case c WHERE c.id = case_id)');
SELECT zvh.narrow('cases_term', 'INSERT', 'by_id = zvh.me() AND (SELECT c.house_id = ANY (zvh.coordinated()) FROM cases_case c WHERE c.id = case_id)');

GRANT SELECT, INSERT ON cases_review, cases_reviewgoal, cases_term TO zvh_app;
