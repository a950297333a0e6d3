from django import forms

from audit.models import Result
from audit.words import ACTIONS, KINDS


class LogFilterForm(forms.Form):
    """What to show of the log; every field may stay empty, and stands in the address of the page."""

    number = forms.CharField(label="Nummer", required=False, max_length=20)
    kind = forms.ChoiceField(label="Soort", required=False)
    action = forms.ChoiceField(label="Handeling", required=False)
    result = forms.ChoiceField(label="Uitkomst", required=False)
    since = forms.DateField(
        label="Vanaf", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label="Tot en met", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "alle soorten"), *KINDS.items()]
        self.fields["action"].choices = [("", "alle handelingen"), *ACTIONS.items()]
        self.fields["result"].choices = [("", "alle"), *Result.choices]

    def clean(self):
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            raise forms.ValidationError("'Vanaf' ligt na 'tot en met'. Kies een latere einddatum.")
        return self.cleaned_data

    def narrow(self, entries):
        """The entries that fit what was filled in."""
        chosen = self.cleaned_data
        for name in ("number", "kind", "action", "result"):
            if chosen.get(name):
                entries = entries.filter(**{name: chosen[name].strip()})
        if chosen.get("since"):
            entries = entries.filter(at__date__gte=chosen["since"])
        if chosen.get("until"):
            entries = entries.filter(at__date__lte=chosen["until"])
        return entries
