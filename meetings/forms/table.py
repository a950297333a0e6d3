"""At the table: contributions, minutes, decisions, actions, who was there."""

from django import forms
from django.utils import timezone

from meetings.forms.fields import LaidOut, day, text_area
from meetings.models import Decision, DecisionKind, Seat
from meetings.services.table import TEXTS
from partners.models import Colleague, Membership, Organisation
from partners.roles import Role

ATTENDANCE = [  # in the order of choosing; one line of a list of thirty has no room for more words
    (Seat.Attendance.PRESENT, "aanwezig"),
    (Seat.Attendance.ABSENT, "afwezig"),
    (Seat.Attendance.UNKNOWN, "onbekend"),
]
AT_TABLES = (Role.PARTICIPANT, Role.COORDINATOR, Role.EXPERT, Role.CASE_DIRECTOR)


class ContributionForm(LaidOut, forms.Form):
    text = text_area(
        "Uw inbreng",
        "Wat weet uw organisatie hierover? Schrijf alleen wat voor dit punt nodig is.",
        rows=8,
    )

    def __init__(self, data=None, *, contribution=None):
        super().__init__(data, initial={"text": contribution.text if contribution else ""})
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
        for name in TEXTS:
            self.fields[f"seen_{name}"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.lay_out(*TEXTS, *(f"seen_{name}" for name in TEXTS))

    @property
    def texts(self):
        return {name: self.cleaned_data[name] for name in TEXTS}

    @property
    def seen(self):
        return {name: self.cleaned_data[f"seen_{name}"] for name in TEXTS}


class DecisionForm(LaidOut, forms.Form):
    kind = forms.ChoiceField(label="Soort besluit", choices=[("", "Kies een soort"), *DecisionKind.choices])
    text = text_area("Wat is besloten?", rows=2)
    reasons = text_area("Waarom?", "De redenen waarmee de tafel dit besloot.", rows=2)

    def __init__(self, data=None, *, decision=None):
        names = ("kind", "text", "reasons")
        known = {name: getattr(decision, name) for name in names} if decision else None
        super().__init__(data, prefix="besluit", initial=known)
        self.lay_out(*names)


class DriehoekForm(LaidOut, forms.Form):
    """What mayor, police and prosecution did with an advice."""

    answer = forms.ChoiceField(
        label="Wat besloot de driehoek?", choices=Decision.DriehoekAnswer, widget=forms.RadioSelect
    )
    on = day("Op welke dag?")
    reason = text_area("Met welke reden?", rows=3)

    def __init__(self, data=None):
        super().__init__(data)
        self.lay_out("answer", "on", "reason")

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Vul in wanneer de driehoek besloot.")
        return on


class ActionForm(LaidOut, forms.Form):
    """What somebody promised. The owner is an organisation ('o7') or a person by his membership ('p12')."""

    text = forms.CharField(label="Wat gaat er gebeuren?", max_length=300)
    owner = forms.ChoiceField(label="Wie doet het?")
    due_on = day("Uiterlijk")

    def __init__(self, data=None, *, organisations):
        super().__init__(data, prefix="actie")
        self.fields["owner"].choices = [("", "Kies wie het doet"), *_owners(organisations)]
        self.lay_out("text", "owner", "due_on")

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < timezone.localdate():
            raise forms.ValidationError("Deze dag is voorbij. Kies een dag die nog komt.")
        return due_on

    def clean(self):
        cleaned = super().clean()
        owner = cleaned.pop("owner", "")
        if owner.startswith("o"):
            cleaned["organisation"] = Organisation.objects.get(pk=owner[1:])
        elif owner:
            people = Membership.objects.select_related("user", "organisation")
            cleaned["owner"] = people.get(pk=owner[1:])
            cleaned["organisation"] = cleaned["owner"].organisation
        return cleaned


def _owners(organisations):
    """Organisations first, then the people who work there."""
    names = {organisation.pk: organisation.name for organisation in organisations}
    people = Colleague.objects.filter(organisation__in=names, role__in=AT_TABLES)
    yield "Organisaties", [(f"o{pk}", name) for pk, name in sorted(names.items(), key=lambda pair: pair[1])]
    yield "Personen", [(f"p{one.pk}", f"{one.name}, {names[one.organisation_id]}") for one in people]


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
