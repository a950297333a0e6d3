"""Addresses and birth dates: a shape, and the words around it."""

import re
from bisect import bisect_left

from signals.privacyscan.spans import Kind, Span

STREETS = (
    "straat|laan|weg|plein|kade|dijk|singel|gracht|hof|steeg|pad|dreef|park|plantsoen|oost|west|noord|zuid|baan|"
    "boulevard|burgwal|wal|kanaal|markt|vaart|ring|erf|veld|akker|poort|hoek|sloot|tuin|oord|zijde|meent|brink|"
    "weide|haven|sluis|duin|bos|straatje|laantje|weggetje|dam"
)
SURE_STREETS = "straat|laan|weg|plein|kade|singel|gracht|steeg|dreef|plantsoen|straatje|laantje|burgwal"
ADDITION = r"[ ]?-[ ]?(?:\d{1,3}|[IVX]{1,4}|[a-zA-Z])|[ ](?:hs|bis|boven|huis|zwart|rood)|[ ]?[a-zA-Z]"
NUMBER = rf"\d{{1,4}}(?:{ADDITION})?(?![\w:]|[.,]\d)"
POSTCODE = r"[1-9]\d{3}[ ]?(?!SA|SD|SS|OM|EU|NH)[A-Z]{2}(?!\w)"
BEFORE = r"(?:[A-Z][\w'’.-]{0,30}[ ](?:(?:[A-Z][\w'’.-]{0,30}|van|de|der|den|het|'t|ter|ten)[ ]){0,3}?)?"
CITY = r"(?:[ ]+(?:in[ ]+)?[A-Z][\w'-]{1,30}(?:[ ](?:aan[ ]|de[ ])?[A-Z][\w'-]{1,30})?)?"
CAPITAL_STREETS = "|".join(street.capitalize() for street in STREETS.split("|"))
STREET = rf"(?:{BEFORE}(?:[A-Z][\w'’.-]{{0,40}}?(?:{STREETS})|{CAPITAL_STREETS})|[a-z]{{3,30}}(?:{SURE_STREETS}))(?!\w)"
ADDRESS = re.compile(rf"(?<!\w){STREET}[ ]{NUMBER}(?:,?[ ]+{POSTCODE}{CITY})?")
LONE_POSTCODE = re.compile(rf"(?<![\w.,-]){POSTCODE}{CITY}")
# What follows the number when it counts something.
COUNTED = re.compile(
    r"[ ](?:mensen|personen|man|vrouwen|jongens|meisjes|jongeren|kinderen|bewoners|uur|euro|keer|meter|minuten|dagen|"
    r"weken|auto|auto's|agenten|stickers|posters|ramen|fietsen|procent|jaar)\b"
)
ARTICLE = re.compile(
    r"^(?:De|Het|Een|In|Op|Aan|Bij|Van|Achter|Voor|Naast|Langs|Tegenover|Ook|Vanaf|Uit|Ter|Ten) "
)

MONTHS = (
    r"(?:jan(?:uari|\.)?|feb(?:ruari|\.)?|maart|mrt\.?|apr(?:il|\.)?|mei|juni?\.?|juli?\.?|aug(?:ustus|\.)?|"
    r"sep(?:tember|t\.?|\.)?|okt(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)(?!\d)"
DAY = rf"\d{{1,2}}[-/. ]\d{{1,2}}[-/. ](?:{YEAR}|\d\d(?!\d))|(?:19|20)\d\d-\d\d-\d\d|(?:\d{{1,2}} )?{MONTHS} {YEAR}"
DATE = re.compile(rf"(?<![\w-])(?:{DAY})", re.IGNORECASE)
BORN_BEFORE = re.compile(
    r"\b(?:geb(?:oren|oortedatum|oortedag)?|jarig)\b[^.!?\n\d]{0,25}$|\bgeb\.[^!?\n\d]{0,15}$", re.IGNORECASE
)
BORN_AFTER = re.compile(r"^[^.!?\n\d]{0,15}\bgeboren\b", re.IGNORECASE)
AFTER_A_NAME = re.compile(r"^(?: ?\(|, ?| )$")


def addresses(text):
    """Street with number, with or without postcode and place; a postcode alone too. A street alone is no address."""
    found = [_address(match) for match in ADDRESS.finditer(text) if not COUNTED.match(text, match.end())]
    found += [
        Span(match.start(), match.end(), Kind.ADDRESS, match[0]) for match in LONE_POSTCODE.finditer(text)
    ]
    return found


def _address(match):
    """Without the preposition or article of a sentence that begins with it."""
    begin = ARTICLE.match(match[0])
    start = match.start() + (begin.end() if begin else 0)
    return Span(start, match.end(), Kind.ADDRESS, match.string[start : match.end()])


def birth_dates(text, names):
    """Dates with a word of being born beside them, or directly after one of the `names` (spans)."""
    ends = sorted(span.end for span in names)
    found = []
    for match in DATE.finditer(text):
        before = text[max(0, match.start() - 45) : match.start()]
        after = text[match.end() : match.end() + 30]
        if BORN_BEFORE.search(before) or BORN_AFTER.search(after) or _after_a_name(text, match.start(), ends):
            found.append(Span(match.start(), match.end(), Kind.BIRTH, match[0]))
    return found


def _after_a_name(text, place, ends):
    nearest = bisect_left(ends, place) - 1
    return (
        nearest >= 0 and place - ends[nearest] <= 3 and bool(AFTER_A_NAME.match(text[ends[nearest] : place]))
    )
