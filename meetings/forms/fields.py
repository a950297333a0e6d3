"""What the forms of meetings share: long texts, days, organisations, signals by their number."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from cases.forms.opening import OrganisationsField, organisations_of
from signals.models import Signal

LONGEST = 20_000

__all__ = ["LaidOut", "OrganisationsField", "SignalsField", "day", "organisations_of", "text_area"]


class LaidOut:
    """A form that is laid out by crispy inside the form tag of its page."""

    def lay_out(self, *parts):
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True
        self.helper.layout = Layout(*parts)


class Text(forms.CharField):
    """A long text; a browser's line ends become plain ones, so that unchanged text compares as equal."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


def text_area(label, help_text="", *, rows=3, **kwargs):
    widget = forms.Textarea(attrs={"rows": rows})
    return Text(label=label, help_text=help_text, widget=widget, max_length=LONGEST, **kwargs)


def day(label, **kwargs):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


class SignalsField(forms.CharField):
    """Signals of one house by their numbers, in any writing: 'S-2026-0412, s-2026-0413'. The form sets the house."""

    NUMBER = re.compile(r"S-\d{4}-\d{4,7}")
    house_id = None

    def clean(self, value):
        typed = super().clean(value).upper()
        numbers = set(self.NUMBER.findall(typed))
        odd = self.NUMBER.sub(" ", typed).replace(",", " ").split()
        named = Signal.objects.filter(number__in=numbers, house=self.house_id)
        found = list(named.defer("search").order_by("number"))
        unknown = odd + sorted(numbers - {signal.number for signal in found})
        if unknown:
            raise forms.ValidationError(
                f"Deze signalen kennen wij niet: {', '.join(unknown[:5])[:100]}. Kijk de nummers na."
            )
        return found
