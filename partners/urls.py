from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path

from partners.views import houses, invitations, pages, people, signing, texts

# Of django-allauth only what is used here is reachable: no signing up, no other addresses, no social login.
# Its own code asks for these names, so they stand outside the namespace.
signing_in = [
    path("inloggen/", signing.sign_in, name="account_login"),
    path("inloggen/passkey/", signing.sign_in_by_passkey, name="mfa_login_webauthn"),
    path("inloggen/tweede-stap/", signing.second_factor, name="mfa_authenticate"),
    path("inloggen/uitgezet/", account.account_inactive, name="account_inactive"),
    path("uitloggen/", signing.sign_out, name="account_logout"),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path("wachtwoord/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/klaar/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
own_account = [
    path("", pages.own_account, name="account"),
    path("herinneringen/", pages.reminders, name="reminders"),
    path("wachtwoord/", account.password_change, name="account_change_password"),
    path("bevestigen/wachtwoord/", account.reauthenticate, name="account_reauthenticate"),
    path("bevestigen/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("bevestigen/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("tweede-stap/", mfa.index, name="mfa_index"),
    path("tweede-stap/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("tweede-stap/app/uitzetten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tweede-stap/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("tweede-stap/passkeys/nieuw/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("tweede-stap/passkeys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("tweede-stap/passkeys/<int:pk>/verwijderen/", pages.remove_passkey, name="mfa_remove_webauthn"),
    path("tweede-stap/herstelcodes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "tweede-stap/herstelcodes/nieuw/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tweede-stap/herstelcodes/bewaren/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
administration = [
    path("", people.people, name="people"),
    path("mensen/<int:pk>/", people.person, name="person"),
    path("mensen/<int:pk>/rol/", people.add_membership, name="membership_add"),
    path("mensen/<int:pk>/tweede-stap/", people.reset_second_factor, name="reset_second_factor"),
    path("rollen/<int:pk>/einddatum/", people.change_until, name="membership_until"),
    path("rollen/<int:pk>/beeindigen/", people.end_membership, name="membership_end"),
    path("bevestigen/", people.confirm, name="confirm"),
    path("bevestigen/<int:pk>/ja/", people.confirm_role, name="membership_confirm"),
    path("bevestigen/<int:pk>/nee/", people.refuse_role, name="membership_refuse"),
    path("uitnodigen/", invitations.invite, name="invite"),
    path("uitnodigingen/<int:pk>/opnieuw/", invitations.renew, name="invitation_renew"),
    path("uitnodigingen/<int:pk>/intrekken/", invitations.withdraw, name="invitation_withdraw"),
    path("organisaties/", houses.organisations, name="organisations"),
    path("organisaties/nieuw/", houses.add_organisation, name="organisation_add"),
    path("organisaties/<int:pk>/", houses.change_organisation, name="organisation"),
    path("organisaties/<int:pk>/partner/", houses.set_partner, name="organisation_partner"),
    path("gemeenten/", houses.municipalities, name="municipalities"),
    path("gemeenten/nieuw/", houses.add_municipality, name="municipality_add"),
    path("gemeenten/<int:pk>/", houses.change_municipality, name="municipality"),
    path("themas/", houses.themes, name="themes"),
    path("themas/nieuw/", houses.add_theme, name="theme_add"),
    path("themas/volgorde/", houses.order_themes, name="theme_order"),
    path("themas/<int:pk>/", houses.change_theme, name="theme"),
    path("themas/<int:pk>/plaats/", houses.move_theme, name="theme_move"),
    path("teksten/", texts.texts, name="texts"),
    path("teksten/nieuw/", texts.add_text, name="text_add"),
    path("teksten/<int:pk>/", texts.change_text, name="text"),
    path("huis/", houses.change_house, name="house"),
]
named = [
    path("beheer/", include(administration)),
    path("uitnodiging/<str:secret>/", invitations.invitation, name="invitation"),
]
urlpatterns = [
    *signing_in,
    path("account/", include(own_account)),
    path("rechten/", pages.rights, name="rights"),
    path("toegankelijkheid/", pages.accessibility, name="accessibility"),
    path("", include((named, "partners"))),
]
