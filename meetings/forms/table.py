"""At the table: contributions, minutes, decisions, actions, who was there."""

from django import forms

from meetings.forms.fields import LaidOut, text_area
from meetings.models import Seat
from meetings.services.table import TEXTS

ATTENDANCE = [  # in the order of choosing; one line of a list of thirty has no room for more words
    (Seat.Attendance.PRESENT, "aanwezig"),
    (Seat.Attendance.ABSENT, "afwezig"),
    (Seat.Attendance.UNKNOWN, "onbekend"),
]


class ContributionForm(LaidOut, forms.Form):
    text = text_area(
        "Uw inbreng",
        "Wat weet uw organisatie hierover? Schrijf alleen wat voor dit punt nodig is.",
        rows=8,
    )

    def __init__(self, data=None, *, contribution=None, prefix=None):
        super().__init__(data, initial={"text": contribution.text if contribution else ""}, prefix=prefix)
        self.lay_out("text")


class RecordForm(LaidOut, forms.Form):
    """The minutes of one item, with the texts the writer started from in hidden fields."""

    information = text_area("Informatie", "Wat is er verteld? Feiten, en van wie.", rows=5, required=False)
    interpretation = text_area("Duiding", "Hoe leest de tafel dit samen?", rows=4, required=False)
    conclusion = text_area("Conclusie", rows=3, required=False)

    def __init__(self, data=None, *, item=None, typed=None):
        now = {name: getattr(item, name) for name in TEXTS} if item else {}
        seen = {f"seen_{name}": value for name, value in now.items()}
        super().__init__(data, initial={**now, **seen, **(typed or {})})
        hidden = [f"seen_{name}" for name in TEXTS] + ["window"]
        for name in hidden:
            self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.lay_out(*TEXTS, *hidden)

    @property
    def texts(self):
        return {name: self.cleaned_data[name] for name in TEXTS}

    @property
    def seen(self):
        return {name: self.cleaned_data[f"seen_{name}"] for name in TEXTS}

    @property
    def window(self):
        """In which window it was typed; static/js/pen.js gives each its own."""
        return self.cleaned_data["window"][:40]


class NoteForm(LaidOut, forms.Form):
    """What the chair keeps for himself, with the text he started from."""

    text = text_area(
        "Aantekening", "Alleen de procesregisseurs van uw huis lezen dit.", rows=3, required=False
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, note=None):
        text = note.text if note else ""
        super().__init__(data, prefix="notitie", initial={"text": text, "seen": text})
        self.lay_out("text", "seen")


class AttendanceForm(LaidOut, forms.Form):
    """Who is there: one choice and the names for each invited organisation."""

    def __init__(self, data=None, *, seats):
        super().__init__(data, prefix="plaats")
        self.seats = seats
        for seat in seats:
            self.fields[f"attendance_{seat.pk}"] = forms.ChoiceField(
                label=str(seat.organisation),
                choices=ATTENDANCE,
                initial=seat.attendance,
                widget=forms.RadioSelect,
            )
            self.fields[f"names_{seat.pk}"] = forms.CharField(
                label=f"Wie van {seat.organisation}", max_length=200, required=False, initial=seat.names
            )

    @property
    def rows(self):
        return [(seat, self[f"attendance_{seat.pk}"], self[f"names_{seat.pk}"]) for seat in self.seats]

    @property
    def present(self):
        """How many organisations are there."""
        return sum(seat.attendance == Seat.Attendance.PRESENT for seat in self.seats)

    @property
    def changed(self):
        """[(seat, attendance, names)] of what is not as it was."""
        typed = self.cleaned_data
        rows = [(seat, typed[f"attendance_{seat.pk}"], typed[f"names_{seat.pk}"]) for seat in self.seats]
        return [row for row in rows if (row[0].attendance, row[0].names) != row[1:]]
