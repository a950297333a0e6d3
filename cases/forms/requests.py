"""What is asked about an action: another day, somebody else, an answer; and reminding of it."""

from django import forms
from django.utils import timezone

from cases.forms.layout import PageForm, text_area
from cases.forms.running import WHO_READS
from partners.models import Colleague, Organisation


class DateForm(PageForm):
    due_on = forms.DateField(
        label="Welke dag wordt het?", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = text_area("Waarom?", rows=2, error_messages={"required": "Schrijf waarom de dag verandert."})

    def __init__(self, data, *, action):
        self.action = action
        super().__init__(data)

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < timezone.localdate():
            raise forms.ValidationError("Deze dag is voorbij. Kies een dag die nog komt.")
        if due_on == self.action.due_on:
            raise forms.ValidationError("Dat is de dag die er al staat. Kies een andere.")
        return due_on


class RemindForm(PageForm):
    reason = text_area(
        "Waarom herinnert u hieraan?",
        "De eigenaar leest dit hier. In de mail staat alleen dat er iets wacht.",
        rows=2,
        error_messages={"required": "Schrijf waarom u hieraan herinnert."},
    )


class OfferForm(PageForm):
    """To whom: an organisation as a whole ('o7') or a colleague by his membership ('m12')."""

    to = forms.ChoiceField(label="Wie neemt deze over?", help_text="Die moet zelf nog ja of nee zeggen.")
    reason = text_area("Waarom?", rows=2, error_messages={"required": "Schrijf waarom u dit vraagt."})

    def __init__(self, data, *, action, receivers):
        super().__init__(data)
        self.organisations = list(Organisation.objects.filter(pk__in=receivers).order_by("name"))
        own = Colleague.objects.filter(organisation=action.organisation_id, role__in=WHO_READS)
        self.colleagues = [one for one in own if one.pk != action.owner_id]
        whole = [
            (f"o{one.pk}", f"{one} (iedereen)")
            for one in self.organisations
            if (None, one.pk) != (action.owner_id, action.organisation_id)
        ]
        people = [(f"m{one.pk}", one.name) for one in self.colleagues]
        groups = [("Organisaties", whole), (str(action.organisation), people)]
        self.fields["to"].choices = [("", "Kies wie dit overneemt"), *(one for one in groups if one[1])]

    def clean(self):
        cleaned = super().clean()
        to = cleaned.pop("to", "")
        owner = next((one for one in self.colleagues if f"m{one.pk}" == to), None)
        whole = next((one for one in self.organisations if f"o{one.pk}" == to), None)
        organisation = owner and next(
            (one for one in self.organisations if one.pk == owner.organisation_id), None
        )
        return cleaned | {"owner": owner, "organisation": organisation or whole}


class AnswerForm(PageForm):
    is_agreed = forms.ChoiceField(
        label="Gaat u akkoord?", choices=[("yes", "Ja"), ("no", "Nee")], widget=forms.RadioSelect
    )
    answer = text_area("Toelichting", "Bij 'nee' is dit nodig.", rows=2, required=False)

    def clean(self):
        cleaned = super().clean()
        cleaned["is_agreed"] = cleaned.get("is_agreed") == "yes" if "is_agreed" in cleaned else None
        if cleaned["is_agreed"] is False and not cleaned.get("answer"):
            self.add_error("answer", "Schrijf waarom u niet akkoord gaat.")
        return cleaned
