"""Saving what was put together: many rows at a time, in the order in which the tables lean on each other."""

from datetime import timedelta

from cases.models import Action
from desk.demo import desk_texts, meeting_texts
from desk.demo.cases import finish_action
from desk.demo.decided import (
    DRIEHOEK,
    correct_an_answer,
    decide_on_sharing,
    details_of,
    let_newest_advice_wait,
)
from desk.demo.meetings import COMING, finish, invited
from desk.demo.minutes import save_concept, save_erratum, save_proposals
from desk.demo.planning import save_planning
from meetings.models import (
    AgendaItem,
    Contribution,
    Decision,
    DecisionCase,
    DecisionKind,
    ItemAction,
    ItemKind,
    ItemSignal,
    Meeting,
    Seat,
    TablePlace,
)
from partners.models import Theme
from signals.models import (
    Event,
    Party,
    PartyIdentity,
    Question,
    Share,
    Signal,
    SubjectKind,
    Weighing,
)


def save_reports(reports, desk, region):
    Signal.objects.bulk_create([report.signal for report in reports])
    link = Signal.themes.through
    link.objects.bulk_create(
        link(signal=report.signal, theme=theme) for report in reports for theme in _themes(report, region)
    )
    Weighing.objects.all().delete()  # the database made empty ones; these are filled in
    Weighing.objects.bulk_create(desk.weighings)
    Question.objects.bulk_create(desk.questions)
    Share.objects.bulk_create(desk.shares)
    _save_parties(reports)


def _themes(report, region) -> list[Theme]:
    if report.signal.house == region.far_house:
        return [region.far_theme]
    return [region.themes[name] for name in (report.theme, report.also) if name]


def _save_parties(reports):
    """By label only; of one in eight the reporter also gave a name, which stays closed."""
    parties = [
        Party(
            signal=report.signal,
            label="persoon A" if report.scene.subject == "person" else "groep A",
            kind=SubjectKind(report.scene.subject),
            why=report.scene.party,
        )
        for report in reports
        if report.scene.party
    ]
    Party.objects.bulk_create(parties)
    named = [party for party in parties if party.kind == SubjectKind.PERSON][::7]
    PartyIdentity.objects.bulk_create(
        PartyIdentity(party=party, name=name, details=details)
        for party, (name, details) in zip(named, desk_texts.IDENTITIES, strict=False)
    )


def save_timelines(reports):
    lines = [
        Event(signal=report.signal, at=at, by=user, text=text[:200], for_desk=for_desk)
        for report in reports
        for at, user, text, for_desk in sorted(report.told, key=lambda line: line[0])
    ]
    Event.objects.bulk_create(lines)
    return len(lines)


def tell_discussed(gatherings):
    for gathering in gatherings:
        for item in gathering.items if gathering.is_past else ():
            for report in item.reports:
                text = "Besproken in het informatieoverleg"
                report.told.append((gathering.meeting.ends_at + timedelta(days=5), None, text, False))


class Minutes:
    """The rows of all meetings."""

    def __init__(self, gatherings, region, people, clock):
        self.gatherings, self.region, self.people, self.clock = gatherings, region, people, clock
        self.by = people["procesregisseur"]
        self.rows = {kind: [] for kind in (TablePlace, Contribution, Decision, DecisionCase, ItemSignal)}
        self.actions, self.action_links = [], []

    def save(self):
        series = self.gatherings[0].meeting.series
        series.save()
        series.organisations.set(invited(self.region))
        save_planning(series, self.clock)
        Meeting.objects.bulk_create([gathering.meeting for gathering in self.gatherings])
        self._save_seats()
        self.items = [self._row(g, position, item) for g in self.gatherings for position, item in _agenda(g)]
        AgendaItem.objects.bulk_create([row for _, _, row in self.items])
        for gathering, item, row in self.items:
            self._hang_on(gathering, item, row)
        let_newest_advice_wait(self.rows[Decision], self.rows[DecisionCase])
        for kind, made in self.rows.items():
            kind.objects.bulk_create(made)
        self._decide_more()
        self._promise_to_accounts()
        Action.objects.bulk_create(self.actions)
        ItemAction.objects.bulk_create(
            ItemAction(item=row, action=action)
            for row, action in zip(self.action_links, self.actions, strict=True)
        )
        told = save_proposals(self._last_discussed(), self.people)
        for gathering in self.gatherings:
            finish(gathering, self.people, self.clock)
        steps = [f"{step}_{what}" for step in ("released", "held", "final") for what in ("at", "by")]
        Meeting.objects.bulk_update([gathering.meeting for gathering in self.gatherings], ["state", *steps])
        save_erratum(told, self.people, self.clock)
        save_concept(self.region, self.people, self.clock)

    def _last_discussed(self):
        """[(item, row)] of the last meeting that is over, without the fixed ones."""
        last = self.gatherings[COMING - 1]
        return [(item, row) for one, item, row in self.items if one is last and item.kind != ItemKind.FIXED]

    def _save_seats(self):
        seats = []
        for gathering in self.gatherings:
            for organisation in invited(self.region):
                seat = Seat(meeting=gathering.meeting, organisation=organisation)
                if gathering.is_past:
                    self._attend(seat, organisation, gathering.rng)
                seats.append(seat)
        Seat.objects.bulk_create(seats)

    def _attend(self, seat, organisation, rng):
        present = rng.random() < 0.87
        seat.attendance = Seat.Attendance.PRESENT if present else Seat.Attendance.ABSENT
        able = self.people.participants.get(organisation.pk)
        seat.names = able[0].user.name if present and able else ""

    def _row(self, gathering, position, item):
        row = AgendaItem(
            meeting=gathering.meeting,
            position=position,
            kind=item.kind,
            title=item.title,
            text=item.text,
            minutes=item.minutes,
            is_open=item.is_open,
            case=item.case,
            information=item.information,
            interpretation=item.interpretation,
            conclusion=item.conclusion,
        )
        return gathering, item, row

    def _hang_on(self, gathering, item, row):
        places = [TablePlace(item=row, organisation=one, question=question) for one, question in item.table]
        self.rows[TablePlace] += places
        self.rows[ItemSignal] += [ItemSignal(item=row, signal=report.signal) for report in item.reports]
        self.rows[Contribution] += [self._contribution(gathering, row, *line) for line in item.contributions]
        if item.decision:
            self.rows[Decision].append(self._decision(gathering, item, row))
            self._promise(gathering, item, row)

    def _decide_more(self):
        """On the newest item with signals: the kinds that a table chooses by hand."""
        linked = {link.item_id for link in self.rows[ItemSignal]}
        newest = [one for one in self.rows[Decision] if one.item_id in linked][-1]
        decide_on_sharing(newest, self.region)
        correct_an_answer(self.by)

    def _contribution(self, gathering, row, organisation, text, released):
        able = self.people.participants.get(organisation.pk)
        writer = able[0].user if able else self.by
        at = gathering.meeting.starts_at - timedelta(days=2, hours=3)
        if not gathering.is_past:
            at = self.clock.at(1, 11, 15)
        later = at + timedelta(minutes=30)
        return Contribution(
            item=row,
            organisation=organisation,
            text=text,
            written_by=writer,
            written_at=at,
            released_by=writer if released else None,
            released_at=later if released else None,
        )

    def _decision(self, gathering, item, row):
        rng, meeting = gathering.rng, gathering.meeting
        kind = DecisionKind(item.decision)
        advice = kind == DecisionKind.ADVICE
        for_case = advice and item.opens
        text, reasons = meeting_texts.PGA_ADVICE if for_case else rng.choice(meeting_texts.DECISIONS[kind])
        details = details_of(kind, meeting, [one for one, _ in item.table])
        decision = Decision(item=row, kind=kind, text=text, reasons=reasons, recorded_by=self.by, **details)
        decision.recorded_at = meeting.starts_at + timedelta(minutes=15 * row.position)
        if advice:
            answer, reason = rng.choice(meeting_texts.DRIEHOEK if for_case else meeting_texts.DRIEHOEK_NO)
            decision.driehoek_answer, decision.driehoek_reason = answer, reason
            decision.driehoek_who = DRIEHOEK
            decision.driehoek_on = (meeting.starts_at + timedelta(days=8)).date()
        if item.opens:
            self.rows[DecisionCase].append(DecisionCase(decision=decision, case=item.opens.case))
        return decision

    def _promise(self, gathering, item, row):
        rng = gathering.rng
        if not item.table or rng.random() < 0.25:
            return
        text, effect = rng.choice(meeting_texts.ACTIONS[DecisionKind(item.decision)])
        organisation, _ = rng.choice(item.table)
        self._action(gathering, row, text, organisation, effect=effect)

    def _action(self, gathering, row, text, organisation, *, effect="", owner=None, days=None):
        given_at = gathering.meeting.starts_at + timedelta(minutes=80)
        due_on = given_at.date() + timedelta(days=gathering.rng.choice((14, 20, 27)))
        if days is not None:
            due_on = self.clock.day(-days)
        action = Action(
            house=self.region.house,
            text=text,
            organisation=owner.organisation if owner else organisation,
            owner=owner,
            owner_name=owner.user.name if owner else "",
            given_by=self.by,
            given_at=given_at,
            due_on=due_on,
        )
        if effect:
            late = self.clock.latest
            finish_action(
                action,
                effect,
                self.people,
                self.clock,
                closed=False,
                latest=late,
                rng=gathering.rng,
                may_drop="driehoek" not in text,
            )
        self.actions.append(action)
        self.action_links.append(row)

    def _promise_to_accounts(self):
        """Something to do for every account of the login page that does things: some late, some not yet."""
        gathering = self.gatherings[COMING - 1]
        rows = [row for one, _, row in self.items if one is gathering and row.kind != ItemKind.FIXED]
        for index, (name, text, days) in enumerate(meeting_texts.PROMISES):
            owner = self.people.membership(name)
            organisation = owner.organisation
            person = owner if name in meeting_texts.IN_PERSON else None
            self._action(gathering, rows[index % len(rows)], text, organisation, owner=person, days=days)


def _agenda(gathering):
    return enumerate(gathering.items, start=1)
