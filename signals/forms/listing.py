"""The search and filters above the list; they live in the address, so that a list can be kept and sent on."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from partners.models import Function, Organisation
from signals.forms.fields import day
from signals.models import (
    Channel,
    InformationReliability,
    KnownBy,
    Outcome,
    Regime,
    SafeStatus,
    SourceReliability,
    SubjectKind,
    WeighingState,
)
from signals.queries import Search, open_municipalities, open_themes
from signals.queries.listing import CLOCKS, DUE, NEWEST, OLDEST, RELEVANT
from signals.queries.words import Words

LAST_PAGE = 400
THREAT = (("ja", "met dreiging"), ("nee", "zonder dreiging"))
# name in the address → name of the filter; see signals/queries/listing.py
FILTERS = {
    "gemeente": "municipality",
    "thema": "theme",
    "uitkomst": "outcome",
    "functie": "function",
    "organisatie": "organisation",
    "over": "subject_kind",
    "waar": "channel",
    "hoe": "known_by",
    "dreiging": "threat",
    "gemeld_van": "reported_from",
    "gemeld_tot": "reported_until",
    "gezien_van": "observed_from",
    "gezien_tot": "observed_until",
    "regime": "regime",
    "bron": "source",
    "informatie": "information",
}
STATES = (*CLOCKS, *WeighingState.choices)
ALONE = ("zoek", "sorteer", "page")  # part of the address, but no filter


class Places:
    """The municipalities, themes and organisations to choose from, read once for all forms of a page."""

    def __init__(self, houses):
        self.houses = houses

    @cached_property
    def municipalities(self):
        return [(one.pk, one.name) for one in open_municipalities(self.houses)]

    @cached_property
    def themes(self):
        return [(one.pk, one.name) for one in open_themes(self.houses)]

    @cached_property
    def organisations(self):
        partners = Organisation.objects.filter(
            partnerships__house__in=self.houses
        ) | Organisation.objects.filter(pk__in=self.houses)
        return list(partners.distinct().order_by("name").values_list("pk", "name"))


@dataclass(frozen=True)
class Chip:
    """A filter that is on, with the address of the list without it."""

    label: str
    url: str


def choice(label, choices=(), *, empty="Alle", coerce=str):
    return forms.TypedChoiceField(
        label=label,
        choices=[("", empty), *choices],
        required=False,
        coerce=coerce,
        empty_value="",
        error_messages={
            "invalid_choice": f"Deze keuze bij ‘{label}’ kennen wij niet. Kies er een uit de lijst."
        },
    )


class ListForm(forms.Form):
    zoek = forms.CharField(label="Zoeken", required=False, max_length=200)
    sorteer = choice("Volgorde", empty="Vanzelf")
    stand = choice("Stand", empty="Alle standen")
    gemeente = choice("Gemeente", empty="Alle gemeenten", coerce=int)
    thema = choice("Thema", empty="Alle thema's", coerce=int)
    uitkomst = choice("Uitkomst", Outcome.choices)
    functie = choice("Functie van de melder", Function.choices)
    organisatie = choice("Organisatie van de melder", coerce=int)
    dreiging = choice("Dreiging", THREAT)
    over = choice("Over wie of wat", SubjectKind.choices)
    waar = choice("Waar het speelde", Channel.choices)
    hoe = choice("Hoe bekend", KnownBy.choices)
    gemeld_van = day("Gemeld vanaf", required=False)
    gemeld_tot = day("Gemeld tot en met", required=False)
    gezien_van = day("Gezien vanaf", required=False)
    gezien_tot = day("Gezien tot en met", required=False)
    regime = choice("Regime", Regime.choices)
    bron = choice("Betrouwbaarheid van de bron", SourceReliability.choices)
    informatie = choice("Betrouwbaarheid van de informatie", InformationReliability.choices)
    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE, widget=forms.HiddenInput)

    def __init__(self, data, *, places, weighs):
        super().__init__(data)
        self.weighs = weighs
        self._offer("gemeente", lambda: places.municipalities)
        self._offer("thema", lambda: places.themes)
        self._offer("organisatie", lambda: places.organisations)
        self._offer("stand", lambda: STATES if weighs else SafeStatus.choices)
        self._offer("sorteer", lambda: [(value, label) for value, label in SORTS if weighs or value != DUE])
        if not weighs:
            del self.fields["uitkomst"]
        self.fields["zoek"].widget.input_type = "search"
        self.fields["zoek"].widget.attrs["placeholder"] = "Woorden of nummer"
        for field in self.fields.values():  # twenty fields: crispy takes more time for them than the search
            field.widget.attrs["class"] = (
                "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            )

    def _offer(self, name, choices):
        """What can be chosen; read when the field is shown or filled in: a list without filters asks nothing."""
        field = self.fields[name]
        empty = field.choices[0]
        field.choices = lambda: [empty, *choices()]

    def clean_zoek(self):
        typed = self.cleaned_data["zoek"]
        if typed and (problem := Words(typed).problem):
            raise ValidationError(problem)
        return typed

    def clean(self):
        for first, last in (("gemeld_van", "gemeld_tot"), ("gezien_van", "gezien_tot")):
            begin, end = self.cleaned_data.get(first), self.cleaned_data.get(last)
            if begin and end and begin > end:
                self.add_error(last, "Deze dag ligt voor de eerste dag. Kies een latere dag.")
                del self.cleaned_data[first]

    @property
    def search(self):
        """What is looked for; what was not understood filters nothing."""
        return Search(self.cleaned_data.get("zoek", ""), self.cleaned_data.get("sorteer", ""), self.filters)

    @property
    def filters(self):
        chosen = {FILTERS[name]: value for name, value in self.cleaned_data.items() if name in FILTERS}
        if chosen.get("threat"):
            chosen["threat"] = chosen["threat"] == "ja"
        chosen |= _moments(chosen)
        return chosen | {"state" if self.weighs else "safe_status": self.cleaned_data.get("stand", "")}

    @property
    def number(self):
        return self.cleaned_data.get("page") or 1

    @property
    def active(self):
        """The names of the filters that are on."""
        return [name for name in self.fields if name not in ALONE and self.cleaned_data.get(name)]

    @property
    def is_used(self):
        """Whether anything is filtered or searched: the empty list then says something else."""
        return bool(self.errors or self.active or self.cleaned_data.get("zoek"))

    @property
    def filter_fields(self):
        return [self[name] for name in self.fields if name not in ALONE]

    @property
    def kept(self):
        """[(name, value)] of the filters that are on, for a page that does not show their fields."""
        return [(name, self.data[name]) for name in self.active]

    @property
    def address(self):
        """The filters as they stand in the address, without the page; only what was understood."""
        query = QueryDict(mutable=True)
        for name in self.fields:
            if name != "page" and self.cleaned_data.get(name):
                query[name] = self.data[name]
        return query.urlencode()

    def address_with(self, words):
        """(words, address) of the same list with other words; None without words."""
        if not words:
            return None
        query = QueryDict(self.address, mutable=True)
        query["zoek"] = words
        return words, f"?{query.urlencode()}"

    @property
    def chips(self):
        return [Chip(self._in_words(name), self._without(name)) for name in self.active]

    def _in_words(self, name):
        field, value = self.fields[name], self.cleaned_data[name]
        if isinstance(field, forms.DateField):
            return f"{field.label}: {value:%d-%m-%Y}"
        labels = {str(key): label for key, label in field.choices}
        return f"{field.label}: {labels[str(value)]}"

    def _without(self, name):
        query = QueryDict(self.address, mutable=True)
        del query[name]
        return f"?{query.urlencode()}"


def _moments(chosen):
    """Days of reporting as moments here: from the first of one day to the first after the other."""
    moments = {}
    if chosen.get("reported_from"):
        moments["reported_from"] = _midnight(chosen["reported_from"])
    if chosen.get("reported_until"):
        moments["reported_until"] = _midnight(chosen["reported_until"] + timedelta(days=1))
    return moments


def _midnight(date):
    return timezone.make_aware(datetime.combine(date, time()))


SORTS = (
    (RELEVANT, "Best passend eerst"),
    (NEWEST, "Nieuwste eerst"),
    (OLDEST, "Oudste eerst"),
    (DUE, "Eerst te wegen (alleen wat nog open is)"),
)


class SaveFilterForm(forms.Form):
    """The name under which somebody keeps what he looks for now."""

    name = forms.CharField(
        label="Naam",
        max_length=60,
        error_messages={"required": "Geef het filter een naam, zoals ‘Te laat in Hoorn’."},
    )
    query = forms.CharField(
        max_length=2000,
        widget=forms.HiddenInput,
        error_messages={"required": "Kies eerst een filter of zoekwoord."},
    )

    @property
    def fields_of_query(self):
        return QueryDict(self.cleaned_data["query"])
