"""What happens in a world: each edit changes the plain dicts and the rows alike, or does nothing where it cannot."""

from django.contrib.postgres.functions import TransactionNow
from django.db import connection

from cases.models import ActionRequest, Case, CasePartner, Director
from meetings.models import AgendaItem, Contribution, ItemSignal, Recusal, Seat, TablePlace
from partners.models import Key, Membership, Organisation, User
from signals.models import Attachment, Link, Share
from tests.rowsecurity.making import ORGANISATION_ID, SECOND, when
from tests.rowsecurity.rows_meetings import put
from tests.rowsecurity.worlds import ORGANISATIONS, PARTS

NAMES = sorted(ORGANISATIONS)
DONE = {"ended_at": TransactionNow(), "ended_by": SECOND}
# Every column in which time passes, with what must be set back with it.
DATED = {
    "partners_membership": ("valid_from", "valid_until"),
    "partners_key": ("until",),
    "partners_grant": ("until",),
    "signals_share": ("shared_at", "valid_until", "audience_until"),
    "meetings_meeting": ("starts_at", "audience_until"),
    **dict.fromkeys(
        (
            "signals_signal",
            "signals_weighing",
            "signals_question",
            "signals_partyidentity",
            "cases_case",
            "cases_part",
            "cases_partnerrequest",
            "cases_casepartyidentity",
            "cases_journalentry",
            "cases_action",
            "meetings_agendaitem",
            "meetings_contribution",
        ),
        ("audience_until",),
    ),
}
IN_A_WORLD = {
    "memberships": ("from", "until"),
    "keys": ("until",),
    "grants": ("until",),
    "shares": ("until",),
    "meetings": ("starts",),
}


def apply(world, name, a, b):
    EDITS[name](world, a, b)


def pick(world, things, n):
    """(number, thing) among those that are there, or None."""
    there = [(m, one) for m, one in enumerate(world[things]) if not one.get("gone")]
    return there[n % len(there)] if there else None


def pick_unfrozen(world, things, n):
    """The same, of a meeting whose minutes are not final."""
    there = [
        (m, one) for m, one in enumerate(world[things]) if not one.get("gone") and not is_final(world, one)
    ]
    return there[n % len(there)] if there else None


def pick_open(world, things, n):
    """The same, that waits for an answer: an answer stays."""
    there = [(m, one) for m, one in enumerate(world[things]) if one["open"]]
    return there[n % len(there)] if there else None


def pick_of_house(world, things, n):
    """The same, and of no case meeting: no signal comes there, and nobody is hidden."""
    chosen = pick_unfrozen(world, things, n)
    return chosen if chosen and meeting_of(world, chosen[1])["case"] is None else None


def meeting_of(world, one):
    return world["meetings"][one["meeting"] if "meeting" in one else world["items"][one["item"]]["meeting"]]


def is_final(world, one):
    return meeting_of(world, one)["final"]


def change(things, model, value, choose=pick):
    """An edit: the fields of a plain thing, and the columns of its row, as `value` gives them."""

    def edit(world, a, b):
        chosen = choose(world, things, a)
        if chosen:
            fields, columns = value(chosen[1], b)
            chosen[1].update(fields)
            model.objects.filter(pk=chosen[0] + 1).update(**columns)

    return edit


def end_membership(world, a, b):
    """Choice: with any membership goes what somebody had opened with a reason: it was given for his work."""
    number, membership = pick(world, "memberships", a)
    membership["until"] = 0
    for grant in world["grants"]:
        if grant["user"] == membership["user"]:
            grant["until"] = min(grant["until"], 0)
    Membership.objects.filter(pk=number + 1).update(valid_until=TransactionNow(), **DONE)


def account(world, a, b):
    user = a % len(world["users"])
    active = world["users"][user]["active"] = not world["users"][user]["active"]
    User.objects.filter(pk=user + 1).update(is_active=active)


def organisation(world, a, b):
    name = NAMES[a % len(NAMES)]
    active = world["organisations"][name]["active"] = not world["organisations"][name]["active"]
    Organisation.objects.filter(pk=ORGANISATION_ID[name]).update(is_active=active)


def release(world, a, b):
    chosen = pick(world, "meetings", a)
    if chosen and not chosen[1]["final"]:
        chosen[1]["released"] = True
        put(chosen[0] + 1, "released")


def finalise(world, a, b):
    chosen = pick(world, "meetings", a)
    if chosen and not chosen[1]["final"]:
        chosen[1].update(released=True, final=True)
        put(chosen[0] + 1, "final")


def link_to_item(things, model, field, values):
    """An edit that adds a link to an item, unless it is there."""

    def edit(world, a, b):
        choose = {"recusals": pick, "item_signals": pick_of_house}.get(things, pick_unfrozen)
        chosen = choose(world, "items", a)
        of_world, of_row = values(world, b)
        link = {"item": chosen[0], field: of_world} if chosen else None
        if link and things == "recusals":
            link["ended"] = False
        if link and not any(one == link for one in world[things]):
            world[things].append(link)
            more = {"by_id": SECOND} if things == "recusals" else {}
            model.objects.create(
                pk=len(world[things]), item_id=link["item"] + 1, **{f"{field}_id": of_row}, **more
            )

    return edit


def unlink(things, model):
    def edit(world, a, b):
        chosen = pick_unfrozen(world, things, a)
        if chosen:
            chosen[1]["gone"] = True
            model.objects.filter(pk=chosen[0] + 1).delete()

    return edit


def part(world, a, b):
    """A link is undone; its row stays for who saw it."""
    chosen = pick(world, "links", a)
    if chosen and not chosen[1]["ended"]:
        chosen[1]["ended"] = True
        Link.objects.filter(pk=chosen[0] + 1).update(**DONE, end_reason="klaar")


def join(world, a, b):
    chosen = pick(world, "cases", a)
    taking_part = [(one["case"], one["organisation"]) for one in world["case_partners"] if not one["left"]]
    name = NAMES[b % len(NAMES)]
    if chosen and (chosen[0], name) not in taking_part:
        partner = {"case": chosen[0], "organisation": name, "left": False, "parts": [PARTS[b % 4]]}
        world["case_partners"].append(partner)
        CasePartner.objects.create(
            pk=len(world["case_partners"]),
            case_id=partner["case"] + 1,
            organisation_id=ORGANISATION_ID[partner["organisation"]],
            joined_by_id=SECOND,
            parts=partner["parts"],
        )


def move_time(world, a, b):
    """Days pass without a click: every date goes back past the triggers, and only zvh.expire() notices."""
    days = 3 + a % 4
    for things, names in IN_A_WORLD.items():
        for one in world[things]:
            one.update({name: one[name] - days for name in names if one[name] is not None})
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, columns in DATED.items():
            back = ", ".join(f"{column} = {column} - interval '{days} days'" for column in columns)
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"UPDATE {table} SET {back}")  # noqa: S608 - our own names
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SELECT zvh.expire()")


EDITS = {
    "end_share": change(
        "shares",
        Share,
        lambda one, b: ({"ended": True}, {**({} if one["ended"] else DONE), "end_reason": "klaar"}),
    ),
    "end_membership": end_membership,
    "open_file": change("attachments", Attachment, lambda one, b: ({"open": True}, {"state": "clean"})),
    "confirm": change(
        "memberships",
        Membership,
        lambda one, b: ({"confirmed": True}, {"confirmed_at": TransactionNow(), "confirmed_by": SECOND}),
    ),
    "key": change("keys", Key, lambda one, b: ({"until": b - 5.5}, {"until": when(b - 5.5)})),
    "account": account,
    "organisation": organisation,
    "release": release,
    "finalise": finalise,
    "seat": link_to_item(
        "places",
        TablePlace,
        "organisation",
        lambda world, b: (NAMES[b % len(NAMES)], ORGANISATION_ID[NAMES[b % len(NAMES)]]),
    ),
    "unseat": unlink("places", TablePlace),
    "link": link_to_item(
        "item_signals",
        ItemSignal,
        "signal",
        lambda world, b: (b % len(world["signals"]), b % len(world["signals"]) + 1),
    ),
    "unlink": unlink("item_signals", ItemSignal),
    "recuse": link_to_item(
        "recusals",
        Recusal,
        "user",
        lambda world, b: (b % len(world["users"]), b % len(world["users"]) + 1),
    ),
    "unrecuse": change(
        "recusals",
        Recusal,
        lambda one, b: ({"ended": True}, {**({} if one["ended"] else DONE), "end_reason": "vergissing"}),
    ),
    "open": change(
        "items",
        AgendaItem,
        lambda one, b: ({"open": not one["open"]}, {"is_open": not one["open"]}),
        pick_unfrozen,
    ),
    "hide": change(
        "seats",
        Seat,
        lambda one, b: ({"hidden": not one["hidden"]}, {"is_hidden": not one["hidden"]}),
        pick_of_house,
    ),
    "release_contribution": change(
        "contributions",
        Contribution,
        lambda one, b: ({"released": True}, {"released_at": TransactionNow(), "released_by": SECOND}),
        pick_unfrozen,
    ),
    "restrict": change(
        "cases",
        Case,
        lambda one, b: ({"restricted": not one["restricted"]}, {"is_restricted": not one["restricted"]}),
    ),
    "leave": change(
        "case_partners",
        CasePartner,
        lambda one, b: ({"left": True}, {"left_at": TransactionNow(), "left_by": SECOND}),
    ),
    "profile": change(
        "case_partners",
        CasePartner,
        lambda one, b: ({"parts": [PARTS[b % 4]]}, {"parts": [PARTS[b % 4]]}),
    ),
    "answer_offer": change(
        "action_requests",
        ActionRequest,
        lambda one, b: ({"open": False}, {"answered_at": TransactionNow(), "answered_by": SECOND}),
        pick_open,
    ),
    "end_director": change("directors", Director, lambda one, b: ({"ended": True}, DONE)),
    "join": join,
    "part": part,
    "pass": move_time,
}
