"""A few reports without an account: one of every kind that the desk meets, with a conversation that can be opened."""

from dataclasses import dataclass
from datetime import timedelta

from audit.numbers import next_number
from partners.demo_accounts import RECEIPT_CODE
from partners.models import Key
from partners.workdays import add_workdays
from signals.models import (
    ContactDetails,
    ContactRequest,
    Event,
    Intake,
    KnownBy,
    Message,
    Question,
    SafeStatus,
    Signal,
    SourceReliability,
    Weighing,
    WeighingState,
)
from signals.models.weighing import WORKDAYS_TO_WEIGH
from signals.receipts import digest_of, new_code
from signals.services.citizens import CERTAINTY


@dataclass(frozen=True)
class Told:
    """What somebody told; `ago` in days, `talk` as (days ago, of the house?, text)."""

    ago: int
    town: str
    theme: str
    place: str
    facts: str
    state: WeighingState = WeighingState.NEW
    channel: str = "form"
    function: str = "inwoner"
    held_because: str = ""
    known_by: KnownBy = KnownBy.OBSERVED
    telephone: str = ""
    talk: tuple = ()


REPORTS = (
    Told(
        9,
        "Alkmaar",
        "",
        "overal",
        "Goedkope zonnepanelen! Bel nu voor de beste prijs van Nederland.",
        WeighingState.REJECTED,
        held_because="no_work",
    ),
    Told(
        6,
        "Hoorn",
        "jeugd en groepsdruk",
        "winkelcentrum",
        "Mijn zoon van vijftien kreeg een filmpje doorgestuurd waarin jongens elkaar uitdagen om ruiten in te gooien "
        "bij mensen die ‘er niet horen’. Twee van hen hangen elke avond bij het winkelcentrum.",
        WeighingState.ASKED,
        talk=(
            (5, True, "Dank voor uw melding. Wij lezen haar deze week met aandacht."),
            (4, False, "Goed om te horen. Mijn zoon wil niet dat zij weten dat het van hem komt."),
        ),
    ),
    Told(
        4,
        "Den Helder",
        "racisme en discriminatie",
        "bushalte",
        "De beller hoorde twee keer hoe een groepje bij de bushalte een gezin uitschold en achterna liep tot de deur.",
        channel="phone",
        telephone="06 00 00 00 00",
    ),
    Told(
        3,
        "Schagen",
        "antioverheid en complotdenken",
        "sportvereniging",
        "Een trainer vertelt dat een ouder op de club folders uitdeelt met de oproep om ambtenaren thuis op te zoeken.",
        channel="mail",
        function="professional",
        known_by=KnownBy.TOLD,
    ),
    Told(
        1,
        "Heiloo",
        "asiel en opvang",
        "buurtapp",
        "In de buurtapp schrijft iemand dat ‘de opvang wel gaat branden als het zover is’. Anderen lachen erom.",
        WeighingState.HELD,
        held_because="no_work",
        known_by=KnownBy.ONLINE,
    ),
)
QUESTION = "Weet u of iemand van de school dit filmpje ook heeft gezien?"


def save_citizens(region, people, clock):
    """Save them all, with a key each; only the one with the question has a code that is known."""
    for told in REPORTS:
        signal = _signal(told, region, clock)
        if told.theme:
            signal.themes.add(region.themes[told.theme])
        _around(signal, told, people, clock)
        _weighing(signal, told, people, clock)
    return len(REPORTS)


def _signal(told, region, clock):
    at, town = clock.at(told.ago, 12, 10), region.towns[told.town]
    code = RECEIPT_CODE if told.state == WeighingState.ASKED else new_code()
    key = Key.objects.create(
        digest=digest_of(code), purpose=Key.Purpose.RECEIPT, created_at=at, until=at + timedelta(days=365)
    )
    asked_or_done = {WeighingState.ASKED: SafeStatus.IN_PROGRESS, WeighingState.REJECTED: SafeStatus.CLOSED}
    return Signal.objects.create(
        number=next_number("S", 4),
        house=region.house,
        municipality=town,
        key=key,
        reporter_function=told.function,
        submitted_at=at,
        weigh_before=add_workdays(clock.day(told.ago), WORKDAYS_TO_WEIGH),
        title=f"Melding zonder account: {told.theme or 'geen onderwerp'}, {told.town}",
        facts=told.facts,
        observed_on=clock.day(told.ago + 1),
        place=told.place,
        channel="online" if told.known_by == KnownBy.ONLINE else "offline",
        known_by=told.known_by,
        source_reliability=SourceReliability.UNTESTED,
        information_reliability=CERTAINTY[told.known_by],
        safe_status=asked_or_done.get(told.state, SafeStatus.RECEIVED),
    )


def _around(signal, told, people, clock):
    expert, desk = people["expert"], people["procesregisseur"]
    checked = told.state == WeighingState.REJECTED
    Intake.objects.create(
        signal=signal,
        channel=told.channel,
        entered_by=None if told.channel == "form" else expert,
        has_contact=bool(told.telephone),
        held_because=told.held_because,
        checked_by=desk if checked else None,
        checked_at=clock.at(told.ago - 1, 9, 20) if checked else None,
        check_reason="Dit is reclame." if checked else "",
    )
    Event.objects.create(signal=signal, at=signal.submitted_at, text="Gemeld", for_desk=False)
    if told.telephone:
        ContactDetails.objects.create(signal=signal, name="Melder uit de buurt", telephone=told.telephone)
        ContactRequest.objects.create(
            signal=signal,
            reason="Ik wil weten of het gezin nu veilig is.",
            requested_by=expert,
            requested_at=clock.at(1, 10, 5),
        )
    Message.objects.bulk_create(
        Message(signal=signal, at=clock.at(ago, 15, 40), by=expert if of_house else None, text=text)
        for ago, of_house, text in told.talk
    )


def _weighing(signal, told, people, clock):
    """The database made it new; here it gets where it is now."""
    changes = {"state": told.state}
    if told.state == WeighingState.ASKED:
        changes |= {"started_by": people["expert"], "started_at": clock.at(told.ago - 1, 14, 30)}
        Question.objects.create(
            signal=signal, text=QUESTION, asked_by=people["expert"], asked_at=clock.at(3, 11, 15)
        )
    Weighing.objects.filter(signal=signal).update(**changes)
