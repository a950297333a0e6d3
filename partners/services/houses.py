"""What a house says about itself, with whom it works and on what it collects signals.

The right is checked before the lock: the database locks no row that one may not change, and what decides
about the right (the house of a row) cannot change.
"""

from django.db import transaction
from django.db.models import Max

from audit.log import log
from partners.models import House, Municipality, Organisation, OrganisationKind, Partnership, Theme
from partners.queries import memberships_of
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState


@transaction.atomic
def change_house(house, *, by, **fields):
    require(by, Permission.PEOPLE_MANAGE, house)
    house = House.objects.select_for_update(of=("self",)).get(pk=house.pk)
    _save(house, fields)
    log("change_house", house, organisation=house.pk, fields=sorted(fields))
    return house


@transaction.atomic
def add_organisation(house, *, by, name, short_name, kind):
    """A new partner. Who already works with another house cannot be claimed by this one."""
    require(by, Permission.PEOPLE_MANAGE, house)
    existing = Organisation.objects.filter(name__iexact=name).first()
    if existing:
        message = f"{existing} bestaat al. Zoek de organisatie in de lijst, of kies een andere naam."
        raise WrongState(message, back_to="partners:organisations")
    organisation = Organisation.objects.create(name=name, short_name=short_name, kind=kind)
    Partnership.objects.create(organisation=organisation, house_id=house.pk)
    log("add_organisation", organisation, organisation=house.pk, kind=kind)
    return organisation


@transaction.atomic
def change_organisation(organisation, *, by, **fields):
    """Name, kind and active are the same for every house, so only the one house may change them."""
    organisation = _take_organisation(organisation, by)
    if len(organisation.house_ids) > 1:
        message = f"{organisation} werkt ook met een ander huis. Alleen samen kunt u dit wijzigen."
        raise WrongState(message, back_to="partners:organisations")
    if organisation.kind == OrganisationKind.HOUSE and not fields.get("is_active", True):
        message = "Het huis zelf kan niet uit: dan ziet niemand nog iets, ook u niet."
        raise WrongState(message, back_to="partners:organisations")
    _save(organisation, fields)
    log("change_organisation", organisation, fields=sorted(fields))
    return organisation


@transaction.atomic
def set_partner(organisation, *, by, house, is_partner):
    """Start or stop working together. Stopping asks that nobody of it still has a role here."""
    require(by, Permission.PEOPLE_MANAGE, house)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    partnership = Partnership.objects.filter(organisation=organisation, house=house.pk)
    if is_partner and not partnership.exists():
        _refuse_claim(organisation)
        Partnership.objects.create(organisation=organisation, house_id=house.pk)
    if not is_partner:
        _refuse_stop(organisation, house)
        _stop(organisation, partnership)
    log("set_partner", organisation, organisation=house.pk, is_partner=is_partner)
    return organisation


def _stop(organisation, partnership):
    """The last house of an organisation stays: what was shared with it may not come to whoever claims it next."""
    if len(organisation.house_ids) > 1:
        partnership.delete()
    elif partnership.exists():
        organisation.is_active = False
        organisation.save(update_fields=["is_active"])


def _refuse_claim(organisation):
    """Else an administrator could give himself people in it, and read what is shared with it."""
    if organisation.house_ids or organisation.kind == OrganisationKind.HOUSE:
        message = f"{organisation} werkt al met een ander huis. Vraag dat huis om u toe te voegen."
        raise WrongState(message, back_to="partners:organisations")


def _refuse_stop(organisation, house):
    open_ones = memberships_of(house).filter(organisation=organisation, ended_at=None)
    if open_ones.exists():
        message = f"Bij {organisation} hebben nog mensen een rol. Beëindig die lidmaatschappen eerst."
        raise WrongState(message, back_to="partners:organisations")
    if Municipality.objects.filter(organisation=organisation, house=house.pk).exists():
        message = f"{organisation} is een gemeente van dit huis en blijft dus partner."
        raise WrongState(message, back_to="partners:organisations")


def _take_organisation(organisation, by):
    require(by, Permission.PEOPLE_MANAGE, organisation)
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


@transaction.atomic
def save_theme(theme, *, by, house, **fields):
    """Change a theme, or make one when `theme` is None; a new one comes last."""
    require(by, Permission.PEOPLE_MANAGE, house)
    House.objects.select_for_update(of=("self",)).get(pk=house.pk)
    if (
        Theme.objects.filter(house=house.pk, name__iexact=fields["name"])
        .exclude(pk=theme and theme.pk)
        .exists()
    ):
        message = f"Er is al een thema '{fields['name']}'. Kies een andere naam."
        raise WrongState(message, back_to="partners:themes")
    if theme is None:
        theme = Theme.objects.create(house_id=house.pk, position=_last_position(house) + 1, **fields)
    else:
        require(by, Permission.PEOPLE_MANAGE, theme)
        _save(theme, fields)
    log("save_theme", theme, organisation=house.pk, in_use=theme.is_active)
    return theme


def _last_position(house):
    return Theme.objects.filter(house=house.pk).aggregate(last=Max("position"))["last"] or 0


@transaction.atomic
def move_theme(theme, *, by, move):
    """One place 'up' or 'down'; at the end nothing happens."""
    themes = _take_themes(theme.house, by)
    place = themes.index(theme)
    new_place = place + (1 if move == "down" else -1)
    if 0 <= new_place < len(themes):
        themes.insert(new_place, themes.pop(place))
    _number(themes, theme.house)
    return theme


@transaction.atomic
def order_themes(house, *, by, order):
    """Put the themes with these ids first, in this order; what is not named keeps its place after them."""
    themes = _take_themes(house, by)
    place = {number: index for index, number in enumerate(order)}
    themes.sort(key=lambda theme: place.get(theme.pk, len(place)))
    _number(themes, house)


def _take_themes(house, by):
    require(by, Permission.PEOPLE_MANAGE, house)
    house = House.objects.select_for_update(of=("self",)).get(pk=house.pk)
    return list(Theme.objects.filter(house=house.pk).order_by("position", "name"))


def _number(themes, house):
    for position, theme in enumerate(themes, start=1):
        theme.position = position
    Theme.objects.bulk_update(themes, ["position"])
    log("order_themes", organisation=house.pk, themes=[theme.pk for theme in themes])


def _save(thing, fields):
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save(update_fields=list(fields))
