"""Dates and lists as a Dutch reader expects them: the filters of ui.py."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince


def _local(value):
    return timezone.localtime(value) if getattr(value, "tzinfo", None) else value


def _date_filter(value, pattern):
    return date_format(_local(value), pattern) if value else ""


def long_date(value):
    """donderdag 10 december 2026"""
    return _date_filter(value, "l j F Y")


def short_date(value):
    """10 dec; with the year when it is not this year"""
    if not value:
        return ""
    this_year = _local(value).year == timezone.localdate().year
    return _date_filter(value, "j b" if this_year else "j b Y")


def clock(value):
    """09:30"""
    return _date_filter(value, "H:i")


def moment(value):
    """19 november 2026 om 14:12"""
    return _date_filter(value, r"j F Y \o\m H:i")


def waiting(value):
    """How long something waits: '3 dagen'."""
    if not value:
        return ""
    waited = timesince(value, depth=1)
    return "minder dan een minuut" if waited.startswith("0") else waited


def until(value):
    """How far away a day is: 'vandaag', 'morgen', 'over 6 dagen', '2 dagen geleden'."""
    if not value:
        return ""
    days = (_day(value) - timezone.localdate()).days
    near = {-1: "gisteren", 0: "vandaag", 1: "morgen"}
    return near.get(days) or (f"over {days} dagen" if days > 0 else f"{-days} dagen geleden")


def _day(value):
    value = _local(value)
    return value.date() if hasattr(value, "date") else value


def listing(values):
    """'Hoorn, Alkmaar en Texel'"""
    *first, last = [str(value) for value in values] or [""]
    return f"{', '.join(first)} en {last}" if first else last


FILTERS = (long_date, short_date, clock, moment, waiting, until, listing)
