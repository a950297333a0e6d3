"""Writes a world of worlds.py to the database, as the owner and with every trigger. The row of thing n has id n + 1."""

from datetime import date
from uuid import uuid4

from django.utils import timezone

from cases import models as cases
from partners import models as partners
from signals import models as signals
from tests.rowsecurity.making import ORGANISATION_ID, SECOND, make, when
from tests.rowsecurity.rows_journal import build_journal
from tests.rowsecurity.rows_meetings import build_meetings
from tests.rowsecurity.rows_parties import build_parties
from tests.rowsecurity.rows_picture import build_pictures
from tests.rowsecurity.rows_plan import build_plans
from tests.rowsecurity.worlds import HOUSES
from zvh.actor import digest

GRANTED = {
    "party": "party_identity",
    "contact": "contact",
    "attachment": "original",
    "mask": "masked_text",
    "case_party": "case_identity",
}


def opened(grant):
    """What a grant is for."""
    return next(name for name in GRANTED if grant[name] is not None)


def build(world):
    """Write the world, past the policies and with every trigger."""
    build_people(world)
    build_signals(world)
    build_registers(world)
    build_together(world)
    build_cases(world)
    build_pictures(world)
    build_plans(world)
    build_journal(world)
    build_meetings(world)


def build_people(world):
    partners.Organisation.objects.bulk_create(
        partners.Organisation(
            pk=ORGANISATION_ID[name], name=name, short_name=name, kind=one["kind"], is_active=one["active"]
        )
        for name, one in world["organisations"].items()
    )
    partners.Partnership.objects.bulk_create(
        partners.Partnership(organisation_id=ORGANISATION_ID[name], house_id=ORGANISATION_ID[house_])
        for name, one in world["organisations"].items()
        for house_ in one["houses"]
        if house_ != name
    )
    partners.Municipality.objects.bulk_create(
        partners.Municipality(
            pk=ORGANISATION_ID[name],
            name=name,
            cbs_code=name[:6],
            house_id=ORGANISATION_ID[name],
            organisation_id=ORGANISATION_ID[name],
            district="",
            column=0,
            row=0,
        )
        for name in HOUSES
    )
    partners.Theme.objects.bulk_create([partners.Theme(pk=1, house_id=1, name="wonen")])
    accounts = {user + 1: one["active"] for user, one in world["users"].items()} | {SECOND: True}
    partners.User.objects.bulk_create(
        partners.User(pk=pk, email=f"{pk}@test.example", name=str(pk), is_active=active)
        for pk, active in accounts.items()
    )
    make(
        partners.Membership,
        world,
        "memberships",
        user_id=lambda n, one: one["user"] + 1,
        role=lambda n, one: one["role"],
        valid_from=lambda n, one: when(one["from"]),
        valid_until=lambda n, one: when(one["until"]),
        confirmed_by_id=lambda n, one: SECOND if one["confirmed"] else None,
        confirmed_at=lambda n, one: timezone.now() if one["confirmed"] else None,
    )
    partners.Key.objects.bulk_create(
        partners.Key(pk=n, digest=digest(str(n)), purpose=one["purpose"], until=when(one["until"]))
        for n, one in enumerate(world["keys"], start=1)
    )


def build_signals(world):
    def reporter(one):
        return None if one["membership"] is None else world["memberships"][one["membership"]]

    make(
        signals.Signal,
        world,
        "signals",
        number=lambda n, one: f"S-{n}",
        municipality_id=lambda n, one: ORGANISATION_ID[one["house"]],
        reported_by_id=lambda n, one: reporter(one) and reporter(one)["user"] + 1,
        organisation_id=lambda n, one: reporter(one) and ORGANISATION_ID[reporter(one)["organisation"]],
        key_id=lambda n, one: None if one["key"] is None else one["key"] + 1,
        submitted_at=when(-7.5),
        weigh_before=date(2026, 1, 1),
        observed_on=date(2026, 1, 1),
        title="Titel",
        facts="Leus op de gevel",
    )
    make(signals.Draft, world, "drafts", writer_id=lambda n, one: one["writer"] + 1)
    make(
        signals.SentForm,
        world,
        "sent_forms",
        writer_id=lambda n, one: one["writer"] + 1,
        form=lambda n, one: uuid4(),
        signal_id=1,
    )
    make(
        signals.SavedFilter,
        world,
        "saved_filters",
        owner_id=lambda n, one: one["owner"] + 1,
        name="x",
        query="y",
    )
    make(signals.Party, world, "parties", label="A", why="nodig")
    make(signals.PartyIdentity, world, "identities", name="Naam")
    partners.Grant.objects.bulk_create(
        partners.Grant(
            pk=n,
            user_id=one["user"] + 1,
            kind=GRANTED[opened(one)],
            object_id=one[opened(one)] + 1,
            reason="reden",
            until=when(one["until"]),
        )
        for n, one in enumerate(world["grants"], start=1)
    )
    make(
        signals.Attachment,
        world,
        "attachments",
        uploaded_by_id=lambda n, one: one["uploader"] + 1,
        draft_id=lambda n, one: 1 if one["signal"] is None else None,
        name="foto.jpg",
        size=10,
        state=lambda n, one: "clean" if one["open"] else "unscanned",
    )
    make(signals.Original, world, "originals")
    make(signals.Question, world, "questions", text="?", asked_by_id=SECOND)
    make(signals.CitizenDraft, world, "citizen_drafts", key_id=lambda n, one: one["key"] + 1)
    make(signals.Intake, world, "intakes", channel="form")
    build_outside(world)
    make(signals.Message, world, "messages", text="hallo")
    make(signals.ContactDetails, world, "contacts", telephone="06")
    make(signals.ContactRequest, world, "contact_requests", reason="reden", requested_by_id=SECOND)
    make(
        signals.ClockStop,
        world,
        "clock_stops",
        stopped_by_id=SECOND,
        stopped_at=when(-1),
        reason="reden",
        until=date(2026, 1, 1),
        ended_at=lambda n, one: timezone.now(),
        ended_because="date",
        days=1,
    )
    hidden = {"place": "signal.facts", "row": lambda n, one: n, "reason": "reden"}
    make(signals.Mask, world, "masks", n=1, made_by_id=SECOND, **hidden)
    make(signals.MaskedText, world, "masked_texts", text="deel")
    make(signals.Redaction, world, "redactions", words="gevel", proposed_by_id=SECOND, **hidden)
    make(signals.Event, world, "events", text="iets", for_desk=lambda n, one: one["for_desk"])
    signals.SharingRule.objects.bulk_create(
        signals.SharingRule(regime="avg", legal_ground="wgs", receiver_kind=kind, max_days=90)
        for kind in partners.OrganisationKind
    )
    make(
        signals.Share,
        world,
        "shares",
        legal_ground="wgs",
        purpose="doel",
        necessity="nodig",
        shared_at=when(-20.5),
        shared_by_id=SECOND,
        valid_until=lambda n, one: when(one["until"]),
        ended_at=lambda n, one: timezone.now() if one["ended"] else None,
        ended_by_id=lambda n, one: SECOND if one["ended"] else None,
        end_reason=lambda n, one: "klaar" if one["ended"] else "",
    )


def build_outside(world):
    """With the house of its signal, which decides nothing."""
    make(
        signals.OutsideQuestion,
        world,
        "outside_questions",
        key_id=lambda n, one: one["key"] + 1,
        house_id=lambda n, one: ORGANISATION_ID[world["signals"][one["signal"]]["house"]],
        to_whom="conciërge",
        text="?",
        asked_by_id=SECOND,
        valid_until=when(8.5),
    )
    texts = {"with_whom": "x", "held_by_words": "x", "why": "w", "told": "t", "agreed": "a", "is_safe": "yes"}
    make(signals.Interview, world, "interviews", held_on=date(2026, 1, 1), kept_by_id=SECOND, **texts)


def build_registers(world):
    make(signals.RegisterImport, world, "registers", name="register.csv", uploaded_by_id=SECOND)
    make(
        signals.RegisterRow,
        world,
        "register_rows",
        line=lambda n, one: n,
        state=lambda n, one: "wrong" if one["signal"] is None else "made",
        identity=lambda n, one: f"k:{n}",
    )


def build_together(world):
    def asker(one):
        return world["inquiries"][one["inquiry"]]["asked_by"] + 1

    make(
        signals.Link,
        world,
        "links",
        kind=lambda n, one: one["kind"],
        reason="reden",
        status_before="received",
        made_by_id=SECOND,
    )
    make(
        signals.Inquiry,
        world,
        "inquiries",
        asked_by_id=lambda n, one: one["asked_by"] + 1,
        purpose="doel",
        kind="person",
        term_hash="x",
    )
    make(signals.InquiryHit, world, "inquiry_hits", asked_by_id=lambda n, one: asker(one))


def build_cases(world):
    make(
        cases.Case,
        world,
        "cases",
        number=lambda n, one: f"C-{n}",
        municipality_id=1,
        theme_id=1,
        title="Titel",
        kind="phenomenon",
        legal_ground="wgs",
        criteria="c",
        proportionality="p",
        subsidiarity="s",
        coordinator_id=lambda n, one: one["coordinator"] + 1,
        opened_by_id=SECOND,
        is_restricted=lambda n, one: one["restricted"],
    )
    cases.Part.objects.all().delete()  # those that the database made, under ids that no world knows
    make(cases.Part, world, "parts", kind=lambda n, one: one["kind"])
    make(
        cases.Director,
        world,
        "directors",
        name="",
        named_by_id=SECOND,
        ended_at=lambda n, one: timezone.now() if one["ended"] else None,
        ended_by_id=lambda n, one: SECOND if one["ended"] else None,
    )
    make(cases.Named, world, "named", name="")
    make(
        cases.CasePartner,
        world,
        "case_partners",
        parts=lambda n, one: one["parts"],
        joined_by_id=SECOND,
        left_at=lambda n, one: timezone.now() if one["left"] else None,
        left_by_id=lambda n, one: SECOND if one["left"] else None,
    )
    make(
        cases.PartnerRequest,
        world,
        "partner_requests",
        kind=lambda n, one: one["kind"],
        text="t",
        state=lambda n, one: "refused" if one["answered"] else "waiting",
        asked_by_id=SECOND,
        answered_at=lambda n, one: timezone.now() if one["answered"] else None,
        answered_by_id=lambda n, one: SECOND if one["answered"] else None,
        answer=lambda n, one: "nee" if one["answered"] else "",
    )
    make(cases.Informing, world, "informings", is_informed=True, text="ja", said_by_id=SECOND)
    make(
        cases.Review,
        world,
        "reviews",
        held_on=date(2026, 1, 1),
        is_necessary=True,
        is_proportionate=True,
        outcome="close",
        recorded_by_id=SECOND,
        **dict.fromkeys(("necessity", "proportionality", "works", "reason"), "x"),
    )
    make(cases.Term, world, "terms", kind="resumed", reason="x", by_id=SECOND)
    make(cases.CaseSignal, world, "case_signals", linked_by_id=SECOND)
    build_parties(world)
    make(cases.CaseEvent, world, "case_events", text="iets")
    make(
        cases.Action,
        world,
        "actions",
        text="Bel",
        owner_id=lambda n, one: None if one["owner"] is None else one["owner"] + 1,
        due_on=date(2026, 1, 1),
        given_by_id=SECOND,
    )
    make(
        cases.ActionRequest,
        world,
        "action_requests",
        kind="hand_over",
        owner_id=lambda n, one: None if one["owner"] is None else one["owner"] + 1,
        reason="r",
        asked_by_id=SECOND,
        answered_at=lambda n, one: None if one["open"] else timezone.now(),
        answered_by_id=lambda n, one: None if one["open"] else SECOND,
    )
    make(cases.ActionEvent, world, "action_events", kind="given")
