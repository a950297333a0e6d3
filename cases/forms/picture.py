"""What is put in the picture of a case, and which day of the picture to show."""

import re
from datetime import date

from django import forms
from django.utils import timezone

from cases.forms.layout import PageForm
from cases.models import FACTORS, AreaLevel, LifeArea, Turn
from partners.models import Organisation
from signals.forms.fields import day, radio, text
from signals.models import KnownBy

NOT_YET = "Deze dag moet nog komen. Kies vandaag of een dag ervoor."
EARLIEST = date(1900, 1, 1)


def day_that_was(value):
    """Refuse the future, and a year that is a slip of the finger."""
    if value > timezone.localdate():
        raise forms.ValidationError(NOT_YET)
    if value < EARLIEST:
        raise forms.ValidationError("Dit jaar klopt niet. Vul een datum in, zoals 18-11-2026.")
    return value


class PictureDayForm(PageForm):
    """Which day the picture is asked of; it stands in the address of the page, with the last month of the strips."""

    dag = day("Beeld op datum", "Wat was er op die dag bekend?", required=False)

    def clean_dag(self):
        return self.cleaned_data["dag"] and day_that_was(self.cleaned_data["dag"])

    @property
    def chosen(self):
        self.is_valid()
        return self.cleaned_data.get("dag")

    @property
    def until(self):
        """(year, month) that was asked as the last one; None for what is no month."""
        found = re.fullmatch(r"(\d{4})-(\d{2})", self.data.get("tot", ""), re.ASCII)
        year, month = map(int, found.groups()) if found else (0, 0)
        return (year, month) if year >= EARLIEST.year and 1 <= month <= 12 else None


class EntryForm(PageForm):
    """What every entry of the picture says: about which day, how it is known, and in whose name it is written.

    `voices` are the organisations in whose name the writer may write; `corrects` is the entry of which this is a
    correction: then it begins with its words, stays of its organisation, and asks why.
    """

    source = forms.CharField(
        label="Van welke organisatie of persoon komt dit?",
        help_text="Een functie is genoeg, zoals: mentor van school. Een naam is niet nodig.",
        max_length=120,
        error_messages={"required": "Schrijf op van wie dit komt."},
    )
    known_by = radio("Hoe is dit bekend?", KnownBy.choices)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Namens welke organisatie schrijft u?",
        empty_label="Kies een organisatie",
    )
    correction = text(
        "Waarom corrigeert u dit?",
        "Wat er eerst stond, blijft te lezen, doorgestreept.",
        rows=3,
        missing="Schrijf op wat er niet klopte.",
    )

    def __init__(self, data=None, *, voices, corrects=None, initial=None):
        self.voices = [corrects.organisation] if corrects else voices
        super().__init__(data, initial={**self._first(corrects), **(initial or {})})
        self.fields["organisation"].queryset = Organisation.objects.filter(
            pk__in=[voice.pk for voice in self.voices]
        ).order_by("name")
        self.fields["day"].error_messages["required"] = "Vul in over welke dag het gaat."
        if len(self.voices) == 1:
            del self.fields["organisation"]
        if corrects is None:
            del self.fields["correction"]

    def _first(self, corrects):
        if corrects:
            return {name: getattr(corrects, name) for name in self.OWN}
        return {"source": self.voices[0].name if len(self.voices) == 1 else ""}

    def clean_day(self):
        return day_that_was(self.cleaned_data["day"])

    def clean(self):
        cleaned = super().clean()
        if len(self.voices) == 1:
            cleaned["organisation"] = self.voices[0]
        return cleaned


class ObservationForm(EntryForm):
    """What the organisation sees in one life area, and what it makes of it."""

    area = forms.ChoiceField(
        label="Over welk leefgebied gaat het?",
        choices=[("", "Kies een leefgebied"), *LifeArea.choices],
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies een leefgebied uit de lijst."),
    )
    level = radio(
        "Wat is het oordeel?", AreaLevel.choices, "Een vakoordeel in woorden. Er wordt niets opgeteld."
    )
    reasons = text(
        "Waarom?", "Feiten en wat u daaruit opmaakt.", missing="Schrijf op waarom dit het oordeel is."
    )
    signs_for = text("Wat wijst hierop?", required=False, rows=2)
    signs_against = text("Wat wijst op het tegendeel?", required=False, rows=2)
    day = day("Over welke dag gaat het?", "Dit mag ook van voor de casus zijn.")
    field_order = ("area", "level", "reasons", "signs_for", "signs_against", "day")

    OWN = ("area", "level", "reasons", "signs_for", "signs_against", "source", "known_by", "day")
    SCANNED = {
        "reasons": "Waarom?",
        "signs_for": "Wat wijst hierop?",
        "signs_against": "Wat wijst op het tegendeel?",
        "source": "Van wie komt dit?",
        "correction": "Waarom corrigeert u dit?",
    }


class TriggerForm(EntryForm):
    """An event that set something in motion."""

    factor = forms.ChoiceField(
        label="Wat voor gebeurtenis was het?",
        choices=[
            ("", "Kies wat het beste past"),
            *((scale.label, [(one, one.label) for one in factors]) for scale, factors in FACTORS.items()),
        ],
        help_text="Een lijst om uit te kiezen, geen score.",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies een gebeurtenis uit de lijst."),
    )
    turn = radio(
        "Was het een keerpunt of een aanjager?",
        Turn.choices,
        "Keerpunt: er begon iets nieuws. Aanjager: het versterkte of remde wat al liep. Ten kwade of ten goede.",
    )
    text = text("Wat gebeurde er?", "En wat deed het?", missing="Schrijf op wat er gebeurde.")
    day = day(
        "Op welke dag was het?",
        "Dit mag ook van voor de casus zijn. Weet u het niet precies? Kies de dag die het dichtst komt.",
    )
    field_order = ("factor", "turn", "text", "day")

    OWN = ("factor", "turn", "text", "source", "known_by", "day")
    SCANNED = {
        "text": "Wat gebeurde er?",
        "source": "Van wie komt dit?",
        "correction": "Waarom corrigeert u dit?",
    }
