"""Who sees what hangs on a party of a case, and the worlds of it. See reference.py."""

from tests.rowsecurity.readers import of
from tests.rowsecurity.reference_cases import case, case_party, directs


def add_parties(world, drawn, opens):
    """Every case has a second party, the first is related to it, has an identity and asks to be removed."""
    cases = range(len(world["cases"]))
    world["case_parties"] += [{"case": n} for n in cases]
    world["party_relations"] = [{"party": n, "other": len(cases) + n} for n in cases]
    world["case_identities"] = world["removal_requests"] = [{"party": n} for n in cases]
    if cases:
        world["grants"] += [
            opens(user, until, case_party=n % len(cases)) for user, n, until in drawn["identity_grants"]
        ]
    asked = [(n % len(cases), user, hits) for n, user, hits in drawn["case_inquiries"] if cases]
    world["case_inquiries"] = [{"case": n, "party": n, "asked_by": user} for n, user, _ in asked]
    world["case_inquiry_hits"] = [
        {"inquiry": number, "case": touched}
        for number, (n, _, hits) in enumerate(asked)
        for touched in sorted({hit % len(cases) for hit in hits} - {n})
    ]


def works_in(world, reader, number):
    """A coordinator of the house who reads the case, and its directors."""
    house = world["cases"][number]["house"]
    return case(world, reader, number) and (reader.coordinates(house) or directs(world, reader, number))


def party_relation(world, reader, number):
    return case_party(world, reader, world["party_relations"][number]["party"])


def removal_request(world, reader, number):
    """Choice: that somebody asks to be removed is for who works in the case."""
    party = world["case_parties"][world["removal_requests"][number]["party"]]
    return works_in(world, reader, party["case"])


def case_identity(world, reader, number):
    """Who works in the case and holds a grant."""
    party = world["case_identities"][number]["party"]
    grants = of(world, "grants", case_party=party, user=reader.user)
    return any(one["until"] > 0 for one in grants) and works_in(
        world, reader, world["case_parties"][party]["case"]
    )


def case_inquiry_hit(world, reader, number):
    """Choice: the coordinator of the case that was touched alone; never who asked, for a name would lead to a case."""
    it = world["case_inquiry_hits"][number]
    asked_by = world["case_inquiries"][it["inquiry"]]["asked_by"]
    coordinator = world["cases"][it["case"]]["coordinator"]
    return asked_by != reader.user and coordinator == reader.user and case(world, reader, it["case"])


def case_inquiry(world, reader, number):
    """Who works in the case from which it was asked, and who sees a hit."""
    touched = (n for n, hit in enumerate(world["case_inquiry_hits"]) if hit["inquiry"] == number)
    return works_in(world, reader, world["case_inquiries"][number]["case"]) or any(
        case_inquiry_hit(world, reader, n) for n in touched
    )
