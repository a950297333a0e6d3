"""Drafts: what somebody is still typing, kept by the page, and sent once."""

from django.db import transaction
from django.utils import timezone

from partners.models import User
from signals.models import Draft, SentForm
from zvh.exceptions import NotAllowed, WrongState


@transaction.atomic
def save_draft(draft, *, by, fields, form=None, page=None):
    """Keep what is typed so far; `draft` is None the first time. Returns the draft.

    `form` says which form it is typed in and `page` which page of it (both a UUID or None). What was sent already is
    WrongState.
    """
    refuse_twice(by, form)
    draft = draft or _of_form(by, form) or Draft(writer=by, **({"form": form} if form else {}))
    return _keep(draft, fields, page)


@transaction.atomic
def restore_draft(*, by, fields, form, page, seen):
    """What a page kept in the browser while it had no connection. Returns the draft, or None when it was sent.

    It continues the draft of its form, unless somebody went on with that elsewhere: then it is one of its own, and
    neither text is lost. `seen` is when the draft was last kept, as that page knew it.
    """
    _lock(by)
    if SentForm.objects.filter(writer=by, form=form).exists():
        return None
    draft = _of_form(by, form)
    if draft is None:
        draft = Draft(writer=by, form=form)
    elif draft.fields == fields:
        return draft
    elif page != draft.page and seen != stamp(draft):
        draft = Draft(writer=by)
    return _keep(draft, fields, page)


def stamp(draft):
    """When it was last kept, as text that a page gives back."""
    return draft.updated_at.isoformat()


def _keep(draft, fields, page):
    draft.fields, draft.page, draft.updated_at = fields, page, timezone.now()
    draft.save()
    return draft


def _of_form(by, form):
    return Draft.objects.filter(writer=by, form=form).first() if form else None


@transaction.atomic
def discard_draft(draft, *, by):
    if draft.writer_id != by.pk:
        raise NotAllowed
    draft.delete()


def refuse_twice(by, form):
    """Of two clicks on 'versturen' one is first; the other waits for it and finds that the form was sent."""
    _lock(by)
    sent = SentForm.objects.filter(writer=by, form=form).select_related("signal").first() if form else None
    if sent:
        message = f"Dit signaal is al verstuurd. Het nummer is {sent.signal.number}."
        raise WrongState(message, back_to=sent.signal)


def remember_form(by, form, signal):
    if form:
        SentForm.objects.create(writer=by, form=form, signal=signal)


def take_draft(draft):
    """The draft was sent from another page meanwhile."""
    if not Draft.objects.filter(pk=draft.pk).delete()[0]:
        raise WrongState("Dit signaal is al verstuurd. U vindt het in uw lijst.", back_to="signals:list")


def _lock(by):
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
