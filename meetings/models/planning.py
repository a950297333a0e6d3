"""When and where the house and its partners meet: series, meetings, and who is invited."""

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from audit.models import Guarded
from cases.models import Case, Director, people_of
from partners.models import Organisation
from partners.workdays import add_workdays, workdays_earlier

Person = settings.AUTH_USER_MODEL
EXTRA = "Spoedoverleg"
OF_CASE = "Casusoverleg"
AMEND_WORKDAYS = 10


class Series(models.Model):
    """A meeting that comes back every so many weeks on the same weekday."""

    house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="huis")
    name = models.CharField("naam", max_length=80)
    first_on = models.DateField("eerste keer")
    weeks = models.PositiveSmallIntegerField("elke (weken)", default=3)
    starts = models.TimeField("begint om")
    minutes = models.PositiveSmallIntegerField("duur (minuten)", default=90)
    place = models.CharField("plaats", max_length=120)
    organisations = models.ManyToManyField(
        Organisation, related_name="+", verbose_name="uitgenodigd", blank=True
    )

    release_days = models.PositiveSmallIntegerField("agenda vrij (werkdagen vooraf)", default=8)
    cutoff_days = models.PositiveSmallIntegerField("inbreng tot (werkdagen vooraf)", default=2)

    log_kind = "series"

    class Meta:
        verbose_name = "reeks"
        verbose_name_plural = "reeksen"
        constraints = (
            models.CheckConstraint(name="meetings_series_weeks", condition=Q(weeks__gte=1, minutes__gte=15)),
            models.CheckConstraint(
                name="meetings_series_release_before_cutoff", condition=Q(release_days__gt=F("cutoff_days"))
            ),
        )

    def __str__(self):
        return self.name


class MeetingState(models.TextChoices):
    PLANNED = "planned", "in voorbereiding"
    RELEASED = "released", "agenda vrijgegeven"
    HELD = "held", "verslag in concept"
    FINAL = "final", "verslag vastgesteld"
    CANCELLED = "cancelled", "vervallen"


class Meeting(Guarded):
    """One information meeting, an extra consultation, or a meeting about one case.

    The table of the first two opens with the release of the agenda and closes with final minutes. What belongs to a
    case meeting is read by exactly who reads the case.
    """

    series = models.ForeignKey(
        Series, models.PROTECT, null=True, related_name="meetings", verbose_name="reeks"
    )
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="meetings", verbose_name="casus")
    house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="huis")
    starts_at = models.DateTimeField("begint")
    rhythm_on = models.DateField("dag in het ritme van de reeks", null=True, editable=False)
    minutes = models.PositiveSmallIntegerField("duur (minuten)", default=90)
    place = models.CharField("plaats of link", max_length=300)
    state = models.CharField("status", max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    released_at = models.DateTimeField("vrijgegeven op", null=True, editable=False)
    released_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="vrijgegeven door"
    )
    held_at = models.DateTimeField("gehouden op", null=True, editable=False)
    held_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="afgesloten door"
    )
    final_at = models.DateTimeField("vastgesteld op", null=True, editable=False)
    final_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="vastgesteld door"
    )

    amend_until = models.DateField("wijzigingen voorstellen tot en met", null=True, editable=False)
    fingerprint = models.CharField(
        "vingerafdruk", max_length=64, blank=True, editable=False
    )  # by the database
    cancelled_at = models.DateTimeField("vervallen op", null=True, editable=False)
    cancelled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="afgezegd door"
    )
    change_reason = models.CharField("waarom verplaatst, extra of vervallen", max_length=200, blank=True)
    uid = models.UUIDField("kenmerk in agenda's", db_default=RandomUUID(), unique=True, editable=False)
    sequence = models.PositiveIntegerField("hoe vaak gewijzigd", default=0, editable=False)
    reminded_on = models.DateField("aan vrijgeven herinnerd op", null=True, editable=False)

    log_kind = "meeting"

    class Meta(Guarded.Meta):
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        ordering = ("starts_at",)
        indexes = (
            *Guarded.Meta.indexes,
            models.Index(fields=["house", "starts_at"], name="meetings_house_start"),
        )
        constraints = (
            models.UniqueConstraint(fields=["series", "starts_at"], name="meetings_meeting_once"),
            models.CheckConstraint(
                name="meetings_series_or_case", condition=Q(series__isnull=True) | Q(case__isnull=True)
            ),
            models.CheckConstraint(
                name="meetings_extra_has_no_rhythm",
                condition=Q(series__isnull=False) | Q(rhythm_on__isnull=True),
            ),
            *(
                models.CheckConstraint(
                    name=f"meetings_meeting_{step}_pair",
                    condition=Q(**{f"{step}_at__isnull": True, f"{step}_by__isnull": True})
                    | Q(**{f"{step}_at__isnull": False, f"{step}_by__isnull": False}),
                )
                for step in ("released", "held", "final", "cancelled")
            ),
            models.CheckConstraint(
                name="meetings_meeting_state_fits",
                condition=Q(
                    state="cancelled",
                    released_at__isnull=True,
                    held_at__isnull=True,
                    final_at__isnull=True,
                    cancelled_at__isnull=False,
                )
                | Q(cancelled_at__isnull=True)
                & (
                    Q(state="planned", released_at__isnull=True, held_at__isnull=True, final_at__isnull=True)
                    | Q(
                        state="released",
                        released_at__isnull=False,
                        held_at__isnull=True,
                        final_at__isnull=True,
                    )
                    | Q(state="held", released_at__isnull=False, held_at__isnull=False, final_at__isnull=True)
                    | Q(
                        state="final",
                        released_at__isnull=False,
                        held_at__isnull=False,
                        final_at__isnull=False,
                    )
                ),
            ),
            models.CheckConstraint(
                name="meetings_cancelled_has_reason",
                condition=Q(cancelled_at__isnull=True) | ~Q(change_reason=""),
            ),
        )

    def __str__(self):
        return f"{self.name} {timezone.localtime(self.starts_at):%d-%m-%Y}"

    def get_absolute_url(self):
        return reverse("meetings:detail", args=[self.pk])

    @property
    def minutes_url(self):
        return reverse("meetings:minutes", args=[self.pk])

    @property
    def usual_closing_day(self):
        """Until when amendments can be proposed, when nobody chooses another day."""
        return add_workdays(timezone.localdate(), AMEND_WORKDAYS)

    @property
    def name(self):
        if self.series_id is None:
            return OF_CASE if self.case_id else EXTRA
        return self.series.name

    @property
    def is_extra(self):
        """Called together in minutes, outside the series."""
        return self.series_id is None and self.case_id is None

    @cached_property
    def leader_ids(self):
        """Who leads a case meeting besides the coordinators: the directors of its case now. His own row each sees."""
        if not self.case_id:
            return set()
        return people_of(Director.objects.filter(case=self.case_id, ended_at=None).values("membership"))

    @property
    def like_it(self):
        """The meetings that it follows on: of its series, or about its case; of an extra consultation none."""
        if self.is_extra:
            return Meeting.objects.none()
        return Meeting.objects.filter(case=self.case_id, series=self.series_id)

    @property
    def number(self):
        return str(self.pk)

    @property
    def ends_at(self):
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_open(self):
        return self.state not in {MeetingState.FINAL, MeetingState.CANCELLED}

    @property
    def is_cancelled(self):
        return self.state == MeetingState.CANCELLED

    @property
    def can_move(self):
        """Until it is over: also after the release, everybody invited then hears of it."""
        return self.state in {MeetingState.PLANNED, MeetingState.RELEASED}

    @property
    def day(self):
        return timezone.localdate(self.starts_at)

    @property
    def release_on(self):
        """The working day by which its agenda is released; outside a series there is none."""
        return workdays_earlier(self.day, self.series.release_days) if self.series_id else None

    @property
    def cutoff_on(self):
        """The last working day for contributions."""
        return workdays_earlier(self.day, self.series.cutoff_days) if self.series_id else None

    @property
    def is_late(self):
        """The release day has come and the agenda waits."""
        planned = self.state == MeetingState.PLANNED and self.series_id is not None
        return planned and self.release_on <= timezone.localdate()


class Seat(models.Model):
    """An organisation invited to a meeting, and whether it was there."""

    class Attendance(models.TextChoices):
        UNKNOWN = "unknown", "nog niet bekend"
        PRESENT = "present", "aanwezig"
        ABSENT = "absent", "afwezig"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="seats", verbose_name="overleg")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    attendance = models.CharField("aanwezig", max_length=10, choices=Attendance, default=Attendance.UNKNOWN)
    names = models.CharField("wie", max_length=200, blank=True)
    is_hidden = models.BooleanField("niet zichtbaar voor anderen", default=False)

    class Meta:
        verbose_name = "plaats"
        verbose_name_plural = "plaatsen"
        ordering = ("organisation__name",)
        constraints = (
            models.UniqueConstraint(fields=["meeting", "organisation"], name="meetings_seat_once"),
        )

    @property
    def was_there(self):
        return self.attendance == self.Attendance.PRESENT
