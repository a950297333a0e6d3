"""The first house of an installation, with the two people who let everybody else in."""

from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from partners.models import House, Membership, Organisation, OrganisationKind, User
from partners.roles import Role


class Command(BaseCommand):
    help = (
        "Maakt een huis met een functioneel beheerder en een privacy officer, die elkaar bevestigen. "
        "Beiden kiezen hun wachtwoord via 'Wachtwoord vergeten' op de inlogpagina."
    )

    def add_arguments(self, parser):
        for name in ("name", "region", "address", "postcode-city", "telephone", "email"):
            parser.add_argument(f"--{name}", required=True)
        for person in ("administrator", "privacy-officer"):
            parser.add_argument(f"--{person}", required=True, nargs=2, metavar=("E-MAIL", "NAAM"))

    @transaction.atomic
    def handle(self, *, name, administrator, privacy_officer, **options):
        if Organisation.objects.filter(name__iexact=name).exists():
            raise CommandError(f"Er is al een organisatie met de naam {name}. Kies een andere naam.")
        if administrator[0].lower() == privacy_officer[0].lower():
            raise CommandError("Beheerder en privacy officer moeten twee mensen zijn. Geef twee adressen.")
        house = self.house(name, options)
        first, second = self.person(*administrator), self.person(*privacy_officer)
        self.membership(first, house, Role.ADMINISTRATOR, confirmed_by=second)
        self.membership(second, house, Role.PRIVACY_OFFICER, confirmed_by=first)
        self.stdout.write(f"{name} is gemaakt. {first.name} en {second.name} kiezen nu hun wachtwoord.")

    def house(self, name, options):
        house = Organisation.objects.create(name=name, short_name=name[:40], kind=OrganisationKind.HOUSE)
        fields = ("region", "address", "postcode_city", "telephone", "email")
        House.objects.create(organisation=house, **{field: options[field] for field in fields})
        return house

    def person(self, email, name):
        validate_email(email)
        known = User.objects.filter(email=email.lower()).first()
        return known or User.objects.create_user(email, name)

    def membership(self, user, house, role, *, confirmed_by):
        now = timezone.now()
        Membership.objects.create(
            user=user, organisation=house, role=role, confirmed_by=confirmed_by, confirmed_at=now
        )
