"""Who may do what. The table below is the whole answer; /rechten/ and docs/rechten.md are printed from it."""

from enum import Enum, StrEnum, auto

from django.db import models


class Role(models.TextChoices):
    REPORTER = "reporter", "melder"
    PARTICIPANT = "participant", "deelnemer overleg"
    COORDINATOR = "coordinator", "procesregisseur"
    EXPERT = "expert", "expert radicalisering en extremisme"
    CASE_DIRECTOR = "case_director", "casusregisseur"
    PRIVACY_OFFICER = "privacy_officer", "privacy officer / FG"
    ADMINISTRATOR = "administrator", "functioneel beheerder"


# These start only after a second person has confirmed.
HEAVY = {Role.COORDINATOR, Role.EXPERT, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR}
# Only the house itself has these.
OF_THE_HOUSE = {Role.COORDINATOR, Role.EXPERT, Role.ADMINISTRATOR}


class Scope(StrEnum):
    """Where the membership that gives the right must be, seen from the thing."""

    ANYWHERE = auto()  # any valid membership
    HOUSE = auto()  # in the house of the thing (`house_id`, or `house_ids` where it has several)
    ORGANISATION = auto()  # in an organisation that the thing names (`organisation_ids`)
    PERSON = auto()  # the thing names this person (`person_ids`)
    MEETING = auto()  # in the house of the meeting; a case director: he leads it (`leader_ids`)


class Permission(Enum):
    """name = (scope, what it allows, in Dutch for the printed table)."""

    SIGNAL_REPORT = (Scope.ANYWHERE, "een signaal melden")
    SIGNAL_ANSWER = (Scope.PERSON, "een vraag over het eigen signaal beantwoorden")
    SIGNAL_WEIGH = (Scope.HOUSE, "een signaal wegen")
    CLOCK_STOP = (Scope.HOUSE, "de klok van een weging stilzetten en weer laten lopen")
    SIGNAL_CONFIRM = (Scope.HOUSE, "als tweede persoon 'geen actie' bevestigen")
    SIGNAL_ASK = (Scope.HOUSE, "een vraag stellen aan de melder")
    OUTSIDE_ASK = (Scope.HOUSE, "een vraag stellen aan een buitenstaander, en die intrekken")
    INTERVIEW_KEEP = (Scope.HOUSE, "een gesprek met een betrokkene vastleggen en corrigeren")
    SIGNAL_SHARE = (Scope.HOUSE, "een signaal delen, verlengen of het delen stoppen")
    SIGNAL_ENTER = (Scope.HOUSE, "een melding invoeren namens iemand die belt, mailt of langskomt")
    SIGNAL_CHECK = (Scope.HOUSE, "een vastgehouden melding vrijgeven of afwijzen als misbruik")
    SIGNAL_IMPORT = (Scope.HOUSE, "het oude register van het huis inlezen, nakijken en voorstellen")
    SIGNAL_IMPORT_CONFIRM = (
        Scope.HOUSE,
        "als tweede persoon akkoord gaan met het overnemen van een register",
    )
    CONTACT_REQUEST = (Scope.HOUSE, "met reden vragen om contactgegevens van een melder zonder account")
    CONTACT_DECIDE = (Scope.HOUSE, "als tweede persoon beslissen over contactgegevens")
    IDENTITY_OPEN = (Scope.HOUSE, "met reden de identiteit van een betrokkene openen")
    FILE_ADD = (Scope.PERSON, "bestanden toevoegen aan het eigen signaal")
    FILE_ADD_DESK = (Scope.HOUSE, "bestanden toevoegen aan een signaal van het huis")
    FILE_RELEASE = (Scope.HOUSE, "met reden een bestand vrijgeven dat nog niet is gescand")
    FILE_OPEN_ORIGINAL = (Scope.HOUSE, "met reden het origineel van een bestand openen")
    SIGNAL_LINK = (Scope.HOUSE, "signalen koppelen, samenvoegen en weer losmaken")
    SIGNAL_MASK = (Scope.HOUSE, "een deel van een tekst afschermen, met reden openen en weer laten zien")
    SIGNAL_REDACT = (
        Scope.HOUSE,
        "voorstellen een deel van een tekst definitief te verwijderen, of dat als tweede persoon bevestigen",
    )
    INQUIRE = (Scope.HOUSE, "navragen of een persoon of organisatie elders bekend is")
    MEETING_PLAN = (Scope.MEETING, "overleggen plannen en agenda's maken")
    MEETING_RELEASE = (Scope.MEETING, "de agenda vrijgeven aan de tafel")
    MEETING_RECORD = (Scope.MEETING, "verslag, besluiten en aanwezigheid vastleggen")
    MEETING_FINALISE = (Scope.MEETING, "het verslag vaststellen en de tafel sluiten")
    AMENDMENT_PROPOSE = (Scope.ORGANISATION, "een wijziging van het conceptverslag voorstellen")
    AMENDMENT_HANDLE = (Scope.MEETING, "een voorstel bij het verslag overnemen of niet, met reden")
    ERRATUM_ADD = (Scope.MEETING, "een erratum toevoegen aan een vastgesteld verslag")
    CONTRIBUTE = (Scope.ORGANISATION, "inbreng van de eigen organisatie geven en vrijgeven")
    CASE_OPEN = (Scope.HOUSE, "een casus openen")
    CASE_MANAGE = (
        Scope.HOUSE,
        "regisseurs en organisaties van een casus bepalen, met reden een identiteit openen, beslissen over "
        "verwijdering, de casus sluiten",
    )
    CASE_DIRECT = (
        Scope.PERSON,
        "de inhoud van de eigen casus regisseren, ook met reden een identiteit openen",
    )
    CASE_ANSWER = (
        Scope.ORGANISATION,
        "namens de eigen organisatie vragen mee te doen aan een casus, daarover antwoorden, en stoppen",
    )
    PICTURE_WRITE = (Scope.ORGANISATION, "namens de eigen organisatie in het beeld van een casus schrijven")
    JOURNAL_WRITE = (
        Scope.ANYWHERE,
        "schrijven in het journaal van een casus die men leest, en dat corrigeren of intrekken",
    )
    ACTION_GIVE = (Scope.HOUSE, "acties uitzetten")
    ACTION_DO = (Scope.PERSON, "een eigen actie gereed melden")
    ACTION_DO_FOR = (Scope.ORGANISATION, "een actie van de eigen organisatie gereed melden")
    LOG_READ = (Scope.ANYWHERE, "het log lezen: alleen de regels die de database aan deze persoon toont")
    PEOPLE_MANAGE = (
        Scope.HOUSE,
        "mensen, organisaties, thema's, vaste teksten, sjablonen en adres van het huis beheren",
    )
    RULES_MANAGE = (Scope.HOUSE, "de regels voor delen bepalen: grondslag, termijn en besluit")
    ROLE_CONFIRM = (Scope.HOUSE, "als tweede persoon een zware rol bevestigen")

    @property
    def scope(self):
        return self.value[0]

    @property
    def label(self):
        return self.value[1]


_EVERYONE = {
    Permission.SIGNAL_REPORT,
    Permission.SIGNAL_ANSWER,
    Permission.FILE_ADD,
    Permission.ACTION_DO,
    Permission.LOG_READ,
}
_AT_THE_TABLE = {Permission.CONTRIBUTE, Permission.AMENDMENT_PROPOSE, Permission.ACTION_DO_FOR}
_AS_PARTNER = {Permission.CASE_ANSWER}
_IN_A_CASE = {Permission.PICTURE_WRITE, Permission.JOURNAL_WRITE}
_LEADING = {
    Permission.MEETING_PLAN,
    Permission.MEETING_RELEASE,
    Permission.MEETING_RECORD,
    Permission.MEETING_FINALISE,
    Permission.AMENDMENT_HANDLE,
    Permission.ERRATUM_ADD,
}
_DESK = {
    Permission.SIGNAL_WEIGH,
    Permission.CLOCK_STOP,
    Permission.SIGNAL_CONFIRM,
    Permission.SIGNAL_ASK,
    Permission.OUTSIDE_ASK,
    Permission.INTERVIEW_KEEP,
    Permission.SIGNAL_SHARE,
    Permission.SIGNAL_ENTER,
    Permission.CONTACT_REQUEST,
    Permission.CONTACT_DECIDE,
    Permission.IDENTITY_OPEN,
    Permission.FILE_ADD_DESK,
    Permission.FILE_OPEN_ORIGINAL,
    Permission.SIGNAL_LINK,
    Permission.SIGNAL_IMPORT_CONFIRM,
    Permission.SIGNAL_MASK,
    Permission.SIGNAL_REDACT,
    Permission.INQUIRE,
}

GRANTS = {
    Role.REPORTER: _EVERYONE,
    Role.PARTICIPANT: _EVERYONE | _AT_THE_TABLE | _AS_PARTNER | _IN_A_CASE,
    Role.COORDINATOR: _EVERYONE
    | _AT_THE_TABLE
    | _AS_PARTNER
    | _IN_A_CASE
    | _DESK
    | _LEADING
    | {
        Permission.SIGNAL_CHECK,
        Permission.SIGNAL_IMPORT,
        Permission.CASE_OPEN,
        Permission.CASE_MANAGE,
        Permission.ACTION_GIVE,
        Permission.ROLE_CONFIRM,
        Permission.FILE_RELEASE,
    },
    Role.EXPERT: _EVERYONE | _AT_THE_TABLE | _DESK,
    Role.CASE_DIRECTOR: _EVERYONE | _LEADING | _IN_A_CASE | {Permission.CASE_DIRECT},
    Role.PRIVACY_OFFICER: {Permission.LOG_READ, Permission.RULES_MANAGE, Permission.ROLE_CONFIRM},
    Role.ADMINISTRATOR: {Permission.PEOPLE_MANAGE, Permission.RULES_MANAGE, Permission.ROLE_CONFIRM},
}


def has_permission(user, permission, thing=None):
    """May this person do this to this thing? `thing` is not needed for scope ANYWHERE.

    Without a thing the question is 'anywhere at all?': for menus and for making something new.
    """
    if not user.is_authenticated:
        return False
    return any(
        permission in GRANTS[membership.role] and _reaches(membership, permission.scope, thing)
        for membership in user.current_memberships
    )


def gives(membership, permission):
    """Does this membership give this right in its own organisation? Leading meetings about one's own cases does not."""
    directs = membership.role == Role.CASE_DIRECTOR and permission.scope == Scope.MEETING
    return permission in GRANTS[membership.role] and not directs


def _reaches(membership, scope, thing):
    if scope == Scope.MEETING and membership.role == Role.CASE_DIRECTOR:
        return thing is not None and membership.user_id in getattr(thing, "leader_ids", ())
    if thing is None or scope == Scope.ANYWHERE:
        return True
    if scope in {Scope.HOUSE, Scope.MEETING}:
        return membership.organisation_id in _houses(thing)
    if scope == Scope.ORGANISATION:
        return membership.organisation_id in thing.organisation_ids
    return membership.user_id in thing.person_ids


def _houses(thing):
    return thing.house_ids if hasattr(thing, "house_ids") else {thing.house_id}
