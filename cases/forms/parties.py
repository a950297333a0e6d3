"""Whom a case is about: a party, how two of them stand to each other, who somebody is, and a request to be removed."""

from django import forms
from django.utils import timezone

from cases.forms.layout import PageForm, text_area
from cases.models import CaseParty, Influence, PartyKind, RemovalOutcome
from signals.forms.fields import day

NO_NAME = "Geen naam: een aanduiding die alleen de deelnemers begrijpen, zoals 'bewoner A'."
INFLUENCES = (
    (Influence.PROTECTIVE, "Beschermend: houdt de hoofdbetrokkene op het goede spoor"),
    (Influence.RISKY, "Risico: trekt de hoofdbetrokkene de verkeerde kant op"),
    (Influence.BOTH, "Beide"),
    (Influence.NEUTRAL, "Geen van beide"),
)
TIES = (
    (Influence.PROTECTIVE, "Beschermend"),
    (Influence.RISKY, "Risico"),
    (Influence.NEUTRAL, "Geen van beide"),
)


def not_in_the_future(date):
    if date and date > timezone.localdate():
        raise forms.ValidationError("Deze dag moet nog komen. Kijk de datum na.")
    return date


class PartyForm(PageForm):
    """A party by its label; for the main one the ground of the case says why, for others this form does."""

    kind = forms.ChoiceField(label="Wie of wat is het?", choices=PartyKind, widget=forms.RadioSelect)
    label = forms.CharField(label="Aanduiding", max_length=40, help_text=NO_NAME)
    relation = forms.CharField(
        label="Rol of relatie",
        max_length=80,
        required=False,
        help_text="Bijvoorbeeld: moeder, trainer, school.",
    )
    is_main = forms.BooleanField(
        label="Dit is de hoofdbetrokkene",
        required=False,
        help_text="Dan hoeft u de twee vragen hieronder niet te beantwoorden: de grondslag van de casus zegt waarom.",
    )
    influence = forms.ChoiceField(
        label="Wat betekent deze betrokkene voor de hoofdbetrokkene?",
        choices=INFLUENCES,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat deze betrokkene voor de hoofdbetrokkene betekent."},
    )
    why = text_area(
        "Waarom staat deze betrokkene in de casus?",
        "Wat kan de aanpak zonder deze betrokkene niet?",
        error_messages={"required": "Schrijf waarom deze betrokkene in de casus nodig is."},
    )

    def __init__(self, data, *, case, party=None):
        fields = ("kind", "label", "relation", "is_main", "influence", "why")
        super().__init__(data, initial={name: getattr(party, name) for name in fields} if party else None)
        self._is_main_taken = any(one.is_main and one != party for one in case.current_parties)
        if self._is_main_taken:
            del self.fields["is_main"]

    def clean(self):
        cleaned = super().clean()
        if self._is_main_taken:
            cleaned["is_main"] = False
        if cleaned.get("is_main"):
            for name in ("influence", "why"):
                self.errors.pop(name, None)
            cleaned |= {"influence": Influence.NEUTRAL, "why": cleaned.get("why", "")}
        return cleaned


class EndPartyForm(PageForm):
    reason = text_area(
        "Waarom hoort deze betrokkene niet meer bij de casus?",
        "De deelnemers van de casus lezen dit.",
        error_messages={"required": "Schrijf waarom deze betrokkene niet meer bij de casus hoort."},
    )


class RelationForm(PageForm):
    """Two different parties that are in the case now, and how the first stands to the second."""

    party = forms.ModelChoiceField(CaseParty.objects.none(), label="Wie?", empty_label="Kies een betrokkene")
    words = forms.CharField(
        label="Is of doet wat?", max_length=60, help_text="Bijvoorbeeld: broer van, leider van, woont bij."
    )
    other = forms.ModelChoiceField(
        CaseParty.objects.none(), label="Tot wie?", empty_label="Kies een andere betrokkene"
    )
    influence = forms.ChoiceField(label="Wat doet deze relatie?", choices=TIES, widget=forms.RadioSelect)

    def __init__(self, data, *, case):
        super().__init__(data)
        there = CaseParty.objects.filter(case=case, ended_at=None)
        self.fields["party"].queryset = self.fields["other"].queryset = there

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("party") and cleaned["party"] == cleaned.get("other"):
            self.add_error("other", "Kies een andere betrokkene dan hierboven.")
        return cleaned


class IdentityForm(PageForm):
    name = forms.CharField(
        label="Naam", max_length=120, help_text="Voluit. Van een persoon voornaam en achternaam."
    )
    born_on = day("Geboortedatum", "Weet u die niet, laat dit dan leeg.", required=False)
    address = forms.CharField(label="Adres", max_length=200, required=False)
    other = text_area("Andere gegevens", "Alleen wat nodig is, zoals een telefoonnummer.", required=False)

    def clean_born_on(self):
        return not_in_the_future(self.cleaned_data["born_on"])


class OpenIdentityForm(PageForm):
    reason = text_area(
        "Waarom heeft u deze gegevens nodig?",
        "Uw reden wordt bewaard. U ziet de gegevens een uur lang.",
        error_messages={"required": "Schrijf op waarom u deze gegevens nodig heeft."},
    )


class InquiryForm(PageForm):
    purpose = text_area(
        "Waarvoor wilt u dit weten?",
        "Zonder naam. Wie een casus regisseert waarin deze betrokkene voorkomt, kan dit lezen, met uw naam en het "
        "nummer van deze casus.",
        error_messages={"required": "Schrijf op waarvoor u dit wilt weten."},
    )


class RemovalForm(PageForm):
    asked_on = day("Op welke dag is het gevraagd?")
    asked = text_area(
        "Wat vraagt de betrokkene?",
        "In de woorden van de betrokkene. De procesregisseur beslist; tot dan blijft alles staan.",
        error_messages={"required": "Schrijf op wat de betrokkene vraagt."},
    )

    def clean_asked_on(self):
        return not_in_the_future(self.cleaned_data["asked_on"])


class DecideRemovalForm(PageForm):
    outcome = forms.ChoiceField(
        label="Wat besluit u?",
        widget=forms.RadioSelect,
        choices=(
            (RemovalOutcome.KEPT, "De betrokkene en de gegevens blijven staan"),
            (
                RemovalOutcome.REMOVED,
                "Verwijderen: naam, aanduiding, relaties en het verzoek gaan voorgoed weg",
            ),
        ),
    )
    reason = text_area(
        "Waarom?",
        "Schrijf dit zonder naam of andere gegevens: deze reden blijft staan, ook na verwijderen.",
        error_messages={"required": "Schrijf waarom u dit besluit."},
    )
