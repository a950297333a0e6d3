"""How django-allauth behaves here: nobody signs up by himself, sentences in Dutch, logins in the log."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils import timezone

from audit.log import hashed, log
from audit.models import Result
from partners.models import User
from zvh.actor import acting_as
from zvh.mail import send_later

WRONG_LOGIN = "Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Controleer ze en probeer het opnieuw."
LOCKED_OUT = (
    "Er is te vaak iets verkeerd ingevuld. Uit veiligheid kunt u nu niet inloggen. "
    "Wacht een kwartier en probeer het dan opnieuw."
)
WRONG_CODE = "Deze code klopt niet. Wacht op een nieuwe code en vul die in."
SENTENCES = {
    "account/messages/password_changed.txt": "Uw nieuwe wachtwoord is bewaard.",
    "account/messages/logged_out.txt": "U bent uitgelogd.",
    "mfa/messages/totp_activated.txt": "Uw app staat aan als tweede stap.",
    "mfa/messages/totp_deactivated.txt": "Uw app staat uit.",
    "mfa/messages/webauthn_added.txt": "Uw passkey is toegevoegd.",
    "mfa/messages/webauthn_removed.txt": "De passkey is verwijderd.",
    "mfa/messages/recovery_codes_generated.txt": "U heeft nieuwe herstelcodes. De oude werken niet meer.",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dit account is uitgezet. Vraag de beheerder van het Zorg- en Veiligheidshuis.",
        "email_password_mismatch": WRONG_LOGIN,
        "enter_current_password": "Dit is niet uw huidige wachtwoord. Vul het opnieuw in.",
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "Dit wachtwoord klopt niet. Vul het opnieuw in.",
        "invalid_password_reset": "Deze link werkt niet meer. Vraag een nieuwe aan.",
        "rate_limited": "U probeert het te vaak achter elkaar. Wacht even en probeer het dan opnieuw.",
        "too_many_login_attempts": LOCKED_OUT,
    }

    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, **kwargs):
        with acting_as(user):
            log("login", user)
        return super().post_login(request, user, **kwargs)

    def authentication_failed(self, request, **credentials):
        """In the log as a refusal: of the account when there is one, else with the address as keyed hash."""
        email = credentials.get("email", "").lower()
        user = User.objects.filter(email=email).first()
        with acting_as(user):
            log("login", user, result=Result.REFUSED, **({} if user else {"words": hashed(email)}))

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not again within minutes after the login itself, so that setting up a second factor is one flow."""
        records = get_authentication_records(self.request, self.request.user)
        recent = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        if records and timezone.now().timestamp() - records[-1]["at"] < recent:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def send_mail(self, template_prefix, email, context):
        """After the transaction and by the worker: how long it takes may not tell that there is such an account."""
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        send_later([email], message.subject, message.body)

    def add_message(self, request, level, message_template=None, message_context=None, **kwargs):
        """Our own sentence, or none at all."""
        sentence = kwargs.get("message") or SENTENCES.get(message_template)
        if sentence:
            messages.add_message(request, level, sentence)

    def get_password_change_redirect_url(self, request):
        return reverse("account")


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": (
            "Dit is uw enige tweede stap en die is verplicht. Stel eerst een andere in."
        ),
        "cannot_generate_recovery_codes": "Stel eerst een app of passkey in.",
        "incorrect_code": WRONG_CODE,
    }

    def encrypt(self, text):
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator):
        """The second factor is compulsory, so the last one stays."""
        others = Authenticator.objects.filter(user=authenticator.user_id).exclude(pk=authenticator.pk)
        return settings.DEMO or others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def generate_authenticator_name(self, user, type):
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"

    def send_notification_mail(self, *args, **kwargs):
        """No mail: every change of a second factor asks the password or a code first."""


def _cipher():
    """Secrets of second factors are unreadable in a dump of the database; the newest key writes."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"second factor" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
