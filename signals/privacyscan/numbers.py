"""What can be told by its shape, and often by its own check: BSN, IBAN, telephone, e-mail, licence plate."""

import re

from signals.privacyscan.spans import Kind, Span

EMAIL = re.compile(r"(?<![\w.+%-])\w[\w.+%'-]{0,63}@\w[\w-]{0,62}(?:\.\w[\w-]{0,62}){0,4}\.[^\W\d_]{2,24}")
IBAN = re.compile(r"(?<!\w)(?P<country>[A-Z]{2})\d{2}(?=[ .-]?[A-Z0-9])", re.IGNORECASE)
BSN = re.compile(r"(?<![\w.,+-])(?:\d{8,9}|\d{3}([ .])\d{3}\1\d{3}|\d{4}([ .])\d{2}\2\d{3})(?![\w-]|[.,]\d)")
PHONE = re.compile(r"(?<![\w.,-])(?:\+\d|\(?0)[\d ().–-]{6,20}\d(?!\w)")
BSN_WORD = re.compile(r"(?:bsn|burgerservice\w*|sofi\w*)\W{0,4}(?:nummer|is|van)?\W{0,3}$", re.IGNORECASE)
PLATE_WORD = re.compile(r"(?:kenteken|nummerplaat|kentekenplaat)(?:\W+\w+){0,2}\W*$", re.IGNORECASE)

# How long an IBAN is (SWIFT's registry of formats); other countries are not looked at.
IBAN_LENGTHS = {
    **dict.fromkeys(("NO",), 15),
    **dict.fromkeys(("BE",), 16),
    **dict.fromkeys(("NL", "DK", "FI"), 18),
    **dict.fromkeys(("SI",), 19),
    **dict.fromkeys(("AT", "EE", "LT", "LU"), 20),
    **dict.fromkeys(("CH", "HR", "LV"), 21),
    **dict.fromkeys(("DE", "GB", "IE", "BG"), 22),
    **dict.fromkeys(("ES", "CZ", "SE", "RO", "SK", "AE"), 24),
    **dict.fromkeys(("PT",), 25),
    **dict.fromkeys(("TR",), 26),
    **dict.fromkeys(("FR", "IT", "GR"), 27),
    **dict.fromkeys(("PL", "MA", "HU", "CY"), 28),
    **dict.fromkeys(("UA",), 29),
    **dict.fromkeys(("MT",), 31),
}
# The RDW's side codes: L letters, 9 digits.
SIDE_CODES = (
    *("LL-99-99", "99-99-LL", "99-LL-99", "LL-99-LL", "LL-LL-99", "99-LL-LL", "99-LLL-9", "9-LLL-99"),
    *("LL-999-L", "L-999-LL", "LLL-99-L", "L-99-LLL", "9-LL-999", "999-LL-9"),
)


def _shapes(dash):
    letters = {"L": "[A-Z]", "9": r"\d", "-": dash}
    return "|".join("".join(letters[sign] for sign in code) for code in SIDE_CODES)


PLATE = re.compile(rf"(?<![\w-])(?:{_shapes('-')})(?![\w-])")
LOOSE_PLATE = re.compile(rf"(?<![\w-])(?:{_shapes('[ -]?')})(?![\w-])", re.IGNORECASE)


def emails(text):
    return [_span(Kind.EMAIL, match) for match in EMAIL.finditer(text)]


def ibans(text):
    """Only those whose check digits are right."""
    return [span for match in IBAN.finditer(text) if (span := _iban(text, match))]


def _iban(text, match):
    wanted = IBAN_LENGTHS.get(match["country"].upper())
    if not wanted:
        return None
    place, signs = match.start(), ""
    while place < len(text) and len(signs) < wanted and place - match.start() < 2 * wanted:
        if text[place].isascii() and text[place].isalnum():
            signs += text[place].upper()
        elif text[place] not in " .-\u00a0":
            break
        place += 1
    cut_short = place < len(text) and text[place].isalnum()
    whole = len(signs) == wanted and not cut_short and mod_97(signs)
    return Span(match.start(), place, Kind.IBAN, text[match.start() : place]) if whole else None


def mod_97(iban):
    """The check of ISO 13616: letters as numbers, the first four signs last, remainder 1."""
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def bsns(text):
    """Nine digits that pass the elfproef; eight only after a word such as BSN."""
    found = []
    for match in BSN.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        named = BSN_WORD.search(text[max(0, match.start() - 40) : match.start()])
        if elfproef(digits.zfill(9)) and (len(digits) == 9 or named):
            found.append(_span(Kind.BSN, match))
    return found


def elfproef(digits):
    """Whether nine digits can be a BSN: 9a + 8b + … + 2h - i is a multiple of eleven; not nine zeros."""
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)
    )
    return int(digits) != 0 and total % 11 == 0


def phones(text):
    """Dutch numbers of ten digits and numbers with a country code; not the public 0800, 0900 and the like."""
    return [_span(Kind.PHONE, match) for match in PHONE.finditer(text) if _is_phone(match[0])]


def _is_phone(written):
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    if written.startswith("+"):
        return 9 <= len(digits) <= 15
    if digits.startswith("00"):
        return 11 <= len(digits) <= 17
    return len(digits) == 10 and not digits.startswith(("0800", "0900", "0906", "0909", "088"))


def plates(text):
    """Written with dashes and capitals; in any other way only after the word 'kenteken'."""
    sure = [_span(Kind.PLATE, match) for match in PLATE.finditer(text)]
    named = [
        _span(Kind.PLATE, match)
        for match in LOOSE_PLATE.finditer(text)
        if PLATE_WORD.search(text[max(0, match.start() - 40) : match.start()])
    ]
    return sure + named


def _span(kind, match):
    return Span(match.start(), match.end(), kind, match[0])
