"""Goals, interventions and agreements of a plan."""

from django import forms
from django.utils import timezone

from cases.forms.actions import ActionForm
from cases.forms.layout import PageForm, text_area
from cases.models import (
    GoalKind,
    GoalState,
    Intervention,
    InterventionEffect,
    InterventionState,
    LifeArea,
)
from partners.models import Organisation
from signals.forms.fields import day


class KeptForm(PageForm):
    """A form about a row with versions; `base` is the version from which the writer starts."""

    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def names(cls):
        """What it asks, besides the version."""
        return [name for name in cls.base_fields if name != "base"]

    @property
    def answers(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "base"}


class GoalForm(KeptForm):
    kind = forms.ChoiceField(label="Wat voor doel is dit?", choices=GoalKind, widget=forms.RadioSelect)
    area = forms.ChoiceField(label="Leefgebied", choices=[("", "Kies een leefgebied"), *LifeArea.choices])
    text = text_area("Wat willen we bereiken?", "Eén doel, in gewone woorden.")
    sign = text_area("Waaraan zien we dat het is bereikt?", "Iets dat u kunt zien of tellen.", rows=2)


class ChangeGoalForm(GoalForm):
    state = forms.ChoiceField(label="Hoe staat het ermee?", choices=GoalState, widget=forms.RadioSelect)
    reason = text_area("Toelichting", "Vervalt het doel, schrijf dan waarom.", rows=2, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") == GoalState.DROPPED and not cleaned.get("reason"):
            self.add_error("reason", "Schrijf waarom dit doel vervalt.")
        return cleaned


class InterventionForm(KeptForm):
    text = text_area("Wat gaat er gebeuren?", "Bijvoorbeeld: wekelijks gesprek met een jongerenwerker.")
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Welke organisatie doet dit?", empty_label="Kies een organisatie"
    )
    reason = text_area("Waarom deze?", "Waarom past dit bij het doel en bij de betrokkene?", rows=2)
    starts_on = day("Begint op", required=False)
    ends_on = day("Eindigt op", "Na deze dag vraagt het plan hoe het ging.", required=False)

    def __init__(self, data, *, case, **kwargs):
        super().__init__(data, **kwargs)
        able = case.organisation_ids | {case.house_id, self.initial.get("organisation")}
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=able - {None}).order_by(
            "name"
        )

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Kies een dag na de dag waarop het begint.")
        return cleaned


class ChangeInterventionForm(InterventionForm):
    state = forms.ChoiceField(
        label="Hoe staat het ermee?", choices=InterventionState, widget=forms.RadioSelect
    )
    end_reason = text_area("Waarom gestopt?", "Alleen als de interventie stopt.", rows=2, required=False)
    effect = forms.ChoiceField(
        label="Werkte het?",
        choices=[("", "nog niet bekend"), *InterventionEffect.choices],
        required=False,
        help_text="Te beantwoorden als de interventie is afgerond of gestopt.",
    )
    effect_text = text_area("Wat leverde het op?", rows=2, required=False)

    def clean(self):
        cleaned = super().clean()
        state, effect = cleaned.get("state"), cleaned.get("effect")
        if state == InterventionState.STOPPED and not cleaned.get("end_reason"):
            self.add_error("end_reason", "Schrijf waarom deze interventie stopt.")
        if effect and state not in Intervention.ENDED:
            self.add_error("effect", "Zeg eerst dat de interventie is afgerond of gestopt.")
        if effect and not cleaned.get("effect_text"):
            self.add_error("effect_text", "Schrijf wat het opleverde.")
        return cleaned


class AgreementForm(ActionForm):
    """An action for a goal of the plan, maybe for one of its interventions."""

    intervention = forms.ModelChoiceField(
        Intervention.objects.none(),
        label="Hoort bij interventie",
        required=False,
        empty_label="bij het doel zelf",
    )

    def __init__(self, data, *, goal, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["intervention"].queryset = goal.interventions.all()


class TieForm(PageForm):
    """To which goal of the plan an action belongs."""

    goal = forms.ChoiceField(label="Bij welk doel of welke interventie hoort dit?")

    def __init__(self, data, *, goals):
        super().__init__(data)
        self.goals = {str(goal.pk): (goal, None) for goal in goals}
        self.fields["goal"].choices = [("", "Kies een doel"), *(self._group(goal) for goal in goals)]

    def _group(self, goal):
        lines = [(str(goal.pk), "bij het doel zelf")]
        for one in goal.interventions.all():
            self.goals[f"{goal.pk}-{one.pk}"] = (goal, one)
            lines.append((f"{goal.pk}-{one.pk}", str(one)))
        return str(goal), lines

    def clean(self):
        cleaned = super().clean()
        goal, intervention = self.goals.get(cleaned.get("goal"), (None, None))
        return {"goal": goal, "intervention": intervention}


class PlanOnForm(PageForm):
    """Of which day the plan is shown."""

    dag = day("Plan op datum", required=False)

    def clean_dag(self):
        chosen = self.cleaned_data["dag"]
        if chosen and chosen > timezone.localdate():
            raise forms.ValidationError("Die dag moet nog komen. Kies vandaag of een eerdere dag.")
        return chosen
