"""Meetings about one case: one that is over, with what was said and promised there, and the next."""

from datetime import timedelta

from cases.models import Action
from desk.demo.cases import ON_COMING_AGENDA
from meetings.models import (
    AgendaItem,
    Contribution,
    Decision,
    DecisionKind,
    ItemAction,
    ItemKind,
    Meeting,
    MeetingState,
    Seat,
    TablePlace,
)
from meetings.services.of_case import STANDING
from partners.workdays import add_workdays

# Of each standing item: information, interpretation, conclusion.
SAID = (
    (
        "De afspraken van de start zijn nagekomen, op een na: de stage laat op zich wachten.",
        "",
        "De stage krijgt voorrang.",
    ),
    (
        "Hij is drie van de vijf dagen op school en traint weer mee. De groep zoekt hem online nog op.",
        "De trainer is de volwassene naar wie hij luistert. Thuis is er meer rust dan in de zomer.",
        "Wat hem goed doet, is school en sport. De groep blijft een risico.",
    ),
    ("", "", "De jongerenwerker spreekt hem elke week; de gemeente regelt de stage."),
    ("", "", "Over zes weken opnieuw, op dezelfde plek."),
)
PROMISE = "Stageplaats regelen bij het sportpark, met een vaste begeleider"
QUESTION = "Wat zag u van hem op straat en online sinds het vorige overleg?"
ANSWER = "Twee keer gezien met de groep, beide keren liep hij zelf weg."


def save_case_meetings(approaches, people, clock):
    """Returns the actions that were given there."""
    case = next(one.case for one in approaches if one.plan.title == ON_COMING_AGENDA)
    director = case.directors.select_related("membership__user").get().membership.user
    past, coming = add_workdays(clock.day(26), 1), add_workdays(clock.day(-16), 1)
    action = _held(_meeting(case, clock.on(past, 13, 30)), director, people)
    _prepared(_meeting(case, clock.on(coming, 13, 30)), director, people, clock)
    return [action]


def _meeting(case, starts_at):
    meeting = Meeting.objects.create(
        case=case, house_id=case.house_id, starts_at=starts_at, minutes=60, place="Veiligheidshuis, kamer 2.1"
    )
    Seat.objects.bulk_create(
        Seat(meeting=meeting, organisation_id=pk) for pk in sorted(case.organisation_ids)
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=n,
            kind=ItemKind.FIXED,
            title=one.title,
            minutes=one.minutes,
            is_open=True,
        )
        for n, one in enumerate(STANDING, start=1)
    )
    return meeting


def _held(meeting, director, people):
    """What was said, decided and promised; then the minutes became final."""
    for item, texts in zip(meeting.items.all(), SAID, strict=True):
        item.information, item.interpretation, item.conclusion = texts
        item.save(update_fields=["information", "interpretation", "conclusion"])
    meeting.seats.update(attendance=Seat.Attendance.PRESENT)
    at = meeting.starts_at + timedelta(minutes=40)
    third = meeting.items.all()[2]
    Decision.objects.create(
        item=third,
        kind=DecisionKind.FOLLOW,
        text="Wij gaan door met deze aanpak.",
        reasons="School en sport werken; stoppen zou de groep weer ruimte geven.",
        planned_on=(at + timedelta(weeks=6)).date(),
        recorded_by=director,
        recorded_at=at,
    )
    action = Action.objects.create(
        house_id=meeting.house_id,
        case=meeting.case,
        text=PROMISE,
        organisation=meeting.case.municipality.organisation,
        given_by=director,
        given_at=at,
        due_on=(at + timedelta(weeks=5)).date(),
    )
    ItemAction.objects.create(item=third, action=action)
    _finish(meeting, director, people["procesregisseur"])
    return action


def _finish(meeting, director, coordinator):
    meeting.released_at, meeting.released_by = meeting.starts_at - timedelta(days=6), director
    meeting.held_at, meeting.held_by = meeting.ends_at, director
    meeting.final_at, meeting.final_by = meeting.ends_at + timedelta(days=2), coordinator
    meeting.state = MeetingState.FINAL
    meeting.save()


def _prepared(meeting, director, people, clock):
    """The agenda is out, and the police answered what it was asked."""
    second, police = meeting.items.all()[1], people.membership("politie")
    TablePlace.objects.create(item=second, organisation=police.organisation, question=QUESTION)
    meeting.state, meeting.released_at, meeting.released_by = MeetingState.RELEASED, clock.at(2, 10), director
    meeting.save()
    Contribution.objects.create(
        item=second,
        organisation=police.organisation,
        text=ANSWER,
        written_by=police.user,
        written_at=clock.at(1, 9),
        released_by=police.user,
        released_at=clock.at(1, 9, 5),
    )
