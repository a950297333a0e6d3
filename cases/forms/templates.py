"""Templates of tasks: keeping one, and giving one out in a case."""

from uuid import uuid4

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone

from cases.forms.actions import ActionForm, Actors
from cases.forms.layout import PageForm, bare_helper
from cases.models import MOST_DAYS, TaskTemplate
from partners.models import OrganisationKind
from partners.workdays import add_workdays

MOST_TASKS, EMPTY_LINES = 30, 3


class TemplateForm(forms.ModelForm):
    class Meta:
        model = TaskTemplate
        fields = ("name", "is_active")
        help_texts = {"is_active": "Uit: niemand kan het meer uitzetten."}


class TaskForm(forms.Form):
    """One line of a template; a line without text is no task."""

    text = forms.CharField(label="Taak", max_length=300, required=False)
    days = forms.IntegerField(label="Werkdagen", min_value=1, max_value=MOST_DAYS, initial=10)
    kind = forms.ChoiceField(
        label="Door", choices=[("", "zelf kiezen"), *OrganisationKind.choices], required=False
    )


TASKS = forms.formset_factory(TaskForm, extra=EMPTY_LINES, max_num=MOST_TASKS, validate_max=True)


class TemplateTasks(TASKS):
    """The lines of a template in their order, with some empty ones to add."""

    def __init__(self, data=None, *, template=None):
        rows = template.tasks.all() if template else ()
        initial = [{"text": one.text, "days": one.days, "kind": one.kind} for one in rows]
        super().__init__(data, initial=initial, prefix="taak")

    def clean(self):
        if not self.answers:
            raise forms.ValidationError("Schrijf minstens één taak.")

    @property
    def answers(self):
        typed = [getattr(form, "cleaned_data", {}) for form in self.forms]
        return [
            {name: line.get(name, "") for name in ("text", "days", "kind")}
            for line in typed
            if line.get("text")
        ]


class TickedTaskForm(ActionForm):
    """A task of a template that may be left out, with who does it and before which day."""

    is_chosen = forms.BooleanField(label="Uitzetten", required=False, initial=True)

    def __init__(self, data, *, number, **kwargs):
        super().__init__(data, **kwargs)
        self.number = str(number)
        self.fields["text"].widget.attrs["rows"] = 1
        self.fields["who"].help_text = ""
        self.helper = bare_helper(Layout("is_chosen", "text", Div("who", "due_on", css_class="split")))

    def full_clean(self):
        """What is left out may be anything."""
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("is_chosen"):
            self._errors.clear()


class ApplyForm(PageForm):
    """All tasks of a template at once; `form` keeps it from being given out twice."""

    form = forms.UUIDField(widget=forms.HiddenInput)
    goal = forms.ModelChoiceField(
        None, label="Bij welk doel horen deze afspraken?", required=False, empty_label="niet bij een doel"
    )

    def __init__(self, data, *, case, template, goals):
        super().__init__(data, initial={"form": uuid4()})
        self.fields["goal"].queryset = goals
        actors, today = Actors(case), timezone.localdate()
        self.lines = [
            TickedTaskForm(
                data,
                actors=actors,
                number=number,
                prefix=f"taak-{task.pk}",
                initial={
                    "text": task.text,
                    "who": actors.usual(task.kind),
                    "due_on": add_workdays(today, task.days),
                },
            )
            for number, task in enumerate(template.tasks.all(), start=1)
        ]

    def clean(self):
        cleaned = super().clean()
        if [line for line in self.lines if not line.is_valid()]:
            raise forms.ValidationError("Bij een taak moet nog iets anders. Kijk hieronder.")
        if not self.agreements:
            raise forms.ValidationError("Kies minstens één taak.")
        return cleaned

    @property
    def agreements(self):
        """What give_action_in_case asks, of each task that is ticked."""
        chosen = [line.cleaned_data for line in self.lines if line.cleaned_data.get("is_chosen")]
        return [{name: value for name, value in one.items() if name != "is_chosen"} for one in chosen]
