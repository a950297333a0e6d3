"""Parts of a text: hidden and shown again, or gone for good by two persons. The signal is locked before all of it.

The database writes the marks and keeps the hidden parts (policies_masks.sql); what goes wrong there comes back as a
sentence here. Timeline and log say that something was hidden or went, never what.
"""

import json

from django.db import DataError, connection, transaction

from audit.log import log
from partners.models import Grant
from partners.roles import Permission
from partners.services.grants import give_grant
from partners.steps import require
from signals.models import Mask, MaskedText, Redaction, RedactionState, Signal
from signals.queries import seen_of
from signals.services.timeline import tell
from signals.transitions import REDACTION_TRANSITIONS
from zvh.exceptions import WrongState

TOO_LONG = "Met het merkteken erbij wordt deze tekst te lang. Kies een langer deel, of de hele tekst."
NOT_THERE = "Deze woorden staan niet meer in de tekst. Misschien was iemand u voor. Bekijk de tekst opnieuw."
CHANGED = "De tekst is veranderd sinds u het voorstel bekeek. Bekijk opnieuw wat er weggaat."
WAITS = "Er ligt een voorstel om iets uit deze tekst te verwijderen. Bevestig dat of trek het eerst in."
LIFTED = "Dit deel is niet meer afgeschermd. Bekijk de pagina opnieuw."


@transaction.atomic
def hide_part(signal, *, by, place, row, words, nth, reason):
    """Hide these words in one text from everybody; `nth` says which of the same, 0 all. Returns the mask."""
    signal = _take(signal, by, Permission.SIGNAL_MASK)
    _refuse_while_proposed(signal, place, row)
    made = _ask(signal, TOO_LONG, "zvh.hide_part(%s, %s, %s, %s, %s, %s)", place, row, words, nth, reason)
    if made is None:
        raise WrongState(NOT_THERE, back_to=signal)
    tell(signal, "Een deel van de tekst is afgeschermd", by=None)
    log("hide_part", signal, mask=made, place=place)
    return Mask.objects.select_related("signal").get(pk=made)


@transaction.atomic
def open_part(mask, *, by, reason):
    """Show a hidden part for an hour to one person, with a reason; returns the grant."""
    require(by, Permission.SIGNAL_MASK, mask.signal)
    mask = Mask.objects.select_related("signal").get(pk=mask.pk)
    if mask.ended_at:
        raise WrongState(LIFTED, back_to=mask)
    grant = give_grant(Grant.Kind.MASKED_TEXT, mask.pk, to=by, reason=reason)
    tell(mask.signal, "Een verborgen deel van de tekst is geopend", by=None, for_desk=True)  # who: in the log
    log("open_part", mask.signal, mask=mask.pk, grant=grant.pk)
    return grant


@transaction.atomic
def show_part(mask, *, by, reason):
    """Put a hidden part back where its mark stands, for everybody."""
    signal = _take(mask.signal, by, Permission.SIGNAL_MASK)
    _refuse_while_proposed(signal, mask.place, mask.row)
    full = "Zo wordt de tekst te lang. Hef eerst een andere afscherming in deze tekst op."
    done = _ask(mask, full, "zvh.show_part(%s, %s)", reason)
    if done is None:
        raise WrongState(LIFTED, back_to=mask)
    if not done:
        message = (
            f"Het merkteken ‘{mask}’ staat niet meer in de tekst, dus het deel kan niet terug. "
            "Wie een reden opgeeft, kan het wel lezen."
        )
        raise WrongState(message, back_to=mask)
    tell(signal, "Een afgeschermd deel van de tekst is weer te lezen", by=None)
    log("show_part", signal, mask=mask.pk)
    return mask


def _refuse_while_proposed(signal, place, row):
    """While a second person looks, its text stays: else something else would go than he saw."""
    if Redaction.objects.filter(signal=signal, place=place, row=row, state=RedactionState.PROPOSED).exists():
        raise WrongState(WAITS, back_to=signal)


@transaction.atomic
def propose_redaction(signal, *, by, place, row, words, nth, reason):
    """Propose that these words go for good; nothing changes until a second person confirms."""
    signal = _take(signal, by, Permission.SIGNAL_REDACT)
    return _propose(signal, by, place=place, row=row, words=words, nth=nth, reason=reason)


@transaction.atomic
def propose_redaction_of_mask(mask, *, by, reason):
    """Propose that a part that is hidden goes for good."""
    signal = _take(mask.signal, by, Permission.SIGNAL_REDACT)
    mask = Mask.objects.get(pk=mask.pk)
    if mask.ended_at:
        raise WrongState(LIFTED, back_to=signal)
    return _propose(signal, by, place=mask.place, row=mask.row, mask=mask, reason=reason)


def _propose(signal, by, **fields):
    redaction = Redaction.objects.create(signal=signal, proposed_by=by, **fields)
    tell(signal, "Voorgesteld om een deel van de tekst definitief te verwijderen", by=by, for_desk=True)
    log("propose_redaction", signal, redaction=redaction.pk, place=redaction.place)
    return redaction


@transaction.atomic
def confirm_redaction(redaction, *, by, seen, others=()):
    """As the second person: the part is gone, also the same words in `others`, a list of (place, row).

    `seen` stands for what he saw (queries.what_would_go); when the text is another now, nothing goes.
    """
    redaction = _take_redaction("confirm_redaction", redaction, by)
    if redaction.proposed_by_id == by.pk:
        message = "U stelde dit zelf voor. Vraag een collega om te kijken en te bevestigen."
        raise WrongState(message, back_to=redaction)
    if redaction.mask_id and not MaskedText.objects.filter(mask=redaction.mask_id).exists():
        message = "Open het verborgen deel eerst, zodat u ziet wat er weggaat."
        raise WrongState(message, back_to=redaction)
    if seen != seen_of(redaction):
        raise WrongState(CHANGED, back_to=redaction)
    chosen = json.dumps([list(other) for other in others])
    if not _ask(redaction, TOO_LONG, "zvh.confirm_redaction(%s, %s)", chosen):
        raise WrongState(f"{NOT_THERE} Trek het voorstel in.", back_to=redaction)
    tell(redaction.signal, "Een deel van de tekst is definitief verwijderd", by=None)
    log("confirm_redaction", redaction.signal, redaction=redaction.pk, others=len(others))
    return redaction


@transaction.atomic
def withdraw_redaction(redaction, *, by):
    """Nothing goes; the words that were proposed are kept no longer."""
    redaction = _take_redaction("withdraw_redaction", redaction, by)
    _ask(redaction, TOO_LONG, "zvh.withdraw_redaction(%s)")
    message = "Voorstel om een deel van de tekst te verwijderen is ingetrokken"
    tell(redaction.signal, message, by=by, for_desk=True)
    log("withdraw_redaction", redaction.signal, redaction=redaction.pk)
    return redaction


def _take(signal, by, permission):
    require(by, permission, signal)
    return Signal.objects.select_for_update(of=("self",)).get(pk=signal.pk)


def _take_redaction(name, redaction, by):
    _take(redaction.signal, by, REDACTION_TRANSITIONS[name].permission)
    redaction = Redaction.objects.select_related("signal").get(pk=redaction.pk)
    REDACTION_TRANSITIONS[name].check(by, redaction)
    return redaction


def _ask(thing, too_long, call, *values):
    """Call a function of the database about this thing; the only way in which these rows are written."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT {call}", [thing.pk, *values])
            return cursor.fetchone()[0]
    except DataError as error:
        raise WrongState(too_long, back_to=thing) from error
