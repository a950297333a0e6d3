"""The period of the numbers."""

from datetime import timedelta

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone

from signals.forms.fields import day
from signals.forms.listing import choice

WEEKS = 12
LONGEST = timedelta(days=2 * 366)


class NumbersForm(forms.Form):
    huis = choice("Huis", coerce=int)
    van = day("Vanaf", required=False)
    tot = day("Tot en met", required=False)

    def __init__(self, data, *, houses):
        """`houses` are organisations, the first is shown when none is chosen."""
        today = timezone.localdate()
        super().__init__({"van": str(today - timedelta(weeks=WEEKS)), "tot": str(today)} | data)
        self.houses = {house.pk: house for house in houses}
        if len(houses) > 1:
            self.fields["huis"].choices = [(pk, house.name) for pk, house in self.houses.items()]
        else:
            del self.fields["huis"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self):
        if self.first > self.last:
            self.add_error("tot", "Deze dag ligt voor de eerste dag. Kies een latere dag.")
        elif self.last - self.first > LONGEST:
            self.add_error("van", "Kies hoogstens twee jaar.")

    @property
    def last(self):
        return self.cleaned_data.get("tot") or timezone.localdate()

    @property
    def first(self):
        return self.cleaned_data.get("van") or self.last - timedelta(weeks=WEEKS)

    @property
    def period(self):
        """(first, last) day; the last twelve weeks when the days asked cannot be."""
        if self.is_valid():
            return self.first, self.last
        today = timezone.localdate()
        return today - timedelta(weeks=WEEKS), today

    @property
    def house(self):
        chosen = self.cleaned_data.get("huis") if self.is_valid() else None
        return self.houses.get(chosen) or next(iter(self.houses.values()), None)
