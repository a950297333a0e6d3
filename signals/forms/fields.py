"""The fields that the forms of signals share."""

from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

LONGEST_TEXT = 10_000


def text(label, help_text="", *, required=True, rows=4, missing=""):
    """A text of several lines, not longer than a person would write."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing} if missing else None,
    )


def radio(label, choices, help_text="", *, required=True, initial=None):
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        required=required,
        initial=initial,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat het beste past."},
    )


def day(label, help_text="", *, required=True, initial=None):
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        initial=initial,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Vul een datum in, zoals 18-11-2026."},
    )


def reason_form(label, help_text="", *, rows=4, name="reason", missing="Vul dit in."):
    """A form of one text."""
    return type("OneTextForm", (forms.Form,), {name: text(label, help_text, rows=rows, missing=missing)})


def end_of(date):
    """The last moment of a day here: 'tot en met'."""
    return timezone.make_aware(datetime.combine(date, time(23, 59, 59)))


def check_end(date, most_days):
    """Refuse an end date that lies in the past or further away than the rule allows."""
    days = (date - timezone.localdate()).days
    if days < 0:
        raise ValidationError("Deze datum is voorbij. Kies een dag vanaf vandaag.")
    if days > most_days:
        raise ValidationError(f"Dit kan hoogstens {most_days} dagen. Kies een eerdere dag.")
