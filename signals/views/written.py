"""The page of a step with a form of texts: the privacy scan asks before it is kept; a standard text may begin it."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.shortcuts import render

from audit.log import log_read
from signals.forms import REPLACE, PrivacyCheck
from zvh.forms import acted

# What a step that keeps nothing but sends something says; another says its own.
WORDS = {"intro": "", "all_the_same": "Toch versturen", "not_yet": "verstuurd"}


@dataclass
class Screen:
    """The form as it must be shown, and whether its words may be kept now."""

    form: forms.Form
    privacy: PrivacyCheck
    asking: bool = False
    is_ready: bool = False


def written_step(request, signal, make, *, scan, act, finish, begin=None, **words):
    """Show the form that `make` makes, or `act` with the cleaned data and answer what `finish` gives.

    `scan` is {field: label} of the texts to look at, `words` are title, button and intro.
    """
    screen = screen_of(request, make, scan, begin)
    if screen.is_ready and acted(screen.form, act):
        return finish()
    log_read(signal)
    context = {"signal": signal, "begin": begin, **WORDS, **words}
    return render(request, "signals/written.html", context | vars(screen))


def screen_of(request, make, scan, begin=None):
    """What must be shown, and whether it is ready; for every page with a story, also of another app."""
    privacy = PrivacyCheck(request.POST, scan)
    if request.method != "POST":
        return Screen(make(), privacy)
    if begin is not None and begin.is_asked:
        return Screen(make(initial=begin.initial), privacy)
    if REPLACE in request.POST:
        data, sentence = privacy.replace()
        messages.info(request, sentence)
        return Screen(make(initial=_as_typed(data)), PrivacyCheck(data, scan), asking=True)
    form = make(request.POST)
    asking = form.is_valid() and privacy.is_new
    return Screen(form, privacy, asking, is_ready=form.is_valid() and not asking)


def _as_typed(data):
    """The answers as they stand in the form; of a question with several boxes all that were ticked."""
    return {name: values if len(values) > 1 else values[0] for name, values in data.lists() if values}
