"""Forms about people and their roles."""

from datetime import datetime, time

from django import forms
from django.utils import timezone

from partners.models import Function, Organisation, OrganisationKind, User
from partners.roles import OF_THE_HOUSE, Role

UNTIL_HELP = "Alleen bij vervanging of een tijdelijke taak. De rol stopt aan het einde van deze dag."


class LastDay(forms.DateField):
    """A day that is given, a moment that is kept: the end of it."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value):
        day = super().clean(value)
        return day and timezone.make_aware(datetime.combine(day, time.max.replace(microsecond=0)))

    def prepare_value(self, value):
        return timezone.localdate(value) if isinstance(value, datetime) else value


def check_last_day(valid_until):
    if valid_until and valid_until <= timezone.now():
        raise forms.ValidationError("Deze dag is al voorbij. Kies een latere dag.")
    return valid_until


class UntilForm(forms.Form):
    valid_until = LastDay(label="Laatste dag", required=False, help_text="Leeg: de rol heeft geen einddatum.")

    def clean_valid_until(self):
        return check_last_day(self.cleaned_data["valid_until"])


class MembershipForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Organisatie", empty_label="Kies een organisatie"
    )
    role = forms.ChoiceField(
        label="Rol",
        choices=[("", "Kies een rol"), *Role.choices],
        help_text="Procesregisseur, expert, privacy officer en beheerder beginnen pas als een tweede persoon "
        "de rol bevestigt.",
    )
    function = forms.ChoiceField(label="Functie", choices=Function.choices, initial=Function.OTHER)
    valid_until = LastDay(label="Laatste dag", required=False, help_text=UNTIL_HELP)

    def __init__(self, *args, organisations, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["organisation"].queryset = organisations.filter(is_active=True)

    def clean_valid_until(self):
        return check_last_day(self.cleaned_data["valid_until"])

    def clean(self):
        given = self.cleaned_data
        organisation = given.get("organisation")
        if organisation and given.get("role") in OF_THE_HOUSE and organisation.kind != OrganisationKind.HOUSE:
            self.add_error("role", "Deze rol is er alleen bij het huis zelf. Kies een andere rol.")
        if organisation and self._has(organisation, given.get("role")):
            self.add_error("role", "Deze persoon heeft deze rol hier al. Kies een andere rol of organisatie.")
        return given

    def _has(self, organisation, role):
        if self.user is None:
            return False
        return self.user.memberships.in_force().filter(organisation=organisation, role=role).exists()


class InvitationForm(MembershipForm):
    name = forms.CharField(label="Naam", max_length=120, help_text="Voornaam en achternaam.")
    email = forms.EmailField(label="E-mailadres", help_text="Het werkadres: hiermee logt deze persoon in.")
    field_order = ("name", "email", "organisation", "role", "function", "valid_until")

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class SearchForm(forms.Form):
    words = forms.CharField(label="Naam of e-mailadres", required=False, max_length=80)


def invited_user(invitation):
    """The account that is about to be made, to compare the password with."""
    return User(email=invitation["email"], name=invitation["name"])
