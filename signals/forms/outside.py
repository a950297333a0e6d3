"""What the desk asks an outsider, and what he answers."""

from crispy_forms.helper import FormHelper
from django import forms

from signals.forms.fields import reason_form, text

WithdrawOutsideForm = reason_form(
    "Waarom trekt u deze vraag in?",
    "De link werkt daarna niet meer. De ander leest niet waarom.",
    rows=3,
    missing="Schrijf op waarom u de vraag intrekt.",
)
OutsideAnswerForm = reason_form(
    "Uw antwoord",
    "Schrijf alleen wat nodig is. Weet u het niet, of wilt u niets zeggen? Schrijf dat dan op.",
    name="answer",
    rows=6,
    missing="Schrijf uw antwoord op.",
)


class OutsideForm(forms.Form):
    to_whom = forms.CharField(
        label="Aan wie stelt u de vraag?",
        help_text="Een functie en een organisatie, bijvoorbeeld: conciërge van de school. Een naam is niet nodig.",
        max_length=120,
        error_messages={
            "required": "Schrijf op aan wie u dit vraagt, bijvoorbeeld: conciërge van de school."
        },
    )
    text = text(
        "De tekst die de ander leest",
        "De ander leest dit en verder niets. Wat u hier schrijft, geeft u door: noem alleen wat die echt moet weten.",
        rows=8,
        missing="Schrijf op wat u wilt vragen.",
    )
    email = forms.EmailField(
        label="E-mailadres van de ander",
        help_text="Dan sturen wij de link. Vult u niets in, dan ziet u de link één keer en geeft u die zelf.",
        required=False,
        error_messages={"invalid": "Vul een e-mailadres in, zoals naam@voorbeeld.nl, of laat dit leeg."},
    )

    SCANNED = {"to_whom": "Aan wie stelt u de vraag?", "text": "De tekst die de ander leest"}

    def __init__(self, data=None, *, initial=None):
        super().__init__(data, initial=initial)
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True
