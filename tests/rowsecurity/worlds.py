"""Worlds for the property test: drawn as plain dicts, and written to the database by rows.py.

Numbers drawn for a reference are taken modulo what is there, so every drawn world is a possible one and
shrinking keeps it so.
"""

from hypothesis import strategies as st

from tests.rowsecurity.reference_followed import add_actions, add_followed
from tests.rowsecurity.reference_journal import VISIBLE, add_journal
from tests.rowsecurity.reference_parties import add_parties
from tests.rowsecurity.reference_picture import add_pictures
from tests.rowsecurity.reference_plan import add_plans

HOUSES = ("huis", "buurhuis")
ORGANISATIONS = {
    "huis": ("house", ["huis"]),
    "buurhuis": ("house", ["buurhuis"]),
    "politie": ("police", ["huis", "buurhuis"]),
    "gemeente": ("municipality", ["huis"]),
    "zorg": ("care", ["huis"]),
}
USERS = 6
WORK = (
    *(("coordinator", house) for house in HOUSES),
    ("expert", "huis"),
    ("privacy_officer", "huis"),
    ("privacy_officer", "politie"),
    ("administrator", "huis"),
    *(("participant", name) for name in ("politie", "gemeente", "zorg", "huis")),
    *(("reporter", name) for name in ("politie", "gemeente")),
    *(("case_director", name) for name in ("huis", "politie")),
)
SPANS = ((-100.5, None), (-100.5, 5.5), (-100.5, -5.5), (3.5, None))

number = st.integers(0, 11)
flag = st.booleans()
organisation = st.sampled_from(sorted(ORGANISATIONS))
house = st.sampled_from(HOUSES)
PARTS = ("agreements", "journal", "picture", "plan")
pairs = st.lists(st.tuples(organisation, flag), max_size=2, unique_by=lambda pair: pair[0])
profiles = st.sampled_from(((), ("agreements", "plan"), ("journal",), PARTS))
mostly = st.sampled_from((True, True, True, False))


def some(what, most):
    return st.lists(what, max_size=most)


memberships = st.lists(
    st.fixed_dictionaries(
        {
            "user": st.integers(0, USERS - 1),
            "work": st.sampled_from(WORK),
            "span": st.sampled_from((SPANS[0], *SPANS)),
            "confirmed": mostly,
        }
    ),
    min_size=4,
    max_size=10,
    unique_by=lambda one: (one["user"], one["work"]),
)
items = st.fixed_dictionaries(
    {
        "open": flag,
        "signals": some(number, 2),
        "places": pairs,
        "recused": some(st.integers(0, USERS - 1), 1),
        "contributions": pairs,
    }
)
drawn_meetings = st.fixed_dictionaries(
    {
        "house": house,
        "state": st.sampled_from(("planned", "released", "final", "released")),
        "starts": st.sampled_from((-3.5, 4.5)),
        "case": st.one_of(st.none(), number),
        "seats": pairs,
        "items": some(items, 2),
    }
)
drawn_cases = st.fixed_dictionaries(
    {
        "house": house,
        "coordinator": st.integers(0, USERS - 1),
        "restricted": flag,
        "directors": st.lists(st.tuples(number, flag), max_size=2, unique_by=lambda one: one[0]),
        "named": some(number, 1),
        "requests": some(
            st.tuples(st.sampled_from(("join", "task")), organisation, flag, st.none() | number), 2
        ),
        "partners": st.lists(
            st.tuples(organisation, flag, profiles), max_size=2, unique_by=lambda one: one[0]
        ),
        "signals": some(number, 1),
    }
)
openings = st.tuples(st.integers(0, USERS - 1), number, st.sampled_from((6.5, -1.5)))
draws = st.fixed_dictionaries(
    {
        "active": st.tuples(*[mostly] * USERS),
        "zorg": mostly,
        "memberships": memberships,
        "keys": st.tuples(st.sampled_from((8.5, -2.5)), st.just(2.5), st.sampled_from((8.5, 2.5, -2.5))),
        "outside": number,
        "signals": st.lists(
            st.tuples(house, st.one_of(number, st.sampled_from(("a", "b")))), min_size=1, max_size=4
        ),
        "shares": some(st.tuples(number, organisation, st.sampled_from((9.5, 2.5, -2.5)), flag), 3),
        "grants": some(openings, 2),
        "contact_grants": some(openings, 3),
        "attachments": some(
            st.tuples(st.integers(0, USERS - 1), st.one_of(st.none(), number, number), flag), 3
        ),
        "original_grants": some(openings, 2),
        "identity_grants": some(openings, 3),
        "case_inquiries": some(st.tuples(number, st.integers(0, USERS - 1), some(number, 2)), 2),
        "mask_grants": some(openings, 2),
        "links": some(st.tuples(number, number), 3),
        "inquiries": some(st.tuples(house, st.integers(0, USERS - 1), some(number, 2)), 2),
        "meetings": some(drawn_meetings, 2),
        "cases": some(drawn_cases, 2),
        "journal": some(
            st.tuples(number, number, organisation, st.sampled_from(VISIBLE), some(number, 2)), 4
        ),
        "offers": some(st.tuples(number, st.one_of(st.none(), number), organisation, mostly), 3),
        "actions": some(
            st.tuples(st.sampled_from("-itc"), number, st.one_of(st.none(), number), organisation), 3
        ),
        "lines": some(
            st.tuples(
                st.integers(0, USERS - 1),
                st.sampled_from(("", "signal", "meeting", "case", "journal_entry")),
                number,
                st.sampled_from(("read", "make_pdf", "decide")),
            ),
            3,
        ),
    }
)
EDITS = (
    *("unrecuse", "end_share", "end_membership", "release", "finalise", "seat", "unseat", "recuse"),
    "release_contribution",
    *("restrict", "leave", "account", "organisation", "confirm", "end_director", "open", "link", "unlink"),
    *("hide", "pass", "key", "join", "open_file"),
    *("hide", "pass", "key", "join", "part", "answer_offer", "profile", "leave", "end_director"),
)
edits = st.lists(st.tuples(st.sampled_from(EDITS), number, number), max_size=6)


def once(rows, *names):
    """Without what the database would refuse: the same link twice."""
    found = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in names), row)
    return list(found.values())


def world_of(drawn):
    """The plain world of a draw."""
    world = {
        "organisations": {
            name: {"kind": kind, "houses": houses, "active": name != "zorg" or drawn["zorg"]}
            for name, (kind, houses) in ORGANISATIONS.items()
        },
        "users": {user: {"active": active} for user, active in enumerate(drawn["active"])},
        "memberships": [
            {
                "user": one["user"],
                "role": one["work"][0],
                "organisation": one["work"][1],
                "from": one["span"][0],
                "until": one["span"][1],
                "confirmed": one["confirmed"],
            }
            for one in drawn["memberships"]
        ],
        "keys": [
            {"until": until, "purpose": "register" if n == 2 else "receipt"}
            for n, until in enumerate(drawn["keys"])
        ],
        "drafts": [{"writer": 0}, {"writer": 1}],
        "sent_forms": [{"writer": 0}, {"writer": 1}],
        "saved_filters": [{"owner": 0}, {"owner": 1}],
        "series": [{"house": house_} for house_ in HOUSES],
    }
    people = len(world["memberships"])
    world["signals"] = [
        {
            "house": house_,
            "membership": by % people if isinstance(by, int) else None,
            "key": None if isinstance(by, int) else "ab".index(by),
        }
        for house_, by in drawn["signals"]
    ]
    add_around_signals(world, drawn)
    add_together(world, drawn)
    add_meetings(world, drawn["meetings"], drawn["cases"])
    add_cases(world, drawn["cases"], people)
    add_parties(world, drawn, opens)
    add_pictures(world)
    add_actions(world, drawn["actions"], people)
    add_plans(world)
    add_preparing(world)
    add_followed(world, drawn["offers"], people)
    add_journal(world, drawn["journal"], people)
    world["entries"] = []
    return world


def add_around_signals(world, drawn):
    every = range(len(world["signals"]))
    world["parties"] = [{"signal": n} for n in every]
    world["questions"] = world["weighings"] = world["parties"]
    world["identities"] = [{"party": n} for n in every]
    world["events"] = [{"signal": n, "for_desk": for_desk} for n in every for for_desk in (False, True)]
    world["shares"] = once(
        (
            {"signal": n % len(every), "organisation": receiver, "until": until, "ended": ended}
            for n, receiver, until, ended in drawn["shares"]
        ),
        *("signal", "organisation"),
    )
    world["grants"] = [opens(user, until, party=n % len(every)) for user, n, until in drawn["grants"]]
    world["grants"] += [
        opens(user, until, contact=n % len(every)) for user, n, until in drawn["contact_grants"]
    ]
    world["grants"] += [opens(user, until, mask=n % len(every)) for user, n, until in drawn["mask_grants"]]
    world["masks"] = world["redactions"] = world["parties"]
    world["masked_texts"] = [{"mask": n} for n in every]
    world["intakes"] = world["messages"] = world["contacts"] = world["contact_requests"] = world["parties"]
    world["interviews"] = world["parties"]
    world["outside_questions"] = [{"signal": drawn["outside"] % len(every), "key": 2}]
    world["clock_stops"] = world["parties"]
    world["citizen_drafts"] = [{"key": n} for n in range(len(world["keys"]))]
    add_attachments(world, drawn)
    add_registers(world)


def add_registers(world):
    """Each house read one; every signal came out of it, and one row has an error."""
    world["registers"] = [{"house": house_} for house_ in HOUSES]
    world["register_rows"] = [
        {"register": HOUSES.index(one["house"]), "house": one["house"], "signal": n}
        for n, one in enumerate(world["signals"])
    ]
    world["register_rows"] += [
        {"register": n, "house": house_, "signal": None} for n, house_ in enumerate(HOUSES)
    ]


def opens(user, until, **what):
    """A grant for one thing."""
    nothing = dict.fromkeys(("party", "contact", "attachment", "mask", "case_party"))
    return {"user": user, "until": until, **nothing, **what}


def add_attachments(world, drawn):
    """Files of signals, and of a draft (no signal); each has an original, which a grant may open."""
    signals = len(world["signals"])
    world["attachments"] = [
        {"uploader": user, "signal": None if n is None else n % signals, "open": open_}
        for user, n, open_ in drawn["attachments"]
    ]
    files = len(world["attachments"])
    world["originals"] = [{"attachment": n} for n in range(files)]
    world["grants"] += [
        opens(user, until, attachment=n % files) for user, n, until in drawn["original_grants"] if files
    ]


def add_together(world, drawn):
    """The first link is a merge; what was merged gets no other."""
    every = len(world["signals"])
    pairs = [(a % every, b % every) for a, b in drawn["links"]]
    pairs = [pair for pair in pairs if pair[0] != pair[1]]
    merged = [{"signal": a, "other": b, "kind": "merged", "ended": False} for a, b in pairs[:1]]
    gone = {one["signal"] for one in merged}
    related = [
        {"signal": min(pair), "other": max(pair), "kind": "related", "ended": False}
        for pair in pairs[1:]
        if not gone & set(pair)
    ]
    world["links"] = merged + once(related, "signal", "other")
    world["inquiries"] = [{"house": of, "asked_by": user} for of, user, _ in drawn["inquiries"]]
    world["inquiry_hits"] = [
        {"inquiry": n, "signal": signal}
        for n, (_, _, hits) in enumerate(drawn["inquiries"])
        for signal in sorted({hit % every for hit in hits})
    ]


def add_meetings(world, drawn, cases):
    """One about a case is of the house of that case; it has no signals and nobody is hidden there."""
    for name in ("meetings", "seats", "items", "item_signals", "places", "recusals", "contributions"):
        world[name] = []
    for number_, one in enumerate(drawn):
        about = one["case"] % len(cases) if cases and one["case"] is not None else None
        world["meetings"].append(
            {
                "house": one["house"] if about is None else cases[about]["house"],
                "case": about,
                "released": one["state"] != "planned",
                "final": one["state"] == "final",
                "starts": one["starts"],
            }
        )
        world["seats"] += [
            {"meeting": number_, "organisation": name, "hidden": hidden and about is None}
            for name, hidden in one["seats"]
        ]
        for item in one["items"]:
            add_item(world, number_, item if about is None else {**item, "signals": []})
    add_planning(world)
    world["decisions"] = [{"item": n} for n in range(len(world["items"]))]
    world["pens"] = world["notes"] = world["decisions"][:2]
    first = {one["meeting"]: n for n, one in reversed(list(enumerate(world["items"])))}
    world["stages"] = [{"meeting": meeting, "item": n} for meeting, n in first.items()]
    world["errata"] = [{"item": n} for n in range(len(world["items"]))]
    world["amendments"] = [{**place} for place in world["places"]]


def add_planning(world):
    """A standing item of each series, a holiday of each house, one guest of each meeting, a calendar of everybody."""
    world["standing_items"] = [{"series": n} for n in range(len(world["series"]))]
    world["school_holidays"] = [{"house": house_} for house_ in HOUSES]
    first = {one["meeting"]: one["organisation"] for one in reversed(world["seats"])}
    world["guests"] = [{"meeting": meeting, "organisation": name} for meeting, name in first.items()]
    world["feeds"] = [{"user": user} for user in world["users"]]


def add_item(world, meeting, drawn):
    n = len(world["items"])
    world["items"].append({"meeting": meeting, "open": drawn["open"]})
    linked = {"item": n}
    world["item_signals"] += [
        {**linked, "signal": one} for one in {one % len(world["signals"]) for one in drawn["signals"]}
    ]
    world["places"] += [{**linked, "organisation": name} for name, _ in drawn["places"]]
    world["recusals"] += [{**linked, "user": user, "ended": False} for user in drawn["recused"]]
    world["contributions"] += [
        {**linked, "organisation": name, "released": released} for name, released in drawn["contributions"]
    ]


def add_cases(world, drawn, people):
    for name in (
        *("cases", "directors", "named", "case_partners", "parts"),
        *("partner_requests", "informings", "reviews", "terms", "case_signals"),
        *("case_parties", "case_events"),
    ):
        world[name] = []
    for n, one in enumerate(drawn):
        world["cases"].append({name: one[name] for name in ("house", "coordinator", "restricted")})
        directors = ({"case": n, "membership": m % people, "ended": ended} for m, ended in one["directors"])
        world["directors"] += once(directors, "membership")
        world["named"] += [{"case": n, "membership": m % people} for m in one["named"]]
        world["case_partners"] += [
            {"case": n, "organisation": name, "left": left, "parts": list(parts)}
            for name, left, parts in one["partners"]
        ]
        world["case_signals"] += [{"case": n, "signal": s % len(world["signals"])} for s in one["signals"]]
        world["partner_requests"] += requests_in(n, one, people)
        world["parts"] += [{"case": n, "kind": kind} for kind in PARTS]
        for things in ("informings", "reviews", "terms"):
            world[things].append({"case": n})
        world["case_parties"].append({"case": n})
        world["case_events"].append({"case": n})


def requests_in(number_, one, people):
    """At most one that waits of a kind for an organisation; the person asked may be of any."""
    made = (
        {
            "case": number_,
            "kind": kind,
            "house": one["house"],
            "organisation": name,
            "answered": answered,
            "membership": None if m is None else m % people,
        }
        for kind, name, answered, m in one["requests"]
    )
    return once(made, "organisation")


def add_preparing(world):
    """A table of each house; a fate of each signal and case, when there is a meeting; a reminder of each meeting."""
    world["standing_tables"] = [{"house": house} for house in HOUSES]
    things = [(one["house"], n, None) for n, one in enumerate(world["signals"])]
    things += [(one["house"], None, n) for n, one in enumerate(world["cases"])]
    fates = [{"house": house, "signal": signal, "case": case, "meeting": 0} for house, signal, case in things]
    world["fates"] = fates if world["meetings"] else []
    meetings = range(len(world["meetings"]))
    world["reminders"] = [{"meeting": n, "organisation": "politie"} for n in meetings]
