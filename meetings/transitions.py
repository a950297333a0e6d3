"""The life of a meeting: which step leads where, and who may take it."""

from meetings.models import MeetingState
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
    "finalise": step(
        {MeetingState.HELD}, MeetingState.FINAL, Permission.MEETING_FINALISE, "Verslag vaststellen"
    ),
}
