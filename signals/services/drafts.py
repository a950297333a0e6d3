"""Drafts: what somebody is still typing, kept by the page, and sent once.

A form (a UUID) becomes one draft and one signal. It may be open on several pages (a UUID each), and what a page kept
may arrive late. So each page counts its versions: of one page the newest counts, and what went on elsewhere is not
overwritten.
"""

import json
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from partners.models import User
from signals.models import Draft, SentForm, Signal
from zvh.exceptions import NotAllowed, WrongState


@dataclass(frozen=True)
class Where:
    """From where a text comes: form, page, version of that page, and when it last knew the draft to be kept."""

    form: UUID | None = None
    page: UUID | None = None
    version: int = 0
    seen: str = ""


NOWHERE = Where()


@transaction.atomic
def save_draft(draft, *, by, fields, where=NOWHERE):
    """Keep what is typed so far; `draft` is None the first time. What was sent already is WrongState.

    Returns the draft: of another form, when this one went on elsewhere.
    """
    refuse_twice(by, where.form)
    return _keep(draft or _of_form(by, where.form), by, fields, where)


@transaction.atomic
def restore_draft(*, by, fields, where):
    """What a page kept in the browser. Returns the draft, or None when just this was sent."""
    _lock(by)
    sent = _sent(by, where.form)
    if sent and sent.digest == digest_of(fields):
        return None
    return _keep(None if sent else _of_form(by, where.form), by, fields, _elsewhere(where) if sent else where)


def _keep(draft, by, fields, where):
    if draft is None:
        draft = Draft(writer=by, form=where.form or uuid4())
    elif draft.fields == fields or _is_older(draft, where):
        return draft
    elif went_on(draft, where):
        draft = Draft(writer=by)
    draft.fields, draft.page, draft.version = fields, where.page, where.version
    draft.updated_at = timezone.now()
    draft.save()
    return draft


def _elsewhere(where):
    return Where(page=where.page, version=where.version)


def _is_older(draft, where):
    return where.page is not None and draft.page == where.page and where.version < draft.version


def went_on(draft, where):
    """Whether another page kept something since this one last heard of it."""
    return where.page is not None and draft.page != where.page and where.seen != stamp(draft)


def stamp(draft):
    """When it was last kept, as text that a page gives back."""
    return draft.updated_at.isoformat()


def _of_form(by, form):
    return Draft.objects.filter(writer=by, form=form).first() if form else None


@transaction.atomic
def discard_draft(draft, *, by):
    if draft.writer_id != by.pk:
        raise NotAllowed
    draft.delete()


# -- sending once


def digest_of(fields):
    """What was typed, so that the same text is known again; keyed, for it is kept."""
    return salted_hmac("signals.sent", json.dumps(fields, sort_keys=True), algorithm="sha256").hexdigest()


def refuse_twice(by, form):
    """Of two clicks on 'versturen' one is first; the other waits for it and finds that the form was sent."""
    _lock(by)
    sent = _sent(by, form)
    if sent:
        signal = Signal.objects.filter(pk=sent.signal_id).first()  # perhaps no longer his to see
        message = f"Dit signaal is al verstuurd. Het nummer is {sent.number}."
        raise WrongState(message, back_to=signal or "signals:list")


def is_sent(by, form, fields):
    """Whether this form was sent with just this text."""
    sent = _sent(by, form)
    return sent is not None and sent.digest == digest_of(fields)


def remember_form(by, form, typed, signal):
    if form:
        SentForm.objects.create(
            writer=by, form=form, digest=digest_of(typed or {}), signal=signal, number=signal.number
        )


def take_draft(draft, *, by, where):
    """The draft of what is sent goes; what went on elsewhere stays, as a form of its own. Returns it, or None."""
    draft = draft or _of_form(by, where.form)
    if draft is None:
        return None
    if went_on(draft, where):
        draft.form = uuid4()
        draft.save(update_fields=["form"])
        return draft
    if not Draft.objects.filter(pk=draft.pk).delete()[0]:
        raise WrongState("Dit signaal is al verstuurd. U vindt het in uw lijst.", back_to="signals:list")
    return draft


def _sent(by, form):
    return SentForm.objects.filter(writer=by, form=form).first() if form else None


def _lock(by):
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
