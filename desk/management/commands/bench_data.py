"""One house with 100,000 signals, for measuring. Works as the owner; twice is once."""

from datetime import date, time, timedelta

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from meetings.models import AgendaItem, Meeting, Series
from partners.models import (
    House,
    Membership,
    Municipality,
    Organisation,
    OrganisationKind,
    Partnership,
    Theme,
    User,
)
from partners.roles import HEAVY, Role
from signals.models import Signal

SIGNALS = 100_000
MUNICIPALITIES = 16
DOMAIN = "meting.example"

# Spread over two years, all municipalities, themes and reporters; one in twenty waits for its weighing.
MAKE_SIGNALS = """
INSERT INTO signals_signal (number, house_id, municipality_id, reported_by_id, membership_id, organisation_id,
    reporter_function, submitted_at, weigh_before, title, facts, meaning, contradiction, observed_on, place, channel,
    known_by, subject_kind, trigger, has_threat, threat, vulnerability, steps_taken, source_reliability,
    information_reliability, regime, safe_status)
SELECT 'S-2001-' || lpad(n::text, 6, '0'), %(house)s, m.id, r.user_id, r.id, r.organisation_id, 'wijkagent',
    now() - (n * interval '10 minutes'), (now() - (n * interval '10 minutes'))::date + 7,
    'Onrust in wijk ' || n %% 97, 'Bewoners spraken over melding ' || n || ' bij het plein en de school.',
    'Mogelijk meer spanning.', '', (now() - (n * interval '10 minutes'))::date, 'Wijk ' || n %% 97, 'offline',
    'observed', 'none', '', false, '', '', '', 'reliable', 'seen', 'avg', 'received'
FROM generate_series(1, %(count)s) n
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS i FROM partners_municipality) m ON m.i = n %% %(spread)s
JOIN (SELECT b.id, b.user_id, b.organisation_id, row_number() OVER (ORDER BY b.id) - 1 AS i
      FROM partners_membership b WHERE b.role = 'reporter') r ON r.i = n %% %(spread)s
"""
GIVE_THEMES = """
INSERT INTO signals_signal_themes (signal_id, theme_id)
SELECT s.id, t.id FROM signals_signal s
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS i FROM partners_theme) t ON t.i = s.id % 10
"""
WEIGH = """
UPDATE signals_weighing
SET state = 'done', outcome = 'trend_only', reason = 'meting', decided_at = now(), decided_by_id = %s
WHERE signal_id %% 20 > 0
"""


class Command(BaseCommand):
    help = "Maakt een huis met 100.000 signalen om de snelheid te meten."

    def add_arguments(self, parser):
        parser.add_argument("--signals", type=int, default=SIGNALS)

    def handle(self, *, signals, **options):
        if Signal.objects.exists():
            return self.refuse_unless_ours()
        with transaction.atomic():
            house, coordinator = self.people()
            self.meeting(house)
            self.signals(house, coordinator, signals)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        self.stdout.write(f"{signals} signalen gemaakt.")

    def refuse_unless_ours(self):
        if not Signal.objects.filter(number="S-2001-000001").exists():
            raise CommandError("In deze database staan al signalen. Meet in een lege database.")

    def people(self):
        """A house, sixteen municipalities, a coordinator, and a reporter and participant for each municipality."""
        house = Organisation.objects.create(
            name="Meethuis", short_name="Meethuis", kind=OrganisationKind.HOUSE
        )
        House.objects.create(
            organisation=house,
            region="Meting",
            address="-",
            postcode_city="-",
            telephone="-",
            email=f"huis@{DOMAIN}",
        )
        Theme.objects.bulk_create(Theme(house=house, name=f"thema {n}", position=n) for n in range(10))
        coordinator = self.person("coordinator", house, Role.COORDINATOR)
        for n in range(MUNICIPALITIES):
            town = Organisation.objects.create(
                name=f"Gemeente {n}", short_name=f"G{n}", kind=OrganisationKind.MUNICIPALITY
            )
            Partnership.objects.create(organisation=town, house=house)
            Municipality.objects.create(
                name=f"Gemeente {n}",
                cbs_code=f"GM{n:04d}",
                house=house,
                organisation=town,
                district="-",
                column=n % 4,
                row=n // 4,
            )
            self.person(f"melder{n}", town, Role.REPORTER)
            self.person(f"deelnemer{n}", town, Role.PARTICIPANT)
        return house, coordinator

    def person(self, name, organisation, role):
        user = User.objects.create_user(f"{name}@{DOMAIN}", name)
        second = User.objects.create_user(f"tweede.{name}@{DOMAIN}", "tweede") if role in HEAVY else None
        Membership.objects.create(
            user=user,
            organisation=organisation,
            role=role,
            valid_from=timezone.now() - timedelta(days=800),
            confirmed_by=second,
            confirmed_at=second and timezone.now(),
        )
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "-"})
        return user

    def meeting(self, house):
        series = Series.objects.create(
            house=house, name="Overleg", first_on=date(2026, 1, 1), starts=time(9, 30), place="-"
        )
        meeting = Meeting.objects.create(series=series, house=house, starts_at=timezone.now(), place="-")
        for position in range(1, 11):
            AgendaItem.objects.create(meeting=meeting, position=position, title=f"Punt {position}")

    def signals(self, house, coordinator, count):
        with connection.cursor() as cursor:
            cursor.execute(MAKE_SIGNALS, {"house": house.pk, "count": count, "spread": MUNICIPALITIES})
            cursor.execute(GIVE_THEMES)
            cursor.execute(WEIGH, [coordinator.pk])
