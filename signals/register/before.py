"""How a file with the same columns was read before: kept in marks, which say nothing of the file itself."""

import hashlib
import hmac

from django.conf import settings

from signals.register.columns import folded
from signals.register.values import mark_of


def digest_of(headers):
    """The same for the same names of columns, also in another order."""
    names = "\n".join(sorted(map(folded, headers)))
    return hmac.new(settings.SECRET_KEY.encode(), names.encode(), hashlib.sha256).hexdigest()


def remembered(columns, headers):
    """{mark of the name of a column: field}: what is left of a matching when the file is gone."""
    return {mark_of(headers[int(number)]): field for number, field in columns.items()}


def recalled(marks, headers):
    """That matching, {number: field}, on the places the columns have in this file."""
    places = {mark_of(header): str(place) for place, header in enumerate(headers)}
    return {places[mark]: field for mark, field in marks.items() if mark in places}
