"""Calling an extra consultation: when, where and who, prefilled; and what was shown of who will read the signal."""

from datetime import datetime, timedelta
from functools import cached_property

from django import forms
from django.utils import timezone

from meetings.forms.fields import LONGEST, day
from meetings.queries import people_at
from meetings.services.extra import FURTHEST, nobody_at
from partners.models import Organisation, OrganisationKind

ROWS, FIRST_ROWS = 8, 3
QUESTION = "Wat weet u hierover, en wat kunt u vandaag doen?"
SUGGESTED = (OrganisationKind.POLICE, OrganisationKind.PROSECUTION)  # beside the municipality


def next_half_hour():
    """The next whole or half hour that is still to come."""
    now = timezone.localtime().replace(second=0, microsecond=0)
    return now + timedelta(minutes=30 - now.minute % 30)


def suggested(signal, partners, people):
    """Ids of the municipality of the signal, a police organisation and the prosecution; only where people can come."""
    able = [one for one in partners if one.pk in people]
    near = {signal.municipality.organisation_id, signal.organisation_id}
    town = [one.pk for one in able if one.pk == signal.municipality.organisation_id]
    first = [_nearest(able, kind, near, signal.municipality.name) for kind in SUGGESTED]
    return town + [pk for pk in first if pk]


def _nearest(able, kind, near, town):
    """Of several the one that reported, else the one named after the town, else the first by name."""
    of_kind = [one for one in able if one.kind == kind]
    order = sorted(of_kind, key=lambda one: (one.pk not in near, town not in one.name, one.name))
    return order[0].pk if order else None


class ExtraForm(forms.Form):
    """The page sends along which organisations its preview showed (`shown`): only with those it is called."""

    on = day("Dag")
    starts = forms.TimeField(
        label="Begint om", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    minutes = forms.IntegerField(
        label="Duur in minuten",
        min_value=15,
        max_value=240,
        initial=45,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Kies 15 tot 240 minuten."),
    )
    place = forms.CharField(label="Plaats of link", max_length=300)

    def __init__(self, data=None, *, signal):
        partners = Organisation.objects.filter(partnerships__house=signal.house_id, is_active=True)
        self.partners = {one.pk: one for one in partners}
        self.people = people_at(self.partners)
        table = suggested(signal, self.partners.values(), self.people)
        super().__init__(data, initial=self._initial(signal, table))
        choices = [("", "Geen organisatie"), *_by_kind(self.partners.values())]
        for n in range(ROWS):
            self._add_row(n, choices, table[n] if n < len(table) else "")

    def _initial(self, signal, table):
        starts_at = next_half_hour()
        house = signal.house.house_profile
        return {
            "on": starts_at.date(),
            "starts": starts_at.time(),
            "place": f"{house.address}, {house.postcode_city}",
        }

    def _add_row(self, n, choices, organisation):
        self.fields[f"organisation_{n}"] = forms.TypedChoiceField(
            label=f"Organisatie {n + 1}",
            choices=choices,
            coerce=int,
            empty_value=None,
            error_messages={"invalid_choice": "Kies een organisatie uit de lijst."},
            required=False,
            initial=organisation,
        )
        self.fields[f"question_{n}"] = forms.CharField(
            label=f"Vraag aan organisatie {n + 1}",
            max_length=LONGEST,
            required=False,
            initial=QUESTION if organisation else "",
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def _row(self, n):
        return self[f"organisation_{n}"], self[f"question_{n}"]

    @property
    def first_rows(self):
        return [self._row(n) for n in range(FIRST_ROWS)]

    @property
    def more_rows(self):
        return [self._row(n) for n in range(FIRST_ROWS, ROWS)]

    @property
    def more_is_used(self):
        """Something was typed or went wrong there: then it stands open."""
        return any(field.value() or field.errors for row in self.more_rows for field in row)

    def clean(self):
        cleaned = super().clean()
        on, starts = cleaned.pop("on", None), cleaned.pop("starts", None)
        if on and starts:
            self._check_moment(timezone.make_aware(datetime.combine(on, starts)))
        rows = [
            (n, cleaned.pop(f"organisation_{n}", None), cleaned.pop(f"question_{n}", "")) for n in range(ROWS)
        ]
        cleaned["table"] = self._table(rows)
        return cleaned

    def _check_moment(self, starts_at):
        self.cleaned_data["starts_at"] = starts_at
        if starts_at < timezone.now():
            self.add_error("starts", "Dit moment is voorbij. Kies een moment dat nog komt.")
        elif starts_at > timezone.now() + FURTHEST:
            self.add_error(
                "on", "Een spoedoverleg is binnen een week. Zet het signaal anders op een gewone agenda."
            )

    def _table(self, rows):
        table = {}
        for n, pk, question in rows:
            if pk in table:
                self.add_error(
                    f"organisation_{n}", f"{self.partners[pk]} staat er twee keer. Kies een andere."
                )
            elif pk and pk not in self.people:
                self.add_error(f"organisation_{n}", nobody_at([self.partners[pk].name]))
            elif pk:
                table[pk] = question
            elif question.strip():
                self.add_error(f"organisation_{n}", "Kies aan wie u dit vraagt, of haal de vraag weg.")
        if not table and not self.errors:
            self.add_error(None, "Kies minstens één organisatie om mee te overleggen.")
        return [(self.partners[pk], question) for pk, question in table.items()]

    @cached_property
    def readers(self):
        """[(organisation, names)] of who will read the signal with what stands in the form now."""
        if not self.is_bound:
            chosen = [row[0].initial for row in (self._row(n) for n in range(ROWS)) if row[0].initial]
        else:
            chosen = [one.pk for one, _ in self.cleaned_data.get("table", [])]
        return [(self.partners[pk], self.people.get(pk, [])) for pk in chosen]

    @property
    def was_shown(self):
        """Whether the caller saw exactly these readers before he pressed the button."""
        return self.data.get("shown", "") == self.shown_now

    @property
    def shown_now(self):
        return _joined(one.pk for one, _ in self.readers)


def _joined(ids):
    return ",".join(str(pk) for pk in sorted(ids))


def _by_kind(partners):
    """Municipalities apart from the other partners."""
    towns, others = [], []
    for one in sorted(partners, key=lambda one: one.name):
        (towns if one.kind == OrganisationKind.MUNICIPALITY else others).append((one.pk, one.name))
    return [("Partners", others), ("Gemeenten", towns)]
