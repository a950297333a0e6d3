"""Questions to people without an account, one in every state, and two talks with people involved."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from desk.demo.planted import YOUTH
from partners.demo_accounts import OUTSIDE_SECRET
from partners.models import Key
from signals.models import Interview, OutsideQuestion, OutsideState, Safety
from zvh.actor import digest


@dataclass(frozen=True)
class Asked:
    """A question at the report of `report` (days ago, town, theme); `asked` and `ended` are days ago."""

    report: tuple
    asked: int
    to_whom: str
    text: str
    state: OutsideState = OutsideState.OPEN
    ended: int = 0
    words: str = ""


GROUP = (16, "Hoorn", YOUTH)
QUESTIONS = (
    Asked(
        (10, "Schagen", "klimaat en stikstof"),
        2,
        "beheerder van het dorpshuis",
        "Dag,\n\nWij zijn het Zorg- en Veiligheidshuis. Was er de laatste weken een bijeenkomst in het dorpshuis waar "
        "mensen elkaar bedreigden of bang werden?\n\nSchrijf op wat u zelf zag of hoorde. Namen zijn niet nodig.",
    ),
    Asked(
        GROUP,
        12,
        "conciërge van de school",
        "Staat er na schooltijd vaak een groep jongens bij het hek? Zo ja: op welke dagen, en wat doen zij daar?",
        OutsideState.ANSWERED,
        9,
        "Bijna elke dinsdag en donderdag, ongeveer acht jongens. Zij wachten op iemand. Ik ken er twee van gezicht.",
    ),
    Asked(
        (24, "Hoorn", "wonen"),
        22,
        "huismeester van de flat",
        "Hangt er in het trappenhuis nog iets waar bewoners bang van worden?",
        OutsideState.SILENT,
    ),
    Asked(
        (31, "Hoorn", "antioverheid en complotdenken"),
        28,
        "eigenaar van de buurtwinkel",
        "Liggen er bij u folders die oproepen om ambtenaren thuis op te zoeken?",
        OutsideState.WITHDRAWN,
        26,
        "De wijkagent was er al en weet het.",
    ),
)


def save_outside(reports, people, clock):
    """Save them, with their lines in the timelines; returns (how many questions, how many talks)."""
    found = {(report.days_ago, report.town, report.theme): report for report in reports if report.fate}
    for asked in QUESTIONS:
        _question(found[asked.report], asked, people["expert"], clock)
    return len(QUESTIONS), _talks(found[GROUP], people["expert"], clock)


def _question(report, asked, by, clock):
    at = clock.at(asked.asked, 10, 40)
    is_open = asked.state == OutsideState.OPEN
    until = at + timedelta(days=OutsideQuestion.DAYS_OPEN)
    end = clock.at(asked.ended, 16, 5) if asked.ended else until
    key = Key.objects.create(
        digest=digest(OUTSIDE_SECRET if is_open else secrets.token_urlsafe(32)),
        purpose=Key.Purpose.OUTSIDE,
        created_at=at,
        until=end,
    )
    ended = {
        OutsideState.ANSWERED: {"answer": asked.words, "answered_at": end},
        OutsideState.WITHDRAWN: {"withdraw_reason": asked.words, "withdrawn_at": end, "withdrawn_by": by},
    }
    OutsideQuestion.objects.create(
        signal=report.signal,
        house=report.signal.house,
        key=key,
        to_whom=asked.to_whom,
        text=asked.text,
        asked_at=at,
        asked_by=by,
        valid_until=until,
        state=asked.state,
        **ended.get(asked.state, {}),
    )
    report.told += [(at, by, "Vraag gesteld aan een buitenstaander", True), *_ended(asked.state, end, by)]


def _ended(state, end, by):
    lines = {
        OutsideState.ANSWERED: (end, None, "Antwoord van een buitenstaander", True),
        OutsideState.WITHDRAWN: (end, by, "Vraag aan een buitenstaander ingetrokken", True),
        OutsideState.SILENT: (end, None, "Geen antwoord van een buitenstaander", True),
    }
    return [lines[state]] if state in lines else []


def _talks(report, by, clock):
    """The first was corrected the day after."""
    talk = {
        "signal": report.signal,
        "with_whom": "moeder van een jongen uit de groep",
        "held_by": by,
        "held_on": clock.day(8),
        "why": "Zij belde de school omdat haar zoon niet meer alleen naar huis durft.",
        "told": "Haar zoon wordt opgewacht. Hij moest een filmpje doorsturen en wil dat niet meer.",
        "agreed": "De mentor loopt deze week met hem mee. Wij bellen haar vrijdag.",
        "is_safe": Safety.UNSURE,
        "safety": "De wijkagent rijdt na schooltijd langs, zonder dat te zeggen waarom.",
        "kept_by": by,
    }
    first = Interview.objects.create(**talk, kept_at=clock.at(8, 15, 20))
    changes = {
        "told": "Haar zoon wordt opgewacht. Hij kreeg een filmpje en wilde dat niet doorsturen.",
        "corrects": first,
        "correction": "Hij heeft het filmpje niet doorgestuurd, zegt zijn moeder nu.",
    }
    Interview.objects.create(**talk | changes, kept_at=clock.at(7, 9, 50))
    words = "Gesprek met een betrokkene {}"
    report.told += [
        (clock.at(8, 15, 20), by, words.format("vastgelegd"), True),
        (clock.at(7, 9, 50), by, words.format("gecorrigeerd"), True),
    ]
    return 2
