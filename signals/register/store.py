"""Where the bytes of a register lie: encrypted in the vault, its rows in portions."""

import json

from signals.files import vault
from signals.models import RegisterImport

FILE, VALUES = "register", "values"
PORTION = RegisterImport.PORTION


def keep_file(token, content):
    vault.keep(token, FILE, content)


def take_file(token):
    return vault.take(token, FILE)


def keep_table(token, table):
    """The values per column, and the rows: [number in the file, cells]."""
    _keep(token, VALUES, table["values"])
    rows = table["rows"]
    for start in range(0, len(rows), PORTION):
        _keep(token, _name(start // PORTION), rows[start : start + PORTION])


def values_of(token):
    """Per column the different values, or None where there are too many."""
    return _take(token, VALUES)


def portion(token, number):
    return _take(token, _name(number))


def _name(number):
    return f"rows-{number:04d}"


def _keep(token, name, thing):
    vault.keep(token, name, json.dumps(thing).encode())


def _take(token, name):
    return json.loads(vault.take(token, name))
