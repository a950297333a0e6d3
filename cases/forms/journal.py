"""The journal of a case: writing, correcting and withdrawing an entry, and what to show of the list."""

from itertools import groupby

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils import timezone

from cases.forms.informing import CheckedByServer
from cases.forms.layout import PageForm, bare_helper, text_area
from cases.models import Visibility
from signals.models import Regime

STRICTER = f"{Regime.WPG.value} {Regime.WJSG.value}"
SOONER = "Dit moment moet nog komen. Kies wanneer het was."


class EntryForm(PageForm):
    """`writers` are as what somebody may write, `people` whom he may name; `earlier` is the entry that is corrected.

    Gives what `write_entry` and `correct_entry` ask.
    """

    writer = forms.ChoiceField(label="Namens wie schrijft u?")
    occurred_at = forms.DateTimeField(
        label="Wanneer was het?",
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        error_messages={"invalid": "Kies een dag en een tijd."},
    )
    source = forms.CharField(
        label="Van wie of waaruit weet u dit?",
        help_text="Bijvoorbeeld: gesprek met de moeder, eigen waarneming, melding van school. Een naam is niet nodig.",
        max_length=120,
        error_messages={"required": "Schrijf van wie of waaruit u dit weet."},
    )
    regime = forms.ChoiceField(
        label="Onder welke wet heeft u dit?",
        choices=Regime,
        initial=Regime.AVG,
        help_text="Gegevens van de politie vallen onder de Wpg, die van justitie onder de Wjsg.",
        widget=forms.RadioSelect,
    )
    text = text_area(
        "Wat wilt u vastleggen?",
        "Schrijf op wat er gebeurde of is afgesproken. Houd feiten en wat u ervan vindt uit elkaar.",
        rows=8,
        max_length=10_000,
        error_messages={"required": "Schrijf op wat u wilt vastleggen."},
    )
    visible_to = forms.ChoiceField(
        label="Wie mag dit lezen?", choices=Visibility, initial=Visibility.OWN, widget=forms.RadioSelect
    )
    readers = forms.MultipleChoiceField(
        label="Welke personen?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen wie deze casus leest. Stopt iemand daarmee, dan leest die ook dit niet meer.",
        error_messages={"invalid_choice": "Een van deze personen leest de casus niet meer. Kies opnieuw."},
    )
    share_reason = forms.CharField(
        label="Waarom mogen alle partners dit lezen?",
        help_text="Alleen nodig bij Wpg of Wjsg, als alle partners het lezen. Noem waarop u dat baseert.",
        required=False,
        widget=CheckedByServer(attrs={"rows": 3}),
    )
    reason = text_area(
        "Waarom corrigeert u dit?",
        "Wie ook de eerdere tekst leest, ziet deze reden erbij.",
        error_messages={"required": "Schrijf wat er niet klopte."},
    )

    SCANNED = {"source": "Van wie of waaruit weet u dit?", "text": "Wat wilt u vastleggen?"}

    def __init__(self, data=None, *, writers, people, reads_all, earlier=None, initial=None):
        super().__init__(data, initial={**_first_values(earlier), **(initial or {})})
        self.writers = {str(one.membership_id): one for one in writers}
        self.people = {str(one.membership_id): one for one in people}
        self.fields["writer"].choices = [(pk, one.organisation) for pk, one in self.writers.items()]
        self.fields["readers"].choices = list(_by_organisation(people))
        self.fields["visible_to"].choices = _visibility(reads_all, for_house=writers[0].is_of_house)
        if len(writers) == 1:
            del self.fields["writer"]
        if earlier is None:
            del self.fields["reason"]
        self.helper = bare_helper(self._layout())
        self.helper.label_class = "requiredField"  # what shows later is not optional

    def _layout(self):
        names = ("writer", "occurred_at", "source", "regime", "text", "reason")
        return Layout(
            Fieldset("Aantekening", *(name for name in names if name in self.fields)),
            Fieldset(
                "Wie leest dit",
                "visible_to",
                Div("readers", data_show_when="visible_to", data_show_values=Visibility.NAMED.value),
                Div(
                    Div("share_reason", data_show_when="regime", data_show_values=STRICTER),
                    data_show_when="visible_to",
                    data_show_values=Visibility.PARTNERS.value,
                ),
            ),
        )

    def clean_occurred_at(self):
        if self.cleaned_data["occurred_at"] > timezone.now():
            raise forms.ValidationError(SOONER)
        return self.cleaned_data["occurred_at"]

    def clean(self):
        cleaned = super().clean()
        only = next(iter(self.writers)) if len(self.writers) == 1 else None
        cleaned["writer"] = self.writers.get(cleaned.get("writer") or only)
        cleaned["readers"] = [self.people[pk] for pk in cleaned.get("readers", ())]
        self._check_named(cleaned)
        self._check_shared(cleaned)
        return cleaned

    def _check_named(self, cleaned):
        if cleaned.get("visible_to") != Visibility.NAMED:
            cleaned["readers"] = []
        elif not cleaned["readers"] and "readers" not in self.errors:
            self.add_error("readers", "Kies minstens één persoon.")

    def _check_shared(self, cleaned):
        """A stricter law for all partners asks why; else there is nothing to say."""
        is_stricter = cleaned.get("regime") in {Regime.WPG, Regime.WJSG}
        if not (is_stricter and cleaned.get("visible_to") == Visibility.PARTNERS):
            cleaned["share_reason"] = ""
        elif not cleaned.get("share_reason"):
            self.add_error("share_reason", "Schrijf waarom alle partners deze gegevens mogen lezen.")


def _visibility(reads_all, *, for_house):
    """For whom it can be; the own organisation of who works in the case is its staff."""
    words = dict(Visibility.choices)
    if for_house:
        words[Visibility.OWN] = "alleen wie deze casus regisseert"
    if not reads_all:
        del words[Visibility.PARTNERS]
    return list(words.items())


def _first_values(earlier):
    """A correction begins with the words of what it corrects, and with the readers that it has."""
    if earlier is None:
        return {"occurred_at": timezone.localtime()}
    names = ("source", "regime", "text", "visible_to", "share_reason")
    return {name: getattr(earlier, name) for name in names} | {
        "occurred_at": timezone.localtime(earlier.occurred_at),
        "readers": [str(pk) for pk in (earlier.membership_id, *_named_at(earlier))],
    }


def _named_at(entry):
    return [reader.membership_id for reader in entry.readers.all()]


def _by_organisation(people):
    """The people under the organisation by which they read the case."""
    for organisation, group in groupby(people, key=lambda one: one.organisation):
        yield organisation, [(str(one.membership_id), one.name) for one in group]


class WithdrawForm(PageForm):
    reason = text_area(
        "Waarom trekt u deze aantekening in?",
        "De tekst blijft doorgestreept te lezen voor wie die kon lezen, met deze reden.",
        error_messages={"required": "Schrijf waarom deze aantekening niet geldt."},
    )


class EntryFilterForm(PageForm):
    """What to show of the journal; every answer stands in the address of the page."""

    words = forms.CharField(label="Woorden", required=False, max_length=80)
    organisation = forms.ChoiceField(label="Namens", required=False)
    visible_to = forms.ChoiceField(
        label="Zichtbaar voor",
        required=False,
        choices=[
            ("", "alles wat u mag lezen"),
            (Visibility.PARTNERS, "alle partners"),
            (Visibility.OWN, "eigen organisatie"),
            (Visibility.NAMED, "genoemde personen"),
        ],
    )

    def __init__(self, data, *, case):
        super().__init__(data)
        there = {partner.organisation_id: str(partner.organisation) for partner in case.partners.all()}
        self.fields["organisation"].choices = [
            ("", "alle organisaties"),
            (str(case.house_id), str(case.house)),
            *((str(pk), name) for pk, name in there.items() if pk != case.house_id),
        ]

    @property
    def chosen(self):
        """The answers that are right; a wrong one does not narrow the list."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
