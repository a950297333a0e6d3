"""The municipalities of a house, each with its organisation; and what a house starts with."""

from django.db import transaction

from audit.log import log
from partners.models import House, Municipality, Organisation, OrganisationKind, Partnership, Theme
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState

LIST = "partners:municipalities"


@transaction.atomic
def add_municipality(house, *, by, organisation=None, neighbours=(), **fields):
    """A municipality of this house. Without `organisation`, a partner of the house, it gets one of its own."""
    require(by, Permission.PEOPLE_MANAGE, house)
    House.objects.select_for_update(of=("self",)).get(pk=house.pk)
    _refuse_code(fields["cbs_code"])
    municipality = Municipality(house_id=house.pk, **fields)
    _refuse_tile(municipality)
    municipality.organisation = _take_partner(house, organisation) or _new_organisation(house, fields["name"])
    municipality.save()
    municipality.neighbours.set(neighbours)
    numbers = sorted(one.pk for one in neighbours)
    log("add_municipality", municipality, organisation=house.pk, neighbours=numbers)
    return municipality


@transaction.atomic
def change_municipality(municipality, *, by, neighbours=None, **fields):
    """Without `neighbours` these stay; the log names who came and who went."""
    require(by, Permission.PEOPLE_MANAGE, municipality)
    House.objects.select_for_update(of=("self",)).get(pk=municipality.house_id)
    municipality = Municipality.objects.select_for_update(of=("self",)).get(pk=municipality.pk)
    for name, value in fields.items():
        setattr(municipality, name, value)
    _refuse_tile(municipality)
    municipality.save(update_fields=list(fields))
    moved = {} if neighbours is None else _set_neighbours(municipality, neighbours)
    log(
        "change_municipality",
        municipality,
        organisation=municipality.house_id,
        fields=sorted(fields),
        **moved,
    )
    return municipality


def _set_neighbours(municipality, neighbours):
    """{what changed: numbers}, for the log."""
    before = set(municipality.neighbours.values_list("pk", flat=True))
    after = {one.pk for one in neighbours}
    municipality.neighbours.set(neighbours)
    moved = {"neighbours_added": sorted(after - before), "neighbours_removed": sorted(before - after)}
    return {name: numbers for name, numbers in moved.items() if numbers}


def _refuse_code(cbs_code):
    """Also of a municipality of another house: there is one of each in the country."""
    if Municipality.objects.filter(cbs_code=cbs_code).exists():
        message = f"De gemeente met CBS-code {cbs_code} hoort al bij een huis. Controleer de code."
        raise WrongState(message, back_to=LIST)


def _refuse_tile(municipality):
    tile = {name: getattr(municipality, name) for name in ("house_id", "column", "row")}
    others = Municipality.objects.filter(**tile, valid_until=None).exclude(pk=municipality.pk)
    other = None if municipality.valid_until else others.first()
    if other:
        message = f"Op deze tegel van de kaart staat {other} al. Kies een andere kolom of rij."
        raise WrongState(message, back_to=LIST)


def _take_partner(house, organisation):
    if organisation is None:
        return None
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    is_partner = organisation.kind == OrganisationKind.MUNICIPALITY and house.pk in organisation.house_ids
    if not is_partner or Municipality.objects.filter(organisation=organisation).exists():
        message = f"{organisation} kan niet de organisatie van deze gemeente zijn. Kies een andere."
        raise WrongState(message, back_to=LIST)
    return organisation


def _new_organisation(house, name):
    existing = Organisation.objects.filter(name__iexact=f"Gemeente {name}").first()
    if existing:
        message = (
            f"De organisatie {existing} bestaat al. Kies die bij 'Organisatie', of kies een andere naam."
        )
        raise WrongState(message, back_to=LIST)
    return _make_organisation(house, name)


def _make_organisation(house, name):
    organisation = Organisation.objects.create(
        name=f"Gemeente {name}", short_name=name[:40], kind=OrganisationKind.MUNICIPALITY
    )
    Partnership.objects.create(organisation=organisation, house_id=house.pk)
    return organisation


# -- for setting up, as the owner: nobody is asked for a right and nothing is logged


def start_municipalities(house, places, neighbours):
    """{name: municipality}; `places`: {name: partners.region.Place}, `neighbours`: {name: names}, each pair once."""
    made = {name: _start_municipality(house, name, place) for name, place in places.items()}
    for name, others in neighbours.items():
        made[name].neighbours.add(*(made[other] for other in others))
    return made


def _start_municipality(house, name, place):
    return Municipality.objects.create(
        name=name,
        house_id=house.pk,
        organisation=_make_organisation(house, name),
        cbs_code=place.cbs_code,
        district=place.district,
        column=place.column,
        row=place.row,
        valid_from=place.valid_from,
    )


def start_themes(house, themes):
    """{name: theme}, in this order."""
    return {
        name: Theme.objects.create(house_id=house.pk, name=name, position=position, **_hints(text))
        for position, (name, text) in enumerate(themes.items(), start=1)
    }


def _hints(text):
    """'Wel: … Niet: …' as the two texts of a theme."""
    yes, no = (part.strip() for part in text.removeprefix("Wel:").split("Niet:"))
    return {"hint": yes[0].upper() + yes[1:], "hint_not": no[0].upper() + no[1:]}
