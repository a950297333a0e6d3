"""Who sees the plan of a case, and the templates of tasks. See reference.py."""

from tests.rowsecurity.reference_cases import directs, part, review


def add_plans(world):
    """To a world: in every plan a goal, an intervention and a used template; of each house a template with a task."""
    plans = [n for n, one in enumerate(world["parts"]) if one["kind"] == "plan"]
    world["goals"] = [{"part": n} for n in plans]
    world["interventions"] = [{"goal": n, "organisation": "politie"} for n in range(len(plans))]
    world["review_goals"] = [{"review": n, "goal": n} for n in range(1, len(plans))]  # one can still be tried
    world["template_uses"] = [{"part": n} for n in plans]
    world["task_templates"] = [{"house": house} for house in ("huis", "buurhuis")]
    world["template_tasks"] = [{"template": n} for n in range(2)]


def goal(world, reader, number):
    """What stands in a plan is read with the plan."""
    return part(world, reader, world["goals"][number]["part"])


def review_goal(world, reader, number):
    """What a review says of a goal: to who reads both."""
    it = world["review_goals"][number]
    return review(world, reader, it["review"]) and goal(world, reader, it["goal"])


def intervention(world, reader, number):
    return goal(world, reader, world["interventions"][number]["goal"])


def template_use(world, reader, number):
    return part(world, reader, world["template_uses"][number]["part"])


def task_template(world, reader, number):
    """Who keeps them and who gives them out: also who directs a case of the house."""
    house = world["task_templates"][number]["house"]
    cases = [n for n, one in enumerate(world["cases"]) if one["house"] == house]
    return (
        reader.coordinates(house)
        or reader.is_("administrator", house)
        or any(directs(world, reader, n) for n in cases)
    )


def template_task(world, reader, number):
    return task_template(world, reader, world["template_tasks"][number]["template"])
