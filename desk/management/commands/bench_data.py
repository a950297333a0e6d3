"""One house with 100,000 signals or more, for measuring. Works as the owner; twice is once."""

from contextlib import contextmanager
from datetime import date, time, timedelta

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from meetings.models import AgendaItem, Meeting, MeetingState, Series, TablePlace
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
FIRST = 3 * MUNICIPALITIES  # at least one of each reporter
DOMAIN = "meting.example"
PAPERS = "Papieren meten"
EXPLANATION = (
    "Bewoners spraken over onrust bij het plein en de school. Wat speelt daar, en wie doet wat? " * 5
)

# Row n of the measuring: everything about it follows from n, spread as in a real register.
SPREAD = """
FROM generate_series(%(first)s, %(last)s) n
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS i FROM partners_municipality) m ON m.i = n %% %(spread)s
JOIN (SELECT b.id, b.user_id, b.organisation_id, row_number() OVER (ORDER BY b.id) - 1 AS i,
        (SELECT s.audience FROM signals_signal s WHERE s.membership_id = b.id LIMIT 1) AS audience,
        (SELECT w.audience FROM signals_signal s JOIN signals_weighing w ON w.signal_id = s.id
         WHERE s.membership_id = b.id LIMIT 1) AS weighing_audience
      FROM partners_membership b WHERE b.role = 'reporter') r ON r.i = n / 3 %% %(spread)s
"""
MAKE_SIGNALS = f"""
INSERT INTO signals_signal (id, number, house_id, municipality_id, reported_by_id, membership_id, organisation_id,
    reporter_function, submitted_at, weigh_before, title, facts, meaning, contradiction, observed_on, place, channel,
    known_by, subject_kind, trigger, has_threat, threat, vulnerability, steps_taken, source_reliability,
    information_reliability, regime, safe_status, audience)
SELECT n, 'S-2001-' || lpad(n::text, 7, '0'), %(house)s, m.id, r.user_id, r.id, r.organisation_id,
    (ARRAY['wijkagent', 'handhaver', 'jongerenwerker', 'baliemedewerker', 'leraar', 'zorgverlener'])[1 + n / 16 %% 6],
    now() - (n * interval '10 minutes'), (now() - (n * interval '10 minutes'))::date + 7,
    'Onrust in wijk ' || n %% 97, 'Bewoners spraken over melding ' || n || ' bij het plein en de school.',
    'Mogelijk meer spanning.', '', (now() - (n * interval '10 minutes'))::date - (n %% 5)::int, 'Wijk ' || n %% 97,
    (ARRAY['offline', 'offline', 'online', 'both'])[1 + n / 7 %% 4],
    (ARRAY['observed', 'told', 'online'])[1 + n / 11 %% 3],
    (ARRAY['none', 'none', 'group', 'person', 'organisation'])[1 + n / 13 %% 5], '', n %% 101 = 0,
    CASE WHEN n %% 101 = 0 THEN 'Dreigende taal.' ELSE '' END, '', '',
    (ARRAY['reliable', 'reliable', 'reliable', 'untested', 'unreliable'])[1 + n / 17 %% 5],
    CASE WHEN n %% 503 = 0 THEN 'suspected_false' ELSE 'seen' END,
    (ARRAY['avg', 'avg', 'wpg', 'wjsg'])[1 + n / 19 %% 4],
    CASE WHEN n %% 20 = 0 THEN 'received' ELSE 'closed' END, coalesce(r.audience, '{{}}') {SPREAD}
"""
# The first ones get their weighing and their readers from the database itself; all others copy the readers of the first
# one of the same reporter, for by the rule of a signal these are the same. A test compares them with the rule.
MAKE_WEIGHINGS = f"""
INSERT INTO signals_weighing (signal_id, house_id, state, due_on, concrete, recent, factual, several_life_areas,
    several_chains, surroundings, local_safety, contradicted, notes, outcome, reason, audience,
    decided_at, decided_by_id)
SELECT n, %(house)s, CASE WHEN n %% 20 = 0 THEN 'new' ELSE 'done' END, d.due_on, '', '', '', '', '', '', '', '', '',
    CASE WHEN n %% 20 = 0 THEN ''
      ELSE (ARRAY['trend_only', 'trend_only', 'on_agenda', 'care_route', 'police'])[1 + n %% 5] END,
    CASE WHEN n %% 20 = 0 THEN '' ELSE 'Past in het beeld van de wijk, net als melding ' || n / 7 || '.' END,
    r.weighing_audience,
    CASE WHEN n %% 20 = 0 THEN NULL ELSE (d.due_on - (n %% 9)::int)::timestamptz END,
    CASE WHEN n %% 20 = 0 THEN NULL ELSE %(by)s::bigint END
{SPREAD}, LATERAL (SELECT (now() - (n * interval '10 minutes'))::date + 7 AS due_on) d
"""
GIVE_THEMES = """
INSERT INTO signals_signal_themes (signal_id, theme_id)
SELECT s.id, t.id FROM signals_signal s
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS i FROM partners_theme) t ON t.i = s.id / 16 % 10
"""
SET_SEQUENCE = "SELECT setval(pg_get_serial_sequence('{0}', 'id'), max(id)) FROM {0}"
BULKY = ("signals_signal", "signals_weighing", "signals_signal_themes")
INDEXES = """
SELECT format('DROP INDEX %%I', i.relname), pg_get_indexdef(x.indexrelid)
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
WHERE x.indrelid = ANY (%s::regclass[]) AND NOT x.indisprimary
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = x.indexrelid)
"""
REFERENCES = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
  format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY (%s::regclass[])
"""


@contextmanager
def filling_fast(cursor):
    """Without triggers, indexes and references; those come back at the end, where they are made and checked at once."""
    back = []
    for catalogue in (INDEXES, REFERENCES):
        cursor.execute(catalogue, [list(BULKY)])
        for away, again in cursor.fetchall():
            cursor.execute(away)
            back.append(again)
    for table in BULKY:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for table in BULKY:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    for again in back:
        cursor.execute(again)


class Command(BaseCommand):
    help = "Maakt een huis met 100.000 signalen (--signals=1000000) om de snelheid te meten."

    def add_arguments(self, parser):
        parser.add_argument("--signals", type=int, default=SIGNALS)

    def handle(self, *, signals, **options):
        if Signal.objects.exists():
            self.refuse_unless_ours()
            return self.papers()
        with transaction.atomic():
            house, coordinator = self.people()
            self.meeting(house)
            self.signals(house, coordinator, signals)
        self.papers()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        self.stdout.write(f"{signals} signalen gemaakt.")

    def refuse_unless_ours(self):
        if not Signal.objects.filter(number="S-2001-0000001").exists():
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

    @transaction.atomic
    def papers(self):
        """A released meeting with thirty items, each with a table, a question and an explanation; made once."""
        if Meeting.objects.filter(place=PAPERS).exists():
            return
        house = Organisation.objects.get(name="Meethuis")
        towns = list(Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY).order_by("pk")[:8])
        by, now = User.objects.get(email=f"coordinator@{DOMAIN}"), timezone.now()
        meeting = Meeting.objects.create(house=house, starts_at=now, minutes=480, place=PAPERS)
        for position in range(1, 31):
            item = AgendaItem.objects.create(
                meeting=meeting, position=position, title=f"Onrust in wijk {position}", text=EXPLANATION
            )
            for town in towns:
                TablePlace.objects.create(item=item, organisation=town, question="Wat weet u hiervan?")
        meeting.state, meeting.released_at, meeting.released_by = MeetingState.RELEASED, now, by
        meeting.save()

    def signals(self, house, coordinator, count):
        first = {"house": house.pk, "first": 1, "last": FIRST, "spread": MUNICIPALITIES, "by": coordinator.pk}
        rest = first | {"first": FIRST + 1, "last": count}
        with connection.cursor() as cursor:
            cursor.execute(MAKE_SIGNALS, first)
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # nothing may wait while the tables are taken apart
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
            with filling_fast(cursor):
                cursor.execute(MAKE_SIGNALS, rest)
                cursor.execute(MAKE_WEIGHINGS, rest)
                cursor.execute(GIVE_THEMES)
            for table in BULKY:
                cursor.execute(SET_SEQUENCE.format(table))
