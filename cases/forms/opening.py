"""The form that opens a case, and the pickers of who can take part in one."""

from itertools import groupby

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils import timezone
from django.utils.html import format_html

from cases.forms.informing import again_field, check_informed, informed_field
from cases.forms.layout import bare_helper, say_what_to_do, text_area
from cases.models import CRITERIA_OF, NOT_ENOUGH, Case, CaseGround, CaseKind, in_half_a_year, is_enough
from partners.models import Membership, Municipality, Organisation, OrganisationKind, Theme
from partners.roles import Role
from signals.forms.fields import day

PGA_NEEDS_DRIEHOEK = (
    "Een casus op de wet PGA kan pas open nadat de gezagsdriehoek het advies heeft overgenomen. "
    "Leg dat besluit eerst vast bij het agendapunt, of kies een andere grondslag."
)
GROUND_HINTS = {
    CaseGround.WET_PGA: "Alleen voor radicalisering en terroristische activiteiten. Kan pas nadat de "
    "gezagsdriehoek het advies heeft overgenomen.",
    CaseGround.WGS: "Voor een complexe casus: meer leefgebieden, meer ketens en gevolgen voor de omgeving, "
    "of een ernstig lokaal veiligheidsprobleem.",
    CaseGround.OWN_TASK: "Een partner doet dit vanuit zijn eigen wettelijke taak, de anderen denken mee.",
}


class _ByKind(ModelChoiceIterator):
    """Municipalities apart from the other partners: a list of thirty names is no list."""

    def __iter__(self):
        def is_municipality(organisation):
            return organisation.kind == OrganisationKind.MUNICIPALITY

        ordered = sorted(self.queryset, key=lambda one: (is_municipality(one), one.name))
        for municipal, group in groupby(ordered, key=is_municipality):
            yield "Gemeenten" if municipal else "Partners", [self.choice(one) for one in group]


class OrganisationsField(forms.ModelMultipleChoiceField):
    iterator = _ByKind
    widget = forms.CheckboxSelectMultiple


class MembershipsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, membership):
        return f"{membership.user.name}, {membership.organisation}"


def organisations_of(house_id):
    """The partners of a house and the house itself, for pickers."""
    of_the_house = Organisation.objects.filter(partnerships__house_id=house_id)
    return (of_the_house | Organisation.objects.filter(pk=house_id)).filter(is_active=True).distinct()


def directors_of(house_id):
    """Who can direct a case of this house now."""
    return (
        Membership.objects.in_force()
        .filter(role=Role.CASE_DIRECTOR, organisation__in=organisations_of(house_id))
        .select_related("user", "organisation")
        .order_by("user__name")
    )


class PointsField(forms.MultipleChoiceField):
    """None ticked is an answer: whether the points are enough depends on the ground that is chosen."""

    def validate(self, value):
        if value:
            super().validate(value)


def _points(ground):
    """The points of one ground; those of the others do not count, and are out of sight where the browser can."""
    return PointsField(
        label=f"Wat klopt er voor de {ground.label}?",
        widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, one.label.capitalize()) for one in CRITERIA_OF[ground]],
        help_text="Deze punten moet de FG nog bevestigen.",
    )


class OpenCaseForm(forms.ModelForm):
    """All that a case needs to begin; `cleaned_data` goes as keywords to `open_case`.

    `house` is anything with a `house_id`. `pga_decided`: the driehoek took over the advice. `needs_reason`: the
    coordinator opens it without a decision of a meeting.
    """

    kind = forms.ChoiceField(label="Waar gaat de casus over?", choices=CaseKind, widget=forms.RadioSelect)
    legal_ground = forms.ChoiceField(
        label="Op welke grondslag?",
        widget=forms.RadioSelect,
        choices=[
            (ground, format_html("<strong>{}</strong><br>{}", ground.label, GROUND_HINTS[ground]))
            for ground in CaseGround
        ],
    )
    met_wet_pga = _points(CaseGround.WET_PGA)
    met_wgs = _points(CaseGround.WGS)
    met_own_task = _points(CaseGround.OWN_TASK)
    criteria = text_area(
        "Waarom voldoet deze casus aan de grondslag?",
        "Noem bij elk punt wat u ziet en van wie u dat weet.",
    )
    proportionality = text_area(
        "Waarom staat deze aanpak in verhouding tot het doel?",
        "Wat weegt zwaarder dan de privacy van mensen?",
    )
    subsidiarity = text_area(
        "Waarom kan het niet lichter?", "Wat is er al geprobeerd en waarom was dat niet genoeg?"
    )
    is_informed = forms.BooleanField(label="De betrokkene weet van deze aanpak", required=False)
    informed = informed_field("Alleen bij een fenomeen mag dit leeg blijven.")
    inform_again_on = again_field()
    runs_until = day(
        "Tot wanneer loopt de aanpak, naar u denkt?",
        "Verlengen kan, met een reden. Minstens elk half jaar kijkt u of de aanpak nog nodig is.",
        initial=in_half_a_year,
    )
    party_label = forms.CharField(
        label="Aanduiding van de hoofdbetrokkene",
        help_text="Geen naam: een aanduiding die alleen de deelnemers begrijpen, zoals 'bewoner A'.",
        max_length=40,
        required=False,
    )
    party_relation = forms.CharField(label="Rol of relatie", max_length=80, required=False)
    directors = MembershipsField(
        label="Wie regisseert de casus?",
        queryset=Membership.objects.none(),
        error_messages={"required": "Kies minstens één casusregisseur."},
    )
    partners = OrganisationsField(
        label="Welke organisaties doen mee?",
        help_text="Hun deelnemers zien de casus vanaf nu. Kies alleen wie nodig is.",
        queryset=Organisation.objects.none(),
        error_messages={"required": "Kies minstens één organisatie die meedoet."},
    )
    is_restricted = forms.BooleanField(
        label="Alleen voor genoemde personen",
        help_text="Dan zien alleen u, de casusregisseurs en wie u noemt de casus. De organisaties zien die niet.",
        required=False,
    )
    reason = text_area(
        "Waarom opent u deze casus zonder besluit van het overleg?",
        "Bijvoorbeeld: er is haast, en wanneer het overleg er alsnog over spreekt.",
        error_messages={
            "required": "Schrijf waarom deze casus niet op een besluit van het overleg kan wachten."
        },
    )

    class Meta:
        model = Case
        fields = (
            "title",
            "kind",
            "municipality",
            "theme",
            "legal_ground",
            "criteria",
            "proportionality",
            "subsidiarity",
            "is_informed",
            "informed",
            "inform_again_on",
            "runs_until",
            "is_restricted",
        )
        labels = {"title": "Korte titel", "municipality": "Gemeente", "theme": "Thema"}
        help_texts = {"title": "Zonder namen: deze titel staat ook in lijsten."}

    def __init__(self, data=None, *, house, user, initial=None, pga_decided=False, needs_reason=False):
        super().__init__(data, initial=initial)
        self.pga_decided = pga_decided
        self._offer(house.house_id, user)
        if not needs_reason:
            del self.fields["reason"]
        say_what_to_do(self.fields)
        self.helper = bare_helper(_layout(needs_reason))

    def _offer(self, house_id, user):
        """What this house can choose from."""
        fields = self.fields
        places = Municipality.objects.filter(house_id=house_id)
        fields["municipality"].queryset = places.valid_on(timezone.localdate())
        fields["municipality"].empty_label = "Kies een gemeente"
        fields["theme"].queryset = Theme.objects.filter(house_id=house_id, is_active=True)
        fields["theme"].empty_label = "Kies een thema"
        fields["directors"].queryset = directors_of(house_id)
        fields["directors"].initial = user.memberships.filter(role=Role.CASE_DIRECTOR)
        fields["partners"].queryset = organisations_of(house_id).exclude(pk=house_id)

    def clean_legal_ground(self):
        ground = self.cleaned_data["legal_ground"]
        if ground == CaseGround.WET_PGA and not self.pga_decided:
            raise forms.ValidationError(PGA_NEEDS_DRIEHOEK)
        return ground

    def clean_runs_until(self):
        if self.cleaned_data["runs_until"] <= timezone.localdate():
            raise forms.ValidationError("Deze dag is voorbij. Kies een dag die nog komt.")
        return self.cleaned_data["runs_until"]

    def clean(self):
        cleaned = super().clean()
        label, relation = cleaned.pop("party_label", ""), cleaned.pop("party_relation", "")
        cleaned["party"] = {"label": label, "relation": relation} if label else None
        if relation and not label:
            self.add_error("party_label", "Geef ook een aanduiding, of laat de rol leeg.")
        if cleaned.get("kind") == CaseKind.PHENOMENON and self.errors.pop("informed", None):
            cleaned["informed"] = ""
        if cleaned.get("kind") != CaseKind.PHENOMENON:
            check_informed(self)
        self._take_points(cleaned)
        return cleaned

    def _take_points(self, cleaned):
        """Of the chosen ground; together they must carry the case."""
        met = {ground: cleaned.pop(f"met_{ground}", []) for ground in CaseGround}
        ground = cleaned.get("legal_ground")
        cleaned["criteria_met"] = met.get(ground, [])
        if ground and not is_enough(ground, met[ground]):
            self.add_error(f"met_{ground}", NOT_ENOUGH[ground])

    def _post_clean(self):
        """The service makes the case, and the database checks it: no half instance here."""


def _layout(needs_reason):
    points = [Div(f"met_{ground}", css_class=f"points points-{ground}") for ground in CaseGround]
    why = ("legal_ground", *points, "criteria", "proportionality", "subsidiarity", "runs_until")
    sections = [
        Fieldset("Waar gaat het over", "title", "kind", "municipality", "theme"),
        Fieldset("Waarom mag en moet dit", *why),
        Fieldset(
            "De betrokkene", "party_label", "party_relation", "is_informed", "informed", "inform_again_on"
        ),
        Fieldset("Wie doet mee", "directors", "partners", "is_restricted"),
    ]
    if needs_reason:
        sections.append(Fieldset("Zonder besluit van het overleg", "reason"))
    return Layout(*sections)
