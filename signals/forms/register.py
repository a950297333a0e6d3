"""The forms with which a house takes over its old register: the file, its sheet, its columns, its values."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from partners.models import Municipality, Theme
from partners.queries import houses_of, organisations_of
from partners.roles import Permission
from signals.models import REPORTER_FUNCTIONS, Outcome, Regime
from signals.register import store
from signals.register.columns import BY_NAME, CHOSEN, FIELDS, REQUIRED
from signals.register.values import OUTCOMES, TO_WEIGH, UNKNOWN, mark_of
from signals.services import matching_of
from signals.services.register import MOST_BYTES

TOO_BIG = "Dit bestand is groter dan 10 MB. Knip uw register in delen, of haal plaatjes en opmaak weg."
NOT_TAKEN = "niet overnemen"
LEFT_OUT = {
    "municipality": "rijen hiermee niet overnemen",
    "themes": "zonder thema",
    "reporter_function": "functie ‘anders’",
    "organisation": "geen organisatie",
    "outcome": "zonder uitkomst: nog te wegen",
}
TO_BE_WEIGHED = "nog te wegen"
ASKED = {"municipality", "themes", "outcome"}  # the others are left out unless somebody chooses
SHOWN, LONGEST_SHOWN = 3, 60


class UploadForm(forms.Form):
    house = forms.ModelChoiceField(None, label="Voor welk huis?", empty_label=None)
    file = forms.FileField(
        label="Excel-bestand (.xlsx) of CSV",
        help_text="Hoogstens 10 MB en 20.000 rijen. De bovenste rij bevat de namen van de kolommen.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,text/csv"}),
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Dit bestand is leeg. Kies een ander bestand.",
            "max_length": "De naam van dit bestand is te lang. Geef het een kortere naam.",
        },
    )

    def __init__(self, data=None, files=None, *, user):
        super().__init__(data, files)
        houses = houses_of(user, Permission.SIGNAL_IMPORT)
        self.fields["house"].queryset = houses
        self.fields["house"].initial = first = houses.first()
        if len(houses) == 1:
            self.fields["house"].widget = forms.HiddenInput()
            self.fields["house"].initial = first.pk

    def clean_file(self):
        if self.cleaned_data["file"].size > MOST_BYTES:
            raise ValidationError(TOO_BIG)
        return self.cleaned_data["file"]


class SheetForm(forms.Form):
    def __init__(self, data=None, *, register):
        super().__init__(data, initial={"sheet": register.sheet})
        sheets = [(name, name) for name in register.sheets]
        self.fields["sheet"] = forms.ChoiceField(label="Op welk blad staat het register?", choices=sheets)


@dataclass(frozen=True)
class Column:
    """A column of the file on the form: its field, and what stands in its first rows."""

    field: forms.BoundField
    examples: list


class ColumnsForm(forms.Form):
    """Per column of the file the field of a signal it holds, or nothing."""

    regime = forms.ChoiceField(
        label="De gegevens in dit register vallen onder",
        choices=Regime.choices,
        help_text="Staan er gegevens van politie of justitie in? Kies dan het strengste. Het geldt voor alle rijen.",
    )

    def __init__(self, data=None, *, register):
        super().__init__(data, initial={"regime": register.regime})
        self.register = register
        choices = [("", NOT_TAKEN), *((field.name, _label(field)) for field in FIELDS)]
        for place, header in enumerate(register.headers):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=header,
                choices=choices,
                required=False,
                initial=register.columns.get(str(place)),
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    @property
    def columns(self):
        first = store.portion(self.register.token, 0)
        for name in self._names():
            place = int(name.removeprefix("column-"))
            texts = dict.fromkeys(cells[place] for _, cells in first if cells[place])
            yield Column(self[name], [text[:LONGEST_SHOWN] for text in list(texts)[:SHOWN]])

    def _names(self):
        return [name for name in self.fields if name.startswith("column-")]

    def clean(self):
        cleaned = super().clean()
        taken = {name: cleaned[name] for name in self._names() if cleaned.get(name)}
        for name, field in taken.items():
            if list(taken.values()).count(field) > 1:
                self.add_error(name, "Dit veld is twee keer gekozen. Kies het bij één kolom.")
        missing = [BY_NAME[field].label for field in REQUIRED if field not in taken.values()]
        if missing:
            self.add_error(
                None, f"Kies ook een kolom voor: {', '.join(missing)}. Zonder kan er geen signaal komen."
            )
        cleaned["columns"] = {name.removeprefix("column-"): field for name, field in taken.items()}
        return cleaned


def _label(field):
    return f"{field.label} (verplicht)" if field.is_required else field.label


@dataclass(frozen=True)
class Group:
    """The values of one column that were not recognised, with a choice for each."""

    label: str
    header: str
    fields: list
    is_too_much: bool


class ValuesForm(forms.Form):
    """What values mean that nobody recognised: chosen once for all rows. With the columns, four queries."""

    def __init__(self, data=None, *, register):
        super().__init__(data)
        self.register, self.matching = register, matching_of(register)
        self.values = store.values_of(register.token)
        self.groups, self.marks = [], {}
        for number, name in self.matching.columns.items():
            if name in CHOSEN:
                self._add_group(int(number), name)

    def _add_group(self, place, name):
        values, fields = self.values[place], []
        for value in values or []:
            if self.matching.known.recognised(name, value) is None:
                fields.append(self._add_value(name, value))
        if fields or values is None:
            header, label = self.register.headers[place], BY_NAME[name].label
            self.groups.append(Group(label, header, [self[one] for one in fields], values is None))

    def _add_value(self, name, value):
        key = f"{name}-{mark_of(value)}"
        chosen = self.register.choices.get(name, {}).get(mark_of(value))
        self.fields[key] = forms.ChoiceField(
            label=value[:LONGEST_SHOWN],
            choices=self._choices(name),
            initial=chosen or (None if name in ASKED else UNKNOWN),
            error_messages={"required": "Kies wat dit betekent."},
        )
        self.marks[key] = (name, mark_of(value))
        return key

    def _choices(self, name):
        """The choices of a field are read once for all its values."""
        cache = self.__dict__.setdefault("_read", {})
        if name not in cache:
            first = [("", "Kies…")] if name in ASKED else []
            cache[name] = [*first, (UNKNOWN, LEFT_OUT[name]), *choices_of(name, self.register.house)]
        return cache[name]

    @property
    def choices(self):
        """{field: {mark: code}}: what was chosen now, beside what was chosen before for other values."""
        made = {name: dict(marks) for name, marks in self.register.choices.items()}
        for key, (name, mark) in self.marks.items():
            made.setdefault(name, {})[mark] = self.cleaned_data[key]
        return made


def choices_of(name, house):
    """[(code, label)] of a field that is one of a list."""
    if name == "municipality":
        return [(str(one.pk), one.name) for one in Municipality.objects.filter(house=house)]
    if name == "themes":
        return [(str(one.pk), one.name) for one in Theme.objects.filter(house=house, is_active=True)]
    if name == "organisation":
        return [(str(one.pk), one.name) for one in organisations_of(house)]
    if name == "reporter_function":
        return REPORTER_FUNCTIONS
    return [(code, Outcome(code).label) for code in OUTCOMES if code != TO_WEIGH]
