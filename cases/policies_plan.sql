-- THE PLAN of a case: goals and interventions are read with the part 'plan', as is what stood there before; an agreement is an action
-- and has readers of its own. Who directs the case or coordinates its house writes.
CREATE FUNCTION zvh.writes_plan(the_part bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT p.kind = 'plan' AND (c.house_id = ANY (zvh.coordinated()) OR c.id = ANY (zvh.directed()))
    FROM cases_part p JOIN cases_case c ON c.id = p.case_id WHERE p.id = the_part), false) $$;

ALTER TABLE cases_goal ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_goal TO zvh_app USING ((SELECT true FROM cases_part p WHERE p.id = part_id));
ALTER TABLE cases_intervention ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_intervention TO zvh_app USING ((SELECT true FROM cases_goal g WHERE g.id = goal_id));
ALTER TABLE cases_templateuse ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_templateuse TO zvh_app USING ((SELECT true FROM cases_part p WHERE p.id = part_id));
SELECT zvh.narrow('cases_goal', 'INSERT CHANGE', 'zvh.writes_plan(part_id)');
SELECT zvh.narrow('cases_templateuse', 'INSERT', 'zvh.writes_plan(part_id) AND by_id = zvh.me()');
SELECT zvh.narrow('cases_intervention', 'INSERT CHANGE', '(SELECT zvh.writes_plan(g.part_id) FROM cases_goal g WHERE g.id = goal_id)');
SELECT zvh.stay('cases_goal', 'part_id');
SELECT zvh.stay('cases_intervention', 'goal_id');

-- VERSIONS: written by the triggers of the tables as the owner (see meetings/policies.sql), read with what they are a version of.
ALTER TABLE cases_goalversion ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_goalversion FOR SELECT TO zvh_app USING ((SELECT true FROM cases_goal g WHERE g.id = pgh_obj_id));
ALTER TABLE cases_interventionversion ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_interventionversion FOR SELECT TO zvh_app USING ((SELECT true FROM cases_intervention i WHERE i.id = pgh_obj_id));
ALTER TABLE cases_actionversion ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_actionversion FOR SELECT TO zvh_app USING ((SELECT true FROM cases_action a WHERE a.id = pgh_obj_id));

-- An action is tied once, to a goal of its own case that its giver reads, and to an intervention of that goal.
CREATE FUNCTION zvh.ties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM cases_goal g JOIN cases_part p ON p.id = g.part_id WHERE g.id = NEW.goal_id AND p.case_id = NEW.case_id
      AND (NEW.intervention_id IS NULL OR EXISTS (SELECT FROM cases_intervention i WHERE i.id = NEW.intervention_id AND i.goal_id = g.id))) THEN
    RAISE EXCEPTION 'what this row belongs to cannot change' USING ERRCODE = 'check_violation', CONSTRAINT = 'cases_action_goal_of_its_case';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a3_ties BEFORE INSERT ON cases_action FOR EACH ROW WHEN (NEW.goal_id IS NOT NULL) EXECUTE FUNCTION zvh.ties();
CREATE TRIGGER a3_ties_later BEFORE UPDATE ON cases_action FOR EACH ROW
  WHEN ((OLD.goal_id, OLD.intervention_id) IS DISTINCT FROM (NEW.goal_id, NEW.intervention_id)) EXECUTE FUNCTION zvh.ties();
SELECT zvh.once('cases_action', 'goal_id');
SELECT zvh.once('cases_action', 'intervention_id');

-- TEMPLATES of tasks: kept by the administrators of the house, read by who gives them out: its coordinators, and who directs a case of it.
ALTER TABLE cases_tasktemplate ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_tasktemplate FOR SELECT TO zvh_app USING (house_id = ANY (zvh.coordinated() || zvh.administered())
  OR EXISTS (SELECT FROM cases_case c WHERE c.house_id = cases_tasktemplate.house_id AND c.id = ANY (zvh.directed())));
CREATE POLICY write ON cases_tasktemplate TO zvh_app USING (house_id = ANY (zvh.administered()));
ALTER TABLE cases_templatetask ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON cases_templatetask FOR SELECT TO zvh_app USING ((SELECT true FROM cases_tasktemplate t WHERE t.id = template_id));
CREATE POLICY write ON cases_templatetask TO zvh_app USING ((SELECT t.house_id = ANY (zvh.administered()) FROM cases_tasktemplate t WHERE t.id = template_id));
SELECT zvh.stay('cases_tasktemplate', 'house_id');
SELECT zvh.stay('cases_templatetask', 'template_id');

GRANT SELECT, INSERT, UPDATE ON cases_goal, cases_intervention, cases_tasktemplate TO zvh_app;
GRANT SELECT, INSERT, DELETE ON cases_templatetask TO zvh_app;
GRANT SELECT, INSERT ON cases_templateuse TO zvh_app;
GRANT SELECT ON cases_goalversion, cases_interventionversion, cases_actionversion TO zvh_app;
GRANT EXECUTE ON FUNCTION zvh.writes_plan(bigint) TO zvh_app;
