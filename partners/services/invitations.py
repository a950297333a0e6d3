"""Invitations: a link by mail with a secret of which only the digest is kept; it works once and seven days.

Who takes one has no account yet, so the database does it in one step: see zvh.accept_invitation().
"""

import secrets
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from audit.log import log
from partners.models import Invitation, Membership
from partners.roles import Permission, has_permission
from partners.services.memberships import check_role
from partners.steps import require
from zvh.actor import digest
from zvh.exceptions import NotAllowed, WrongState
from zvh.mail import send_later

VALID_FOR = timedelta(days=7)
TEXT = """Beste {name},

U bent uitgenodigd om mee te werken met het Zorg- en Veiligheidshuis.

Open deze link en kies een wachtwoord:
{link}

De link werkt tot en met {day} en maar één keer. Geef de link aan niemand anders.
Kent u het Zorg- en Veiligheidshuis niet? Dan kunt u dit bericht weggooien.
"""


@transaction.atomic
def invite(organisation, *, by, site, email, name, role, function, valid_until=None):
    """Invite somebody; `site` is the address of the site, for the link in the mail."""
    organisation = check_role(organisation, role, by=by, back_to="partners:people")
    email = email.lower()
    if email == by.email:
        raise NotAllowed
    if Invitation.objects.filter(
        email=email, organisation=organisation, role=role, accepted_at=None, withdrawn_at=None
    ).exists():
        message = f"{name} is hiervoor al uitgenodigd. Verstuur die uitnodiging opnieuw, of trek deze in."
        raise WrongState(message, back_to="partners:people")
    invitation = Invitation(
        organisation=organisation,
        email=email,
        name=name,
        role=role,
        function=function,
        valid_until=valid_until,
    )
    _send(invitation, by, site)
    log("invite", invitation, organisation=organisation, role=role)
    return invitation


@transaction.atomic
def renew_invitation(invitation, *, by, site):
    """Send it again with a new secret: the old link stops working."""
    invitation = _take(invitation, by)
    if invitation.email.lower() == by.email.lower():
        raise NotAllowed
    still_here = has_permission(invitation.sent_by, Permission.PEOPLE_MANAGE, invitation)
    _send(invitation, invitation.sent_by if still_here else by, site)
    log("renew_invitation", invitation, organisation=invitation.organisation_id)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation, *, by):
    invitation = _take(invitation, by)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    log("withdraw_invitation", invitation, organisation=invitation.organisation_id)
    return invitation


def _take(invitation, by):
    require(by, Permission.PEOPLE_MANAGE, invitation)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if not invitation.is_open:
        message = "Deze uitnodiging is al aangenomen of ingetrokken. Bekijk de lijst opnieuw."
        raise WrongState(message, back_to=invitation)
    return invitation


def _send(invitation, by, site):
    secret = secrets.token_urlsafe(32)
    invitation.digest, invitation.sent_by = digest(secret), by
    invitation.sent_at = timezone.now()
    invitation.expires_at = invitation.sent_at + VALID_FOR
    invitation.save()
    link = site.rstrip("/") + reverse("partners:invitation", args=[secret])
    day = date_format(timezone.localtime(invitation.expires_at), "j F Y")
    text = TEXT.format(name=invitation.name, link=link, day=day)
    send_later([invitation.email], "Uitnodiging van het Zorg- en Veiligheidshuis", text)


@transaction.atomic
def accept(secret, *, password=None):
    """Take the invitation: makes the account (or uses that of the actor) and the membership.

    None when it cannot be used: unknown, used, withdrawn, expired, or meant for somebody else.
    """
    hashed = make_password(password)
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.accept_invitation(%s, %s)", [digest(secret), hashed])
        (membership_id,) = cursor.fetchone()
    if membership_id is None:
        return None
    membership = Membership(pk=membership_id)
    log("accept_invitation", membership)
    return membership
