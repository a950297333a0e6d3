"""After the meeting: until when amendments can be proposed, an amendment, the answer to it, an erratum."""

from django import forms
from django.utils import timezone

from meetings.forms.fields import LaidOut, day, text_area
from meetings.services.table import TEXTS
from zvh.seen import plain

PROPOSED = (
    ("information", "Informatie", 5),
    ("interpretation", "Duiding", 4),
    ("conclusion", "Conclusie", 3),
)


class EndForm(LaidOut, forms.Form):
    """Left empty it is the usual day."""

    amend_until = day(
        "Wijzigingen voorstellen kan tot en met",
        help_text="Leeg: tien werkdagen na vandaag.",
        required=False,
    )

    def __init__(self, data=None, *, meeting):
        super().__init__(data, initial={"amend_until": meeting.usual_closing_day})
        self.lay_out("amend_until")

    def clean_amend_until(self):
        until = self.cleaned_data["amend_until"]
        if until and until < timezone.localdate():
            raise forms.ValidationError("Deze dag is voorbij. Kies vandaag of een dag die nog komt.")
        return until


class ProposeForm(LaidOut, forms.Form):
    """The texts of an item as they should be, with the texts the proposer started from in hidden fields."""

    def __init__(self, data=None, *, item, organisations):
        now = {name: getattr(item, name) for name in TEXTS}
        super().__init__(data, initial={**now, **{f"start_{name}": text for name, text in now.items()}})
        for name, label, rows in PROPOSED:
            self.fields[name] = text_area(label, rows=rows, required=False)
            self.fields[f"start_{name}"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields["remark"] = text_area(
            "Opmerking", "Iets wat niet in een van de teksten past.", rows=3, required=False
        )
        self.fields["organisation"] = forms.ModelChoiceField(
            organisations, label="Namens", empty_label=None, initial=organisations.first()
        )
        self.lay_out("organisation", *TEXTS, "remark", *(f"start_{name}" for name in TEXTS))

    @property
    def texts(self):
        return {name: self.cleaned_data[name] for name in TEXTS}

    @property
    def start(self):
        return {name: self.cleaned_data[f"start_{name}"] for name in TEXTS}

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        changed = any(plain(self.texts[name]) != plain(self.start[name]) for name in TEXTS)
        if not changed and not cleaned["remark"]:
            raise forms.ValidationError(
                "U heeft nog niets veranderd. Verander een tekst of schrijf een opmerking."
            )
        return cleaned


class AnswerForm(LaidOut, forms.Form):
    """What the coordinator answers to an amendment; what he saw comes along."""

    answer = forms.ChoiceField(
        label="Wat doet u met dit voorstel?",
        choices=[("accept", "overnemen"), ("reject", "niet overnemen")],
        widget=forms.RadioSelect,
    )
    reason = text_area(
        "Reden", "Nodig als u het niet overneemt. De indiener en de tafel lezen dit.", rows=3, required=False
    )

    def __init__(self, data=None, *, shown):
        super().__init__(data)
        self.fields["shown"] = forms.CharField(widget=forms.HiddenInput, initial=shown)
        self.lay_out("answer", "reason", "shown")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == "reject" and not cleaned.get("reason"):
            self.add_error("reason", "Schrijf waarom u dit niet overneemt.")
        return cleaned


class ErratumForm(LaidOut, forms.Form):
    text = text_area("Erratum", "Wat moet de lezer weten? Het verslag zelf verandert niet.", rows=4)
    reason = text_area("Reden", "Waarom is dit erratum nodig?", rows=2)

    def __init__(self, data=None):
        super().__init__(data)
        self.lay_out("text", "reason")
