"""Parts of a text that are hidden for everybody and can come back, and parts that are taken away for good."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from signals.models.report import Signal

Person = settings.AUTH_USER_MODEL

# Every text around a signal, as zvh.texts_of() in policies_masks.sql names it, in Dutch.
PLACES = {
    "signal.title": "waar gaat het om",
    "signal.facts": "wat is er gezien of gehoord",
    "signal.meaning": "wat betekent het volgens de melder",
    "signal.contradiction": "wat wijst op het tegendeel",
    "signal.place": "plaats of wijk",
    "signal.trigger": "aanleiding",
    "signal.threat": "dreiging",
    "signal.vulnerability": "kwetsbaarheid",
    "signal.steps_taken": "wat is er al gedaan",
    "question.answer": "antwoord van de melder",
    "party.why": "waarom een betrokkene nodig is",
    "message.text": "bericht in het gesprek",
    "outsidequestion.answer": "antwoord van een buitenstaander",
    "party.label": "aanduiding van een betrokkene",
    "question.text": "vraag aan de melder",
    "weighing.notes": "aantekeningen bij de weging",
    "weighing.reason": "reden van de uitkomst",
    "share.purpose": "doel van het delen",
    "share.necessity": "waarom delen nodig is",
    "share.end_reason": "waarom het delen stopte",
    "link.reason": "reden van een koppeling",
    "link.end_reason": "waarom een koppeling is losgemaakt",
    "intake.check_reason": "reden van de controle",
    "contactrequest.reason": "reden om contactgegevens te vragen",
    "attachment.name": "naam van een bestand",
    "attachment.release_reason": "reden om een bestand vrij te geven",
    "event.text": "regel in het verloop",
    "mask.reason": "reden van een afscherming",
    "mask.end_reason": "reden om een afscherming op te heffen",
    "redaction.reason": "reden om te verwijderen",
    "outsidequestion.to_whom": "aan wie buiten het huis iets is gevraagd",
    "outsidequestion.text": "vraag aan een buitenstaander",
    "outsidequestion.withdraw_reason": "waarom een vraag is ingetrokken",
    "interview.with_whom": "met wie een gesprek was",
    "interview.held_by_words": "welke organisatie een gesprek voerde",
    "interview.why": "waarom een gesprek nodig was",
    "interview.told": "wat in een gesprek is verteld",
    "interview.agreed": "wat in een gesprek is afgesproken",
    "interview.safety": "wat wordt gedaan aan de veiligheid",
    "interview.correction": "waarom een gesprek is gecorrigeerd",
    "clockstop.reason": "waarom de klok stilstond",
    "registerrow.reference": "kenmerk in het register van vroeger",
}
# Of all of them a part can be proposed to go. Hidden only of these: what others than the desk told.
HIDEABLE = tuple(PLACES)[:13]


class Mask(models.Model):
    """A part of a text of a signal is hidden: where, by whom and why. In the text stands a mark with its number."""

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="masks", verbose_name="signaal")
    n = models.PositiveSmallIntegerField("nummer", editable=False)
    place = models.CharField("in welke tekst", max_length=40)
    row = models.BigIntegerField("in welke rij")
    reason = models.TextField("waarom")
    made_at = models.DateTimeField("afgeschermd op", default=timezone.now, editable=False)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="afgeschermd door")
    ended_at = models.DateTimeField("opgeheven op", null=True, editable=False)
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="opgeheven door"
    )
    end_reason = models.TextField("waarom opgeheven", blank=True)
    is_removed = models.BooleanField("definitief verwijderd", default=False)

    class Meta:
        verbose_name = "afscherming"
        verbose_name_plural = "afschermingen"
        ordering = ("n",)
        constraints = (
            models.CheckConstraint(name="signals_mask_has_reason", condition=~Q(reason="")),
            models.UniqueConstraint(fields=["signal", "n"], name="signals_mask_number"),
            models.CheckConstraint(
                name="signals_mask_ended_pair",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, is_removed=False)
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason=""),
            ),
        )

    def __str__(self):
        return f"afgeschermd {self.n}"

    def get_absolute_url(self):
        return reverse("signals:masks", args=[self.signal.number])

    @property
    def where(self):
        return PLACES[self.place]


class MaskedText(models.Model):
    """The part itself. Shown only to who holds a grant for it; gone when the part is back, or removed for good."""

    mask = models.OneToOneField(Mask, models.PROTECT, primary_key=True, related_name="+")
    text = models.TextField("verborgen deel")

    class Meta:
        verbose_name = "verborgen deel"
        verbose_name_plural = "verborgen delen"


class RedactionState(models.TextChoices):
    PROPOSED = "proposed", "wacht op tweede persoon"
    DONE = "done", "definitief verwijderd"
    WITHDRAWN = "withdrawn", "ingetrokken"


class Redaction(models.Model):
    """One of the desk proposes that a part goes for good; a second person confirms. Its words stay no longer than that.

    What would go is some words in a text, or a part that is hidden already (`mask`).
    """

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="redactions", verbose_name="signaal")
    place = models.CharField("in welke tekst", max_length=40)
    row = models.BigIntegerField("in welke rij")
    words = models.TextField("welke woorden", blank=True)
    nth = models.PositiveSmallIntegerField("de hoeveelste keer; 0 is elke keer", default=0)
    mask = models.ForeignKey(Mask, models.PROTECT, null=True, related_name="+", verbose_name="afscherming")
    reason = models.TextField("waarom")
    state = models.CharField(
        "stand", max_length=10, choices=RedactionState, default=RedactionState.PROPOSED, editable=False
    )
    proposed_at = models.DateTimeField("voorgesteld op", default=timezone.now, editable=False)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="voorgesteld door")
    decided_at = models.DateTimeField("besloten op", null=True, editable=False)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="besloten door"
    )

    LEAST_LETTERS = 3  # so that the mark never makes a text longer

    class Meta:
        verbose_name = "verwijdering"
        verbose_name_plural = "verwijderingen"
        ordering = ("-proposed_at", "-id")
        constraints = (
            models.CheckConstraint(name="signals_redaction_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="signals_redaction_second_person",
                condition=~Q(state=RedactionState.DONE)
                | Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="signals_redaction_decided_pair",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, state=RedactionState.PROPOSED)
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(state=RedactionState.PROPOSED),
            ),
            models.CheckConstraint(
                name="signals_redaction_keeps_no_words",
                condition=Q(state=RedactionState.PROPOSED, mask__isnull=True) & ~Q(words="")
                | Q(state=RedactionState.PROPOSED, mask__isnull=False, words="")
                | ~Q(state=RedactionState.PROPOSED) & Q(words=""),
            ),
        )

    def get_absolute_url(self):
        return reverse("signals:masks", args=[self.signal.number])

    @property
    def where(self):
        return PLACES[self.place]

    @property
    def house_id(self):
        return self.signal.house_id
