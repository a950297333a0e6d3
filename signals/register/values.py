"""What a cell says: a date, a municipality, a theme, who reported, how it ended. What can be asked is not guessed."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

from signals.models import REPORTER_FUNCTIONS, Outcome
from signals.register.columns import folded

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul"),
            *("augustus aug", "september sep sept", "oktober okt", "november nov", "december dec"),
        ),
        1,
    )
    for name in names.split()
}
CLOCK = r"(?:[ t,]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?)?"
WRITTEN = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})" + CLOCK),
    re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4}|\d{2})" + CLOCK),
    re.compile(r"(?:[a-z]{2,9},? )?(?P<day>\d{1,2})[- ](?P<month>[a-z]{3,9})\.?[- ](?P<year>\d{4})" + CLOCK),
)
NOON = time(12)

TO_WEIGH = "to_weigh"  # the register has no outcome yet
UNKNOWN = "unknown"  # somebody looked at the value and leaves it out
OUTCOMES = {
    TO_WEIGH: ("te wegen", "nieuw", "open", "in behandeling", "nog te wegen", "loopt"),
    Outcome.NO_ACTION: ("geen actie", "geen vervolg", "niet opgepakt", "geen actie nodig"),
    Outcome.TREND_ONLY: ("trendbeeld", "trend", "alleen trendbeeld", "alleen voor trendbeeld"),
    Outcome.CARE_ROUTE: ("zorgroute", "zorg", "naar zorg", "naar zorgroute", "naar gemeente"),
    Outcome.POLICE: ("politie", "naar politie", "om", "politie om", "naar politie of om"),
    Outcome.ON_AGENDA: ("op de agenda", "agenda", "naar overleg", "agenderen"),
}
CALLED = {
    "wijkagent": ("agent", "politie wijkagent"),
    "handhaver": ("boa", "handhaving", "toezichthouder"),
    "jongerenwerker": ("jongerenwerk", "straatcoach"),
    "leraar": ("docent", "onderwijzer", "school"),
    "zorgverlener": ("zorg", "hulpverlener", "huisarts"),
    "baliemedewerker": ("balie",),
    "inwoner": ("burger", "bewoner", "buurtbewoner"),
}
NO = {"", "nee", "n", "geen", "0", "niet", "onwaar", "false", "nvt", "n v t"}
YES = {"ja", "j", "x", "1", "waar", "true", "wel"}


def moment_of(text):
    """The moment that a cell names, at noon when it says no hour; None when it is no date."""
    text = " ".join(text.casefold().split())
    match = next((found for one in WRITTEN if (found := one.fullmatch(text))), None)
    if match is None:
        return None
    year, month = int(match["year"]), match["month"]
    try:
        day = date(
            year + 2000 if year < 100 else year,
            MONTHS.get(month, 0) if month.isalpha() else int(month),
            int(match["day"]),
        )
        clock = time(int(match["hour"]), int(match["minute"])) if match["hour"] else NOON
    except ValueError:
        return None
    return timezone.make_aware(datetime.combine(day, clock))


def mark_of(value):
    """Stands for a value without saying it: what somebody chose for it is kept beside the file."""
    return hmac.new(settings.SECRET_KEY.encode(), folded(value).encode(), hashlib.sha256).hexdigest()[:32]


@dataclass(frozen=True)
class Known:
    """What a house knows, by the words of it: {field: {words: code}}; and what was chosen: {field: {mark: code}}."""

    words: dict
    choices: dict

    def recognised(self, field, value):
        """The codes of this value by its words alone: a list, or None when it is not recognised."""
        words = self.words[field]
        if code := words.get(folded(value)):
            return [code]
        if field == "municipality":
            code = words.get(folded(value).removeprefix("gemeente "))
            return [code] if code else None
        if field == "themes":
            codes = [words.get(folded(part)) for part in re.split(r"[,;/|\n]", value) if part.strip()]
            return list(dict.fromkeys(codes)) if codes and all(codes) else None
        return None

    def meant(self, field, value):
        """The codes of this value, also by what was chosen for it; [] when it is left out, None when nobody knows."""
        found = self.recognised(field, value)
        if found is not None:
            return found
        chosen = self.choices.get(field, {}).get(mark_of(value))
        return chosen and ([] if chosen == UNKNOWN else [chosen])


def known_words(municipalities, themes, organisations):
    """{field: {words: code}} of a house."""
    return {
        "municipality": {folded(one.name): str(one.pk) for one in municipalities},
        "themes": {folded(one.name): str(one.pk) for one in themes},
        "organisation": {
            folded(name): str(one.pk) for one in organisations for name in (one.short_name, one.name)
        },
        "reporter_function": _functions(),
        "outcome": {folded(words): code for code, all_words in _outcomes().items() for words in all_words},
    }


def _functions():
    called = {words: code for code, all_words in CALLED.items() for words in all_words}
    return called | {folded(label): code for code, label in REPORTER_FUNCTIONS}


def _outcomes():
    return {code: (*words, *_label(code)) for code, words in OUTCOMES.items()}


def _label(code):
    return () if code == TO_WEIGH else (Outcome(code).label,)
