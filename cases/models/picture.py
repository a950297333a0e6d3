"""The picture of a case: what organisations see in each part of a life, and the events that set things in motion."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from cases.models.life_areas import LifeArea
from cases.models.parts import Part
from partners.models import Organisation
from signals.models import KnownBy

Person = settings.AUTH_USER_MODEL


class AreaLevel(models.TextChoices):
    """What a professional makes of a life area. In words alone: nothing adds them up."""

    CONCERN = "concern", "zorg"
    STABLE = "stable", "stabiel"
    STRENGTH = "strength", "kracht"


class Scale(models.TextChoices):
    MICRO = "micro", "micro: de persoon zelf"
    MESO = "meso", "meso: de groep en mensen dichtbij"
    MACRO = "macro", "macro: de samenleving"


class Factor(models.TextChoices):
    """Events that can set somebody in motion, after Feddes, Nickolson & Doosje (2015): to choose from, no score."""

    DEATH = "death", "confrontatie met de dood"
    HOME = "home", "problemen thuis"
    LOSS = "loss", "verlies van werk of school"
    EXCLUSION = "exclusion", "discriminatie, racisme of uitsluiting ervaren"
    AUTHORITIES = "authorities", "aanvaring met autoriteiten"
    DETENTION = "detention", "detentie"
    OTHER_MICRO = "other_micro", "iets anders bij de persoon zelf"
    BROKEN_TIES = "broken_ties", "sociale banden verbroken"
    RADICAL_PERSON = "radical_person", "ontmoeting met een radicaal persoon"
    GROUP = "group", "aansluiting bij een radicale groep"
    MARRIAGE = "marriage", "huwelijk"
    TRAINING = "training", "training gevolgd"
    PROPAGANDA = "propaganda", "confrontatie met propaganda"
    OTHER_MESO = "other_meso", "iets anders in de groep of dichtbij"
    CALL = "call", "oproep om iets te doen"
    ATTACK = "attack", "aanval op de eigen groep, zo ervaren"
    POLICY = "policy", "overheidsbeleid tegen de eigen groep, zo ervaren"
    OTHER_MACRO = "other_macro", "iets anders in de samenleving"


FACTORS = {
    Scale.MICRO: (
        *(Factor.DEATH, Factor.HOME, Factor.LOSS, Factor.EXCLUSION),
        *(Factor.AUTHORITIES, Factor.DETENTION, Factor.OTHER_MICRO),
    ),
    Scale.MESO: (
        *(Factor.BROKEN_TIES, Factor.RADICAL_PERSON, Factor.GROUP, Factor.MARRIAGE),
        *(Factor.TRAINING, Factor.PROPAGANDA, Factor.OTHER_MESO),
    ),
    Scale.MACRO: (Factor.CALL, Factor.ATTACK, Factor.POLICY, Factor.OTHER_MACRO),
}
SCALE_OF = {factor: scale for scale, factors in FACTORS.items() for factor in factors}


class Turn(models.TextChoices):
    """What a trigger factor did: something new began, or it drove on (or held back) what was already going on."""

    TURNING_POINT = "turning_point", "keerpunt"
    CATALYST = "catalyst", "aanjager"


class PictureEntry(models.Model):
    """What an organisation put in the picture of a case. Kept as written: a correction is a new one beside it."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="+", verbose_name="onderdeel")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="namens")
    source = models.CharField("bron", max_length=120)
    known_by = models.CharField("hoe weet u dit", max_length=10, choices=KnownBy)
    day = models.DateField("dag waar het over gaat")
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="corrected_by", verbose_name="correctie op"
    )
    correction = models.TextField("waarom gecorrigeerd", blank=True)
    written_at = models.DateTimeField("opgeschreven op", default=timezone.now, editable=False)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="opgeschreven door")

    class Meta:
        abstract = True
        ordering = ("-day", "-written_at", "-id")
        constraints = (
            models.CheckConstraint(name="%(app_label)s_%(class)s_has_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_day_was_there",
                condition=Q(day__lte=TruncDate("written_at")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_correction_has_reason",
                condition=Q(corrects__isnull=True, correction="")
                | Q(corrects__isnull=False) & ~Q(correction=""),
            ),
        )


class Observation(PictureEntry):
    """What an organisation sees in one life area on a day: its judgement, with reasons and signs for and against."""

    area = models.CharField("leefgebied", max_length=20, choices=LifeArea)
    level = models.CharField("oordeel", max_length=10, choices=AreaLevel)
    reasons = models.TextField("waarom")
    signs_for = models.TextField("wat wijst hierop", blank=True)
    signs_against = models.TextField("wat wijst op het tegendeel", blank=True)

    class Meta(PictureEntry.Meta):
        verbose_name = "waarneming"
        verbose_name_plural = "waarnemingen"
        constraints = (
            *PictureEntry.Meta.constraints,
            models.CheckConstraint(name="cases_observation_has_reasons", condition=~Q(reasons="")),
        )


class TriggerFactor(PictureEntry):
    """An event that set something in motion in this case, for better or worse."""

    factor = models.CharField("wat voor gebeurtenis", max_length=20, choices=Factor)
    turn = models.CharField("keerpunt of aanjager", max_length=15, choices=Turn)
    text = models.TextField("in woorden")

    class Meta(PictureEntry.Meta):
        verbose_name = "triggerfactor"
        verbose_name_plural = "triggerfactoren"
        constraints = (
            *PictureEntry.Meta.constraints,
            models.CheckConstraint(name="cases_triggerfactor_has_words", condition=~Q(text="")),
        )

    @property
    def scale(self):
        return SCALE_OF[self.factor]
