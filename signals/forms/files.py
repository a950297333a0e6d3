"""What somebody says about a file before it comes, and the reasons for opening one."""

from django import forms

from signals.forms.fields import reason_form
from signals.models import MOST_BYTES

TOO_BIG = "Dit bestand is groter dan 25 MB. Maak het kleiner, of knip het in delen."
EMPTY = "Dit bestand is leeg. Kies een ander bestand."

ReleaseFileForm = reason_form(
    "Waarom geeft u dit bestand vrij zonder scan?",
    "Alle lezers van het signaal zien uw naam en uw reden. Er kan een virus in zitten.",
    rows=3,
    missing="Schrijf op waarom het bestand open moet voordat het is gescand.",
)
OpenOriginalForm = reason_form(
    "Waarom heeft u het origineel nodig?",
    "In het origineel kan staan waar, wanneer en met welk toestel het is gemaakt. Uw reden wordt bewaard.",
    rows=3,
    missing="Schrijf op waarom u het origineel nodig heeft.",
)


class BeginForm(forms.Form):
    name = forms.CharField(max_length=400)
    size = forms.IntegerField(
        min_value=1, max_value=MOST_BYTES, error_messages={"max_value": TOO_BIG, "min_value": EMPTY}
    )
    stamp = forms.CharField(max_length=40, required=False)

    @property
    def sentence(self):
        """The first error in one sentence."""
        return next((str(errors[0]) for errors in self.errors.values()), "")


def check_upload(upload):
    """The sentence for a file that came with a form and is not taken, or nothing."""
    if upload.size > MOST_BYTES:
        return f"{upload.name}: {TOO_BIG}"
    return f"{upload.name}: {EMPTY}" if upload.size == 0 else ""
