"""The filters above the list; they live in the address, so that a list can be kept and sent on."""

from crispy_forms.helper import FormHelper
from django import forms

from signals.models import SafeStatus, WeighingState
from signals.queries import open_municipalities, open_themes
from signals.queries.listing import LATE

LAST_PAGE = 400


class ListForm(forms.Form):
    zoek = forms.CharField(label="Zoeken", required=False, max_length=200)
    stand = forms.ChoiceField(label="Stand", required=False)
    gemeente = forms.ModelChoiceField(None, label="Gemeente", required=False, empty_label="Alle gemeenten")
    thema = forms.ModelChoiceField(None, label="Thema", required=False, empty_label="Alle thema's")
    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE, widget=forms.HiddenInput)

    def __init__(self, data, *, houses, weighs):
        super().__init__(data)
        self.weighs = weighs
        self.fields["gemeente"].queryset = open_municipalities(houses)
        self.fields["thema"].queryset = open_themes(houses)
        self.fields["stand"].choices = [
            ("", "Alle standen"),
            *(self._weighing_states() if weighs else SafeStatus.choices),
        ]
        self.fields["zoek"].widget.attrs |= {"type": "search", "placeholder": "Woorden of nummer"}
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    @staticmethod
    def _weighing_states():
        return [(LATE, "te laat"), *WeighingState.choices]

    @property
    def filters(self):
        """The arguments of find_signals; what was not understood filters nothing."""
        chosen = self.cleaned_data
        state = chosen.get("stand", "")
        return {
            "theme": chosen.get("thema"),
            "municipality": chosen.get("gemeente"),
            "state": state if self.weighs else "",
            "safe_status": "" if self.weighs else state,
        }

    @property
    def words(self):
        return self.cleaned_data.get("zoek", "")

    @property
    def number(self):
        return self.cleaned_data.get("page") or 1

    @property
    def is_used(self):
        """Whether anything is filtered or searched: the empty list then says something else."""
        return bool(self.errors or self.words or any(self.filters.values()))
