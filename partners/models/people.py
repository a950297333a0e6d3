"""People, and where they work: as what, from when, until when."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from partners.models.places import Organisation, OrganisationKind
from partners.roles import HEAVY, Role, gives


class Function(models.TextChoices):
    """What kind of reporter somebody is; a property of the person's work, not a role."""

    NEIGHBOURHOOD_OFFICER = "wijkagent", "wijkagent"
    ENFORCEMENT_OFFICER = "handhaver", "handhaver"
    YOUTH_WORKER = "jongerenwerker", "jongerenwerker"
    COUNTER_STAFF = "baliemedewerker", "baliemedewerker"
    COMMUNICATION = "communicatieadviseur", "communicatieadviseur"
    TEACHER = "leraar", "leraar"
    CARE_WORKER = "zorgverlener", "zorgverlener"
    OTHER = "anders", "anders"


class MembershipState(models.TextChoices):
    """Follows from the dates and the second person; kept nowhere."""

    WAITING = "waiting", "wacht op bevestiging"
    PLANNED = "planned", "begint later"
    ACTIVE = "active", "actief"
    ENDED = "ended", "beëindigd"


class UserManager(BaseUserManager):
    def create_user(self, email, name, password=None, **fields):
        user = self.model(email=email.lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AbstractBaseUser):
    """A person with an account. What he may do comes from his memberships alone."""

    email = models.EmailField("e-mail", unique=True)
    name = models.CharField("naam", max_length=120)
    is_active = models.BooleanField("actief", default=True)
    wants_reminders = models.BooleanField("herinneringen per mail", default=True, db_default=True)
    created_at = models.DateTimeField("aangemaakt", default=timezone.now, editable=False)

    objects = UserManager()

    log_kind = "user"
    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("name",)

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(name="partners_user_email_lower", condition=Q(email=Lower("email"))),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partners:person", args=[self.pk])

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split()[0] if self.name else self.email

    @cached_property
    def current_memberships(self):
        """The memberships in force now, with their organisations: read once per request."""
        return list(self.memberships.in_force().select_related("organisation").order_by("pk"))

    def membership_for(self, permission):
        """The memberships that give this right, for forms in which one writes for one organisation."""
        return [m for m in self.current_memberships if gives(m, permission)]

    def houses_for(self, permission):
        """Ids of the houses in which this person has this right: not by a role at a partner of a house."""
        kind = OrganisationKind.HOUSE
        return [m.organisation_id for m in self.membership_for(permission) if m.organisation.kind == kind]


class MembershipQuerySet(models.QuerySet):
    def in_force(self, at=None):
        at = at or timezone.now()
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gt=at),
            Q(confirmed_at__isnull=False) | ~Q(role__in=HEAVY),
            valid_from__lte=at,
            organisation__is_active=True,
        )


class Membership(models.Model):
    """One person works at one organisation in one role, from a day and perhaps until one."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name="persoon")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name="organisatie"
    )
    role = models.CharField("rol", max_length=20, choices=Role)
    function = models.CharField("functie", max_length=30, choices=Function, default=Function.OTHER)
    valid_from = models.DateTimeField("vanaf", default=timezone.now)
    valid_until = models.DateTimeField("tot", null=True, blank=True)
    proposed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="voorgesteld door"
    )
    confirmed_at = models.DateTimeField("bevestigd op", null=True, editable=False)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="bevestigd door"
    )
    ended_at = models.DateTimeField("beëindigd op", null=True, editable=False)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="beëindigd door"
    )

    log_kind = "membership"
    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        constraints = (
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ended_at__isnull=True),
                name="partners_membership_once",
            ),
            models.CheckConstraint(
                name="partners_membership_second_person",
                condition=Q(confirmed_by__isnull=True)
                | ~Q(confirmed_by=F("proposed_by")) & ~Q(confirmed_by=F("user")),
            ),
            models.CheckConstraint(
                name="partners_membership_not_to_oneself",
                condition=Q(proposed_by__isnull=True) | ~Q(proposed_by=F("user")),
            ),
            models.CheckConstraint(
                name="partners_membership_confirmed_pair",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="partners_membership_ended_pair",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.user}, {self.get_role_display()} bij {self.organisation}"

    def get_absolute_url(self):
        return self.user.get_absolute_url()

    @property
    def state(self):
        now = timezone.now()
        if self.ended_at or (self.valid_until and self.valid_until <= now):
            return MembershipState.ENDED
        if self.waits_for_confirmation:
            return MembershipState.WAITING
        return MembershipState.ACTIVE if self.valid_from <= now else MembershipState.PLANNED

    def get_state_display(self):
        return self.state.label

    @property
    def is_active(self):
        return self.state == MembershipState.ACTIVE

    @property
    def house_ids(self):
        return self.organisation.house_ids

    @property
    def person_ids(self):
        return {self.user_id}

    @property
    def is_heavy(self):
        return self.role in HEAVY

    @property
    def shown_function(self):
        """Nothing for who has none of the named functions."""
        return "" if self.function == Function.OTHER else self.get_function_display()

    @property
    def waits_for_confirmation(self):
        return self.is_heavy and self.confirmed_at is None and self.ended_at is None


class Invitation(models.Model):
    """A new colleague gets a link by mail; with it he chooses a password and the membership starts."""

    email = models.EmailField("e-mail")
    name = models.CharField("naam", max_length=120)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="invitations", verbose_name="organisatie"
    )
    role = models.CharField("rol", max_length=20, choices=Role)
    function = models.CharField("functie", max_length=30, choices=Function, default=Function.OTHER)
    valid_until = models.DateTimeField("lidmaatschap tot", null=True, blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField("verstuurd op", default=timezone.now, editable=False)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="verstuurd door")
    expires_at = models.DateTimeField("geldig tot", editable=False)
    accepted_at = models.DateTimeField("aangenomen op", null=True, editable=False)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, editable=False)

    log_kind = "invitation"

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"

    def __str__(self):
        return f"{self.name} ({self.email})"

    def get_absolute_url(self):
        return reverse("partners:people")

    @property
    def is_open(self):
        """Can be used or withdrawn: nobody took it and nobody took it back."""
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def is_expired(self):
        return self.is_open and self.expires_at <= timezone.now()

    @property
    def house_ids(self):
        return self.organisation.house_ids


class Colleague(models.Model):
    """View of the owner: the people one works with, for pickers. No addresses."""

    membership = models.OneToOneField(
        Membership, models.DO_NOTHING, primary_key=True, db_column="id", related_name="+"
    )
    user = models.ForeignKey(User, models.DO_NOTHING, related_name="+")
    organisation = models.ForeignKey(Organisation, models.DO_NOTHING, related_name="+")
    name = models.CharField("naam", max_length=120)
    role = models.CharField("rol", max_length=20, choices=Role)
    function = models.CharField("functie", max_length=30, choices=Function)

    class Meta:
        managed = False
        db_table = "partners_colleague"
        ordering = ("name",)

    def __str__(self):
        return self.name
