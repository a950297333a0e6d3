"""Puts the world of the demonstration together, in the order in which it would have happened."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import Q

from desk.demo.case_journal import save_journals
from desk.demo.case_parties import save_case_parties
from desk.demo.case_picture import save_pictures
from desk.demo.case_plan import save_plans
from desk.demo.cases import (
    ON_COMING_AGENDA,
    build_cases,
    choose_reports,
    follow_up,
    put_cases_on_agendas,
    save_cases,
)
from desk.demo.citizens import save_citizens
from desk.demo.clock import Clock
from desk.demo.decided import tell_actions
from desk.demo.files import save_files
from desk.demo.finding import save_filters
from desk.demo.log import write_log
from desk.demo.masks import hide_and_propose
from desk.demo.meetings import (
    AHEAD,
    COMING,
    PAST,
    build_gatherings,
    coming_agenda,
    fixed_items,
    put_on_agendas,
)
from desk.demo.of_case import save_case_meetings
from desk.demo.outside import save_outside
from desk.demo.people import DOMAIN, People, build_people
from desk.demo.region import Region, build_region
from desk.demo.reviews import save_reviews
from desk.demo.saving import Minutes, save_reports, save_timelines, tell_discussed
from desk.demo.signals import build_reports
from desk.demo.standing import save_standing_tables
from desk.demo.still import stop_a_clock
from desk.demo.taking_part import save_taking_part
from desk.demo.together import save_together, tie
from desk.demo.weighing import Desk
from signals.models import Signal
from zvh.rowsecurity import guarded_tables

User = get_user_model()


def is_there():
    return User.objects.filter(email__endswith=DOMAIN).exists()


def has_real_data():
    """A person or a report that the demonstration did not make."""
    real = Q(reported_by__isnull=True) | ~Q(reported_by__email__endswith=DOMAIN)
    return User.objects.exclude(email__endswith=DOMAIN).exists() or Signal.objects.filter(real).exists()


@dataclass
class World:
    """Everything that was made up, before and after it is saved."""

    region: Region
    people: People
    clock: Clock
    reports: list
    gatherings: list
    approaches: list
    desk: Desk
    links: list


@transaction.atomic
def build(say, clock=None):
    """Make and save everything; `say` gets one line for each step. Returns the world."""
    clock = clock or Clock()
    region = build_region()
    counted = f"2 huizen, {len(region.towns)} gemeenten, {len(region.organisations)} partners"
    say(f"Regio: {counted}, {len(region.themes)} thema's.")
    people = build_people(region, clock)
    say(f"Mensen: {len(people.users)} accounts met {len(people.memberships)} lidmaatschappen.")
    world = draw(region, people, clock)
    _save(world, say)
    _go_on_numbering(world)
    say(f"Zonder account: {save_citizens(region, people, clock)} meldingen.")
    _count_rows()
    return world


def draw(region, people, clock):
    """Make up everything that happened, in the order in which it hangs together; nothing is saved."""
    reports = build_reports(region, people, clock)
    gatherings = build_gatherings(region, people, clock)
    approaches = choose_reports(reports, gatherings, clock)
    desk = Desk(region, people, clock)
    for report in reports:
        desk.weigh(report)
    put_on_agendas(gatherings, reports, region)
    build_cases(approaches, region, people)
    put_cases_on_agendas(approaches, gatherings, region)
    follow_up(approaches)
    _look_ahead(gatherings, reports, approaches, region)
    _share_with_accounts(desk, reports, people)
    tell_discussed(gatherings)
    links = tie(reports, people)
    return World(region, people, clock, reports, gatherings, approaches, desk, links)


def _save(world, say):
    region, people, clock = world.region, world.people, world.clock
    save_reports(world.reports, world.desk, region)
    asked, shared = len(world.desk.questions), len(world.desk.shares)
    files = save_files(world.reports, region, people)
    say(f"Signalen: {len(world.reports)}, met {asked} vragen, {files} bestanden en {shared} keer gedeeld.")
    inquiries = save_together(world.links, region, people, clock)
    say(f"Samenhang: {len(world.links)} koppelingen en {inquiries} keer navraag.")
    questions, talks = save_outside(world.reports, people, clock)
    say(f"Buiten het huis: {questions} vragen aan buitenstaanders en {talks} gesprekken met betrokkenen.")
    hide_and_propose(world.reports, people)
    save_filters(people)
    save_standing_tables(region)
    actions = save_cases(world.approaches, region, people, clock)
    say(f"Casussen: {len(world.approaches)}, met {len(actions)} acties en {_fill_cases(world)}.")
    minutes = Minutes(world.gatherings, region, people, clock)
    minutes.save()
    actions += save_case_meetings(world.approaches, people, clock)
    counted = f"{len(minutes.items)} agendapunten en {len(minutes.actions)} acties"
    say(f"Overleggen: {PAST} gehouden, 1 op komst en {AHEAD} gepland, met {counted}.")
    tell_actions(actions + minutes.actions, people, clock)
    say(f"Plannen: {save_plans(world.approaches, clock)} doelen.")
    told = save_timelines(world.reports)
    logged = write_log(world.reports, world.gatherings, world.approaches, actions + minutes.actions)
    stop_a_clock(region, clock)
    say(f"Verloop: {told} gebeurtenissen en {logged} logregels.")


def _case_in_full(approaches):
    return next(one.case for one in approaches if one.plan.title == ON_COMING_AGENDA)


def _fill_cases(world):
    """What stands in the parts of the cases; in words."""
    approaches, region, people, clock = world.approaches, world.region, world.people, world.clock
    asked = save_taking_part(approaches, people, clock)
    held = save_reviews(approaches, people, clock)
    save_case_parties(_case_in_full(approaches), clock)
    seen = save_pictures(approaches, region, people, clock)
    noted = save_journals(approaches, people, clock)
    counted = f"{seen} waarnemingen en triggerfactoren, {noted} aantekeningen"
    return f"{counted}, {asked} vragen over meedoen en {held} evaluaties"


def _look_ahead(gatherings, reports, approaches, region):
    coming_agenda(gatherings[COMING], reports, _case_in_full(approaches), region)
    for gathering in gatherings[COMING + 1 :]:
        gathering.items = fixed_items(gathering.rng, "", is_past=False)


def _share_with_accounts(desk, reports, people):
    """Each partner of the login page has something shared with him that is still valid."""
    recent = [
        r for r in reports if 12 < r.days_ago < 60 and r.signal.regime == "avg" and r.town in SHARED_FROM
    ]
    for index, name in enumerate(
        ("politie", "om", "reclassering", "hoorn", "alkmaar", "denhelder", "jongerenwerk.hoorn")
    ):
        receiver = people.membership(name).organisation
        able = [r for r in recent if r.weighing.decided_at and r.signal.organisation != receiver]
        for report in able[index::9][:2]:
            at = max(report.weighing.decided_at, desk.clock.at(20, 14))
            desk.share(report, receiver, people["procesregisseur"], at, days=45)


SHARED_FROM = {"Hoorn", "Alkmaar", "Den Helder"}


def _go_on_numbering(world):
    """The next number comes after those of the demonstration."""
    numbers = [report.signal.number for report in world.reports]
    numbers += [approach.case.number for approach in world.approaches]
    last = {}
    for number in numbers:
        prefix, year, count = number.split("-")
        last[prefix, int(year)] = max(last.get((prefix, int(year)), 0), int(count))
    with connection.cursor() as cursor:
        for (prefix, year), count in sorted(last.items()):
            cursor.execute("SELECT zvh.next_number(%s, %s)", [prefix, year])
            cursor.execute("SELECT setval(%s::regclass, %s)", [f"zvh.number_{prefix.lower()}_{year}", count])


def _count_rows():
    """So that the first pages find good plans."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE " + ", ".join(guarded_tables()))
