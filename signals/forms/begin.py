"""'Begin met een vaste tekst' at a form: choosing one fills its field, and never throws away what was typed.

Show `signals/parts/begin_with.html` inside the form. static/js/begin.js fills an empty field at once; the button posts
the form, which comes back with the text below what was there.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format

from partners.models import House, StandardText, filled_in, placeholders_in
from signals.models import OutsideQuestion
from zvh.paging import whole_number

CHOICE, BUTTON = "begin_text", "begin"


class BeginWith:
    """The texts to choose from, as (number, name, text with its words filled in), for the field `field`."""

    def __init__(self, data, choices, *, field="text"):
        self.data, self.choices, self.field = data, choices, field

    @property
    def chosen(self):
        return whole_number(self.data.get(CHOICE, ""))

    @property
    def is_asked(self):
        return BUTTON in self.data

    @property
    def initial(self):
        """What stands in the form afterwards."""
        typed = self.data.get(self.field, "").strip()
        texts = {number: text for number, _, text in self.choices}
        chosen = texts.get(self.chosen, "").strip()
        is_there = chosen in "\n".join(typed.splitlines())  # a script has filled it in already
        parts = [part for part in (typed, "" if is_there else chosen) if part]
        return {**self.data.dict(), self.field: "\n\n".join(parts)}


def begin_with(data, signal, kind, *, field="text"):
    """The texts of the house of this signal for this kind of form. `data` is what was posted."""
    texts = StandardText.objects.filter(house=signal.house_id, kind=kind, is_active=True)
    usable = [one for one in texts if signal.key_id is None or "nummer" not in placeholders_in(one.text)]
    values = values_of(signal) if usable else {}
    return BeginWith(data, [(one.pk, one.name, filled_in(one.text, values)) for one in usable], field=field)


def begin_with_text(data, house_id, kind, *, field="text"):
    """As begin_with, where there is no signal: only words of the house are filled in."""
    texts = list(StandardText.objects.filter(house=house_id, kind=kind, is_active=True))
    values = _of_house(house_id) if texts else {}
    return BeginWith(data, [(one.pk, one.name, filled_in(one.text, values)) for one in texts], field=field)


def _of_house(house_id):
    house = House.objects.select_related("organisation").get(pk=house_id)
    return {"huis": house.name, "telefoon": house.telephone, "email": house.email}


def values_of(signal):
    """{word: what comes in its place}"""
    end = timezone.localdate() + timedelta(days=OutsideQuestion.DAYS_OPEN)
    return {
        "nummer": signal.number,
        "gemeente": signal.municipality.name,
        "datum": date_format(timezone.localtime(signal.submitted_at), "j F Y"),
        "einddatum": date_format(end, "j F Y"),
        **_of_house(signal.house_id),
    }
