"""A talk with somebody involved, as it is kept."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils import timezone

from partners.models import Colleague, User
from signals.forms.fields import day, radio, text
from signals.models import Safety

WORRIES = f"{Safety.NO.value} {Safety.UNSURE.value}"


class InterviewForm(forms.Form):
    """`corrects` is the talk of which this is a correction: then it begins with its words, and asks why."""

    party = forms.ModelChoiceField(
        None, label="Met welke betrokkene?", required=False, empty_label="Niemand uit deze lijst"
    )
    with_whom = forms.CharField(
        label="Met wie, in woorden",
        help_text="Bijvoorbeeld: moeder van persoon A, buurtbewoner. Een naam is niet nodig.",
        max_length=120,
        required=False,
    )
    held_by = forms.TypedChoiceField(
        label="Wie van het huis voerde het gesprek?", coerce=int, empty_value=None, required=False
    )
    held_by_words = forms.CharField(
        label="Of: welke andere organisatie?",
        help_text="Bijvoorbeeld: jongerenwerker van de gemeente.",
        max_length=120,
        required=False,
    )
    held_on = day("Wanneer was het?")
    why = text("Waarom was dit gesprek nodig?", rows=3, missing="Schrijf op waarom dit gesprek nodig was.")
    told = text(
        "Wat is er verteld?",
        "Door degene met wie u sprak, en door ons. Schrijf het zo op dat die het zelf zou herkennen.",
        rows=6,
        missing="Schrijf op wat er is verteld.",
    )
    agreed = text(
        "Wat is er afgesproken?", rows=3, missing="Schrijf op wat is afgesproken. Niets? Schrijf dat dan op."
    )
    is_safe = radio("Is het veilig voor degene met wie u sprak?", Safety.choices)
    safety = text("Wat doen wij daaraan?", "Wie doet wat, en wanneer?", required=False, rows=3)
    correction = text(
        "Waarom corrigeert u dit?",
        "Het eerdere verslag blijft te lezen, doorgestreept.",
        rows=3,
        missing="Schrijf op wat er niet klopte.",
    )

    SCANNED = {
        "with_whom": "Met wie, in woorden",
        "held_by_words": "Welke andere organisatie",
        "why": "Waarom was dit gesprek nodig?",
        "told": "Wat is er verteld?",
        "agreed": "Wat is er afgesproken?",
        "safety": "Wat doen wij daaraan?",
        "correction": "Waarom corrigeert u dit?",
    }

    def __init__(self, data=None, *, signal, by, corrects=None, initial=None):
        first = {"held_by": by.pk} if corrects is None else self.values_of(corrects)
        super().__init__(data, initial={**first, **(initial or {})})
        self.fields["party"].queryset = signal.parties.all()
        self.fields["party"].label_from_instance = lambda party: party.label
        self.fields["held_by"].choices = [
            ("", "Iemand van een andere organisatie"),
            *_colleagues(signal, corrects),
        ]
        if corrects is None:
            del self.fields["correction"]
        self.helper = self._helper()

    @staticmethod
    def values_of(interview):
        names = (
            "party",
            "with_whom",
            "held_by_words",
            "held_on",
            "why",
            "told",
            "agreed",
            "is_safe",
            "safety",
        )
        return {name: getattr(interview, name) for name in names} | {"held_by": interview.held_by_id}

    def _helper(self):
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        helper.label_class = (
            "requiredField"  # of two fields one is needed, and what shows later is not optional
        )
        after = [Fieldset("Correctie", "correction")] if "correction" in self.fields else []
        helper.layout = Layout(
            Fieldset("Wie en wanneer", "party", "with_whom", "held_by", "held_by_words", "held_on"),
            Fieldset("Het gesprek", "why", "told", "agreed"),
            Fieldset(
                "Veiligheid",
                "is_safe",
                Div("safety", data_show_when="is_safe", data_show_values=WORRIES),
            ),
            *after,
        )
        return helper

    def clean_held_on(self):
        held_on = self.cleaned_data["held_on"]
        if held_on > timezone.localdate():
            raise forms.ValidationError(
                "Deze dag moet nog komen. Leg het gesprek vast als het er is geweest."
            )
        return held_on

    def clean_held_by(self):
        number = self.cleaned_data["held_by"]
        return number and User.objects.get(pk=number)

    def clean(self):
        cleaned = super().clean()
        if not (
            cleaned.get("party") or cleaned.get("with_whom") or {"party", "with_whom"} & set(self.errors)
        ):
            self.add_error("with_whom", "Kies een betrokkene, of schrijf op met wie het was. Zonder naam.")
        self._check_by(cleaned)
        if cleaned.get("is_safe") == Safety.YES:
            cleaned["safety"] = ""
        elif cleaned.get("is_safe") and not cleaned.get("safety") and "safety" not in self.errors:
            self.add_error("safety", "Schrijf op wat er gebeurt om het veilig te maken, en wie dat doet.")
        return cleaned

    def _check_by(self, cleaned):
        if {"held_by", "held_by_words"} & set(self.errors):
            return
        if cleaned.get("held_by") and cleaned.get("held_by_words"):
            self.add_error(
                "held_by_words", "Kies iemand van het huis, of vul een andere organisatie in. Niet allebei."
            )
        elif not cleaned.get("held_by") and not cleaned.get("held_by_words"):
            self.add_error("held_by_words", "Vul in welke organisatie het gesprek voerde.")


def _colleagues(signal, corrects):
    """The people of the house, each once; also who held the talk that is corrected, and has left since."""
    people = dict(Colleague.objects.filter(organisation=signal.house_id).values_list("user_id", "name"))
    if corrects and corrects.held_by:
        people.setdefault(corrects.held_by_id, corrects.held_by.name)
    return list(people.items())
