"""The end of a case: what it came to, who was told what, and who goes on."""

from django import forms

from cases.forms.layout import PageForm, text_area
from cases.forms.opening import organisations_of
from cases.forms.partner_requests import AskPartnerForm
from cases.models import PartnerRequest, PartnerRequestKind, PartnerRequestState


class AskHandoverForm(AskPartnerForm):
    def __init__(self, data, *, case):
        organisations = organisations_of(case.house_id).exclude(pk=case.house_id).order_by("name")
        super().__init__(data, case=case, organisations=organisations)
        text = self.fields["text"]
        text.label = "Wat neemt de organisatie over, en waarom?"
        text.help_text = (
            "De organisatie leest dit en zegt zelf ja of nee. Schrijf niet meer dan zij moet weten."
        )


class CloseForm(PageForm):
    result = text_area(
        "Wat is het resultaat?",
        "Wat is er bereikt en wat blijft over? Per doel staat het in het plan.",
        rows=5,
        error_messages={"required": "Schrijf wat de aanpak heeft opgeleverd."},
    )
    told = text_area(
        "Wie is wat verteld?",
        "Bijvoorbeeld: de betrokkene weet dat de aanpak stopt en bij wie hij terechtkan.",
        error_messages={"required": "Schrijf wie over het einde is ingelicht, en waarover."},
    )
    handover = forms.ModelChoiceField(
        PartnerRequest.objects.none(), label="Wie gaat verder?", required=False, empty_label="niemand"
    )
    no_handover = text_area(
        "Niemand? Waarom is dat niet nodig?", "Alleen als niemand het overneemt.", rows=2, required=False
    )

    def __init__(self, data, *, case):
        super().__init__(data)
        field = self.fields["handover"]
        field.queryset = PartnerRequest.objects.filter(
            case=case, kind=PartnerRequestKind.HANDOVER, state=PartnerRequestState.AGREED
        )
        field.label_from_instance = lambda asked: asked.organisation_name
        field.help_text = (
            "U kiest uit wie ja zei. Vraag anders eerst een organisatie, bij 'Wie doet mee' op het overzicht."
        )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("handover") and cleaned.get("no_handover"):
            self.add_error("no_handover", "U koos wie verdergaat. Maak dit leeg, of kies 'niemand'.")
        if not cleaned.get("handover") and not cleaned.get("no_handover"):
            self.add_error("no_handover", "Schrijf waarom niemand het overneemt, of kies wie verdergaat.")
        return cleaned
