"""Choosing a part of a text: to hide it, or to propose that it goes for good. First a preview, then the step."""

from dataclasses import dataclass

from django import forms

from signals.forms.fields import LONGEST_TEXT, reason_form, text
from signals.models import PLACES
from signals.queries import Times, texts_of, times_found, without
from zvh.seen import seen

SHOWN = 60  # letters of a text, to recognise it by
TELLING = 3  # fewer letters stand in any sentence
NOT_FOUND = (
    "Deze woorden staan niet in deze tekst. Typ ze precies zoals ze er staan, ook de hoofdletters. "
    "Wat al is afgeschermd, kan er niet in staan."
)

OpenPartForm = reason_form(
    "Waarom moet u dit deel lezen?",
    "Het deel staat een uur open, alleen voor u. Uw reden wordt bewaard.",
    rows=3,
    missing="Schrijf op waarom u het verborgen deel nodig heeft.",
)
ShowPartForm = reason_form(
    "Waarom mag iedereen die dit signaal leest dit deel weer zien?",
    "Noem het deel zelf hier niet. Uw reden wordt bewaard.",
    rows=3,
    missing="Schrijf op waarom het deel weer te lezen mag zijn.",
)
RedactMaskForm = reason_form(
    "Waarom moet dit deel definitief weg?",
    "Een collega leest uw reden en bevestigt. Noem het deel zelf hier niet: uw reden blijft bewaard.",
    rows=3,
    missing="Schrijf op waarom het deel weg moet.",
)


@dataclass(frozen=True)
class Preview:
    """How a text becomes; `seen` stands for exactly this, so that nobody confirms what he did not see."""

    where: str
    part: str
    rest: str
    seen: str


class PartForm(forms.Form):
    """Which words of which text, and why. `least` is how many letters they must have; `places` offers these texts."""

    at = forms.ChoiceField(label="In welke tekst?")
    words = forms.CharField(
        label="Welke woorden?",
        help_text="Typ of plak ze precies zoals ze er staan. Of selecteer ze hierboven in de tekst.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Typ of plak de woorden."},
    )
    nth = forms.ChoiceField(label="Welke keer?", required=False, widget=forms.RadioSelect)
    reason = text(
        "Waarom?",
        "Noem de woorden zelf hier niet: uw reden blijft bewaard.",
        rows=3,
        missing="Schrijf op waarom.",
    )

    def __init__(self, data=None, *, signal, places=tuple(PLACES), least=1):
        super().__init__(data)
        self.least = least
        self.texts = {one.key: one for one in texts_of(signal, places)}
        self.fields["at"].choices = [(key, _choice(one)) for key, one in self.texts.items()]
        self.found = self._found(data or {})
        times = [_time(n, one) for n, one in enumerate(self.found.shown, start=1)]
        self.fields["nth"].choices = [("0", f"Alle {self.found.count} keer"), *(times or [("1", "")])]
        if self.found.count < 2:
            self.fields["nth"].widget = forms.HiddenInput()

    def _found(self, data):
        chosen, words = self.texts.get(data.get("at")), data.get("words", "").strip()
        return times_found(chosen.content, words) if chosen and words and "\0" not in words else Times(0, [])

    def clean_nth(self):
        return int(self.cleaned_data["nth"] or 0) if self.found.count > 1 else 1

    def clean(self):
        cleaned = super().clean()
        words = " ".join(cleaned.get("words", "").split())
        if not words:
            return cleaned
        if len(words) < self.least:
            self.add_error("words", f"Kies minstens {self.least} letters.")
        elif cleaned.get("at") and not self.found.count:
            self.add_error("words", NOT_FOUND)
        elif self.found.count > 1 and not self.data.get("nth"):
            self.add_error("nth", f"Deze woorden staan er {self.found.count} keer. Kies welke u bedoelt.")
        if len(words) >= TELLING and words.lower() in " ".join(cleaned.get("reason", "").lower().split()):
            self.add_error("reason", "Noem de woorden zelf hier niet. Schrijf ‘de naam’ of ‘het adres’.")
        return cleaned

    def preview(self, mark):
        """Of a form that is valid: the text as it becomes, with this mark."""
        chosen, words, nth = (self.cleaned_data[name] for name in ("at", "words", "nth"))
        content = self.texts[chosen].content
        part, rest = without(content, words, nth, mark)
        return Preview(self.texts[chosen].where, part, rest, seen(chosen, content, words, nth))

    @property
    def part(self):
        """The arguments of the services."""
        chosen = self.texts[self.cleaned_data["at"]]
        given = {name: self.cleaned_data[name] for name in ("words", "nth", "reason")}
        return {"place": chosen.place, "row": chosen.row, **given}

    @property
    def words_there(self):
        """Without the reason: what is looked for elsewhere."""
        return {name: value for name, value in self.part.items() if name != "reason"}


def _choice(one):
    short = " ".join(one.content.split())
    return f"{one.where.capitalize()}: {short[:SHOWN]}{'…' if len(short) > SHOWN else ''}"


def _time(n, found):
    return str(n), f"Alleen keer {n}: {found.before}{found.part}{found.after}"


class OthersForm(forms.Form):
    """Where else the words stand: what the second person takes along."""

    others = forms.MultipleChoiceField(
        label="Deze woorden staan ook in",
        help_text="Aangevinkt gaat mee: dan verdwijnen ze daar ook.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "De teksten zijn intussen veranderd. Bekijk de lijst opnieuw."},
    )

    def __init__(self, data=None, *, found):
        super().__init__(data)
        self.texts = {one.key: (one.place, one.row) for one, _ in found}
        field = self.fields["others"]
        field.choices = [(one.key, _other(one, words)) for one, words in found]
        field.initial = [one.key for one, words in found if len(words.part) >= TELLING]
        if not found:
            del self.fields["others"]

    @property
    def chosen(self):
        return [self.texts[key] for key in self.cleaned_data.get("others", ())]


def _other(one, words):
    return f"{one.where.capitalize()}: {words.before}{words.part}{words.after}"
