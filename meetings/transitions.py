"""The life of a meeting and of what is proposed about its minutes: which step leads where, and who may take it."""

from meetings.models import AmendmentState, MeetingState
from partners.roles import Permission
from partners.steps import step

TRANSITIONS = {
    "release_agenda": step(
        {MeetingState.PLANNED}, MeetingState.RELEASED, Permission.MEETING_RELEASE, "Agenda vrijgeven"
    ),
    "end_meeting": step(
        {MeetingState.RELEASED}, MeetingState.HELD, Permission.MEETING_RECORD, "Overleg afsluiten"
    ),
    "resume_meeting": step(
        {MeetingState.HELD}, MeetingState.RELEASED, Permission.MEETING_RECORD, "Overleg heropenen"
    ),
    "cancel_meeting": step(
        {MeetingState.PLANNED, MeetingState.RELEASED},
        MeetingState.CANCELLED,
        Permission.MEETING_PLAN,
        "Overleg laten vervallen",
    ),
    "finalise": step(
        {MeetingState.HELD}, MeetingState.FINAL, Permission.MEETING_FINALISE, "Verslag vaststellen"
    ),
}

AMENDMENT_TRANSITIONS = {
    "accept_amendment": step(
        {AmendmentState.OPEN}, AmendmentState.ACCEPTED, Permission.AMENDMENT_HANDLE, "Overnemen"
    ),
    "reject_amendment": step(
        {AmendmentState.OPEN}, AmendmentState.REJECTED, Permission.AMENDMENT_HANDLE, "Niet overnemen"
    ),
    "withdraw_amendment": step(
        {AmendmentState.OPEN}, AmendmentState.WITHDRAWN, Permission.AMENDMENT_PROPOSE, "Voorstel intrekken"
    ),
}
