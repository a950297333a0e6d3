"""Two people at one goal or intervention: what the other wrote and what you wrote, side by side."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from cases.queries import in_words
from cases.services.plan import same


@dataclass(frozen=True)
class Field:
    """One answer on which two people differ."""

    name: str
    label: str
    theirs: str
    yours: str


class Both:
    """What stands in a row now; after a refusal also a form that counts from now, with what was typed in it."""

    def __init__(self, row, names):
        self.row, self.names = row, names
        self.newest = row.versions.latest("pgh_id").pk
        self.now = {name: self._value(row, name) for name in names} | {"base": self.newest}
        self.form, self.fields = None, []

    def _value(self, row, name):
        return getattr(row, row._meta.get_field(name).attname)

    def after(self, form):
        """With the form that was sent, whether it was refused or not."""
        self.form = form
        if form.is_bound and form.non_field_errors() and form.cleaned_data["base"] != self.newest:
            self._compare(form)
        return self

    def _compare(self, form):
        """Where only the other changed something his answer is taken; where both did, yours stays in the form."""
        started = self.row.versions.filter(pk=form.cleaned_data["base"]).first()
        data = form.data.copy()
        data["base"] = str(self.newest)
        for name in self.names:
            yours, theirs = self._sent(form, name), self._value(self.row, name)
            if started and same(yours, self._value(started, name)):
                data[name] = "" if theirs is None else str(theirs)
            elif not same(yours, theirs):
                words = in_words(self.row, name), shown(form, name)
                self.fields.append(Field(f"verschil-{name}", str(form.fields[name].label), *words))
        form.data = data

    def _sent(self, form, name):
        value = form.cleaned_data[name]
        return getattr(value, "pk", value)


def shown(form, name):
    """What was typed or chosen, in words."""
    value = form.cleaned_data[name]
    choices = getattr(form.fields[name], "choices", None)
    if isinstance(value, str) and choices:
        return str(dict(choices).get(value, value))
    return date_format(value, "j F Y") if isinstance(value, date) else str(value or "")
