"""Who sees what: the table of the product in plain Python over plain dicts. No SQL, no models.

A world is {"signals": [{...}, ...], ...}: each thing is a dict in a list, and its place in that list is its
number. Days count from now: below zero is past, None is never. `reader` is a Reader. Where the table is
silent the choice stands in a comment that starts with 'Choice:'.
"""

from tests.rowsecurity.readers import of
from tests.rowsecurity.reference_cases import case, directs, own_in_case, reads_part

# -- signals


def own(things, whose):
    """What only one person sees: he who is named in it."""
    return lambda world, reader, number: world[things][number][whose] == reader.user is not None


draft = own("drafts", "writer")
sent_form = own("sent_forms", "writer")
saved_filter = own("saved_filters", "owner")


def signal(world, reader, number):
    if recused_from_signal(world, reader, number) and not reported(world, reader, number):
        return False
    it = world["signals"][number]
    return (
        reader.at_desk(it["house"])
        or is_reporter(reader, it)
        or (it["membership"] is not None and reader.stands_for(reporting_organisation(world, it)))
        or any(
            reader.stands_for(share["organisation"])
            for share in of(world, "shares", signal=number)
            if is_valid(share)
        )
        or at_open_table(world, reader, number)
    )


def is_reporter(reader, it):
    if it["membership"] is None:
        return it["key"] == reader.key is not None
    return reader.is_member(it["membership"])


def reported(world, reader, number):
    """Choice: who stepped back from an item about his own signal keeps seeing what he wrote himself."""
    membership = world["signals"][number]["membership"]
    return membership is not None and world["memberships"][membership]["user"] == reader.user


def reporting_organisation(world, it):
    return world["memberships"][it["membership"]]["organisation"]


def is_valid(share):
    return not share["ended"] and share["until"] > 0


def at_open_table(world, reader, number):
    """From the release of the agenda until the minutes are final."""
    for link in of(world, "item_signals", signal=number):
        meeting_ = world["meetings"][world["items"][link["item"]]["meeting"]]
        if meeting_["released"] and not meeting_["final"] and at_table(world, reader, link["item"]):
            return True
    return False


def recused_from_signal(world, reader, number):
    """Choice: who stepped back from an item is shut off from the signals it is about, also after the meeting."""
    return any(recused(world, reader, link["item"]) for link in of(world, "item_signals", signal=number))


def party(world, reader, number):
    return signal(world, reader, world["parties"][number]["signal"])


def identity(world, reader, number):
    """Choice: a grant opens an identity only for who sees the signal and has a desk (or is an officer) somewhere."""
    grants = of(world, "grants", party=number, user=reader.user)
    has_desk = any(role in {"coordinator", "expert", "privacy_officer"} for role, _ in reader.roles)
    return has_desk and any(g["until"] > 0 for g in grants) and party(world, reader, number)


def citizen_draft(world, reader, number):
    return world["citizen_drafts"][number]["key"] == reader.key is not None


def intake(world, reader, number):
    """Choice: how a report came in is for the desk alone, not for the table."""
    about = world["intakes"][number]["signal"]
    return signal(world, reader, about) and reader.at_desk(world["signals"][about]["house"])


contact_request = clock_stop = intake


def message(world, reader, number):
    it = world["signals"][world["messages"][number]["signal"]]
    return intake(world, reader, number) or it["key"] == reader.key is not None


def contact(world, reader, number):
    """Choice: of the desk, who holds a grant that a second person gave."""
    grants = of(world, "grants", contact=world["contacts"][number]["signal"], user=reader.user)
    return intake(world, reader, number) and any(one["until"] > 0 for one in grants)


def grant(world, reader, number):
    """Choice: its holder; the privacy officer reads of it in the log."""
    return world["grants"][number]["user"] == reader.user is not None


def attachment(world, reader, number):
    """Open: as its signal. Before: who added it and the desk. Choice: in a draft who added it, also after the draft."""
    it = world["attachments"][number]
    mine = it["uploader"] == reader.user is not None
    if it["signal"] is None:
        return mine
    desk = reader.at_desk(world["signals"][it["signal"]]["house"])
    return signal(world, reader, it["signal"]) and (it["open"] or mine or desk)


def original(world, reader, number):
    """Choice: a grant opens an original only for who sees the file itself."""
    of_file = world["originals"][number]["attachment"]
    grants = of(world, "grants", attachment=of_file, user=reader.user)
    return any(g["until"] > 0 for g in grants) and attachment(world, reader, of_file)


def weighing(world, reader, number):
    if recused_from_signal(world, reader, number):
        return False
    house = world["signals"][number]["house"]
    return reader.at_desk(house) or at_open_table(world, reader, number)


def searched_weighing(world, reader, number):
    return weighing(world, reader, number) and signal(world, reader, number)


def question(world, reader, number):
    """Choice: a question to a reporter with an account is read by the two who talk, as with a key."""
    about = world["questions"][number]["signal"]
    if recused_from_signal(world, reader, about) and not reported(world, reader, about):
        return False
    it = world["signals"][about]
    return reader.at_desk(it["house"]) or is_reporter(reader, it)


def share(world, reader, number):
    """Choice: the privacy officers of the house and of the receiver; the receiver as long as it lasts."""
    it = world["shares"][number]
    if recused_from_signal(world, reader, it["signal"]) and not reported(world, reader, it["signal"]):
        return False
    house = world["signals"][it["signal"]]["house"]
    return (
        reader.at_desk(house)
        or reader.officer_of(house)
        or reader.officer_of(it["organisation"])
        or (is_valid(it) and reader.stands_for(it["organisation"]))
    )


def event(world, reader, number):
    """A line of the timeline; those of the desk as the weighing."""
    it = world["events"][number]
    return signal(world, reader, it["signal"]) and (
        not it["for_desk"] or weighing(world, reader, it["signal"])
    )


# -- meetings


def series(world, reader, number):
    """Choice: where and when the house meets is for all its members; who is invited for the desk."""
    return reader.member_of(world["series"][number]["house"])


def meeting(world, reader, number):
    """Choice: who is invited sees the meeting from its release, also without a place at a table; or as its case."""
    it = world["meetings"][number]
    if it["case"] is not None:
        return case(world, reader, it["case"])
    if reader.at_desk(it["house"]):
        return True
    items = [n for n, one in enumerate(world["items"]) if one["meeting"] == number]
    seated = any(has_place(world, reader, item_) for item_ in items) or invited(world, reader, number)
    return it["released"] and seated


def leads(world, reader, number):
    """Choice: the coordinators of the house; a case meeting also who directs its case, and who sees it alone."""
    it = world["meetings"][number]
    if it["case"] is None:
        return reader.coordinates(it["house"])
    directing = reader.coordinates(it["house"]) or directs(world, reader, it["case"])
    return directing and case(world, reader, it["case"])


def invited(world, reader, meeting_):
    return any(reader.stands_for(seat_["organisation"]) for seat_ in of(world, "seats", meeting=meeting_))


def has_place(world, reader, item_):
    return any(reader.stands_for(place_["organisation"]) for place_ in of(world, "places", item=item_))


def at_table(world, reader, item_):
    """At an open item sits everybody who is invited."""
    it = world["items"][item_]
    return has_place(world, reader, item_) or (it["open"] and invited(world, reader, it["meeting"]))


def recused(world, reader, item_):
    return reader.user is not None and any(of(world, "recusals", item=item_, user=reader.user, ended=False))


def item(world, reader, number):
    meeting_ = world["meetings"][world["items"][number]["meeting"]]
    if recused(world, reader, number):
        return False
    if meeting_["case"] is not None:
        return case(world, reader, meeting_["case"])
    return reader.at_desk(meeting_["house"]) or (meeting_["released"] and at_table(world, reader, number))


def decision(world, reader, number):
    return item(world, reader, world["decisions"][number]["item"])


def item_signal(world, reader, number):
    it = world["item_signals"][number]
    return item(world, reader, it["item"]) and signal(world, reader, it["signal"])


def item_action(world, reader, number):
    it = world["item_actions"][number]
    return item(world, reader, it["item"]) and action(world, reader, it["action"])


def item_history(world, reader, number):
    """Choice: earlier versions of the minutes are for who leads the meeting and sees the item."""
    return item(world, reader, number) and leads(world, reader, world["items"][number]["meeting"])


def recusal(world, reader, number):
    """Choice: who sees the item sees who stepped back from it; he himself sees that he did."""
    it = world["recusals"][number]
    return item(world, reader, it["item"]) or it["user"] == reader.user is not None


def is_hidden(world, meeting_, organisation):
    return bool(of(world, "seats", meeting=meeting_, organisation=organisation, hidden=True))


def may_know(world, reader, meeting_, organisation):
    """A hidden participant is 'een partner', except for who leads the meeting and for itself."""
    return (
        not is_hidden(world, meeting_, organisation)
        or reader.stands_for(organisation)
        or leads(world, reader, meeting_)
    )


def seat(world, reader, number):
    it = world["seats"][number]
    return meeting(world, reader, it["meeting"]) and may_know(
        world, reader, it["meeting"], it["organisation"]
    )


def place(world, reader, number):
    """Choice: a place at a table does not give a hidden participant away."""
    it = world["places"][number]
    meeting_ = world["items"][it["item"]]["meeting"]
    return item(world, reader, it["item"]) and may_know(world, reader, meeting_, it["organisation"])


def contribution(world, reader, number):
    """Choice: of a hidden participant the table reads nothing; the coordinator tells it."""
    it = world["contributions"][number]
    if recused(world, reader, it["item"]):
        return False
    meeting_ = world["items"][it["item"]]["meeting"]
    house, released = world["meetings"][meeting_]["house"], world["meetings"][meeting_]["released"]
    about = world["meetings"][meeting_]["case"]
    if about is not None:
        sees = case(world, reader, about)
        return sees and (it["released"] or own_in_case(world, reader, about, it["organisation"]))
    at_the_table = released and at_table(world, reader, it["item"])
    return reader.stands_for(it["organisation"]) or (
        it["released"]
        and (
            reader.coordinates(house) or (at_the_table and not is_hidden(world, meeting_, it["organisation"]))
        )
    )


# -- cases and actions


def case_signal(world, reader, number):
    it = world["case_signals"][number]
    return case(world, reader, it["case"]) and signal(world, reader, it["signal"])


def action(world, reader, number):
    """Choice: 'the table it came from' is who sees the item now; an action in a case is of who reads its
    agreements, and of a restricted case no organisation owns it."""
    it = world["actions"][number]
    items = [link["item"] for link in of(world, "item_actions", action=number)]
    owner = None if it["owner"] is None else world["memberships"][it["owner"]]["user"]
    if any(recused(world, reader, one) for one in items) and owner != reader.user:
        return False  # Choice: who stepped back from the item keeps his own action
    if it["case"] is not None and world["cases"][it["case"]]["restricted"]:
        return (it["owner"] is not None and reader.owns(it)) or reads_part(
            world, reader, it["case"], "agreements"
        )
    return (
        reader.coordinates(it["house"])
        or reader.owns(it)
        or any(reader.owns(one) for one in of(world, "action_requests", action=number, open=True))
        or (it["case"] is not None and reads_part(world, reader, it["case"], "agreements"))
        or any(it["case"] is None and item(world, reader, one) for one in items)
    )


# -- people


def membership(world, reader, number):
    """User administration; Choice: also who confirms roles (coordinators, privacy officers), and one's own."""
    it = world["memberships"][number]
    manages = {
        organisation
        for role, organisation in reader.roles
        if role in {"administrator", "coordinator", "privacy_officer"}
    }
    houses = {it["organisation"], *world["organisations"][it["organisation"]]["houses"]}
    return it["user"] == reader.user is not None or bool(manages & houses)


# -- numbers


def signal_counts(world, reader, house):
    """{municipality: number} for every member of the house; '1-2' (-1) for who may not see the rows."""
    if not reader.member_of(house):
        return {}
    numbers = {}
    for it in world["signals"]:
        if it["house"] == house:
            numbers[house] = numbers.get(house, 0) + 1
    small = not reader.at_desk(house)
    return {place: -1 if small and number < 3 else number for place, number in numbers.items()}


def contributed(world, reader):
    """{(item, organisation)}: that there is a contribution; None for a hidden participant."""
    found = set()
    for it in world["contributions"]:
        if item(world, reader, it["item"]):
            meeting_ = world["items"][it["item"]]["meeting"]
            known = may_know(world, reader, meeting_, it["organisation"])
            found.add((it["item"], it["organisation"] if known else None))
    return found


def next_meetings(world, reader):
    """Choice: before the release an invited organisation learns when and where, and no more."""
    return {
        number
        for number, it in enumerate(world["meetings"])
        if it["starts"] > 0
        and it["case"] is None
        and (invited(world, reader, number) or reader.at_desk(it["house"]))
    }


def hidden_seats(world, reader, number):
    """How many 'een partner' there are at a meeting that one sees."""
    return sum(
        not may_know(world, reader, number, one["organisation"])
        for one in of(world, "seats", meeting=number)
        if meeting(world, reader, number)
    )
