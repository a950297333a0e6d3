"""What to look for in the register of decisions; every answer stands in the address of the page."""

from django import forms

from meetings.forms.fields import LaidOut, day
from meetings.models import Decision, DecisionKind
from partners.models import Municipality, Theme

ANY = ("", "maakt niet uit")


class RegisterForm(LaidOut, forms.Form):
    woorden = forms.CharField(label="Woorden", required=False, max_length=200)
    soort = forms.ChoiceField(label="Soort", required=False, choices=[ANY, *DecisionKind.choices])
    van = day("Van", required=False)
    tot = day("Tot en met", required=False)
    gemeente = forms.ModelChoiceField(None, label="Gemeente", required=False, empty_label=ANY[1])
    thema = forms.ModelChoiceField(None, label="Thema", required=False, empty_label=ANY[1])
    driehoek = forms.ChoiceField(
        label="Driehoek",
        required=False,
        choices=[ANY, ("open", "advies wacht nog"), *Decision.DriehoekAnswer.choices],
    )
    casus = forms.BooleanField(label="Met een casus", required=False)
    # the name in the address → the name in the question to the database
    FIELDS = {
        "woorden": "words",
        "soort": "kind",
        "van": "since",
        "tot": "until",
        "gemeente": "place",
        "thema": "theme",
        "driehoek": "answer",
        "casus": "case",
    }

    def __init__(self, data, *, houses):
        super().__init__(data)
        self.fields["gemeente"].queryset = Municipality.objects.filter(house__in=houses).order_by("name")
        self.fields["thema"].queryset = Theme.objects.filter(house__in=houses).order_by("name")
        self.lay_out(*self.fields)

    @property
    def chosen(self):
        """What find_decisions asks; a wrong answer counts as none, and its error stands at the field."""
        self.is_valid()
        cleaned = self.cleaned_data
        return {name: cleaned[field] for field, name in self.FIELDS.items() if cleaned.get(field)}
