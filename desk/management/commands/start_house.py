"""The first house of an installation, with the two people who let everybody else in."""

from django.contrib.postgres.functions import TransactionNow
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from cases.first_templates import FIRST_TEMPLATES
from cases.services import start_templates
from partners.models import House, Membership, Municipality, Organisation, OrganisationKind, User
from partners.region import REGIONS, known_region
from partners.roles import Role
from partners.services.regions import start_municipalities, start_themes
from partners.services.texts import start_texts
from partners.texts import FIRST_TEXTS
from signals.rules import start_rules


class Command(BaseCommand):
    help = (
        "Maakt een huis met een functioneel beheerder en een privacy officer, die elkaar bevestigen. "
        "Beiden kiezen hun wachtwoord via 'Wachtwoord vergeten' op de inlogpagina. Een bekende regio "
        f"({', '.join(REGIONS)}) brengt zijn gemeenten en thema's mee; de eerste regels voor delen "
        "en vaste teksten komen altijd mee."
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
        region = known_region(options["region"])
        self.refuse_taken(region)
        house = self.house(name, options, region)
        first, second = self.person(*administrator), self.person(*privacy_officer)
        self.membership(first, house, Role.ADMINISTRATOR, confirmed_by=second)
        self.membership(second, house, Role.PRIVACY_OFFICER, confirmed_by=first)
        self.stdout.write(f"{name} is gemaakt. {first.name} en {second.name} kiezen nu hun wachtwoord.")
        self.stdout.write(self.begin(house, region))

    def refuse_taken(self, region):
        """A municipality belongs to one house; its organisation may not exist under the same name either."""
        if region is None:
            return
        codes = [place.cbs_code for place in region.municipalities.values()]
        names = [f"Gemeente {name}" for name in region.municipalities]
        if (
            Municipality.objects.filter(cbs_code__in=codes).exists()
            or Organisation.objects.filter(name__in=names).exists()
        ):
            raise CommandError(
                f"Gemeenten van {region.name} horen al bij een huis. Kies een andere naam voor de regio en "
                "voeg de gemeenten toe bij Beheer."
            )

    def begin(self, house, region):
        """Where signals come from, what they are about, and how they may be shared; returns what was made."""
        start_rules()
        start_texts(house, FIRST_TEXTS)
        start_templates(house, FIRST_TEMPLATES)
        rules = "De regels voor delen moet de privacy officer nog bevestigen (Beheer, Regels voor delen)."
        if region is None:
            return f"Voeg nu bij Beheer de gemeenten en thema's toe: zonder kan niemand melden. {rules}"
        start_municipalities(house, region.municipalities, region.neighbours)
        start_themes(house, region.themes)
        counted = f"{len(region.municipalities)} gemeenten en {len(region.themes)} thema's"
        return f"Met {counted} van {region.name}. {rules}"

    def house(self, name, options, region):
        if region:
            options["region"] = region.name
        house = Organisation.objects.create(name=name, short_name=name[:40], kind=OrganisationKind.HOUSE)
        fields = ("region", "address", "postcode_city", "telephone", "email")
        House.objects.create(organisation=house, **{field: options[field] for field in fields})
        return house

    def person(self, email, name):
        validate_email(email)
        known = User.objects.filter(email=email.lower()).first()
        return known or User.objects.create_user(email, name)

    def membership(self, user, house, role, *, confirmed_by):
        now = TransactionNow()  # the moment with which the database compares
        Membership.objects.create(
            user=user,
            organisation=house,
            role=role,
            valid_from=now,
            confirmed_by=confirmed_by,
            confirmed_at=now,
        )
