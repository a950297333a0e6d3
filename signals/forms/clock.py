"""Stopping the clock of a weighing."""

from django import forms
from django.utils import timezone

from signals.forms.fields import day
from signals.models import ClockStop
from signals.services import furthest_stop


class StopClockForm(forms.Form):
    """Why it stands still, and when it goes on by itself at the latest."""

    reason = forms.CharField(
        label="Waarom staat de klok stil?",
        help_text="Alleen het huis leest dit. Schrijf geen namen op. Bijvoorbeeld: de melder is met vakantie.",
        max_length=200,
    )
    until = day("Tot welke dag uiterlijk?")

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["until"].help_text = (
            f"Op deze dag loopt de klok vanzelf weer. Hoogstens {ClockStop.MOST_WORKDAYS} werkdagen vooruit: "
            f"tot en met {furthest_stop():%d-%m-%Y}."
        )

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until <= timezone.localdate():
            raise forms.ValidationError("Kies een dag na vandaag.")
        if until > furthest_stop():
            raise forms.ValidationError(
                f"Dit is te ver weg. Kies een dag tot en met {furthest_stop():%d-%m-%Y}."
            )
        return until
