"""The people: the accounts of the login page, and their invented colleagues."""

from dataclasses import dataclass, field
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from desk.demo.region import FAR_TOWN, TEAM_OF
from partners import demo_accounts
from partners.models import Function, Membership, User
from partners.region import MUNICIPALITIES
from partners.roles import HEAVY, Role

DOMAIN = "@demo.example"
F, R = Function, Role

# Where the accounts of the login page work: (organisation, role, function).
ACCOUNT_ROLES = {
    "procesregisseur": [("huis", R.COORDINATOR, F.OTHER)],
    "expert": [("huis", R.EXPERT, F.OTHER)],
    "casusregisseur": [("huis", R.CASE_DIRECTOR, F.OTHER)],
    "fg": [("huis", R.PRIVACY_OFFICER, F.OTHER)],
    "beheer": [("huis", R.ADMINISTRATOR, F.OTHER)],
    "wijkagent.hoorn": [("team Hoorn", R.REPORTER, F.NEIGHBOURHOOD_OFFICER)],
    "politie": [("politie", R.PARTICIPANT, F.OTHER), ("team Hoorn", R.PARTICIPANT, F.OTHER)],
    "om": [("om", R.PARTICIPANT, F.OTHER)],
    "reclassering": [("reclassering", R.PARTICIPANT, F.OTHER)],
    "hoorn": [("Hoorn", R.PARTICIPANT, F.OTHER)],
    "alkmaar": [("Alkmaar", R.PARTICIPANT, F.OTHER)],
    "denhelder": [("Den Helder", R.PARTICIPANT, F.OTHER)],
    "jongerenwerk.hoorn": [("jongerenwerk hoorn", R.PARTICIPANT, F.YOUTH_WORKER)],
}

# e-mail: (name, [(organisation, role, function)])
COLLEAGUES = {
    "procesregisseur2": ("Daan Mulder", [("huis", R.COORDINATOR, F.OTHER)]),
    "casusregisseur2": ("Bas Terpstra", [("Alkmaar", R.CASE_DIRECTOR, F.OTHER)]),
    "casusregisseur3": ("Noor Boelens", [("Den Helder", R.CASE_DIRECTOR, F.OTHER)]),
    "privacy.alkmaar": ("Gerda Poelstra", [("Alkmaar", R.PRIVACY_OFFICER, F.OTHER)]),
    "wijkagent2.hoorn": ("Mila Roosendaal", [("team Hoorn", R.REPORTER, F.NEIGHBOURHOOD_OFFICER)]),
    "wijkagent.alkmaar": ("Stef Buisman", [("team Alkmaar", R.REPORTER, F.NEIGHBOURHOOD_OFFICER)]),
    "wijkagent2.alkmaar": ("Aylin Demirtas", [("team Alkmaar", R.REPORTER, F.NEIGHBOURHOOD_OFFICER)]),
    "wijkagent.denhelder": ("Ron Wagemaker", [("team Den Helder", R.REPORTER, F.NEIGHBOURHOOD_OFFICER)]),
    "wijkagent.schagen": ("Anouk Slikker", [("team Schagen", R.REPORTER, F.NEIGHBOURHOOD_OFFICER)]),
    "wijkagent2.schagen": ("Kees Wagenaar", [("team Schagen", R.REPORTER, F.NEIGHBOURHOOD_OFFICER)]),
    "wijkagent.enkhuizen": ("Bram Koopmans", [("team Enkhuizen", R.REPORTER, F.NEIGHBOURHOOD_OFFICER)]),
    "wijkagent.heerhugowaard": (
        "Deniz Aktas",
        [("team Heerhugowaard", R.REPORTER, F.NEIGHBOURHOOD_OFFICER)],
    ),
    "handhaver.hoorn": ("Ricardo Winter", [("Hoorn", R.REPORTER, F.ENFORCEMENT_OFFICER)]),
    "handhaver.alkmaar": ("Petra Zonneveld", [("Alkmaar", R.REPORTER, F.ENFORCEMENT_OFFICER)]),
    "handhaver.denhelder": ("Mo el Idrissi", [("Den Helder", R.REPORTER, F.ENFORCEMENT_OFFICER)]),
    "handhaver.schagen": ("Wim Groot", [("Schagen", R.REPORTER, F.ENFORCEMENT_OFFICER)]),
    "handhaver.hollandskroon": ("Tineke Kaan", [("Hollands Kroon", R.REPORTER, F.ENFORCEMENT_OFFICER)]),
    "handhaver.dijkenwaard": ("Sven Appelman", [("Dijk en Waard", R.REPORTER, F.ENFORCEMENT_OFFICER)]),
    "handhaver.medemblik": ("Jolanda Vlaar", [("Medemblik", R.REPORTER, F.ENFORCEMENT_OFFICER)]),
    "handhaver.texel": ("Arie Bremer", [("Texel", R.REPORTER, F.ENFORCEMENT_OFFICER)]),
    "handhaver.koggenland": (
        "Lisa Buis",
        [("Koggenland", R.REPORTER, F.ENFORCEMENT_OFFICER), ("Opmeer", R.REPORTER, F.ENFORCEMENT_OFFICER)],
    ),
    "handhaver.sed": (
        "Marco Ligthart",
        [(town, R.REPORTER, F.ENFORCEMENT_OFFICER) for town in ("Stede Broec", "Enkhuizen", "Drechterland")],
    ),
    "handhaver.buch": (
        "Ingrid Admiraal",
        [(town, R.REPORTER, F.ENFORCEMENT_OFFICER) for town in ("Bergen NH", "Castricum", "Heiloo")],
    ),
    "veiligheid.sed": (
        "Hanneke Botman",
        [(town, R.PARTICIPANT, F.OTHER) for town in ("Stede Broec", "Enkhuizen", "Drechterland")],
    ),
    "veiligheid.buch": (
        "Joris Kuijs",
        [(town, R.PARTICIPANT, F.OTHER) for town in ("Bergen NH", "Castricum", "Heiloo")],
    ),
    "veiligheid.texel": ("Eva Dogger", [("Texel", R.PARTICIPANT, F.OTHER)]),
    "veiligheid.schagen": ("Rob Marees", [("Schagen", R.PARTICIPANT, F.OTHER)]),
    "veiligheid.hollandskroon": ("Carla Wieringa", [("Hollands Kroon", R.PARTICIPANT, F.OTHER)]),
    "veiligheid.medemblik": ("Siem Kok", [("Medemblik", R.PARTICIPANT, F.OTHER)]),
    "veiligheid.opmeer": ("Anja Commandeur", [("Opmeer", R.PARTICIPANT, F.OTHER)]),
    "veiligheid.koggenland": ("Frits Bleeker", [("Koggenland", R.PARTICIPANT, F.OTHER)]),
    "veiligheid.dijkenwaard": ("Naima Bouzid", [("Dijk en Waard", R.PARTICIPANT, F.OTHER)]),
    "balie.alkmaar": ("Yvonne Stam", [("Alkmaar", R.REPORTER, F.COUNTER_STAFF)]),
    "balie.hoorn": ("Carmen Ruiter", [("Hoorn", R.REPORTER, F.COUNTER_STAFF)]),
    "balie.denhelder": ("Dirk Zeeman", [("Den Helder", R.REPORTER, F.COUNTER_STAFF)]),
    "balie.hollandskroon": ("Femke Rood", [("Hollands Kroon", R.REPORTER, F.COUNTER_STAFF)]),
    "balie.dijkenwaard": ("Ans Kramer", [("Dijk en Waard", R.REPORTER, F.COUNTER_STAFF)]),
    "balie.buch": (
        "Thijs Hollenberg",
        [(town, R.REPORTER, F.COUNTER_STAFF) for town in ("Bergen NH", "Castricum", "Heiloo")],
    ),
    "communicatie.hollandskroon": ("Jasmijn Vos", [("Hollands Kroon", R.REPORTER, F.COMMUNICATION)]),
    "communicatie.alkmaar": ("Pim Duinker", [("Alkmaar", R.REPORTER, F.COMMUNICATION)]),
    "communicatie.schagen": ("Roos Timmer", [("Schagen", R.REPORTER, F.COMMUNICATION)]),
    "communicatie.medemblik": ("Hugo Bakkum", [("Medemblik", R.REPORTER, F.COMMUNICATION)]),
    "communicatie.sed": (
        "Willemijn Spaan",
        [(town, R.REPORTER, F.COMMUNICATION) for town in ("Stede Broec", "Enkhuizen", "Drechterland")],
    ),
    "communicatie.koggenland": (
        "Olaf Beemster",
        [("Koggenland", R.REPORTER, F.COMMUNICATION), ("Opmeer", R.REPORTER, F.COMMUNICATION)],
    ),
    "jongerenwerk2.hoorn": ("Jayden Pinas", [("jongerenwerk hoorn", R.REPORTER, F.YOUTH_WORKER)]),
    "jongerenwerk.alkmaar": ("Elif Yildirim", [("jongerenwerk alkmaar", R.PARTICIPANT, F.YOUTH_WORKER)]),
    "jongerenwerk.denhelder": ("Sjoerd Visman", [("jongerenwerk den helder", R.PARTICIPANT, F.YOUTH_WORKER)]),
    "jongerenwerk.hollandskroon": (
        "Naomi Blaauw",
        [("jongerenwerk polder", R.PARTICIPANT, F.YOUTH_WORKER)],
    ),
    "leraar.west": ("Gijs Wester", [("scholen west", R.REPORTER, F.TEACHER)]),
    "leraar.alkmaar": ("Meryem Kilic", [("scholen alkmaar", R.REPORTER, F.TEACHER)]),
    "leraar.kop": ("Loes Zijm", [("scholen kop", R.REPORTER, F.TEACHER)]),
    "ggz": ("Rutger Elzinga", [("ggz", R.PARTICIPANT, F.CARE_WORKER)]),
    "maatschappelijkwerk": ("Shanti Ramdin", [("maatschappelijk werk", R.REPORTER, F.CARE_WORKER)]),
    "raad": ("Mirjam Veldhuis", [("raad", R.PARTICIPANT, F.OTHER)]),
    "wonen": ("Leo Haring", [("wonen", R.REPORTER, F.OTHER)]),
    "toezicht": ("Tessa Molenaar", [("reclassering", R.REPORTER, F.OTHER)]),
    "oeverdam": ("Wouter Oeverman", [("far", R.COORDINATOR, F.OTHER)]),
    "veiligheid.oeverdam": ("Sofie Dijkman", [(FAR_TOWN, R.PARTICIPANT, F.OTHER)]),
    "handhaver.oeverdam": ("Teun Walstra", [(FAR_TOWN, R.REPORTER, F.ENFORCEMENT_OFFICER)]),
}
# Those of whom the membership says something about time.
LEFT = "wijkagent.vertrokken", "Geert Luttik", ("team Hoorn", R.REPORTER, F.NEIGHBOURHOOD_OFFICER)
REPLACES = "om.vervanger", "Iris Steenhuis", ("om", R.PARTICIPANT, F.OTHER)
WAITS = "expert.nieuw", "Lotte Brouwer", ("huis", R.EXPERT, F.OTHER)

# A school, a team or a care worker serves several municipalities.
SCHOOL_OF = {
    "Kop van Noord-Holland": "scholen kop",
    "West-Friesland": "scholen west",
    "Regio Alkmaar": "scholen alkmaar",
}
YOUTH_WORK_OF = {
    "Hoorn": "jongerenwerk hoorn",
    "Medemblik": "jongerenwerk hoorn",
    "Alkmaar": "jongerenwerk alkmaar",
    "Dijk en Waard": "jongerenwerk alkmaar",
    "Den Helder": "jongerenwerk den helder",
    "Schagen": "jongerenwerk den helder",
    "Hollands Kroon": "jongerenwerk polder",
}


@dataclass
class People:
    """Users by the part of their address before the @, and who may report what from where."""

    users: dict = field(default_factory=dict)
    memberships: list = field(default_factory=list)
    reporters: dict = field(default_factory=dict)  # (municipality, function): [membership]
    participants: dict = field(default_factory=dict)  # organisation id: [membership]

    def __getitem__(self, name):
        return self.users[name]

    def membership(self, name, role=None):
        user = self.users[name]
        return next(m for m in self.memberships if m.user == user and role in (None, m.role))


def build_people(region, clock):
    people = People()
    _users(people, clock)
    since = clock.at(760, 9)
    for name, places in {
        **ACCOUNT_ROLES,
        **{name: places for name, (_, places) in COLLEAGUES.items()},
    }.items():
        for place in places:
            _join(people, region, name, place, since)
    _join(people, region, LEFT[0], LEFT[2], since, until=clock.at(140, 17), ended_by=people["beheer"])
    _join(people, region, REPLACES[0], REPLACES[2], clock.at(20, 9), until=clock.at(-45, 17))
    _join(people, region, WAITS[0], WAITS[2], clock.at(1, 10), confirm=False)
    Membership.objects.bulk_create(people.memberships)
    _sort_out(people, region)
    return people


def _users(people, clock):
    names = {email.split("@")[0]: name for email, name, _ in demo_accounts.ACCOUNTS}
    names |= {name: who for name, (who, _) in COLLEAGUES.items()}
    names |= {name: who for name, who, _ in (LEFT, REPLACES, WAITS)}
    password, since = make_password(demo_accounts.PASSWORD), clock.at(760, 9)
    made = [
        User(email=name + DOMAIN, name=who, password=password, created_at=since, is_active=name != LEFT[0])
        for name, who in names.items()
    ]
    User.objects.bulk_create(made)
    people.users = {user.email.removesuffix(DOMAIN): user for user in made}
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in made
    )


def _join(people, region, name, place, since, *, until=None, ended_by=None, confirm=True):
    key, role, function = place
    membership = Membership(
        user=people[name],
        organisation=region.organisation(key),
        role=role,
        function=function,
        valid_from=since,
        valid_until=until,
        proposed_by=people["procesregisseur" if name == "beheer" else "beheer"],
        ended_by=ended_by,
        ended_at=until if ended_by else None,
    )
    if role in HEAVY and confirm:
        membership.confirmed_by = people["procesregisseur" if name in ("fg", "expert") else "fg"]
        membership.confirmed_at = since + timedelta(hours=2)
    people.memberships.append(membership)


def _sort_out(people, region):
    """Who represents an organisation, and who reports (or reported) from which municipality."""
    for m in people.memberships:
        if m.role not in (Role.REPORTER, Role.PARTICIPANT):
            continue
        if m.role == Role.PARTICIPANT:
            people.participants.setdefault(m.organisation_id, []).append(m)
        for town in region.towns:
            if _serves(region, m, town):
                people.reporters.setdefault((town, m.function), []).append(m)


def _serves(region, membership, town):
    if membership.organisation == region.town_organisation(town):
        return membership.function != Function.OTHER
    if town == FAR_TOWN:
        return False
    partner = next((key for key, one in region.organisations.items() if one == membership.organisation), None)
    wanted = {
        Function.NEIGHBOURHOOD_OFFICER: f"team {TEAM_OF[town]}",
        Function.TEACHER: SCHOOL_OF[MUNICIPALITIES[town].district],
        Function.YOUTH_WORKER: YOUTH_WORK_OF.get(town),
        Function.CARE_WORKER: partner,
        Function.OTHER: partner if membership.role == Role.REPORTER else None,
    }
    return partner is not None and wanted.get(membership.function) == partner
