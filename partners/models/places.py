"""Organisations, houses, municipalities and themes: the region."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property


class OrganisationKind(models.TextChoices):
    HOUSE = "house", "zorg- en veiligheidshuis"
    MUNICIPALITY = "municipality", "gemeente"
    POLICE = "police", "politie"
    PROSECUTION = "prosecution", "openbaar ministerie"
    PROBATION = "probation", "reclassering"
    CHILD_PROTECTION = "child_protection", "raad voor de kinderbescherming"
    YOUTH_WORK = "youth_work", "jongerenwerk"
    CARE = "care", "zorg"
    OTHER = "other", "andere partner"


class Organisation(models.Model):
    """A house, a municipality or a partner that works with it."""

    name = models.CharField("naam", max_length=120)
    short_name = models.CharField("korte naam", max_length=40)
    kind = models.CharField("soort", max_length=20, choices=OrganisationKind)
    is_active = models.BooleanField("actief", default=True)

    log_kind = "organisation"

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ("name",)
        constraints = (models.UniqueConstraint(Lower("name"), name="partners_organisation_name"),)

    def __str__(self):
        return self.name

    @cached_property
    def house_ids(self):
        """The houses it works with; a house is its own."""
        own = {self.pk} if self.kind == OrganisationKind.HOUSE else set()
        return own | {partnership.house_id for partnership in self.partnerships.all()}


class House(models.Model):
    """What a care and safety house says about itself on every page and paper."""

    organisation = models.OneToOneField(
        Organisation,
        models.PROTECT,
        primary_key=True,
        related_name="house_profile",
        verbose_name="organisatie",
    )
    region = models.CharField("regio", max_length=80)
    address = models.CharField("adres", max_length=120)
    postcode_city = models.CharField("postcode en plaats", max_length=120)
    telephone = models.CharField("telefoon", max_length=20)
    email = models.EmailField("e-mail")

    log_kind = "house"

    class Meta:
        verbose_name = "huis"
        verbose_name_plural = "huizen"

    def __str__(self):
        return f"{self.organisation} {self.region}"

    @property
    def name(self):
        return self.organisation.name

    @property
    def house_id(self):
        return self.organisation_id


class Partnership(models.Model):
    """An organisation works with a house. Some, such as the public prosecution, work with several."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="partnerships", verbose_name="organisatie"
    )
    house = models.ForeignKey(Organisation, models.PROTECT, related_name="partners", verbose_name="huis")

    class Meta:
        verbose_name = "samenwerking"
        verbose_name_plural = "samenwerkingen"
        constraints = (
            models.UniqueConstraint(fields=["organisation", "house"], name="partners_partnership_once"),
        )


class MunicipalityQuerySet(models.QuerySet):
    def valid_on(self, day):
        """Those that exist on this day: from `valid_from`, and until the day before `valid_until`."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_until__isnull=True) | Q(valid_until__gt=day),
        )


class Municipality(models.Model):
    """A municipality of a house: its CBS code, its place on the tile map and its neighbours."""

    name = models.CharField("naam", max_length=60)
    cbs_code = models.CharField("CBS-code", max_length=6, unique=True)
    house = models.ForeignKey(
        Organisation, models.PROTECT, related_name="municipalities", verbose_name="huis"
    )
    organisation = models.OneToOneField(
        Organisation, models.PROTECT, related_name="municipality", verbose_name="organisatie"
    )
    district = models.CharField("district", max_length=60)
    column = models.PositiveSmallIntegerField("kolom")
    row = models.PositiveSmallIntegerField("rij")
    valid_from = models.DateField("geldig vanaf", null=True, blank=True)
    valid_until = models.DateField("geldig tot", null=True, blank=True)
    neighbours = models.ManyToManyField("self", verbose_name="buurgemeenten", blank=True)

    log_kind = "municipality"
    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=["house", "column", "row"],
                condition=Q(valid_until__isnull=True),
                name="partners_municipality_tile",
            ),
        )

    def __str__(self):
        return self.name


# What a new theme says until the administrator writes something better.
IS_SIGNAL = "Dreiging, haat, geweld of druk op anderen; werven, of geweld goedpraten."
NO_SIGNAL = "Een mening, een geloof, afkomst of kleding, een klacht, of protest zonder geweld."


class Theme(models.Model):
    """A subject on which a house collects signals."""

    house = models.ForeignKey(Organisation, models.PROTECT, related_name="themes", verbose_name="huis")
    name = models.CharField("naam", max_length=60)
    hint = models.TextField("wel een signaal", blank=True, default=IS_SIGNAL)
    hint_not = models.TextField("geen signaal", blank=True, default=NO_SIGNAL)
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    is_active = models.BooleanField("in gebruik", default=True)

    log_kind = "theme"

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        ordering = ("position", "name")
        constraints = (models.UniqueConstraint("house", Lower("name"), name="partners_theme_name"),)

    def __str__(self):
        return self.name
