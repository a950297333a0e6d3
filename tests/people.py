"""The cast that every test knows, and the places they work. Made as the owner; call inside `as_owner()` or not."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from partners.models import (
    Function,
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
from tests.conftest import as_owner


def organisation(name="Organisatie", kind=OrganisationKind.OTHER, *, house=None):
    with as_owner():
        made, _ = Organisation.objects.get_or_create(
            name=name, defaults={"short_name": name[:40], "kind": kind}
        )
        if house:
            Partnership.objects.get_or_create(organisation=made, house=house)
    return made


def house(name="Veiligheidshuis Noord"):
    made = organisation(name, OrganisationKind.HOUSE)
    with as_owner():
        House.objects.get_or_create(
            organisation=made,
            defaults={
                "region": "Noord",
                "address": "Straat 1",
                "postcode_city": "1234 AB Stad",
                "telephone": "000 000 00 00",
                "email": "huis@test.example",
            },
        )
    return made


def municipality(name="Hoorn", *, of=None, column=0):
    of = of or house()
    made = organisation(f"Gemeente {name}", OrganisationKind.MUNICIPALITY, house=of)
    with as_owner():
        return Municipality.objects.get_or_create(
            name=name,
            defaults={
                "cbs_code": f"GM{made.pk:04d}",
                "house": of,
                "organisation": made,
                "district": "West",
                "column": column or made.pk,
                "row": 0,
            },
        )[0]


def theme(name="wonen", *, of=None):
    with as_owner():
        return Theme.objects.get_or_create(name=name, house=of or house())[0]


def person(name, role=None, at=None, *, until=None, active=True, function=Function.OTHER, confirmed=True):
    """A user, and when a role is given a membership at that organisation in force since a year."""
    with as_owner():
        email = f"{name.lower().replace(' ', '.')}@test.example"
        user, _ = User.objects.get_or_create(email=email, defaults={"name": name, "is_active": active})
        if role:
            second = None
            if role in HEAVY and confirmed:
                second, _ = User.objects.get_or_create(
                    email="tweede@test.example", defaults={"name": "Tweede"}
                )
            Membership.objects.get_or_create(
                user=user,
                organisation=at,
                role=role,
                defaults={
                    "function": function,
                    "valid_from": timezone.now() - timedelta(days=365),
                    "valid_until": until,
                    "confirmed_by": second,
                    "confirmed_at": second and timezone.now(),
                },
            )
    return user


def coordinator(name="Coordinator", *, of=None):
    return person(name, Role.COORDINATOR, of or house())


def expert(name="Expert", *, of=None):
    return person(name, Role.EXPERT, of or house())


def administrator(name="Beheerder", *, of=None):
    return person(name, Role.ADMINISTRATOR, of or house())


def privacy_officer(name="Fg", *, of=None):
    return person(name, Role.PRIVACY_OFFICER, of or house())


def police(of=None):
    return organisation("Politie", OrganisationKind.POLICE, house=of or house())


def officer(name="Wijkagent", *, at=None):
    """A neighbourhood officer: reports, and sees what he reported."""
    return person(name, Role.REPORTER, at or police(), function=Function.NEIGHBOURHOOD_OFFICER)


def police_member(name="Politielid", *, at=None):
    return person(name, Role.PARTICIPANT, at or police())


def municipality_member(name="Gemeentelid", *, at=None):
    return person(name, Role.PARTICIPANT, at or municipality().organisation)


def case_director(name="Casusregisseur", *, at=None):
    return person(name, Role.CASE_DIRECTOR, at or house())


def outsider(name="Buitenstaander"):
    """A participant of an organisation that has nothing to do with anything."""
    return person(name, Role.PARTICIPANT, organisation("Ver weg", house=house()))


def nobody(name="Niemand"):
    """An account without any membership."""
    return person(name)


A_MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
