"""Actions: promised at a table or in a case; what is asked about them, and everything that happened to them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from audit.models import Guarded
from cases.models.approach import Case, people_of
from partners.models import Membership, Organisation

Person = settings.AUTH_USER_MODEL


class ActionState(models.TextChoices):
    OPEN = "open", "open"
    DONE = "done", "gereed"
    DROPPED = "dropped", "vervallen"


class ActionResult(models.TextChoices):
    HELPFUL = "helpful", "het hielp"
    PARTLY = "partly", "het hielp een beetje"
    NOT = "not", "het hielp niet"


class Action(Guarded):
    """Something one person or one organisation promised to do before a day; comes from a table or a case."""

    house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="huis")
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name="casus"
    )
    goal = models.ForeignKey(
        "cases.Goal", models.PROTECT, null=True, blank=True, related_name="agreements", verbose_name="doel"
    )
    intervention = models.ForeignKey(
        "cases.Intervention",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name="interventie",
    )
    text = models.CharField("wat", max_length=300)
    owner = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="persoon"
    )
    owner_name = models.CharField("naam", max_length=120, blank=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    due_on = models.DateField("uiterlijk")
    state = models.CharField("status", max_length=10, choices=ActionState, default=ActionState.OPEN)
    effect = models.TextField("wat heeft het opgeleverd", blank=True)
    result = models.CharField("hielp het", max_length=10, choices=ActionResult, blank=True)
    given_at = models.DateTimeField("gegeven op", default=timezone.now, editable=False)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gegeven door")
    done_at = models.DateTimeField("afgerond op", null=True, editable=False)
    done_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="afgerond door"
    )

    log_kind = "action"

    class Meta(Guarded.Meta):
        verbose_name = "actie"
        verbose_name_plural = "acties"
        indexes = (
            *Guarded.Meta.indexes,
            models.Index(
                fields=["due_on", "id"],
                name="cases_action_open",
                condition=Q(state=ActionState.OPEN),
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="cases_action_done_pair",
                condition=Q(done_at__isnull=True, done_by__isnull=True, state=ActionState.OPEN)
                | Q(done_at__isnull=False, done_by__isnull=False)
                & ~Q(state=ActionState.OPEN)
                & ~Q(effect=""),
            ),
            models.CheckConstraint(
                name="cases_action_result_of_what_is_done",
                condition=Q(result="") | Q(state=ActionState.DONE),
            ),
            models.CheckConstraint(
                name="cases_action_intervention_of_its_goal",
                condition=Q(intervention__isnull=True) | Q(goal__isnull=False),
            ),
        )

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("cases:action", args=[self.pk])

    @property
    def item(self):
        """The agenda item at which it was promised, when there is one that the reader may see."""
        link = getattr(self, "item_link", None)
        return link and link.item

    @property
    def is_open(self):
        return self.state == ActionState.OPEN

    @property
    def is_waiting(self):
        """Open and in time: nothing to say about it but its day."""
        return self.is_open and not self.is_late

    @property
    def is_late(self):
        return self.is_open and self.due_on < timezone.localdate()

    @property
    def person_ids(self):
        """Whose action it is, as far as the reader sees the membership; his own he always sees."""
        return people_of([self.owner_id]) if self.owner_id else set()

    @property
    def organisation_ids(self):
        """Of an organisation's action every participant is owner; of a person's action only he."""
        return set() if self.owner_id else {self.organisation_id}


class RequestKind(models.TextChoices):
    DATE = "date", "een andere dag"
    HAND_OVER = "hand_over", "overnemen"


class ActionRequest(models.Model):
    """The owner asks for another day, or asks somebody to take the action over. One at a time waits for an answer."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="requests", verbose_name="actie")
    kind = models.CharField("wat wordt gevraagd", max_length=10, choices=RequestKind)
    due_on = models.DateField("nieuwe dag", null=True, blank=True)
    owner = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="persoon"
    )
    owner_name = models.CharField("naam", max_length=120, blank=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="organisatie"
    )
    reason = models.TextField("reden")
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gevraagd door")
    answered_at = models.DateTimeField("beantwoord op", null=True, editable=False)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="beantwoord door"
    )
    is_agreed = models.BooleanField("akkoord", default=False)
    answer = models.TextField("antwoord", blank=True)

    class Meta:
        verbose_name = "vraag over een actie"
        verbose_name_plural = "vragen over acties"
        ordering = ("asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(answered_at__isnull=True),
                name="cases_actionrequest_one_waits",
            ),
            models.CheckConstraint(
                name="cases_actionrequest_answered_pair",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, is_agreed=False, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_actionrequest_of_one_kind",
                condition=~Q(reason="")
                & (
                    Q(kind=RequestKind.DATE, due_on__isnull=False, owner__isnull=True)
                    & Q(organisation__isnull=True)
                    | Q(kind=RequestKind.HAND_OVER, due_on__isnull=True, organisation__isnull=False)
                ),
            ),
        )

    @property
    def asks_date(self):
        return self.kind == RequestKind.DATE

    @property
    def person_ids(self):
        """Who is asked to take it over, as far as the reader sees the membership; his own he always sees."""
        return people_of([self.owner_id]) if self.owner_id else set()

    @property
    def organisation_ids(self):
        return set() if self.owner_id or self.organisation_id is None else {self.organisation_id}

    @property
    def receiver(self):
        return self.owner_name or str(self.organisation)


class ActionEventKind(models.TextChoices):
    GIVEN = "given", "gegeven"
    REMINDED = "reminded", "herinnerd"
    REMINDED_BY_ITSELF = "tick", "vanzelf herinnerd"
    DATE_ASKED = "date_asked", "andere dag gevraagd"
    DATE_SET = "date_set", "andere dag"
    DATE_REFUSED = "date_refused", "andere dag niet akkoord"
    OFFERED = "offered", "gevraagd om over te nemen"
    TAKEN = "taken", "overgenomen"
    DECLINED = "declined", "niet overgenomen"
    WITHDRAWN = "withdrawn", "vraag ingetrokken"
    DONE = "done", "gereed"
    DROPPED = "dropped", "vervallen"


class ActionEvent(models.Model):
    """A line of what happened to an action: who, when, what. Only added to, never changed."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="events", verbose_name="actie")
    at = models.DateTimeField("moment", default=timezone.now, editable=False)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    kind = models.CharField("wat", max_length=15, choices=ActionEventKind)
    text = models.TextField("in woorden", blank=True)

    class Meta:
        verbose_name = "gebeurtenis bij een actie"
        verbose_name_plural = "gebeurtenissen bij acties"
        ordering = ("at", "id")
