"""Weighing: the criteria, the outcome, and the small forms of one text."""

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Fieldset, Layout
from django import forms
from django.utils.html import format_html

from partners.models import Organisation, OrganisationKind
from signals.forms.fields import check_end, day, end_of, radio, reason_form, text
from signals.models import Answer, Outcome, SharingRule, Weighing
from signals.transitions import OUTCOMES_WITH_SHARE

CRITERIA = {
    "concrete": "Is duidelijk wat er gebeurde, waar en wanneer?",
    "recent": "Was het de laatste weken, of speelt het nog?",
    "factual": "Gaat het om gedrag of uitingen die iemand zelf zag, hoorde of las?",
    "several_life_areas": "Speelt het op meer gebieden, zoals wonen, werk, school, zorg of geld?",
    "several_chains": "Zijn zorg, veiligheid en gemeente samen nodig, omdat één het niet alleen kan?",
    "surroundings": "Hebben buurt, school of familie er last van, of zijn mensen bang?",
    "local_safety": "Kan de openbare orde of de veiligheid in de buurt ernstig in gevaar komen?",
    "contradicted": "Zijn er aanwijzingen dat het anders zit dan gemeld?",
}
WHAT_NEXT = {
    Outcome.NO_ACTION: "Een collega bevestigt dit eerst. Daarna leest de melder dat het is afgerond.",
    Outcome.CARE_ROUTE: "De gemeente krijgt het signaal te lezen, zolang u hieronder aangeeft.",
    Outcome.ON_AGENDA: "Het signaal staat klaar voor de agenda van het eerstvolgende overleg.",
    Outcome.POLICE: "De politie of het OM krijgt het signaal te lezen, zolang u hieronder aangeeft.",
    Outcome.TREND_ONLY: "Er volgt geen actie. Het signaal telt mee in de trends en is afgerond.",
}
# A merged signal gets its outcome by merging, not by weighing.
OFFERED = [choice for choice in Outcome.choices if choice[0] != Outcome.MERGED]
TO_POLICE = {OrganisationKind.POLICE, OrganisationKind.PROSECUTION}

QuestionForm = reason_form(
    "Uw vraag aan de melder",
    "Vraag één ding tegelijk. De melder ziet niet hoe u weegt.",
    name="text",
    missing="Schrijf uw vraag op.",
)
AnswerForm = reason_form("Uw antwoord", name="answer", missing="Schrijf uw antwoord op.")
ReturnForm = reason_form(
    "Waarom moet er opnieuw naar worden gekeken?", rows=3, missing="Schrijf op waarom het terug moet."
)
WeighAgainForm = reason_form(
    "Waarom weegt u dit signaal opnieuw?", rows=3, missing="Schrijf op waarom u opnieuw weegt."
)
OpenIdentityForm = reason_form(
    "Waarom heeft u deze naam nodig?",
    "Uw reden komt in het log. U ziet de naam een uur lang.",
    rows=3,
    missing="Schrijf op waarom u de naam nodig heeft.",
)


def criterion(name):
    label = Weighing._meta.get_field(name).verbose_name
    field = radio(f"{label[0].upper()}{label[1:]}", Answer.choices, CRITERIA[name], required=False)
    field.error_messages["required"] = "Kies ja, nee of niet te zeggen."
    return field


class CriteriaForm(forms.Form):
    """The eight criteria, the same for every signal; may be kept half done."""

    concrete = criterion("concrete")
    recent = criterion("recent")
    factual = criterion("factual")
    several_life_areas = criterion("several_life_areas")
    several_chains = criterion("several_chains")
    surroundings = criterion("surroundings")
    local_safety = criterion("local_safety")
    contradicted = criterion("contradicted")
    notes = text(
        "Aantekeningen van het huis", "Ziet de melder niet. Mag leeg blijven.", required=False, rows=3
    )

    @property
    def criteria(self):
        return {name: self.cleaned_data[name] for name in Weighing.CRITERIA}


def _outcome_choices():
    row = '{}<span class="d-block muted">{}</span>'
    return [(value, format_html(row, _capital(label), WHAT_NEXT[value])) for value, label in OFFERED]


def _capital(words):
    return f"{words[0].upper()}{words[1:]}"


class DecideForm(CriteriaForm):
    """All criteria, an outcome with its reason, and where the outcome hands the signal on the share."""

    outcome = radio("Wat gebeurt er met dit signaal?", _outcome_choices())
    reason = text("Waarom deze uitkomst?", rows=3, missing="Schrijf op waarom u dit kiest.")
    receiver = forms.ModelChoiceField(
        None, label="Naar wie bij politie of OM?", required=False, empty_label="Kies een organisatie"
    )
    rule = forms.ModelChoiceField(None, label="Grondslag", required=False, empty_label="Kies een grondslag")
    purpose = text("Doel van het delen", required=False, rows=2)
    necessity = text("Waarom is delen nodig?", required=False, rows=2)
    valid_until = day("Delen tot en met", required=False)

    SHARE = ("rule", "purpose", "necessity", "valid_until")

    def __init__(self, data=None, *, signal, initial=None):
        super().__init__(data, initial=initial)
        self.signal, self.municipality = signal, signal.municipality.organisation
        for name in Weighing.CRITERIA:
            self.fields[name].required = True
        self.fields["receiver"].queryset = partners_of(signal).filter(kind__in=TO_POLICE)
        kinds = {self.municipality.kind, *TO_POLICE}
        self.fields["rule"].queryset = SharingRule.objects.for_signal(signal).filter(receiver_kind__in=kinds)
        self.fields["rule"].label_from_instance = rule_in_words
        self.helper = self._helper()

    def _helper(self):
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        helper.label_class = "requiredField"  # the fields of a share are not optional once they show
        explain = HTML('<p class="muted">Alleen bij de zorgroute en bij politie of OM.</p>')
        helper.layout = Layout(
            Fieldset("1. Criteria", *map(InlineRadios, Weighing.CRITERIA), "notes"),
            Fieldset("2. Uitkomst", "outcome", "reason"),
            Div(
                Fieldset(
                    "3. Delen",
                    explain,
                    Div("receiver", data_show_when="outcome", data_show_values=Outcome.POLICE.value),
                    *self.SHARE,
                ),
                data_show_when="outcome",
                data_show_values=" ".join(sorted(OUTCOMES_WITH_SHARE)),
            ),
        )
        return helper

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") in OUTCOMES_WITH_SHARE:
            self._check_share(cleaned)
        return cleaned

    def _check_share(self, cleaned):
        for name in (*self.SHARE, "receiver"):
            if not cleaned.get(name) and name not in self.errors and not self._is_given(name):
                self.add_error(name, "Vul dit in: bij deze uitkomst deelt u het signaal.")
        rule, receiver = cleaned.get("rule"), self._receiver(cleaned)
        if rule and receiver and rule.receiver_kind != receiver.kind:
            self.add_error("rule", f"Deze grondslag geldt niet voor {receiver}. Kies een andere.")
        if rule and cleaned.get("valid_until"):
            _check_day(self, cleaned["valid_until"], rule)

    def _is_given(self, name):
        """The care route has one receiver: the municipality."""
        return name == "receiver" and self.cleaned_data["outcome"] == Outcome.CARE_ROUTE

    def _receiver(self, cleaned):
        return self.municipality if cleaned["outcome"] == Outcome.CARE_ROUTE else cleaned.get("receiver")

    @property
    def decision(self):
        """The arguments of the service `decide`."""
        cleaned = self.cleaned_data
        named = {name: cleaned[name] for name in ("outcome", "reason", "notes")}
        shares = cleaned["outcome"] in OUTCOMES_WITH_SHARE
        share = share_of(cleaned, self._receiver(cleaned)) if shares else None
        return {**named, "criteria": self.criteria, "share": share}


def _check_day(form, date, rule):
    try:
        check_end(date, rule.max_days)
    except forms.ValidationError as error:
        form.add_error("valid_until", error)


def partners_of(signal):
    """The organisations that work with the house of this signal."""
    return Organisation.objects.filter(partnerships__house=signal.house_id, is_active=True)


def rule_in_words(rule):
    """The ground, for whom and how long; and that nobody decided on it yet, as long as that is so."""
    ground, receiver = _capital(rule.get_legal_ground_display()), rule.get_receiver_kind_display()
    return f"{ground} ({receiver}, hoogstens {rule.max_days} dagen{to_confirm(rule)})"


def to_confirm(rule):
    """What follows a term that was not decided on; nothing where there is a decision."""
    return "" if rule.decision else ", te bevestigen door FG"


def share_of(cleaned, receiver):
    """The arguments of a share, from the fields of a form."""
    return {
        "organisation": receiver,
        "legal_ground": cleaned["rule"].legal_ground,
        "purpose": cleaned["purpose"],
        "necessity": cleaned["necessity"],
        "valid_until": end_of(cleaned["valid_until"]),
    }
