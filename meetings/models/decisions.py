"""What a table decided: the decision and what its kind needs, the answer of the driehoek, and what followed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.models import Case
from meetings.models.items import AgendaItem
from partners.models import Organisation
from signals.models import Share

Person = settings.AUTH_USER_MODEL


class DecisionKind(models.TextChoices):
    NO_FOLLOW_UP = "no_follow_up", "geen vervolg"
    FOLLOW = "follow", "volgen"
    MORE_INFORMATION = "more_information", "meer informatie verzamelen"
    CARE_ROUTE = "care_route", "naar de zorgroute"
    APPROACH = "approach", "integrale aanpak"
    ADVICE = "advice", "advies aan de gezagsdriehoek"
    POLICE = "police", "naar politie of OM"
    COMMUNICATION = "communication", "communicatie"
    SHARE = "share", "delen met een organisatie"
    NOT_SHARED = "not_shared", "overwogen, niet gedeeld"


# What a kind needs besides its text and reasons; a kind that is not here needs nothing more.
NEEDS = {
    DecisionKind.FOLLOW: ("planned_on",),
    DecisionKind.MORE_INFORMATION: ("organisation", "planned_on"),
    DecisionKind.CARE_ROUTE: ("organisation",),
    DecisionKind.POLICE: ("organisation",),
    DecisionKind.SHARE: ("organisation",),
    DecisionKind.NOT_SHARED: ("organisation",),
    DecisionKind.COMMUNICATION: ("speaker", "planned_on"),
}
# What leads to a case or to sharing a signal is decided in the information meeting, not about a case that runs.
NOT_IN_CASE = {DecisionKind.APPROACH, DecisionKind.ADVICE, DecisionKind.SHARE, DecisionKind.NOT_SHARED}
# From these a share of each signal may follow.
SHARING = (DecisionKind.CARE_ROUTE, DecisionKind.POLICE, DecisionKind.SHARE)


def kinds_at(meeting):
    """The kinds of decisions that can be taken at this meeting."""
    return [kind for kind in DecisionKind if not (meeting.case_id and kind in NOT_IN_CASE)]


def _kinds_with(name):
    return [kind.value for kind, names in NEEDS.items() if name in names]


class Decision(models.Model):
    """What the table decided on an item, with reasons; an advice waits for the decision of the driehoek."""

    class DriehoekAnswer(models.TextChoices):
        YES = "yes", "overgenomen"
        NO = "no", "niet overgenomen"
        CHANGED = "changed", "gewijzigd overgenomen"

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions", verbose_name="agendapunt")
    kind = models.CharField("soort", max_length=20, choices=DecisionKind)
    text = models.TextField("besluit")
    reasons = models.TextField("redenen")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="organisatie"
    )
    planned_on = models.DateField("dag", null=True, blank=True)
    speaker = models.CharField("wie het zegt", max_length=120, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="vastgelegd door")
    driehoek_on = models.DateField("besluit driehoek op", null=True, blank=True)
    driehoek_answer = models.CharField("besluit driehoek", max_length=10, choices=DriehoekAnswer, blank=True)
    driehoek_who = models.CharField("wie van de driehoek besloot", max_length=200, blank=True)
    driehoek_reason = models.TextField("reden van de driehoek", blank=True)
    driehoek_correction = models.TextField("waarom verbeterd", blank=True)

    log_kind = "decision"

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ("recorded_at",)
        indexes = (models.Index(fields=["-recorded_at", "-id"], name="meetings_decision_newest"),)
        constraints = (
            models.CheckConstraint(
                name="meetings_decision_has_reasons", condition=~Q(text="") & ~Q(reasons="")
            ),
            models.CheckConstraint(
                name="meetings_decision_driehoek_on_advice",
                condition=Q(driehoek_answer="", driehoek_on__isnull=True)
                | Q(kind=DecisionKind.ADVICE, driehoek_on__isnull=False)
                & ~Q(driehoek_answer="")
                & ~Q(driehoek_reason=""),
            ),
            models.CheckConstraint(
                name="meetings_decision_no_more_than_needed",
                condition=(Q(organisation__isnull=True) | Q(kind__in=_kinds_with("organisation")))
                & (Q(planned_on__isnull=True) | Q(kind__in=_kinds_with("planned_on")))
                & (Q(speaker="") | Q(kind__in=_kinds_with("speaker"))),
            ),
            models.CheckConstraint(
                name="meetings_decision_shared_with_whom",
                condition=~Q(kind__in=[DecisionKind.SHARE, DecisionKind.NOT_SHARED])
                | Q(organisation__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text}"

    def get_absolute_url(self):
        return self.item.get_absolute_url()

    @property
    def house_id(self):
        return self.item.meeting.house_id

    @property
    def leader_ids(self):
        return self.item.leader_ids

    @property
    def case(self):
        """The case that came from it, for who may see both. Whether there is one: `has_case` of the query."""
        link = getattr(self, "case_link", None)
        return link and link.case

    @property
    def awaits_driehoek(self):
        return self.kind == DecisionKind.ADVICE and not self.driehoek_answer

    @property
    def can_change(self):
        """Nothing followed from it yet. Needs the row of `queries.decisions`."""
        return not (self.has_case or self.driehoek_answer)

    @property
    def can_correct(self):
        """The answer of the driehoek can be put right until a case opened on it."""
        return bool(self.driehoek_answer) and not self.has_case

    @property
    def opens_case(self):
        """An integrated approach, or an advice that the driehoek took over, leads to one case."""
        return not self.has_case and (self.kind == DecisionKind.APPROACH or self.allows_pga)

    @property
    def allows_pga(self):
        """A case on the wet PGA opens only after the driehoek took over the advice."""
        return self.driehoek_answer in {self.DriehoekAnswer.YES, self.DriehoekAnswer.CHANGED}

    @property
    def leads_to_share(self):
        return self.kind in SHARING and self.organisation_id is not None

    @property
    def shares(self):
        """[(signal, whether it was shared)] of the signals of the item that the reader sees."""
        return [(signal, signal.pk in self.shared_signals) for signal in self.item.signals.all()]


class DecisionCase(models.Model):
    """The case that came from a decision. A row of its own: the table that decided may not know a shielded case."""

    decision = models.OneToOneField(
        Decision, models.PROTECT, related_name="case_link", verbose_name="besluit"
    )
    case = models.ForeignKey(Case, models.PROTECT, related_name="decision_links", verbose_name="casus")

    class Meta:
        verbose_name = "casus uit besluit"
        verbose_name_plural = "casussen uit besluiten"


class DecisionShare(models.Model):
    """The share of one signal that followed from a decision; read by who may read both."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="share_links", verbose_name="besluit")
    share = models.OneToOneField(Share, models.PROTECT, related_name="decision_link", verbose_name="deling")

    class Meta:
        verbose_name = "deling uit besluit"
        verbose_name_plural = "delingen uit besluiten"


class EarlierAnswer(models.Model):
    """What stood there of the driehoek before it was corrected, and why. Kept by the database alone."""

    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="earlier_answers", verbose_name="besluit"
    )
    on = models.DateField("besluit driehoek op")
    answer = models.CharField("besluit driehoek", max_length=10, choices=Decision.DriehoekAnswer)
    who = models.CharField("wie van de driehoek besloot", max_length=200, blank=True)
    reason = models.TextField("reden van de driehoek")
    correction = models.TextField("waarom verbeterd")
    corrected_at = models.DateTimeField("verbeterd op", default=timezone.now, editable=False)
    corrected_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="verbeterd door"
    )

    class Meta:
        verbose_name = "eerder besluit van de driehoek"
        verbose_name_plural = "eerdere besluiten van de driehoek"
        ordering = ("corrected_at", "id")
