"""A review, and resting, going on or lasting longer."""

from datetime import timedelta

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone

from cases.forms.layout import PageForm, bare_helper, say_what_to_do, text_area
from cases.models import HALF_A_YEAR, GoalVerdict, ReviewOutcome
from cases.services.reviews import NOT_NEEDED
from signals.forms.fields import day

YES_NO = [("yes", "Ja"), ("no", "Nee")]


def yes_no(label):
    return forms.TypedChoiceField(
        label=label, choices=YES_NO, widget=forms.RadioSelect, coerce=lambda answer: answer == "yes"
    )


class ReviewForm(PageForm):
    """`cleaned_data` goes as keywords to `record_review`."""

    held_on = day("Wanneer is geëvalueerd?")
    is_necessary = yes_no("Is de aanpak nog nodig?")
    necessity = text_area("Waarom wel of niet?", rows=2)
    is_proportionate = yes_no("Staat de aanpak nog in verhouding tot het doel?")
    proportionality = text_area(
        "Waarom wel of niet?", "Weegt het nog op tegen de inbreuk op iemands leven?", rows=2
    )
    works = text_area("Wat werkt, en wat niet, in het geheel?", rows=3)
    outcome = forms.ChoiceField(
        label="Wat volgt hieruit?",
        choices=ReviewOutcome,
        widget=forms.RadioSelect,
        help_text="Bij 'sluiten' sluit de procesregisseur daarna de casus.",
    )
    reason = text_area("Waarom?", rows=2)
    next_on = day(
        "Wanneer evalueert u opnieuw?", required=False, help_text="Uiterlijk een half jaar na deze evaluatie."
    )

    def __init__(self, data, *, goals):
        super().__init__(data, initial={"held_on": timezone.localdate()})
        self.goals = goals
        for goal in goals:
            self.fields[f"goal_{goal.pk}"] = forms.ChoiceField(
                label=f"Doel: {goal.text}", choices=GoalVerdict, widget=forms.RadioSelect
            )
            self.fields[f"goal_{goal.pk}_text"] = text_area("In woorden", rows=2, required=False)
        say_what_to_do(self.fields)
        per_goal = [name for goal in goals for name in (f"goal_{goal.pk}", f"goal_{goal.pk}_text")]
        self.helper = bare_helper(
            Layout(
                "held_on",
                Fieldset("Nog nodig", "is_necessary", "necessity"),
                Fieldset("Nog in verhouding", "is_proportionate", "proportionality"),
                Fieldset("Werkt het", *per_goal, "works"),
                Fieldset("Hoe verder", "outcome", "reason", "next_on"),
            )
        )

    def clean_held_on(self):
        held_on = self.cleaned_data["held_on"]
        if held_on > timezone.localdate():
            raise forms.ValidationError("Deze dag komt nog. Leg de evaluatie vast als die is gehouden.")
        return held_on

    def clean(self):
        cleaned = super().clean()
        cleaned["goals"] = [self._of_goal(goal, cleaned) for goal in self.goals]
        outcome, held_on, next_on = (cleaned.get(name) for name in ("outcome", "held_on", "next_on"))
        if outcome == ReviewOutcome.CLOSE:
            return cleaned | {"next_on": None}
        needed = cleaned.get("is_necessary", True) and cleaned.get("is_proportionate", True)
        if outcome and not needed and outcome != ReviewOutcome.SCALE_DOWN:
            self.add_error("outcome", NOT_NEEDED)
        if outcome and "next_on" in cleaned:
            self._check_next(held_on, next_on)
        return cleaned

    def _of_goal(self, goal, cleaned):
        """(goal, verdict, text), taken out of the answers; what does not work wholly asks for words."""
        verdict, text = cleaned.pop(f"goal_{goal.pk}", ""), cleaned.pop(f"goal_{goal.pk}_text", "")
        if verdict and verdict != GoalVerdict.WORKS and not text:
            self.add_error(f"goal_{goal.pk}_text", "Schrijf wat er niet werkt.")
        return goal, verdict, text

    def _check_next(self, held_on, next_on):
        if next_on is None:
            self.add_error("next_on", "Kies wanneer u opnieuw evalueert.")
        elif held_on and next_on > held_on + timedelta(days=HALF_A_YEAR):
            self.add_error(
                "next_on", "Dat is meer dan een half jaar na deze evaluatie. Kies een eerdere dag."
            )
        elif next_on <= timezone.localdate():
            self.add_error("next_on", "Deze dag is voorbij. Kies een dag die nog komt.")


class UntilForm(PageForm):
    """A day that is still to come, and why."""

    until = day("Tot wanneer?")
    reason = text_area("Waarom?", error_messages={"required": "Schrijf waarom."})

    def __init__(self, data, *, after=None):
        super().__init__(data)
        self.after = max(filter(None, (after, timezone.localdate())))

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until <= self.after:
            raise forms.ValidationError(f"Kies een dag na {self.after:%d-%m-%Y}.")
        return until


class ResumeForm(PageForm):
    reason = text_area("Waarom gaat de aanpak weer verder?", error_messages={"required": "Schrijf waarom."})
