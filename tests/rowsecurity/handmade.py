"""One world by hand in which every policy matters to somebody, and what people may not write in it."""

from django.db import connection
from django.utils import timezone

from meetings import models as meetings
from partners import models as partners
from signals import models as signals
from tests.rowsecurity.making import ORGANISATION_ID, SECOND, when
from tests.rowsecurity.rows import build
from tests.rowsecurity.worlds import PARTS, world_of

COORDINATOR, EXPERT, POLICE, REPORTER, OFFICER, ADMINISTRATOR, CARE, DIRECTOR, NEIGHBOUR = range(9)
WORK = (
    *(("coordinator", "huis"), ("expert", "huis"), ("participant", "politie"), ("reporter", "gemeente")),
    *(("privacy_officer", "huis"), ("administrator", "huis"), ("participant", "zorg")),
    *(("case_director", "politie"), ("coordinator", "buurhuis")),
)
SINCE_LONG = (-100.5, None)
HOUSE, POLICE_ID, MUNICIPALITY, CARE_ID = (
    ORGANISATION_ID[name] for name in ("huis", "politie", "gemeente", "zorg")
)
DRAWN = {
    "active": [True] * len(WORK),
    "zorg": True,
    "memberships": [
        {"user": user, "work": work, "span": SINCE_LONG, "confirmed": True} for user, work in enumerate(WORK)
    ],
    "keys": (8.5, 2.5, 8.5),
    "outside": 0,
    "signals": [("huis", REPORTER), ("huis", "a"), ("buurhuis", POLICE)],
    "shares": [(0, "politie", 9.5, False), (2, "huis", 9.5, False)],
    "grants": [(COORDINATOR, 0, 6.5)],
    "contact_grants": [(COORDINATOR, 1, 6.5)],
    "attachments": [(REPORTER, 0, True), (REPORTER, 0, False), (COORDINATOR, None, False)],
    "original_grants": [(COORDINATOR, 0, 6.5)],
    "mask_grants": [(COORDINATOR, 0, 6.5)],
    "identity_grants": [(COORDINATOR, 0, 6.5)],
    "case_inquiries": [(0, DIRECTOR, [1])],
    "links": [],
    "inquiries": [("huis", COORDINATOR, [1]), ("buurhuis", NEIGHBOUR, [0])],
    "meetings": [
        {
            "house": "huis",
            "case": None,
            "state": "released",
            "starts": 4.5,
            "seats": [("politie", False), ("zorg", True)],
            "items": [
                {
                    "open": False,
                    "signals": [0],
                    "places": [("politie", 0), ("gemeente", 0), ("zorg", 0)],
                    "recused": [EXPERT],
                    "contributions": [("politie", True), ("gemeente", True), ("zorg", False)],
                },
                {"open": True, "signals": [], "places": [], "recused": [], "contributions": []},
            ],
        },
        {
            "house": "huis",
            "case": None,
            "state": "planned",
            "starts": 9.5,
            "seats": [("politie", False)],
            "items": [{"open": True, "signals": [], "places": [], "recused": [], "contributions": []}],
        },
        *(
            {
                "house": "huis",
                "case": case,
                "state": "released",
                "starts": 5.5 + case,
                "seats": [("politie", False)],
                "items": [
                    {
                        "open": True,
                        "signals": [],
                        "places": [("politie", 0)],
                        "recused": [],
                        "contributions": [("politie", False)],
                    }
                ],
            }
            for case in (0, 1)
        ),
    ],
    "cases": [
        {
            "house": "huis",
            "coordinator": COORDINATOR,
            "restricted": restricted,
            "directors": [] if restricted else [(DIRECTOR, False)],
            "named": [POLICE] if restricted else [],
            "requests": [("task", "zorg", False, CARE if restricted else None)],
            "partners": [("politie", False, ("plan",) if restricted else PARTS)],
            "signals": [] if restricted else [0],
        }
        for restricted in (False, True)
    ],
    "actions": [
        ("i", 0, None, "politie"),
        ("c", 0, None, "politie"),
        ("-", 0, REPORTER, "gemeente"),
        ("-", 0, None, "politie"),
    ],
    "journal": [
        *((0, POLICE, "politie", visible_to, []) for visible_to in ("partners", "own")),
        (0, POLICE, "politie", "named", [DIRECTOR]),
        (0, COORDINATOR, "huis", "own", []),
        (0, POLICE, "politie", "partners", []),
        (1, COORDINATOR, "huis", "named", [POLICE]),
    ],
    "offers": [(3, None, "zorg", True)],
    "lines": [
        (COORDINATOR, "signal", 0, "read"),
        (POLICE, "", 0, "read"),
        (DIRECTOR, "case", 0, "read"),
        (POLICE, "journal_entry", 1, "read"),
    ],
}


def make_world():
    """Build it, with the tables of which a drawn world has no rows; returns the plain dicts."""
    world = world_of(DRAWN)
    build(world)
    partners.House.objects.create(
        organisation_id=HOUSE, region="r", address="a", postcode_city="p", telephone="t"
    )
    partners.Theme.objects.create(pk=2, house_id=HOUSE, name="jeugd")
    partners.StandardText.objects.create(pk=1, house_id=HOUSE, kind="question", name="n", text="t")
    partners.Municipality.objects.get(pk=1).neighbours.set([2])
    partners.Invitation.objects.create(
        email="x@test.example",
        name="x",
        organisation_id=POLICE_ID,
        role="reporter",
        digest="x",
        sent_by_id=SECOND,
        expires_at=when(1),
    )
    meetings.Series.objects.get(pk=1).organisations.set([POLICE_ID])
    meetings.StandingTable.objects.get(pk=1).organisations.set([POLICE_ID])
    signals.Signal.objects.get(pk=1).themes.set([1])
    add_ended_link(world)
    number_on()
    return world


def add_ended_link(world):
    """Between two signals that the police sees, so that an open one can still be tried."""
    world["links"].append({"signal": 2, "other": 0, "kind": "related", "ended": True})
    ended = {"ended_at": timezone.now(), "ended_by_id": SECOND, "end_reason": "klaar"}
    made = {"kind": "related", "reason": "r", "status_before": "received", "made_by_id": SECOND}
    signals.Link.objects.create(pk=1, signal_id=3, other_id=1, **made, **ended)


def number_on():
    """The rows came with their ids: let the next ones be numbered after them."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT setval(oid, greatest(nextval(oid), 100)) FROM pg_class
               WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"""
        )
