"""Sharing: with whom, on which ground, for what, until when."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from signals.forms.fields import check_end, day, end_of, reason_form, text
from signals.forms.weigh import rule_in_words, share_of, to_confirm
from signals.models import SharingRule
from signals.services import rule_of

EndShareForm = reason_form(
    "Waarom stopt u met delen?",
    "De ontvanger kan het signaal daarna niet meer lezen.",
    rows=3,
    missing="Schrijf op waarom u stopt.",
)


class ShareForm(forms.Form):
    """A share with one receiver; the grounds are those of the rules for him."""

    rule = forms.ModelChoiceField(None, label="Grondslag", empty_label="Kies een grondslag")
    purpose = text("Doel", "Wat gaat de ontvanger ermee doen?", rows=3)
    necessity = text("Waarom is delen nodig?", "Waarom kan het niet met minder?", rows=3)
    valid_until = day("Delen tot en met")

    def __init__(self, data=None, *, signal, receiver, known=None):
        """`known` is what the purpose and the necessity begin with."""
        self.receiver = receiver
        rules = SharingRule.objects.for_signal(signal).filter(receiver_kind=receiver.kind)
        self.days = list(rules.values_list("max_days", flat=True))
        super().__init__(data, initial={"valid_until": self._first_end(), **(known or {})})
        self.fields["rule"].queryset = rules
        self.fields["rule"].label_from_instance = rule_in_words

    def _first_end(self):
        return timezone.localdate() + timedelta(days=min(self.days, default=0))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("rule") and cleaned.get("valid_until"):
            try:
                check_end(cleaned["valid_until"], cleaned["rule"].max_days)
            except ValidationError as error:
                self.add_error("valid_until", error)
        return cleaned

    @property
    def share(self):
        """The arguments of the service `give_share`."""
        return share_of(self.cleaned_data, self.receiver)


def _longest_in_words(rule):
    if rule is None:
        return "Voor deze deling is er geen regel meer. Verlengen kan niet."
    return f"Hoogstens {rule.max_days} dagen vanaf vandaag{to_confirm(rule)}."


class ExtendShareForm(forms.Form):
    valid_until = day("Delen tot en met")
    necessity = text("Waarom is delen nog nodig?", rows=3)

    def __init__(self, data=None, *, share):
        rule = rule_of(share)
        self.longest = rule.max_days if rule else 0
        super().__init__(data, initial={"valid_until": timezone.localdate() + timedelta(days=self.longest)})
        self.fields["valid_until"].help_text = _longest_in_words(rule)

    def clean_valid_until(self):
        check_end(self.cleaned_data["valid_until"], self.longest)
        return self.cleaned_data["valid_until"]

    @property
    def extension(self):
        cleaned = self.cleaned_data
        return {"valid_until": end_of(cleaned["valid_until"]), "necessity": cleaned["necessity"]}
