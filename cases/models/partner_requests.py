"""What is asked of or by an organisation about taking part: to join, one task, the lead, going on after the end."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from audit.models import Guarded
from cases.models.approach import Case, CasePartner
from partners.models import Membership, Organisation, OrganisationKind

Person = settings.AUTH_USER_MODEL


class PartnerRequestKind(models.TextChoices):
    JOIN = "join", "wil meedoen"
    TASK = "task", "doorverwijzing voor één taak"
    LEAD = "lead", "voortouw overnemen"
    HANDOVER = "handover", "overnemen na het sluiten"


class PartnerRequestState(models.TextChoices):
    WAITING = "waiting", "wacht op antwoord"
    AGREED = "agreed", "akkoord"
    REFUSED = "refused", "niet akkoord"
    WITHDRAWN = "withdrawn", "ingetrokken"
    RETURNED = "returned", "teruggegeven"


class PartnerRequest(Guarded):
    """A question about taking part in a case, with its answer; the number, for who is asked reads no case.

    An organisation asks to join; or it is asked to do one task, after which it gives the task back and stops; or a
    partner is asked to take the lead, or somebody to go on when the case ends. What the organisation was called and was
    at that moment stays here.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="partner_requests", verbose_name="casus")
    house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="huis")
    number = models.CharField("nummer van de casus", max_length=16, editable=False)
    kind = models.CharField("wat wordt gevraagd", max_length=10, choices=PartnerRequestKind)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    organisation_name = models.CharField("naam toen", max_length=120, editable=False)
    organisation_kind = models.CharField(
        "soort toen", max_length=20, choices=OrganisationKind, editable=False
    )
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="persoon"
    )
    text = models.TextField("wat en waarom")
    due_on = models.DateField("uiterlijk", null=True, blank=True)
    state = models.CharField(
        "stand", max_length=10, choices=PartnerRequestState, default=PartnerRequestState.WAITING
    )
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gevraagd door")
    answered_at = models.DateTimeField("beantwoord op", null=True, editable=False)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="beantwoord door"
    )
    answer = models.TextField("antwoord", blank=True)
    partner = models.ForeignKey(
        CasePartner, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="deelname"
    )
    returned_at = models.DateTimeField("teruggegeven op", null=True, editable=False)
    returned_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="teruggegeven door"
    )
    result = models.TextField("wat het opleverde", blank=True)

    log_kind = "partner_request"

    class Meta(Guarded.Meta):
        verbose_name = "verzoek over deelname"
        verbose_name_plural = "verzoeken over deelname"
        constraints = (
            models.UniqueConstraint(
                fields=["case", "organisation", "kind"],
                condition=Q(state=PartnerRequestState.WAITING),
                name="cases_partnerrequest_one_waits",
            ),
            models.CheckConstraint(
                name="cases_partnerrequest_answered_pair",
                condition=Q(
                    answered_at__isnull=True, answered_by__isnull=True, state=PartnerRequestState.WAITING
                )
                | Q(answered_at__isnull=False, answered_by__isnull=False)
                & ~Q(state=PartnerRequestState.WAITING),
            ),
            models.CheckConstraint(
                name="cases_partnerrequest_returned_pair",
                condition=Q(returned_at__isnull=True, returned_by__isnull=True, result="")
                & ~Q(state=PartnerRequestState.RETURNED)
                | Q(returned_at__isnull=False, returned_by__isnull=False)
                & Q(state=PartnerRequestState.RETURNED, kind=PartnerRequestKind.TASK)
                & ~Q(result=""),
            ),
            models.CheckConstraint(
                name="cases_partnerrequest_in_words",
                condition=~Q(text="") & (Q(kind=PartnerRequestKind.TASK) | Q(due_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="cases_partnerrequest_refused_with_reason",
                condition=~Q(state=PartnerRequestState.REFUSED) | ~Q(answer=""),
            ),
        )

    def __str__(self):
        return self.get_kind_display()

    def get_absolute_url(self):
        return reverse("cases:partner-request", args=[self.pk])

    @property
    def is_late(self):
        return (
            self.state == PartnerRequestState.AGREED
            and bool(self.due_on)
            and self.due_on < timezone.localdate()
        )

    @property
    def organisation_ids(self):
        """Who answers, of those who read it: who asks to join gets an answer and gives none."""
        return set() if self.kind == PartnerRequestKind.JOIN else {self.organisation_id}
