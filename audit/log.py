"""Writing the log: kind, number and numbers of things, never their titles or texts."""

import hashlib
import hmac
import json

from django.conf import settings
from django.db import connection

from audit.models import Result


def log(action, thing=None, *, result=Result.DONE, organisation=None, origin="web", **details):
    """Add one line in the transaction of the request; returns its id.

    `thing` is a record with `log_kind` and perhaps `number`; `details` hold numbers, codes and lists of those.
    """
    kind = getattr(thing, "log_kind", "")
    number = str(getattr(thing, "number", "") or "")
    organisation_id = getattr(organisation, "pk", organisation)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT zvh.log(%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                action,
                kind,
                getattr(thing, "pk", None),
                number,
                result,
                origin,
                organisation_id,
                json.dumps(details, default=str),
            ],
        )
        return cursor.fetchone()[0]


def log_read(thing):
    """A page that shows the text of a record is a read."""
    return log("read", thing)


def log_list(kind, things, *, words="", action="list"):
    """A list or search is one line, with the numbers that were shown; search words only as a keyed hash.

    With action "export" the list left as a file.
    """
    numbers = [str(getattr(thing, "number", thing.pk)) for thing in things]
    details = {"kind": kind, "shown": numbers}
    if words:
        details["words"] = hashed(words)
    return log(action, **details)


def hashed(words):
    key = settings.SECRET_KEY.encode()
    return [
        hmac.new(key, word.encode(), hashlib.sha256).hexdigest()[:16] for word in words.lower().split()[:20]
    ]
