"""Standard texts: what the desk writes again and again, kept by the administrator, with words that are filled in."""

import re

from django.db import models
from django.db.models.functions import Lower

from partners.models.places import Organisation

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
OF_HOUSE = ("huis", "telefoon", "email")


class TextKind(models.TextChoices):
    QUESTION = "question", "vraag aan de melder"
    MESSAGE = "message", "bericht aan een melder zonder account"
    OUTSIDE = "outside", "vraag aan een buitenstaander"
    BEFOREHAND = "beforehand", "vraag vooraf aan de tafel van een overleg"


# What each kind may hold. Numbers and places of a signal are not for who has no account.
PLACEHOLDERS = {
    TextKind.QUESTION: ("nummer", "gemeente", "datum", *OF_HOUSE),
    TextKind.MESSAGE: ("datum", *OF_HOUSE),
    TextKind.OUTSIDE: ("einddatum", *OF_HOUSE),
    TextKind.BEFOREHAND: OF_HOUSE,
}


class StandardText(models.Model):
    """A text of a house to begin with at one kind of form; {huis} and the like are filled in there."""

    house = models.ForeignKey(
        Organisation, models.PROTECT, related_name="standard_texts", verbose_name="huis"
    )
    kind = models.CharField("waarvoor", max_length=10, choices=TextKind)
    name = models.CharField("naam", max_length=60)
    text = models.TextField("tekst", max_length=4000)
    is_active = models.BooleanField("in gebruik", default=True)

    log_kind = "standard_text"

    class Meta:
        verbose_name = "vaste tekst"
        verbose_name_plural = "vaste teksten"
        ordering = ("kind", "name")
        constraints = (
            models.CheckConstraint(name="partners_standardtext_has_text", condition=~models.Q(text="")),
            models.UniqueConstraint("house", "kind", Lower("name"), name="partners_standardtext_name"),
        )

    def __str__(self):
        return self.name


def placeholders_in(text):
    """The words between braces, each once, in order."""
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))


def filled_in(text, values):
    """The text with its words filled in; a word without a value stays as it stands."""
    return PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)
