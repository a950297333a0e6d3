"""Who sees a case and what hangs on it. See reference.py."""

from tests.rowsecurity.readers import of


def case(world, reader, number):
    it = world["cases"][number]
    if reader.coordinates(it["house"]) and it["coordinator"] == reader.user:
        return True
    if directs(world, reader, number):
        return True
    if it["restricted"]:
        return any(reader.is_member(one["membership"]) for one in of(world, "named", case=number))
    return reader.coordinates(it["house"]) or any(
        takes_part(world, reader, one["organisation"])
        for one in of(world, "case_partners", case=number, left=False)
    )


def directs(world, reader, number):
    return any(
        reader.is_member(one["membership"])
        and world["memberships"][one["membership"]]["role"] == "case_director"
        for one in of(world, "directors", case=number, ended=False)
    )


def takes_part(world, reader, organisation):
    """Choice: when a house takes part its coordinators do, for its experts have no cases."""
    if world["organisations"][organisation]["kind"] == "house":
        return reader.coordinates(organisation)
    return reader.stands_for(organisation)


def part(world, reader, number):
    it = world["parts"][number]
    return reads_part(world, reader, it["case"], it["kind"])


def works_in(world, reader, number):
    """Its directors, and the coordinators of the house: of a restricted case its own alone."""
    it = world["cases"][number]
    coordinates = reader.coordinates(it["house"]) and (
        not it["restricted"] or it["coordinator"] == reader.user
    )
    return coordinates or directs(world, reader, number)


def reads_part(world, reader, number, kind):
    """Who works in the case reads all of it; a partner what its profile gives."""
    it = world["cases"][number]
    if works_in(world, reader, number):
        return True
    given = {
        one["organisation"]
        for one in of(world, "case_partners", case=number, left=False)
        if kind in one["parts"]
    }
    if it["restricted"]:
        named_ones = [one["membership"] for one in of(world, "named", case=number)]
        return any(
            reader.is_member(one) and world["memberships"][one]["organisation"] in given for one in named_ones
        )
    return any(takes_part(world, reader, organisation) for organisation in given)


def partner_request(world, reader, number):
    """Who works in the case; who is asked. Choice: who asks to join reads nothing before the answer, and of a
    restricted case no organisation reads that it is asked."""
    it = world["partner_requests"][number]
    if works_in(world, reader, it["case"]):
        return True
    if it["kind"] == "join" and not it["answered"]:
        return False
    if it["membership"] is not None and reader.is_member(it["membership"]):
        return True
    whole = it["kind"] != "join" and it["membership"] is None and not world["cases"][it["case"]]["restricted"]
    return whole and takes_part(world, reader, it["organisation"])


def own_in_case(world, reader, number, organisation):
    """Choice: what an organisation did not release in a case meeting is for its people, who read the case by it."""
    it = world["cases"][number]
    partners = {one["organisation"] for one in of(world, "case_partners", case=number, left=False)}
    able = organisation in partners or organisation == it["house"]
    return able and not it["restricted"] and takes_part(world, reader, organisation)


def of_case(things):
    """What hangs on a case is seen with it."""
    return lambda world, reader, number: case(world, reader, world[things][number]["case"])


director, named, case_partner = of_case("directors"), of_case("named"), of_case("case_partners")
case_party, case_event = of_case("case_parties"), of_case("case_events")
informing, review, term = of_case("informings"), of_case("reviews"), of_case("terms")
