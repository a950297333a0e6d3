"""The forms of django-allauth with our labels: above the field, without placeholders."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.password_validation import validate_password

PASSWORD_HELP = "Minstens 12 tekens. Een paar losse woorden achter elkaar is sterk en goed te onthouden."  # noqa: S105
CODE_HELP = "De zes cijfers uit uw app, of een van uw herstelcodes."


class Plain:
    """(label, help) per field."""

    texts = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in self.texts.items():
            field = self.fields[name]
            field.label, field.help_text = label, help_text
            field.widget.attrs.pop("placeholder", None)


class Login(Plain, account.LoginForm):
    texts = {"login": ("E-mailadres", ""), "password": ("Wachtwoord", "")}


class Reauthenticate(Plain, account.ReauthenticateForm):
    texts = {"password": ("Uw wachtwoord", "")}


class ResetPassword(Plain, account.ResetPasswordForm):
    texts = {"email": ("E-mailadres", "Het adres waarmee u inlogt.")}


class ResetPasswordKey(Plain, account.ResetPasswordKeyForm):
    texts = {
        "password1": ("Nieuw wachtwoord", PASSWORD_HELP),
        "password2": ("Nieuw wachtwoord, nog een keer", ""),
    }


class ChangePassword(Plain, account.ChangePasswordForm):
    texts = {"oldpassword": ("Huidig wachtwoord", ""), **ResetPasswordKey.texts}


class Authenticate(Plain, mfa.AuthenticateForm):
    texts = {"code": ("Code", CODE_HELP)}


class ReauthenticateByCode(Plain, mfa.ReauthenticateForm):
    texts = {"code": ("Code", CODE_HELP)}


class ActivateTotp(Plain, totp.ActivateTOTPForm):
    texts = {"code": ("Code", "De zes cijfers die uw app nu laat zien.")}


class AddPasskey(Plain, webauthn.AddWebAuthnForm):
    texts = {
        "name": ("Naam", "Zo herkent u deze passkey later. Bijvoorbeeld: telefoon van het werk."),
        "passwordless": (
            "Hiermee ook inloggen zonder wachtwoord",
            "Uw apparaat vraagt dan om vinger, gezicht of pincode.",
        ),
    }


class EditPasskey(Plain, webauthn.EditWebAuthnForm):
    texts = {"name": ("Naam", "Zo herkent u deze passkey later.")}


class ChoosePassword(forms.Form):
    """For who takes an invitation; checked as for the account that is about to be made."""

    password1 = forms.CharField(
        label="Wachtwoord",
        help_text=PASSWORD_HELP,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Wachtwoord, nog een keer",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self):
        validate_password(self.cleaned_data["password1"], self.user)
        return self.cleaned_data["password1"]

    def clean(self):
        given = self.cleaned_data
        if given.get("password1") and given.get("password1") != given.get("password2"):
            self.add_error("password2", "De twee wachtwoorden zijn niet gelijk. Vul ze opnieuw in.")
        return given
