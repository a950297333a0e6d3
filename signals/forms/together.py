"""Linking and merging signals, asking whether somebody is known elsewhere, and what is typed so far."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from partners.models import Organisation
from partners.roles import Permission
from signals.forms.fields import day, radio, reason_form, text
from signals.models import Inquiry, LinkKind, Signal
from signals.queries import houses_of, open_municipalities, open_themes
from zvh.sql import value

HAS_AS_PART = "whole"  # the other way round: the other signal is part of this one
RELATIONS = (
    (LinkKind.RELATED, "Zij horen bij elkaar"),
    (LinkKind.PART, "Dit signaal is onderdeel van het andere, zoals bij een reeks incidenten"),
    (HAS_AS_PART, "Het andere signaal is onderdeel van dit"),
    (LinkKind.MERGED, "Samenvoegen: dit is dezelfde gebeurtenis, en het andere wordt het hoofdsignaal"),
)
LONGEST_TYPED = 3000

EndLinkForm = reason_form(
    "Waarom horen zij niet bij elkaar?",
    "Wie beide signalen mag lezen, leest dit ook. Een samengevoegd signaal gaat weer zijn eigen weg.",
    name="reason",
    rows=3,
    missing="Schrijf op waarom u de koppeling losmaakt.",
)


class LinkForm(forms.Form):
    other = forms.CharField(
        label="Nummer van het andere signaal", max_length=20, help_text="Bijvoorbeeld S-2026-0412."
    )
    relation = radio("Hoe horen zij bij elkaar?", RELATIONS)
    reason = text(
        "Waarom?",
        "Wie beide signalen mag lezen, leest dit ook. Wie er één mag lezen, ziet het andere niet.",
        rows=3,
        missing="Schrijf op waarom deze signalen bij elkaar horen.",
    )

    def __init__(self, data=None, *, signal, initial=None):
        self.signal = signal
        super().__init__(data, initial=initial)

    def clean_other(self):
        number = self.cleaned_data["other"].strip().upper()
        found = Signal.objects.filter(number=number).defer("search").first()
        if found is None:
            raise ValidationError(
                "Dit nummer is er niet, of u mag dit signaal niet lezen. Kijk het nummer na."
            )
        if found == self.signal:
            raise ValidationError("Dit is hetzelfde signaal. Vul het nummer van een ander signaal in.")
        return found


class InquiryForm(forms.Form):
    house = forms.ModelChoiceField(None, label="Voor welk huis vraagt u dit?")
    kind = radio("Over wie gaat het?", Inquiry.KINDS)
    name = forms.CharField(
        label="Naam", max_length=120, help_text="Voluit. Van een persoon voornaam en achternaam."
    )
    born_on = day("Geboortedatum", "Weet u die? Dan vindt u geen naamgenoten.", required=False)
    purpose = text(
        "Waarvoor wilt u dit weten?",
        "Zonder naam. Wie het signaal behandelt en de privacy officer lezen dit.",
        rows=3,
        missing="Schrijf op waarvoor u dit wilt weten.",
    )

    def __init__(self, data=None, *, user):
        super().__init__(data)
        own = [membership.organisation_id for membership in user.membership_for(Permission.INQUIRE)]
        self.fields["house"].queryset = Organisation.objects.filter(pk__in=own)
        if len(set(own)) == 1:
            self.fields["house"].widget = forms.HiddenInput()
            self.fields["house"].initial = own[0]

    def clean_born_on(self):
        date = self.cleaned_data["born_on"]
        if date and date > timezone.localdate():
            raise ValidationError("Deze dag moet nog komen. Kijk de geboortedatum na.")
        return date

    def clean(self):
        cleaned = super().clean()
        name = cleaned.get("name", "")
        if name and cleaned.get("kind") and not _may_ask(name, cleaned["kind"]):
            self.add_error(
                "name",
                "Schrijf de naam voluit, zonder * of ?, minstens vijf letters. "
                "Van een persoon voornaam en achternaam.",
            )
        words = {word for word in name.lower().split() if len(word) > 3}
        if words & set(cleaned.get("purpose", "").lower().replace(",", " ").replace(".", " ").split()):
            self.add_error("purpose", "Noem hier de naam niet. Schrijf 'deze persoon' of 'deze organisatie'.")
        return cleaned


def _may_ask(name, kind):
    """The rule stands in the database: policies_together.sql."""
    return value("SELECT zvh.may_ask(%s, %s)", [name, kind == "person"])


class TypedForm(forms.Form):
    """A report that is still being typed, as far as it is compared. What does not fit is left out."""

    title = forms.CharField(required=False)
    facts = forms.CharField(required=False)
    place = forms.CharField(required=False)
    municipality = forms.ModelChoiceField(None, required=False)
    themes = forms.ModelMultipleChoiceField(None, required=False)
    observed_on = forms.DateField(required=False)

    def __init__(self, data, *, user):
        super().__init__(data)
        houses = houses_of(user, Permission.SIGNAL_REPORT)
        self.fields["municipality"].queryset = open_municipalities(houses)
        self.fields["themes"].queryset = open_themes(houses)

    @property
    def typed(self):
        """The arguments of alike_typed; call is_valid() first."""
        cleaned = self.cleaned_data
        words = {name: cleaned.get(name, "")[:LONGEST_TYPED] for name in ("title", "facts", "place")}
        municipality = cleaned.get("municipality")
        themes = {theme.pk: theme.name for theme in cleaned.get("themes", ())}
        return words | {
            "municipality": municipality and municipality.pk,
            "themes": themes,
            "seen_on": cleaned.get("observed_on"),
        }
