"""Receipt codes: sixteen digits by which somebody without an account comes back to his report.

Fifteen digits are drawn by `secrets`, so there are 10^15 codes; the sixteenth is a check digit, which only tells a
typing error from a wrong code and adds nothing to guess. Guessing: with 10,000 open codes one try in 10^11 hits. An
address has ten wrong codes an hour (signals/abuse.py), so 100,000 addresses that guess together need about eleven years
for one hit, and each code ends after a year. What is kept is the SHA-256 of a code mixed with the secret key of the
installation: 10^15 bare digests could be tried in a day or two by who stole a copy of the database.
"""

import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

from zvh.actor import digest

DIGITS = 16
# Damm's quasigroup of order 10: finds every single wrong digit and every swap of neighbours. H. M. Damm, 2004.
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def check_digit(digits):
    """The digit to put behind these; of a whole code it gives '0'."""
    interim = "0"
    for digit in digits:
        interim = _DAMM[int(interim)][int(digit)]
    return interim


def new_code():
    """A fresh code, as '0000 0000 0000 0000'."""
    digits = f"{secrets.randbelow(10 ** (DIGITS - 1)):0{DIGITS - 1}d}"
    return in_groups(digits + check_digit(digits))


def in_groups(digits):
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def digits_of(typed):
    """The digits of what somebody typed, with spaces, dots and dashes gone; other signs stay, so that it is refused."""
    return "".join(sign for sign in typed if sign not in " .-\t\n\u00a0\u2013")


def is_well_typed(digits):
    """Whether these are sixteen digits that fit together."""
    return len(digits) == DIGITS and digits.isascii() and digits.isdigit() and check_digit(digits) == "0"


def secrets_of(digits):
    """What opens the key of this code: made with the secret key of today, then with older ones that still count."""
    for secret_key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield salted_hmac("signals.receipt", digits, secret=secret_key, algorithm="sha256").hexdigest()


def secret_of(code):
    """The secret of a new code, for `acting_as(key=…)`."""
    return next(secrets_of(digits_of(code)))


def digest_of(code):
    """How the code is kept."""
    return digest(secret_of(code))
