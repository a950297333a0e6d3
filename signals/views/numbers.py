"""Numbers of a house, as a page and as a file; nothing in them that the database did not already hide."""

from django.http import Http404
from django.shortcuts import render

from audit.log import log
from partners.models import Organisation
from partners.roles import Permission
from signals.export import csv_text, defused
from signals.forms import NumbersForm
from signals.queries import houses_of, numbers_of, open_municipalities
from zvh.streaming import streamed

SHADES = 5


def get_form(request):
    """The period and house asked for; who works with no house finds no page."""
    houses = list(Organisation.objects.filter(pk__in=houses_of(request.user)).order_by("name"))
    if not houses:
        raise Http404
    form = NumbersForm(request.GET.dict(), houses=houses)
    form.is_valid()
    return form


def numbers(request):
    form = get_form(request)
    first, last = form.period
    found = numbers_of(form.house.pk, first, last)
    log("read_numbers", form.house, first=first, last=last)
    context = {
        "form": form,
        "numbers": found,
        "first": first,
        "last": last,
        "of_house": form.house,
        "least_of_blocks": [number.least for number in found.blocks],
        "tiles": _tiles(form.house, found.by_municipality),
        "exact": form.house.pk in houses_of(request.user, Permission.SIGNAL_WEIGH),
    }
    return render(request, "signals/numbers.html", context)


def export(request):
    """The same numbers as CSV; what the page hides is hidden here."""
    form = get_form(request)
    first, last = form.period
    found = numbers_of(form.house.pk, first, last)
    log("export_numbers", form.house, first=first, last=last)
    text = "\ufeff" + csv_text([[defused(value) for value in line] for line in _lines(found, first, last)])
    name = f"cijfers-{first}-{last}.csv"
    return streamed(request, [text.encode()], content_type="text/csv; charset=utf-8", filename=name)


def _lines(found, first, last):
    yield "Onderdeel", "Waarde", "Aantal signalen", f"van {first:%d-%m-%Y} tot en met {last:%d-%m-%Y}"
    for part in found.parts:
        for number in [*part.numbers, *([part.total] if part.total else [])]:
            yield part.title, number.label, number, ""
    for number in found.blocks:
        yield "Per vier weken", f"vanaf {number.label}", number, ""
    for number in (found.in_time, found.late):
        yield "Gewogen", number.label, number, ""
    yield "Gewogen", "dagen tot de weging, in het midden", found.days_in_words, ""


def _tiles(house, counts):
    most = max((number.least for number in counts.values()), default=0)
    return [_tile(town, counts.get(town.pk), most) for town in open_municipalities([house.pk])]


def _tile(town, number, most):
    least = number.least if number else 0
    return {
        "name": town.name,
        "column": town.column,
        "row": town.row,
        "count_label": str(number or 0),
        "level": -(-SHADES * least // max(most, SHADES)),
        "url": "",
        "highlighted": False,
    }
