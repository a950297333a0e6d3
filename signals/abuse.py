"""Keeps the public form open for people and dear for machines: proof of work, and limits that forget.

Addresses are counted in the memory of this process alone, as a keyed hash; the key lives for one clock hour and is then
thrown away with the counts, so nothing can be traced back, also not by us. Each serving process counts for itself: with
two of them the limits are at most twice what stands here.
"""

import hashlib
import hmac
import ipaddress
import secrets
import time
from collections import Counter
from dataclasses import dataclass, field

from altcha import Payload, create_challenge, verify_solution
from django.core.cache import cache
from django.db import connection
from django.utils.crypto import salted_hmac

# What one address may do in an hour.
LIMITS = {"draft": 40, "report": 10, "code": 10, "message": 30, "link": 30}
MOST_ADDRESSES = 100_000

ALGORITHM, ITERATIONS = "PBKDF2/SHA-256", 5_000  # one step takes a phone about ten milliseconds
FEWEST_STEPS, MOST_STEPS = 40, 120
VALID_SECONDS = 30 * 60
# Reports without an account in an hour for one house; at each next such number the work is four times as long.
REPORTS_AN_HOUR = 30
LONGER, LONGEST = 4, 16


@dataclass
class _Hour:
    """The counts of one clock hour and the key they were made with."""

    number: int = -1
    key: bytes = b""
    counts: Counter = field(default_factory=Counter)


_hour = _Hour()


def _this_hour():
    """The counts of now; those of an earlier hour are gone, with their key."""
    number = int(time.time() // 3600)
    if _hour.number != number or len(_hour.counts) > MOST_ADDRESSES:
        _hour.number, _hour.key, _hour.counts = number, secrets.token_bytes(32), Counter()
    return _hour


def _hashed(what, address):
    """Of IPv6 the network that one household has (/64)."""
    known = ipaddress.ip_address(address)
    network = f"{known}/64" if known.version == 6 else f"{known}/32"
    name = f"{what} {ipaddress.ip_network(network, strict=False)}"
    return hmac.new(_this_hour().key, name.encode(), hashlib.sha256).digest()


def is_over(what, address):
    """Whether this address did this as often as it may in an hour."""
    return _this_hour().counts[_hashed(what, address)] >= LIMITS[what]


def count(what, address):
    hashed = _hashed(what, address)
    _this_hour().counts[hashed] += 1


def forget():
    """Throw the counts of this hour away, with their key."""
    _hour.number = -1


# -- proof of work


def _key():
    return salted_hmac("signals.abuse", "work", algorithm="sha256").hexdigest()


def factor_for(house_id):
    """How many times longer the work is now: 1 until the house has many reports in an hour, then 4, then 16."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.citizen_reports(%s)", [house_id])
        (reports,) = cursor.fetchone()
    return min(LONGER ** (reports // REPORTS_AN_HOUR), LONGEST)


def challenge(draft, *, factor=1):
    """Work for the sender of this draft, as the dict that static/js/work.js solves; signed, valid for half an hour."""
    steps = FEWEST_STEPS + secrets.randbelow(MOST_STEPS - FEWEST_STEPS + 1)
    made = create_challenge(
        ALGORITHM,
        ITERATIONS,
        counter=steps * factor,
        expires_at=int(time.time()) + VALID_SECONDS,
        data={"draft": draft.pk},
        hmac_secret=_key(),
    )
    return made.to_dict()


def problem_with(solution, draft):
    """Why this solution does not count, as 'expired', 'wrong' or 'used'; '' when it does. It counts once."""
    result = verify_solution(solution, _key())
    if result.expired:
        return "expired"
    if not result.verified:
        return "wrong"
    done = Payload.from_base64(solution).challenge
    if done.parameters.data != {"draft": draft.pk}:
        return "wrong"
    return "" if cache.add(f"work-{done.signature}", 1, VALID_SECONDS) else "used"
