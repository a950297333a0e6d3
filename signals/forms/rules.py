"""The terms of sharing: how long at most, and which decision says so."""

from django import forms

from partners.models import OrganisationKind
from signals.models import LegalGround, Regime

LONGEST = 3650
RECEIVERS = [choice for choice in OrganisationKind.choices if choice[0] != OrganisationKind.HOUSE]


class TermForm(forms.Form):
    max_days = forms.IntegerField(
        label="Hoogstens hoeveel dagen delen?",
        min_value=1,
        max_value=LONGEST,
        help_text="Wie deelt, kiest een einddatum binnen deze termijn.",
        error_messages={
            "min_value": "Vul minstens 1 dag in. Mag delen zo niet? Zet de regel dan uit.",
            "max_value": f"Vul hoogstens {LONGEST} dagen in.",
        },
    )
    decision = forms.CharField(
        label="Welk besluit bepaalt dit?",
        required=False,
        max_length=200,
        help_text="Noem wie besloot en wanneer, bijvoorbeeld: stuurgroep, 12 januari 2027, punt 4. "
        "Leeg: bij de regel staat 'te bevestigen door FG'.",
    )


class RuleForm(TermForm):
    is_active = forms.BooleanField(
        label="In gebruik",
        required=False,
        help_text="Uit: op deze grondslag kan niemand meer delen of verlengen. "
        "Wat al gedeeld is, blijft tot de einddatum te lezen.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, data=None, *, rule):
        self.rule = rule
        now = {"max_days": rule.max_days, "decision": rule.decision, "is_active": rule.is_active}
        super().__init__(data, initial=now | {"seen": rule.version})

    def clean(self):
        given = super().clean()
        days, decision = given.get("max_days"), given.get("decision")
        if days and days != self.rule.max_days and decision and decision == self.rule.decision:
            self.add_error(
                "decision",
                "De termijn is anders. Noem het besluit dat deze nieuwe termijn bepaalt, of maak dit leeg.",
            )
        return given


class NewRuleForm(TermForm):
    regime = forms.ChoiceField(
        label="Welke wet geldt voor de bron?", choices=[("", "Kies een wet"), *Regime.choices]
    )
    legal_ground = forms.ChoiceField(
        label="Grondslag", choices=[("", "Kies een grondslag"), *LegalGround.choices]
    )
    receiver_kind = forms.ChoiceField(label="Soort ontvanger", choices=[("", "Kies een soort"), *RECEIVERS])
    field_order = ("regime", "legal_ground", "receiver_kind")
