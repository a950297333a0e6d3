"""A standard text, with words between braces that are filled in where it is used."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from partners.models import PLACEHOLDERS, StandardText, filled_in, placeholders_in

# {word: what it becomes}
MEANINGS = {
    "nummer": "het nummer van het signaal; zo'n tekst is er alleen bij melders met een account",
    "gemeente": "de gemeente van het signaal",
    "datum": "de dag van de melding",
    "einddatum": "de laatste dag waarop de link werkt",
    "huis": "de naam van het huis",
    "telefoon": "het telefoonnummer van het huis",
    "email": "het e-mailadres van het huis",
}


class StandardTextForm(forms.ModelForm):
    class Meta:
        model = StandardText
        fields = ("kind", "name", "text", "is_active")
        widgets = {"text": forms.Textarea(attrs={"rows": 9})}
        help_texts = {
            "name": "Waaraan een collega de tekst herkent in de lijst.",
            "text": "Woorden tussen accolades worden vanzelf ingevuld. Hieronder staat welke er zijn.",
            "is_active": "Uit: niemand kan er meer mee beginnen.",
        }

    def clean(self):
        given = super().clean()
        if given.get("kind") and given.get("text"):
            self._check_words(given["text"], PLACEHOLDERS[given["kind"]])
        return given

    def _check_words(self, text, known):
        wrong = [f"{{{word}}}" for word in placeholders_in(text) if word not in known]
        if wrong:
            can = ", ".join(f"{{{word}}}" for word in known)
            verb = "kan" if len(wrong) == 1 else "kunnen"
            message = f"{' en '.join(wrong)} {verb} niet in deze soort tekst. U kunt gebruiken: {can}."
            self.add_error("text", ValidationError(message))


def preview_of(text, house):
    """The text as a colleague gets it, with example values."""
    today = timezone.localdate()
    return filled_in(
        text,
        {
            "nummer": "S-2026-0412",
            "gemeente": "Voorbeeldstad",
            "datum": date_format(today - timedelta(days=3), "j F Y"),
            "einddatum": date_format(today + timedelta(days=14), "j F Y"),
            "huis": house.name,
            "telefoon": house.telephone,
            "email": house.email,
        },
    )


def words_by_kind():
    """[(kind in words, [(word with braces, what it becomes)])] for the explanation."""
    return [
        (kind.label, [(f"{{{word}}}", MEANINGS[word]) for word in words])
        for kind, words in PLACEHOLDERS.items()
    ]
