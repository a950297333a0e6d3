"""Forms about the house, its partners, municipalities and themes."""

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

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        if Organisation.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(
                "Deze organisatie bestaat al. Zoek haar in de lijst, of kies een andere naam."
            )
        return name


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ("name", "short_name", "is_active")
        help_texts = {
            "is_active": "Zet u dit uit, dan kan niemand van deze organisatie nog iets zien of doen.",
        }


class MunicipalityForm(forms.ModelForm):
    class Meta:
        model = Municipality
        fields = ("name", "district", "column", "row", "valid_from", "valid_until", "neighbours")
        help_texts = {
            "column": "Plaats op de tegelkaart, van links naar rechts. De eerste is 0.",
            "row": "Plaats op de tegelkaart, van boven naar beneden. De eerste is 0.",
            "valid_until": "Alleen als de gemeente is opgeheven.",
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


class ThemeForm(forms.ModelForm):
    class Meta:
        model = Theme
        fields = ("name", "hint", "is_active")
        widgets = {"hint": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "hint": "Melders lezen dit bij het thema. Noem gedrag en uitingen, geen geloof of afkomst.",
            "is_active": "Uit: melders kunnen het niet meer kiezen. Oude signalen houden het.",
        }

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        same = Theme.objects.filter(house=self.instance.house_id, name__iexact=name)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Dit thema bestaat al. Kies een andere naam.")
        return name
