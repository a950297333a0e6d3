"""After the meeting: amendments of the draft minutes, and errata of the final ones."""

from django.db import transaction
from django.utils import timezone

from audit.log import log
from meetings.models import (
    AgendaItem,
    AmendedField,
    Amendment,
    Erratum,
    Meeting,
    MeetingState,
)
from meetings.queries.minutes import answerers, may_amend, reads_item
from meetings.services import minutes_words
from meetings.services.planning import lock_meeting
from meetings.services.table import TEXTS
from meetings.transitions import AMENDMENT_TRANSITIONS
from partners.models import User
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState
from zvh.mail import send_later
from zvh.seen import plain, seen


def _take_draft(item, organisation, by):
    """Lock the meeting; refuse who does not stand for this organisation, who was not there, and what is closed."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=item.meeting_id)
    item = AgendaItem.objects.select_related("meeting").get(pk=item.pk)
    require(by, Permission.AMENDMENT_PROPOSE, Amendment(item=item, organisation=organisation))
    if meeting.state != MeetingState.HELD:
        message = "Een wijziging voorstellen kan alleen zolang het verslag een concept is."
        raise WrongState(message, back_to=meeting.minutes_url)
    if meeting.amend_until and meeting.amend_until < timezone.localdate():
        raise WrongState(minutes_words.closed(meeting), back_to=meeting.minutes_url)
    if not may_amend(item, organisation):
        raise WrongState(
            "Uw organisatie staat niet als aanwezig bij dit punt. Klopt dat niet? "
            "Vraag de procesregisseur de aanwezigheid te verbeteren.",
            back_to=meeting.minutes_url,
        )
    return item


@transaction.atomic
def propose_amendments(item, *, by, organisation, texts, start, remark=""):
    """One amendment for each text that differs from `start` (what the proposer saw), and one for a remark."""
    item = _take_draft(item, organisation, by)
    changed = [name for name in TEXTS if plain(texts[name]) != plain(start[name])]
    if any(plain(getattr(item, name)) != plain(start[name]) for name in changed):
        message = "Het verslag van dit punt is intussen veranderd. Vergelijk de teksten en stel opnieuw voor."
        raise WrongState(message, back_to=item.meeting.minutes_url)
    wanted = [(name, getattr(item, name), texts[name]) for name in changed]
    wanted += [(AmendedField.REMARK, "", remark)] if remark else []
    made = [
        Amendment.objects.create(
            item=item, field=field, before=before, text=text, organisation=organisation, proposed_by=by
        )
        for field, before, text in wanted
    ]
    log("propose_amendment", item, organisation=organisation.pk, amendments=[one.pk for one in made])
    _tell_answerers(item, by)
    return made


def _tell_answerers(item, by):
    """Who answers it, without content."""
    people = set(answerers(item)) - {by.pk}
    addresses = User.objects.filter(pk__in=people).values_list("email", flat=True)
    send_later(addresses, *minutes_words.proposed(item.meeting))


def _take_open(name, amendment, by):
    """Lock the meeting, then the amendment; refuse what was answered and what is final."""
    require(by, AMENDMENT_TRANSITIONS[name].permission, amendment)
    lock_meeting(amendment.item.meeting)
    locked = Amendment.objects.select_for_update(of=("self",)).select_related("item__meeting", "proposed_by")
    amendment = locked.get(pk=amendment.pk)
    AMENDMENT_TRANSITIONS[name].check(by, amendment)
    amendment.state = AMENDMENT_TRANSITIONS[name].target
    return amendment


def _answer(amendment, by, reason=""):
    amendment.reason, amendment.handled_at, amendment.handled_by = reason, timezone.now(), by
    amendment.save(update_fields=["state", "reason", "before", "handled_at", "handled_by"])


def _tell_proposer(amendment):
    """Without content, and not to who reads the item no longer."""
    who = amendment.proposed_by
    if reads_item(amendment.item, who):
        send_later([who.email], *minutes_words.handled(amendment.item.meeting))


def amendment_seen(amendment):
    """What somebody saw who is about to answer: the text in the minutes, and the proposal."""
    return seen(amendment.pk, amendment.now, amendment.text)


@transaction.atomic
def accept_amendment(amendment, *, by, shown, reason=""):
    """The text of the minutes becomes what was proposed. `shown` is what the coordinator saw it would replace."""
    amendment = _take_open("accept_amendment", amendment, by)
    if shown != amendment_seen(amendment):
        message = (
            "De tekst van het verslag is intussen veranderd. Kijk opnieuw naar het verschil, en beslis dan."
        )
        raise WrongState(message, back_to=amendment)
    if not amendment.is_remark:
        amendment.before = amendment.now
        setattr(amendment.item, amendment.field, amendment.text)
        amendment.item.save(update_fields=[amendment.field])
    _answer(amendment, by, reason)
    log("accept_amendment", amendment.item, amendment=amendment.pk)
    _tell_proposer(amendment)
    return amendment


@transaction.atomic
def reject_amendment(amendment, *, by, reason):
    amendment = _take_open("reject_amendment", amendment, by)
    _answer(amendment, by, reason)
    log("reject_amendment", amendment.item, amendment=amendment.pk)
    _tell_proposer(amendment)
    return amendment


@transaction.atomic
def withdraw_amendment(amendment, *, by):
    """The organisation that proposed it takes it back, also after the closing day."""
    amendment = _take_open("withdraw_amendment", amendment, by)
    _answer(amendment, by)
    log("withdraw_amendment", amendment.item, organisation=amendment.organisation_id, amendment=amendment.pk)
    return amendment


@transaction.atomic
def add_erratum(item, *, by, text, reason):
    """What must be read with final minutes; they themselves stay as they are."""
    require(by, Permission.ERRATUM_ADD, item)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=item.meeting_id)
    if not meeting.final_at:
        message = "Een erratum kan pas als het verslag is vastgesteld. Verbeter nu het concept."
        raise WrongState(message, back_to=meeting.minutes_url)
    erratum = Erratum.objects.create(item=item, text=text, reason=reason, by=by)
    log("add_erratum", item, erratum=erratum.pk)
    return erratum
