"""Forms about the house, its partners, municipalities and themes. What must be there once, the services check."""

from django import forms

from partners.models import House, Municipality, Organisation, OrganisationKind, Theme

PARTNER_KINDS = [choice for choice in OrganisationKind.choices if choice[0] != OrganisationKind.HOUSE]


class HouseForm(forms.ModelForm):
    class Meta:
        model = House
        fields = ("region", "address", "postcode_city", "telephone", "email")


class NewOrganisationForm(forms.Form):
    name = forms.CharField(label="Naam", max_length=120)
    short_name = forms.CharField(
        label="Korte naam", max_length=40, help_text="Voor lijsten en agenda's, bijvoorbeeld OM."
    )
    kind = forms.ChoiceField(label="Soort", choices=[("", "Kies een soort"), *PARTNER_KINDS])


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ("name", "short_name", "is_active")
        help_texts = {
            "is_active": "Zet u dit uit, dan kan niemand van deze organisatie nog iets zien of doen.",
        }


class MunicipalityForm(forms.ModelForm):
    """`instance` names the house; the tile and the code are checked by the services, for all houses."""

    class Meta:
        model = Municipality
        fields = ("name", "district", "column", "row", "valid_from", "valid_until", "neighbours")
        help_texts = {
            "column": "Plaats op de tegelkaart, van links naar rechts. De eerste is 0.",
            "row": "Plaats op de tegelkaart, van boven naar beneden. De eerste is 0.",
            "valid_from": "De eerste dag van de gemeente. Leeg: die bestond al.",
            "valid_until": "Alleen als de gemeente is opgeheven: de eerste dag dat die er niet meer is.",
        }
        widgets = {
            "valid_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "valid_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "neighbours": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = Municipality.objects.filter(house=self.instance.house_id)
        self.fields["neighbours"].queryset = others.exclude(pk=self.instance.pk)

    def clean(self):
        given = super().clean()
        start, end = given.get("valid_from"), given.get("valid_until")
        if start and end and end <= start:
            self.add_error("valid_until", "Deze dag ligt niet na 'geldig vanaf'. Kies een latere dag.")
        return given


class NewMunicipalityForm(MunicipalityForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Organisatie",
        required=False,
        empty_label="Nieuwe organisatie 'Gemeente …' maken",
        help_text="Is de gemeente al partner van het huis? Kies die dan hier.",
    )
    cbs_code = forms.RegexField(
        r"^GM\d{4}$",
        label="CBS-code",
        help_text="GM en vier cijfers, bijvoorbeeld GM0405.",
        error_messages={"invalid": "Vul GM en vier cijfers in, bijvoorbeeld GM0405."},
    )
    field_order = ("name", "cbs_code", "organisation")

    class Meta(MunicipalityForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        partners = Organisation.objects.filter(partnerships__house=self.instance.house_id)
        self.fields["organisation"].queryset = partners.filter(
            kind=OrganisationKind.MUNICIPALITY, municipality=None
        )


class ThemeForm(forms.ModelForm):
    class Meta:
        model = Theme
        fields = ("name", "hint", "hint_not", "is_active")
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("hint", "hint_not")}
        help_texts = {
            "hint": "Melders lezen dit bij het thema. Noem gedrag en uitingen, geen geloof of afkomst.",
            "hint_not": "Wat mensen vaak melden, maar hier niet thuishoort.",
            "is_active": "Uit: melders kunnen het niet meer kiezen. Oude signalen houden het.",
        }
