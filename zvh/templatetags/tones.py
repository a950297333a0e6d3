"""The label and the colour of a state: the only place that knows which state has which colour."""

from django.db.models import Choices

# value -> tone, or "model.value" where one word means two things; what is missing is plain.
TONES = {
    "submitted": "warn",
    "new": "warn",
    "held": "warn",
    "silent": "warn",
    "waiting": "warn",
    "question": "warn",
    "question_open": "warn",
    "to_confirm": "warn",
    "awaiting_second": "warn",
    "received": "petrol",
    "weighing": "petrol",
    "in_progress": "petrol",
    "open": "petrol",
    "uploading": "petrol",
    "checked": "petrol",
    "reached": "ok",
    "goal.partly": "warn",
    "not_reached": "alarm",
    "proposed": "warn",
    "stopped": "warn",
    "checking": "petrol",
    "unscanned": "warn",
    "clean": "ok",
    "attachment.released": "warn",
    "redaction.proposed": "warn",
    "amendment.open": "warn",
    "amendment.accepted": "ok",
    "running": "petrol",
    "released": "petrol",
    "active": "petrol",
    "on_agenda": "petrol",
    "overdue": "alarm",
    "urgent": "alarm",
    "threat": "alarm",
    "raised": "alarm",
    "refused": "alarm",
    "suspended": "warn",
    "partnerrequest.refused": "plain",
    "agreed": "ok",
    "returned": "ok",
    "done": "ok",
    "final": "ok",
    "accepted": "ok",
    "tentative": "warn",
    "declined": "alarm",
    "confirmed": "ok",
    "answered": "ok",
    "protective": "ok",
    "risky": "alarm",
    "both": "warn",
    "interview.yes": "ok",
    "interview.no": "alarm",
    "interview.unsure": "warn",
    "observation.concern": "warn",
    "observation.strength": "ok",
    "rejected": "plain",
    "draft": "plain",
    "planned": "plain",
    "invited": "plain",
    "closed": "plain",
    "ended": "plain",
    "cancelled": "plain",
    "no_action": "plain",
}


def label_of(thing, field, value):
    """The Dutch name of the state; a property may give the Choices member itself."""
    display = getattr(thing, f"get_{field}_display", None)
    if display:
        return display()
    return value.label if isinstance(value, Choices) else value


def tone_of(thing, value):
    value = str(getattr(value, "value", value))
    model = type(thing).__name__.lower()
    return TONES.get(f"{model}.{value}", TONES.get(value, "plain"))
