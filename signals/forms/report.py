"""The form in which a partner reports a signal, with the parties it is about."""

from datetime import timedelta
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from partners.models import OrganisationKind
from partners.roles import Permission
from signals.forms.fields import day, radio, text
from signals.forms.privacy import PrivacyCheck
from signals.models import (
    Channel,
    InformationReliability,
    KnownBy,
    Regime,
    SourceReliability,
    SubjectKind,
)
from signals.queries import houses_of, open_municipalities, open_themes
from zvh.paging import whole_number

SHORTEST_FACTS = 20
MOST_PARTIES = 4
MOST_VERSIONS = 1_000_000
LONGEST_AGO = timedelta(days=10 * 365)
REGIMES = {OrganisationKind.POLICE: Regime.WPG, OrganisationKind.PROSECUTION: Regime.WJSG}


class PartyForm(forms.Form):
    label = forms.CharField(
        label="Aanduiding, zonder naam", max_length=40, help_text="Bijvoorbeeld: persoon A, bewonersgroep."
    )
    kind = forms.ChoiceField(
        label="Soort",
        choices=[choice for choice in SubjectKind.choices if choice[0] != SubjectKind.NONE],
        initial=SubjectKind.PERSON,
    )
    why = text("Waarom is het nodig om deze betrokkene te noemen?", rows=2)
    name = forms.CharField(label="Naam", max_length=120, required=False)
    details = forms.CharField(label="Geboortedatum of andere gegevens", max_length=200, required=False)

    use_required_attribute = False

    def has_changed(self):
        """Only a chosen kind is not yet a party."""
        return bool(set(self.changed_data) - {"kind"})

    @property
    def is_open(self):
        """Whether something is filled in, so that the page shows it."""
        return bool(self.initial) or (self.is_bound and self.has_changed())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("details") and not cleaned.get("name"):
            self.add_error("name", "U vulde gegevens in. Vul ook de naam in, of haal de gegevens weg.")
        return cleaned


class BasePartyFormSet(forms.BaseFormSet):
    """Always four places, also without JavaScript; `drafted` fills them from a draft."""

    def __init__(self, *args, drafted=(), **kwargs):
        self.drafted = list(drafted)
        super().__init__(*args, prefix="parties", **kwargs)

    def get_form_kwargs(self, index):
        known = index is not None and index < len(self.drafted)
        return {"initial": self.drafted[index]} if known else {}


PartyFormSet = forms.formset_factory(
    PartyForm,
    formset=BasePartyFormSet,
    extra=MOST_PARTIES,
    max_num=MOST_PARTIES,
    absolute_max=MOST_PARTIES + 1,
    validate_max=True,
)


class ReportForm(forms.Form):
    draft = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    form = forms.CharField(required=False, widget=forms.HiddenInput)
    page = forms.CharField(required=False, widget=forms.HiddenInput)
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    membership = forms.TypedChoiceField(label="Voor wie meldt u?", widget=forms.RadioSelect)
    title = forms.CharField(
        label="Waar gaat het om?", max_length=120, help_text="In één regel, zonder namen."
    )
    facts = text(
        "Wat is er gezien of gehoord?",
        "Alleen feiten: wie deed of zei wat, waar? Schrijf letterlijke woorden tussen aanhalingstekens.",
        rows=6,
        missing="Schrijf op wat er is gezien of gehoord.",
    )
    meaning = text("Wat betekent dit volgens u?", "Uw eigen uitleg, los van de feiten.", required=False)
    contradiction = text(
        "Wat wijst op het tegendeel?",
        "Is er ook een andere, onschuldige uitleg? Wat past er niet bij?",
        required=False,
        rows=3,
    )
    observed_on = day("Wanneer was het?")
    municipality = forms.ModelChoiceField(None, label="Gemeente", empty_label="Kies een gemeente")
    place = forms.CharField(
        label="Plaats of wijk",
        max_length=120,
        required=False,
        help_text="Bijvoorbeeld: winkelcentrum, Grote Waal.",
    )
    channel = radio("Waar speelde het?", Channel.choices)
    known_by = radio("Hoe weet u dit?", KnownBy.choices)
    themes = forms.ModelMultipleChoiceField(
        None,
        label="Over welk thema gaat het?",
        help_text="U kunt er meer kiezen.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één thema."},
    )
    subject_kind = radio("Over wie of wat gaat het?", SubjectKind.choices)
    trigger = forms.CharField(
        label="Was er een aanleiding?",
        max_length=200,
        required=False,
        help_text="Bijvoorbeeld: een raadsbesluit, een inloopavond, nieuws of een incident.",
    )
    has_threat = forms.TypedChoiceField(
        label="Is er een dreiging, of een wens om iemand te schaden?",
        choices=[("nee", "nee"), ("ja", "ja")],
        coerce=lambda answer: answer == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )
    threat = text("Welke dreiging?", "Wat is er gezegd of gedaan, en tegen wie?", required=False, rows=3)
    vulnerability = text(
        "Is er iemand kwetsbaar?",
        "Bijvoorbeeld: een kind, iemand met schulden of zonder steun. Zonder namen.",
        required=False,
        rows=3,
    )
    steps_taken = text("Wat is er al gedaan?", "Door u of door anderen.", required=False, rows=3)
    source_reliability = radio("Hoe betrouwbaar is de bron?", SourceReliability.choices)
    information_reliability = radio("Hoe zeker is de informatie?", InformationReliability.choices)
    regime = radio(
        "Onder welke wet vallen de gegevens?",
        Regime.choices,
        "Bij twijfel: de strengste. Dit bepaalt met wie het huis het signaal mag delen.",
    )

    def __init__(self, data=None, *, user, initial=None):
        self.memberships = {str(m.pk): m for m in user.membership_for(Permission.SIGNAL_REPORT)}
        self.parties = PartyFormSet(data, drafted=(initial or {}).get("parties", ()))
        super().__init__(
            data, initial={"form": uuid4(), "page": uuid4(), **self._first_values(), **(initial or {})}
        )
        houses = houses_of(user, Permission.SIGNAL_REPORT)
        self.fields["municipality"].queryset = open_municipalities(houses)
        self._offer_themes(open_themes(houses))
        self._offer_memberships()

    def _first_values(self):
        organisations = [membership.organisation for membership in self.memberships.values()]
        kind = organisations[0].kind if organisations else None
        return {
            "membership": next(iter(self.memberships), None),
            "regime": REGIMES.get(kind, Regime.AVG),
        }

    def _offer_themes(self, themes):
        self.themes_with_hints = list(themes)
        self.fields["themes"].queryset = themes
        self.fields["themes"].choices = [(theme.pk, theme.name) for theme in self.themes_with_hints]

    def _offer_memberships(self):
        field = self.fields["membership"]
        field.choices = [(pk, self._as(membership)) for pk, membership in self.memberships.items()]
        field.coerce = self.memberships.get
        if len(self.memberships) == 1:
            field.widget = forms.HiddenInput()

    @staticmethod
    def _as(membership):
        function = membership.get_function_display()
        known = "" if function == "anders" else f", {function}"
        return f"{membership.organisation}{known}"

    @property
    def only_membership(self):
        """In words for whom one reports, where there is nothing to choose."""
        return self._as(*self.memberships.values()) if len(self.memberships) == 1 else ""

    def is_valid(self):
        own, parties = super().is_valid(), self.parties.is_valid()
        if own and not parties:
            self.add_error(None, "Bij een betrokkene ontbreekt nog iets. Kijk bij 'Betrokkenen'.")
        return own and parties

    def clean_facts(self):
        facts = self.cleaned_data["facts"]
        if len(facts) < SHORTEST_FACTS:
            raise ValidationError("Vertel iets meer: wie deed of zei wat, en waar? Minstens één hele zin.")
        return facts

    def clean_observed_on(self):
        date, today = self.cleaned_data["observed_on"], timezone.localdate()
        if date > today:
            raise ValidationError("Deze dag moet nog komen. Kies vandaag of een eerdere dag.")
        if date < today - LONGEST_AGO:
            raise ValidationError("Dit is meer dan tien jaar geleden. Klopt het jaar?")
        return date

    def clean(self):
        cleaned = super().clean()
        self._check_threat(cleaned)
        house = getattr(cleaned.get("municipality"), "house_id", None)
        if house and any(theme.house_id != house for theme in cleaned.get("themes", ())):
            self.add_error("themes", "Kies thema's van het huis van deze gemeente.")
        return cleaned

    def _check_threat(self, cleaned):
        threat = cleaned.get("threat")
        if cleaned.get("has_threat") and not threat:
            self.add_error("threat", "Beschrijf de dreiging: wat is er gezegd of gedaan?")
        if cleaned.get("has_threat") is False and threat:
            self.add_error("has_threat", "U beschrijft een dreiging. Kies 'ja', of haal die tekst weg.")

    @property
    def report(self):
        """The arguments of the service `submit`."""
        fields = {name: value for name, value in self.cleaned_data.items() if name not in ABOUT_THE_FORM}
        parties = [form.cleaned_data for form in self.parties if form.has_changed()]
        return {**fields, "parties": parties}


ABOUT_THE_FORM = {"draft", "form", "page", "version", "seen"}
TEXT_FIELDS = (
    "title", "facts", "meaning", "contradiction", "place", "trigger", "threat", "vulnerability", "steps_taken",
)  # fmt: skip


def privacy_check(data):
    """The privacy scan of a report: of every free text, not of the fields where a name belongs."""
    names = {name: ReportForm.base_fields[name].label for name in TEXT_FIELDS}
    parties = [f"parties-{index}" for index in range(MOST_PARTIES)]
    for number, party in enumerate(parties, start=1):
        names[f"{party}-label"] = f"Betrokkene {number}: aanduiding"
        names[f"{party}-why"] = f"Betrokkene {number}: waarom nodig"
    return PrivacyCheck(data, names, parties)


def about_the_form(data):
    """Which form was posted, which page and version of it, and when that page last knew it to be kept (see Where)."""
    numbers = {name: _uuid(data.get(name, "")) for name in ("form", "page")}
    version = min(whole_number(data.get("version", "")) or 0, MOST_VERSIONS)
    return {**numbers, "version": version, "seen": data.get("seen", "")}


def as_another(data):
    """The same text in a form of its own."""
    data = data.copy()
    data["form"], data["draft"] = str(uuid4()), ""
    return data


def on_a_new_page(data):
    """The same form on a page that counts its versions from the start."""
    data = data.copy()
    data["page"], data["version"] = str(uuid4()), ""
    return data


def _uuid(text):
    try:
        return UUID(text)
    except ValueError:
        return None


def typed(data):
    """What somebody typed so far, as it is kept in a draft: text only, and nothing that is not on the form."""
    names = [name for name in ReportForm.base_fields if name not in {*ABOUT_THE_FORM, "themes"}]
    fields = {name: _clean(data.get(name, "")) for name in names}
    fields["themes"] = [_clean(value) for value in data.getlist("themes")]
    fields["parties"] = [_typed_party(data, index) for index in range(MOST_PARTIES)]
    return fields


def _typed_party(data, index):
    names = PartyForm.base_fields
    party = {name: _clean(data.get(f"parties-{index}-{name}", "")) for name in names}
    return party if any(value for name, value in party.items() if name != "kind") else {}


def _clean(value):
    """PostgreSQL keeps no NUL in JSON."""
    return value.replace("\x00", "")
