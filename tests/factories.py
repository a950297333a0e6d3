"""Rows that a test needs, named after situations; made as the owner, past the policies."""

import itertools
from datetime import date, timedelta

from django.utils import timezone

from cases.models import (
    Action,
    Case,
    CaseGround,
    CaseKind,
    CasePartner,
    CaseSignal,
    Director,
    JournalEntry,
    JournalReader,
    Named,
    Observation,
    PartKind,
    TriggerFactor,
)
from meetings.models import (
    AgendaItem,
    Contribution,
    ItemSignal,
    Meeting,
    MeetingState,
    Seat,
    Series,
    Stage,
    TablePlace,
)
from partners.models import Key, OrganisationKind, StandardText
from signals.models import (
    Interview,
    LegalGround,
    Link,
    LinkKind,
    OutsideQuestion,
    Party,
    PartyIdentity,
    Regime,
    Share,
    SharingRule,
    Signal,
    SubjectKind,
    WeighingState,
)
from tests import people
from tests.conftest import as_owner
from zvh.actor import digest

_count = itertools.count(1)


def signal(by=None, *, of=None, municipality=None, membership=None, **fields):
    """A signal as its reporter submitted it; `by` needs a membership."""
    by = by or people.officer()
    of = of or people.house()
    municipality = municipality or people.municipality(of=of)
    with as_owner():
        membership = membership or by.memberships.order_by("pk").first()
        values = {
            "number": f"S-2026-{9000 + next(_count)}",
            "house": of,
            "municipality": municipality,
            "reported_by": by,
            "membership_id": membership.pk,
            "organisation": membership.organisation,
            "reporter_function": membership.function,
            "weigh_before": date(2026, 12, 1),
            "title": "Leus op gevel",
            "facts": "Op de gevel staat een leus.",
            "observed_on": date(2026, 11, 10),
        } | fields
        return Signal.objects.create(**values)


def weighed(of_signal, state=WeighingState.WEIGHING, **fields):
    """Put the weighing of a signal in a state."""
    with as_owner():
        for name, value in {"state": state, **fields}.items():
            setattr(of_signal.weighing, name, value)
        of_signal.weighing.save()
    return of_signal.weighing


def sharing_rules():
    """Everything may be shared with everyone for 90 days; tests of the rules make their own."""
    with as_owner():
        SharingRule.objects.bulk_create(
            (
                SharingRule(regime=regime, legal_ground=ground, receiver_kind=kind, max_days=90)
                for regime in Regime
                for ground in LegalGround
                for kind in OrganisationKind
            ),
            ignore_conflicts=True,
        )


def share(of_signal, to, *, by=None, days=30, **fields):
    sharing_rules()
    with as_owner():
        values = {
            "legal_ground": LegalGround.PARTNER_TASK,
            "purpose": "doel",
            "necessity": "nodig",
            "shared_by": by or of_signal.reported_by,
            "valid_until": timezone.now() + timedelta(days=days),
        } | fields
        return Share.objects.create(signal=of_signal, organisation=to, **values)


def meeting(of=None, *, state=MeetingState.PLANNED, by=None, invited=(), days=7):
    of = of or people.house()
    by = by or people.coordinator(f"Coordinator {next(_count)}", of=of)
    with as_owner():
        series, _ = Series.objects.get_or_create(
            house=of,
            name="Informatieoverleg",
            defaults={"first_on": date(2026, 1, 8), "starts": "09:30", "place": "Alkmaar"},
        )
        starts_at = timezone.now() + timedelta(days=days, minutes=next(_count))
        made = Meeting.objects.create(series=series, house=of, starts_at=starts_at, place="Alkmaar")
        Seat.objects.bulk_create(Seat(meeting=made, organisation=organisation) for organisation in invited)
    return put_meeting(made, state, by=by)


def case_meeting(about, *, state=MeetingState.PLANNED, days=7):
    """A meeting about this case, with the organisations that take part and one item."""
    with as_owner():
        starts_at = timezone.now() + timedelta(days=days, minutes=next(_count))
        made = Meeting.objects.create(case=about, house=about.house, starts_at=starts_at, place="Alkmaar")
        invited = about.partners.filter(left_at=None).values_list("organisation", flat=True)
        Seat.objects.bulk_create(Seat(meeting=made, organisation_id=pk) for pk in invited)
    item(made, title="Hoe gaat het nu?", kind="fixed", is_open=True)
    return put_meeting(made, state, by=about.coordinator)


def put_meeting(made, state, *, by):
    """Bring a meeting to a state as its steps would."""
    order = [MeetingState.PLANNED, MeetingState.RELEASED, MeetingState.HELD, MeetingState.FINAL]
    with as_owner():
        if state == MeetingState.CANCELLED:
            made.change_reason, order = "zaal dicht", [MeetingState.PLANNED, state]
        for step in order[1 : order.index(state) + 1]:
            setattr(made, f"{step}_at", timezone.now())
            setattr(made, f"{step}_by", by)
        made.state = state
        made.save()
    return made


def item(at, *, signals=(), table=(), **fields):
    with as_owner():
        values = {"position": next(_count), "title": "Onrust"} | fields
        made = AgendaItem.objects.create(meeting=at, **values)
        for one in signals:
            ItemSignal.objects.create(item=made, signal=one)
        for organisation in table:
            TablePlace.objects.create(item=made, organisation=organisation, question="Wat weet u?")
    return made


def stage(item, by):
    """The meeting is at this item."""
    with as_owner():
        return Stage.objects.create(meeting=item.meeting, item=item, by=by)


def contribution(to, organisation, by, *, text="Onze inbreng", released=False):
    now = timezone.now()
    with as_owner():
        return Contribution.objects.create(
            item=to,
            organisation=organisation,
            text=text,
            written_by=by,
            released_at=now if released else None,
            released_by=by if released else None,
        )


def case(of=None, *, by=None, directors=(), partners=(), named=(), signals=(), parts=PartKind, **fields):
    of = of or people.house()
    by = by or people.coordinator(f"Coordinator {next(_count)}", of=of)
    with as_owner():
        values = {
            "number": f"C-2026-{900 + next(_count)}",
            "house": of,
            "municipality": people.municipality(of=of),
            "theme": people.theme(of=of),
            "title": "Onrust in de wijk",
            "kind": CaseKind.PHENOMENON,
            "legal_ground": CaseGround.WGS,
            "criteria": "criteria",
            "inform_again_on": None if fields.get("is_informed") else date(2027, 6, 1),
            "proportionality": "in verhouding",
            "subsidiarity": "niet lichter",
            "coordinator": by,
            "opened_by": by,
        } | fields
        made = Case.objects.create(**values)
        for user in directors:
            membership = user.memberships.get(role="case_director")
            Director.objects.create(case=made, membership=membership, name=user.name, named_by=by)
        for organisation in partners:
            CasePartner.objects.create(
                case=made, organisation=organisation, joined_by=by, parts=list(parts), name=organisation.name
            )
        for user in named:
            Named.objects.create(case=made, membership=user.memberships.first(), name=user.name)
        for one in signals:
            CaseSignal.objects.create(case=made, signal=one, linked_by=by)
    return made


def observation(picture, organisation, by, **fields):
    """What an organisation saw, in the part `picture` of a case."""
    values = {"area": "housing", "level": "concern", "reasons": "De huur is drie maanden niet betaald."}
    return _entry(Observation, picture, organisation, by, **values | fields)


def trigger_factor(picture, organisation, by, **fields):
    values = {"factor": "loss", "turn": "turning_point", "text": "Hij raakte zijn baan kwijt."}
    return _entry(TriggerFactor, picture, organisation, by, **values | fields)


def _entry(model, picture, organisation, by, **fields):
    known = {"source": "wijkteam", "known_by": "observed", "day": timezone.localdate()} | fields
    with as_owner():
        return model.objects.create(part=picture, organisation=organisation, written_by=by, **known)


def journal_entry(case, by, *, readers=(), **fields):
    """Of the organisation of this person; of who works in the case of the house."""
    with as_owner():
        membership = by.memberships.select_related("organisation").first()
        works = membership.role in {"coordinator", "case_director"}
        values = {
            "membership": membership,
            "organisation": case.house if works else membership.organisation,
            "written_by": by,
            "occurred_at": timezone.now() - timedelta(hours=1),
            "source": "gesprek",
            "text": "De moeder belde.",
            "visible_to": "own",
        } | fields
        entry = JournalEntry.objects.create(case=case, **values)
        for user in readers:
            JournalReader.objects.create(entry=entry, membership=user.memberships.first(), name=user.name)
    return entry


def action(of=None, *, by=None, organisation=None, owner=None, **fields):
    of = of or people.house()
    by = by or people.coordinator(f"Coordinator {next(_count)}", of=of)
    with as_owner():
        membership = owner and owner.memberships.first()
        values = {
            "house": of,
            "text": "Bel de bewoners",
            "owner": membership,
            "owner_name": owner.name if owner else "",
            "organisation": membership.organisation if membership else organisation or people.police(of),
            "due_on": date(2026, 12, 1),
            "given_by": by,
        } | fields
        return Action.objects.create(**values)


def link(of_signal, to, *, kind=LinkKind.RELATED, by=None, **fields):
    """Two signals belong together; the rows alone, without what a merge does besides."""
    with as_owner():
        values = {"reason": "Zelfde avond.", "made_by": by or people.coordinator()} | fields
        return Link.objects.create(
            signal=of_signal, other=to, kind=kind, status_before=of_signal.safe_status, **values
        )


def named_party(of_signal, name, details="", **fields):
    """A party with an identity."""
    with as_owner():
        values = {"label": "persoon A", "why": "nodig", "kind": SubjectKind.PERSON} | fields
        party = Party.objects.create(signal=of_signal, **values)
        PartyIdentity.objects.create(party=party, name=name, details=details)
    return party


def outside_question(about, *, by=None, secret=None, days=14, **fields):
    """A question to an outsider; `secret` opens it."""
    with as_owner():
        until = timezone.now() + timedelta(days=days)
        key = Key.objects.create(digest=digest(secret or f"x {next(_count)}"), purpose="outside", until=until)
        values = {"to_whom": "conciërge van de school", "text": "Zag u iemand bij het hek?"} | fields
        return OutsideQuestion.objects.create(
            signal=about,
            house_id=about.house_id,
            key=key,
            asked_by=by or people.coordinator(),
            valid_until=until,
            **values,
        )


def interview(about, *, by=None, **fields):
    """A talk with somebody involved, as the desk kept it."""
    by = by or people.coordinator()
    with as_owner():
        values = {
            "with_whom": "buurtbewoner",
            "held_by": by,
            "held_on": date(2026, 11, 12),
            "why": "Wij wilden het horen.",
            "told": "Hij is bang.",
            "agreed": "Wij bellen volgende week.",
            "is_safe": "yes",
            "kept_by": by,
        } | fields
        return Interview.objects.create(signal=about, **values)


def standard_text(*, of=None, **fields):
    with as_owner():
        values = {"kind": "question", "name": "Wanneer", "text": "Wanneer was het?"} | fields
        return StandardText.objects.create(house=of or people.house(), **values)


def anonymous(**fields):
    """A signal of somebody without an account."""
    with as_owner():
        key = Key.objects.create(
            digest=f"sleutel {next(_count)}", purpose="receipt", until=timezone.now() + timedelta(days=30)
        )
    nobody = {"reported_by": None, "membership_id": None, "organisation": None, "key": key}
    return signal(**nobody, **fields)
