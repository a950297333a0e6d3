"""What followed from a decision, and what is asked about an action and happened to it. See reference.py."""

from tests.rowsecurity.reference import action, case, decision, share


def add_actions(world, drawn, people):
    """Of the house alone (-), of an item (i, t) or in a case (c)."""
    world["actions"], world["item_actions"] = [], []
    for source, n, owner, organisation_ in drawn:
        membership = owner % people if owner is not None else None
        action = {"house": "huis", "case": None, "owner": membership, "organisation": organisation_}
        if source == "c" and world["cases"]:
            action["case"] = n % len(world["cases"])
            action["house"] = world["cases"][action["case"]]["house"]
        if source in "it" and world["items"]:
            link = {"item": n % len(world["items"]), "action": len(world["actions"])}
            action["house"] = world["meetings"][world["items"][link["item"]]["meeting"]]["house"]
            world["item_actions"].append(link)
        world["actions"].append(action)


def add_followed(world, offers, people):
    """To a world: of every second decision a case, of every second share its decision; offers of actions."""
    decisions, cases = len(world["decisions"]), len(world["cases"])
    world["decision_cases"] = [{"decision": n, "case": n % cases} for n in range(0, decisions, 2) if cases]
    world["decision_shares"] = [
        {"decision": n % decisions, "share": n} for n in range(0, len(world["shares"]), 2) if decisions
    ]
    world["earlier_answers"] = [{"decision": n} for n in range(decisions)]
    actions = len(world["actions"])
    offered = {n % actions: one for n, *one in offers} if actions else {}
    world["action_requests"] = [
        {
            "action": n,
            "owner": None if owner is None else owner % people,
            "organisation": organisation,
            "open": is_open,
        }
        for n, (owner, organisation, is_open) in offered.items()
    ]
    world["action_events"] = [{"action": n} for n in range(actions)]


def decision_case(world, reader, number):
    """The table that decided does not know a shielded case."""
    it = world["decision_cases"][number]
    return decision(world, reader, it["decision"]) and case(world, reader, it["case"])


def decision_share(world, reader, number):
    it = world["decision_shares"][number]
    return decision(world, reader, it["decision"]) and share(world, reader, it["share"])


def earlier_answer(world, reader, number):
    return decision(world, reader, world["earlier_answers"][number]["decision"])


def of_action(things):
    """What is asked about an action and what happened to it is read with the action."""
    return lambda world, reader, number: action(world, reader, world[things][number]["action"])


action_request, action_event = of_action("action_requests"), of_action("action_events")
