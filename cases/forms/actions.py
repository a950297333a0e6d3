"""Actions: giving one in a case, and ending it."""

from itertools import groupby

from django import forms
from django.utils import timezone

from cases.forms.layout import PageForm, text_area
from cases.forms.running import WHO_READS
from cases.models import ActionResult
from partners.models import Membership, Organisation


class Whose:
    """Whose actions the list shows."""

    MINE = "mine"
    ORGANISATION = "organisation"
    GIVEN = "given"
    ALL = "all"
    CHOICES = (
        (MINE, "voor mij"),
        (ORGANISATION, "van mijn organisatie"),
        (GIVEN, "door mij gegeven"),
        (ALL, "alles wat ik mag zien"),
    )


class Progress:
    """How far the actions are that the list shows."""

    OPEN = "open"
    LATE = "late"
    WEEK = "week"
    DONE = "done"
    CHOICES = (
        (OPEN, "open"),
        (LATE, "te laat"),
        (WEEK, "deze week"),
        (DONE, "afgerond of vervallen"),
    )


class ActionFilterForm(PageForm):
    """What to show of the list; every answer stands in the address of the page."""

    whose = forms.ChoiceField(label="Van wie", required=False, choices=Whose.CHOICES)
    progress = forms.ChoiceField(label="Stand", required=False, choices=Progress.CHOICES)
    organisation = forms.ChoiceField(label="Organisatie", required=False)
    case = forms.ChoiceField(label="Casus", required=False)
    meeting = forms.ChoiceField(label="Overleg", required=False)

    def __init__(self, data, *, sources):
        """`sources` are (organisations, cases, meetings): [(value, name)] of what the reader has actions of."""
        super().__init__(data)
        for name, found in zip(("organisation", "case", "meeting"), sources, strict=True):
            self.fields[name].choices = [("", "alle"), *found]

    @property
    def chosen(self):
        """What find_actions asks; a wrong or missing answer is the first choice, or does not narrow the list."""
        self.is_valid()
        answers = {name: value for name, value in self.cleaned_data.items() if value}
        return {"whose": Whose.MINE, "progress": Progress.OPEN} | answers

    @property
    def heading(self):
        chosen = self.chosen
        whose, progress = dict(Whose.CHOICES)[chosen["whose"]], dict(Progress.CHOICES)[chosen["progress"]]
        return f"{whose}: {progress}".capitalize()


class Actors:
    """Who can promise something in a case: an organisation that takes part ('o7') or one of its people ('m12')."""

    def __init__(self, case):
        self.organisations = list(_organisations_in(case))
        self.memberships = list(_people_in(self.organisations))
        self.choices = [("", "Kies wie dit doet"), *self._groups()]

    def _groups(self):
        """The people under their organisation."""
        of_organisation = {
            pk: list(people) for pk, people in groupby(self.memberships, key=lambda one: one.organisation_id)
        }
        for organisation in self.organisations:
            people = of_organisation.get(organisation.pk, [])
            whole = (f"o{organisation.pk}", f"{organisation} (iedereen)")
            yield str(organisation), [whole, *((f"m{one.pk}", one.user.name) for one in people)]

    def chosen(self, who):
        """Owner (a membership or None) and organisation."""
        owner = next((one for one in self.memberships if f"m{one.pk}" == who), None)
        whole = next((one for one in self.organisations if f"o{one.pk}" == who), None)
        return {"owner": owner, "organisation": owner.organisation if owner else whole}

    def usual(self, kind):
        """The first organisation of this kind, as a choice; empty when none takes part."""
        return next((f"o{one.pk}" for one in self.organisations if one.kind == kind), "")


class ActionForm(PageForm):
    """Who promises what, before which day. Gives `organisation` and `owner` (a membership or None)."""

    text = forms.CharField(
        label="Wat gaat er gebeuren?", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    who = forms.ChoiceField(label="Door wie?", help_text="Een hele organisatie, of één persoon daarvan.")
    due_on = forms.DateField(
        label="Uiterlijk wanneer?", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data, *, case=None, actors=None, **kwargs):
        super().__init__(data, **kwargs)
        self.actors = actors or Actors(case)
        self.fields["who"].choices = self.actors.choices

    def clean_due_on(self):
        if self.cleaned_data["due_on"] < timezone.localdate():
            raise forms.ValidationError("Kies vandaag of een latere dag.")
        return self.cleaned_data["due_on"]

    def clean(self):
        cleaned = super().clean()
        return cleaned | self.actors.chosen(cleaned.pop("who", ""))


def _organisations_in(case):
    return Organisation.objects.filter(pk__in=case.organisation_ids | {case.house_id}).order_by("name")


def _people_in(organisations):
    """One line per person and organisation, of whom the giver may see."""
    people = Membership.objects.in_force().filter(organisation__in=organisations, role__in=WHO_READS)
    ordered = people.select_related("user", "organisation").order_by(
        "organisation_id", "user__name", "user_id", "pk"
    )
    return ordered.distinct("organisation_id", "user__name", "user_id")


class EffectForm(PageForm):
    result = forms.ChoiceField(label="Hielp het?", choices=ActionResult, widget=forms.RadioSelect)
    effect = text_area(
        "Wat heeft het opgeleverd?",
        "Ook 'niets' is een antwoord: schrijf dan waarom.",
        error_messages={"required": "Schrijf wat de actie heeft opgeleverd."},
    )


class DropForm(PageForm):
    reason = text_area(
        "Waarom vervalt deze actie?",
        rows=2,
        error_messages={"required": "Schrijf waarom deze actie niet meer nodig is."},
    )
