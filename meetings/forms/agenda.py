"""Agenda items: what they are about, who sits at the table, who steps out."""

from django import forms

from cases.models import Case
from meetings.forms.fields import LaidOut, OrganisationsField, SignalsField, organisations_of, text_area
from meetings.models import ItemKind
from partners.models import Colleague, Organisation, User


class _ItemForm(LaidOut, forms.Form):
    title = forms.CharField(
        label="Onderwerp",
        max_length=120,
        help_text="Zonder namen: wie aan tafel zit leest dit op de agenda.",
    )
    minutes = forms.IntegerField(label="Minuten", min_value=1, max_value=480, initial=15)
    text = text_area("Toelichting", rows=3, required=False)
    is_open = forms.BooleanField(
        label="Voor alle genodigden",
        help_text="Dan zien alle uitgenodigde organisaties dit punt en de signalen erbij.",
        required=False,
    )


class AddItemForm(_ItemForm):
    """A new item, with its signals, its table and one question for everybody there."""

    kind = forms.ChoiceField(label="Soort", choices=ItemKind, initial=ItemKind.TOPIC)
    case = forms.ModelChoiceField(
        label="Casus", queryset=Case.objects.none(), required=False, empty_label="Geen casus"
    )
    signals = SignalsField(
        label="Signalen", help_text="Nummers, bijvoorbeeld S-2026-0412, S-2026-0409.", required=False
    )
    table = OrganisationsField(
        label="Wie zit aan tafel?",
        help_text="Zij zien dit punt en de signalen erbij, vanaf de vrijgave van de agenda.",
        queryset=Organisation.objects.none(),
        required=False,
    )
    question = text_area(
        "Vraag vooraf aan de tafel",
        "Iedereen aan tafel krijgt deze vraag. Daarna kunt u de vraag per organisatie aanpassen.",
        rows=2,
        required=False,
    )

    def __init__(self, data=None, *, meeting, initial=None):
        super().__init__(data, initial=initial)
        self.fields["case"].queryset = Case.objects.filter(house=meeting.house_id, closed_at=None)
        self.fields["signals"].house_id = meeting.house_id
        self.fields["table"].queryset = organisations_of(meeting.house_id)
        self.lay_out("title", "kind", "minutes", "text", "signals", "case", "table", "question", "is_open")

    def clean(self):
        cleaned = super().clean()
        question = cleaned.pop("question", "")
        cleaned["table"] = [(organisation, question) for organisation in cleaned.get("table") or ()]
        if cleaned.get("kind") == ItemKind.CASE and not cleaned.get("case"):
            self.add_error("case", "Kies de casus waar dit punt over gaat.")
        if cleaned.get("kind") == ItemKind.SIGNAL and "signals" in cleaned and not cleaned["signals"]:
            self.add_error("signals", "Noem het signaal waar dit punt over gaat.")
        return cleaned


class CaseItemForm(_ItemForm):
    """A new item of a case meeting: everybody there reads it, so what is left is what it is about and what is asked."""

    asked = OrganisationsField(
        label="Aan wie vraagt u vooraf iets?", queryset=Organisation.objects.none(), required=False
    )
    question = text_area(
        "Vraag vooraf", "Daarna kunt u de vraag per organisatie aanpassen.", rows=2, required=False
    )

    def __init__(self, data=None, *, meeting, initial=None):
        super().__init__(data, initial=initial)
        del self.fields["is_open"]
        self.fields["title"].help_text = "Iedereen die de casus leest, leest dit."
        self.fields["asked"].queryset = organisations_at(meeting)
        self.lay_out("title", "minutes", "text", "asked", "question")

    def clean(self):
        cleaned = super().clean()
        question, asked = cleaned.pop("question", ""), cleaned.pop("asked", ())
        if asked and not question:
            self.add_error("question", "Wat wilt u vragen? Vul de vraag in, of kies niemand.")
        cleaned["table"] = [(organisation, question) for organisation in asked]
        return cleaned | {"kind": ItemKind.TOPIC}


class ChangeItemForm(_ItemForm):
    def __init__(self, data=None, *, item):
        names = ["title", "minutes", "text", "is_open"]
        super().__init__(data, initial={name: getattr(item, name) for name in names})
        if item.meeting.case_id:
            names.remove("is_open")
            del self.fields["is_open"]
        self.lay_out(*names)


def organisations_at(meeting):
    """Who can be asked something: the partners of the house; in a case meeting who is invited there."""
    if meeting.case_id:
        return Organisation.objects.filter(pk__in=meeting.seats.values("organisation")).order_by("name")
    return organisations_of(meeting.house_id)


class TableForm(LaidOut, forms.Form):
    """An organisation at the table with its question; of one that sits there already the question changes."""

    organisation = forms.ModelChoiceField(
        label="Organisatie", queryset=Organisation.objects.none(), empty_label="Kies een organisatie"
    )
    question = text_area("Vraag vooraf", rows=2, required=False)

    def __init__(self, data=None, *, item, initial=None):
        super().__init__(data, prefix="tafel", initial=initial)
        self.fields["organisation"].queryset = organisations_at(item.meeting)
        self.lay_out("organisation", "question")


class LinkSignalForm(LaidOut, forms.Form):
    signals = SignalsField(label="Nummer van het signaal", help_text="Bijvoorbeeld S-2026-0412.")

    def __init__(self, data=None, *, item):
        super().__init__(data, prefix="koppelen")
        self.fields["signals"].house_id = item.house_id
        self.lay_out("signals")


class RecusalForm(LaidOut, forms.Form):
    """Who steps out: somebody of an organisation at the table or of the house."""

    user = forms.TypedChoiceField(label="Wie doet niet mee aan dit punt?", coerce=int)

    def __init__(self, data=None, *, item, recusals=None):
        super().__init__(data, prefix="terug")
        organisations = item.organisation_ids | {item.house_id}
        known = item.recusals.all() if recusals is None else recusals
        out = {one.user_id for one in known if one.ended_at is None}
        names = {one.user_id: f"{one.name}, {one.organisation}" for one in _people(organisations)}
        choices = [(pk, name) for pk, name in names.items() if pk not in out]
        self.fields["user"].choices = [("", "Kies een persoon"), *choices]
        self.lay_out("user")

    def clean_user(self):
        return User.objects.get(pk=self.cleaned_data["user"])


def _people(organisations):
    return Colleague.objects.filter(organisation__in=organisations).select_related("organisation")
