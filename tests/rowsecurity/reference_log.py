"""Who sees which line of the log: as reference.py, in plain Python."""

from tests.rowsecurity.readers import Reader, in_force, of
from tests.rowsecurity.reference_journal import journal_entry

READS = {"read", "make_pdf"}  # of a signal


def entry(world, reader, number):
    """A line of the log: its readers are fixed when it is written (`then`), who they are is looked up now.

    Choice: also the privacy officers of where the actor works; about no record, those of his houses;
    about nothing and by nobody known, those of every house.
    """
    line = world["entries"][number]
    then, actor = line["then"], line["actor"]
    officers, coordinators, people = CONCERNED[line["kind"]](then, actor, line)
    offices = set(actor.organisations)
    if line["kind"] == "":
        offices |= {house for one in actor.organisations for house in then["organisations"][one]["houses"]}
    if not officers and not offices:
        officers = {name for name, one in then["organisations"].items() if one["kind"] == "house"}
    return (
        any(reader.officer_of(organisation) for organisation in officers | offices)
        or any(reader.coordinates(house) for house in coordinators)
        or (bool(reader.roles) and reader.user in people)
    )


def concerned_by_nothing(then, actor, line):
    return set(), set(), set()


def concerned_by_signal(then, actor, line):
    """Officers of the house, and of the reporter for what he does; of reads also coordinators and the reporter."""
    it = then["signals"][line["about"]]
    officers, people = {it["house"]}, set()
    if it["membership"] is not None:
        reporter = then["memberships"][it["membership"]]
        if line["action"] in {"submit", "answer_question", *READS}:
            officers.add(reporter["organisation"])
        if line["action"] in READS and actor.stands_for(it["house"]) and in_force(then, reporter):
            people.add(reporter["user"])
    return officers, {it["house"]} if line["action"] in READS else set(), people


def concerned_by_meeting(then, actor, line):
    """That of a case meeting as of its case."""
    it = then["meetings"][line["about"]]
    house = it["house"]
    if it["case"] is not None:
        return concerned_by_case(then, actor, {**line, "about": it["case"]})
    return {house}, {house} if line["action"] == "read" else set(), set()


def concerned_by_case(then, actor, line):
    """Of reads its directors and the coordinators; of a restricted case its own coordinator alone."""
    it = then["cases"][line["about"]]
    if line["action"] != "read":
        return {it["house"]}, set(), set()
    directing = [
        then["memberships"][one["membership"]]
        for one in of(then, "directors", case=line["about"], ended=False)
    ]
    people = {m["user"] for m in directing if m["role"] == "case_director" and in_force(then, m)}
    if Reader(then, it["coordinator"]).coordinates(it["house"]):
        people.add(it["coordinator"])
    return {it["house"]}, set() if it["restricted"] else {it["house"]}, people


def concerned_by_journal_entry(then, actor, line):
    """Officers of the house and of who wrote it; of reads who may see those of its case, if they read it themselves.

    Choice: an entry that a coordinator or director does not read is not told to him by the log either.
    """
    it = then["journal_entries"][line["about"]]
    house = then["cases"][it["case"]]["house"]
    _, houses, people = concerned_by_case(then, actor, {**line, "about": it["case"]})
    for_staff = it["visible_to"] == "partners" or (it["visible_to"] == "own" and it["organisation"] == house)
    by_name = it["visible_to"] == "named" or then["cases"][it["case"]]["restricted"]
    if not for_staff:
        houses = set()
        people = {one for one in people if by_name and journal_entry(then, Reader(then, one), line["about"])}
    return {house, it["organisation"]}, houses, people


CONCERNED = {
    "": concerned_by_nothing,
    "signal": concerned_by_signal,
    "meeting": concerned_by_meeting,
    "case": concerned_by_case,
    "journal_entry": concerned_by_journal_entry,
}
