"""Sharing a signal, and opening the identity of a party. The signal is locked before the share."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.log import log
from partners.models import Grant
from partners.roles import Permission
from partners.services.grants import give_grant
from partners.steps import require
from signals.models import Share, SharingRule, Signal
from signals.services.timeline import tell
from zvh.exceptions import WrongState


@transaction.atomic
def give_share(signal, *, by, organisation, legal_ground, purpose, necessity, valid_until):
    """Show the signal to another organisation; the database refuses what the rule of its regime does not allow."""
    require(by, Permission.SIGNAL_SHARE, signal)
    signal = Signal.objects.select_for_update(of=("self",)).get(pk=signal.pk)
    _end_expired(signal, organisation, by)
    try:
        with transaction.atomic():
            share = Share.objects.create(
                signal=signal,
                organisation=organisation,
                legal_ground=legal_ground,
                purpose=purpose,
                necessity=necessity,
                valid_until=valid_until,
                shared_by=by,
            )
    except IntegrityError as error:
        raise WrongState(_why_refused(error, organisation), back_to=signal) from error
    tell(signal, "Gedeeld met een organisatie", by=by, for_desk=True)
    log("share", signal, receiver=organisation.pk, ground=legal_ground, until=valid_until)
    return share


@transaction.atomic
def hand_on(signal, *, by, organisation, **share):
    """Share as the outcome of a weighing. A share that this receiver still has makes room for it."""
    require(by, Permission.SIGNAL_SHARE, signal)
    signal = Signal.objects.select_for_update(of=("self",)).get(pk=signal.pk)
    for earlier in Share.objects.filter(signal=signal, organisation=organisation, ended_at__isnull=True):
        _end(earlier, by, "Vervangen door de uitkomst van de weging.")
        log("end_share", signal, receiver=organisation.pk)
    return give_share(signal, by=by, organisation=organisation, **share)


def _end_expired(signal, organisation, by):
    expired = Share.objects.filter(
        signal=signal,
        organisation=organisation,
        ended_at__isnull=True,
        valid_until__lte=timezone.now(),
    )
    for share in expired:
        _end(share, by, "De termijn was voorbij.")


def _why_refused(error, organisation):
    if "signals_share_once" in str(error):
        return f"Dit signaal is al gedeeld met {organisation}. Verleng dat als het langer nodig is."
    return (
        "Delen kan zo niet: voor deze grondslag, ontvanger en termijn is er geen regel. "
        "Kies een andere grondslag of een kortere termijn."
    )


@transaction.atomic
def extend_share(share, *, by, valid_until, necessity):
    """Extending asks again why it is needed, and stays within the rule counted from now."""
    share = _take_share(share, by)
    if share.valid_until <= timezone.now():
        message = "Dit delen is al voorbij. Deel het signaal opnieuw als dat nog nodig is."
        raise WrongState(message, back_to=share.signal)
    share.valid_until, share.necessity = valid_until, necessity
    if valid_until > timezone.now() + timedelta(days=longest_share(share) + 1):
        message = f"Verlengen kan met hoogstens {longest_share(share)} dagen. Kies een eerdere einddatum."
        raise WrongState(message, back_to=share.signal)
    share.save(update_fields=["valid_until", "necessity"])
    tell(share.signal, "Delen verlengd", by=by, for_desk=True)
    log("extend_share", share.signal, receiver=share.organisation_id, until=valid_until)
    return share


def rule_of(share):
    """The rule in use under which this share can be extended, or None."""
    rules = SharingRule.objects.for_signal(share.signal)
    return rules.filter(legal_ground=share.legal_ground, receiver_kind=share.organisation.kind).first()


def longest_share(share):
    """Days that the rule of this share allows at most; 0 where there is none."""
    rule = rule_of(share)
    return rule.max_days if rule else 0


@transaction.atomic
def end_share(share, *, by, reason):
    share = _take_share(share, by)
    _end(share, by, reason)
    tell(share.signal, "Delen gestopt", by=by, for_desk=True)
    log("end_share", share.signal, receiver=share.organisation_id)
    return share


def _take_share(share, by):
    require(by, Permission.SIGNAL_SHARE, share)
    Signal.objects.select_for_update(of=("self",)).get(pk=share.signal_id)
    share = (
        Share.objects.select_for_update(of=("self",))
        .select_related("signal", "organisation")
        .get(pk=share.pk)
    )
    if share.ended_at:
        raise WrongState("Dit delen is al gestopt.", back_to=share.signal)
    return share


def _end(share, by, reason):
    share.ended_by, share.ended_at, share.end_reason = by, timezone.now(), reason
    share.save(update_fields=["ended_by", "ended_at", "end_reason"])


@transaction.atomic
def open_identity(party, *, by, reason):
    """Show the name of a party for an hour to one person, with a reason; returns the grant."""
    require(by, Permission.IDENTITY_OPEN, party)
    grant = give_grant(Grant.Kind.PARTY_IDENTITY, party.pk, to=by, reason=reason)
    tell(party.signal, "Identiteit van een betrokkene geopend", by=None, for_desk=True)  # who: in the log
    log("open_identity", party.signal, party=party.pk, grant=grant.pk)
    return grant
