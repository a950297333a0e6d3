"""Asking somebody without an account, by a link that works for one answer and fourteen days.

The outsider sees the text that was written and nothing else; of his key only the digest is kept. Whom the desk asked
stands with the question and not in the timeline, which the table reads too.
"""

import secrets
from dataclasses import dataclass

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from audit.log import log
from partners.models import House
from partners.roles import Permission
from partners.steps import require
from signals.models import OutsideQuestion, OutsideState, Signal
from signals.services.timeline import tell
from signals.transitions import OUTSIDE_TRANSITIONS, may_ask_outside
from zvh.actor import digest
from zvh.exceptions import WrongState
from zvh.mail import send_later

MAIL = """Beste lezer,

{house} heeft een vraag aan u. Open deze link om die te lezen:
{link}

U kunt één keer antwoorden, tot en met {end}. Stuur de link aan niemand door.
Kent u ons niet, of twijfelt u? Bel ons dan: {telephone}.
"""


@dataclass(frozen=True)
class Asked:
    """The question, and the link to hand over: shown once and kept nowhere."""

    question: OutsideQuestion
    link: str


@transaction.atomic
def ask_outside(signal, *, by, site, to_whom, text, email=""):
    """Ask; `site` is the address of the site, for the link. With an e-mail address the link is mailed."""
    require(by, Permission.OUTSIDE_ASK, signal)
    _refuse_asking(signal, to_whom, text)
    secret = secrets.token_urlsafe(32)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT zvh.ask_outside(%s, %s, %s, %s, %s, %s)",
            [signal.pk, digest(secret), OutsideQuestion.DAYS_OPEN, to_whom, email, text],
        )
        (pk,) = cursor.fetchone()
    question = OutsideQuestion.objects.get(pk=pk)
    question.signal = signal
    link = site.rstrip("/") + reverse("citizens:outside-link", args=[secret])
    tell(signal, "Vraag gesteld aan een buitenstaander", by=by, for_desk=True)
    log("ask_outside", signal, question=pk, by_mail=bool(email))
    if email:
        _mail(question, link)
    return Asked(question, link)


def _refuse_asking(signal, to_whom, text):
    """Of two clicks one is first; of what is no report, or not yet, nobody outside hears."""
    locked = Signal.objects.select_for_update(of=("self",), no_key=True).get(pk=signal.pk)
    if not may_ask_outside(locked.weighing):
        raise WrongState("Over deze melding kunt u nu niemand iets vragen.", back_to=signal)
    same = OutsideQuestion.objects.filter(signal=signal, to_whom=to_whom, text=text, state=OutsideState.OPEN)
    if same.exists():
        message = "Deze vraag staat al uit. Is de link kwijt? Trek die vraag dan in, en stel een nieuwe."
        raise WrongState(message, back_to=signal)


def _mail(question, link):
    """Of the signal it says nothing, not even the number."""
    house = House.objects.select_related("organisation").get(pk=question.house_id)
    end = date_format(timezone.localtime(question.valid_until), "j F Y")
    text = MAIL.format(house=house.name, link=link, end=end, telephone=house.telephone)
    send_later([question.email], f"Een vraag van {house.name}", text)


@transaction.atomic
def answer_outside(question, *, answer):
    """The outsider answers, once. Called as his key, which ends with it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT question, about, number FROM zvh.answer_outside(%s)", [answer])
        done = cursor.fetchone()
    if done is None:
        raise WrongState("Deze vraag is al beantwoord of niet meer open.", back_to="citizens:outside")
    pk, signal, number = done
    log("answer_outside", Signal(pk=signal, number=number), question=pk)
    _tell_house(
        question.house_id, f"Antwoord bij signaal {number}", "Er is een antwoord op een vraag van het huis."
    )


@transaction.atomic
def withdraw_outside(question, *, by, reason):
    """Take the question back: its link stops working."""
    OUTSIDE_TRANSITIONS["withdraw_outside"].check(by, question)
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.withdraw_outside(%s, %s)", [question.pk, reason])
        (done,) = cursor.fetchone()
    if not done:
        question.refresh_from_db(fields=["state"])
        OUTSIDE_TRANSITIONS["withdraw_outside"].check(by, question)
    tell(question.signal, "Vraag aan een buitenstaander ingetrokken", by=by, for_desk=True)
    log("withdraw_outside", question.signal, question=question.pk)


@transaction.atomic
def note_silence():
    """Note, once, which questions ended without an answer, and tell the house; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT question, about, number, house FROM zvh.silent_outside()")
        silent = cursor.fetchall()
    for question, signal, number, house in silent:
        log("silent_outside", Signal(pk=signal, number=number), question=question)
        text = "Op een vraag aan een buitenstaander kwam geen antwoord. Die is nu gesloten."
        _tell_house(house, f"Geen antwoord bij signaal {number}", text)
    return len(silent)


def _tell_house(house, subject, text):
    """With the number of the signal alone."""
    send_later([House.objects.get(pk=house).email], subject, f"{text} Log in om het te lezen.")
