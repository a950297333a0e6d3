"""Standard texts of a house: kept by its administrators."""

from django.db import transaction

from audit.log import log
from partners.models import House, StandardText
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState


@transaction.atomic
def save_text(standard, *, by, house, **fields):
    """Change a standard text, or make one when `standard` is None."""
    require(by, Permission.PEOPLE_MANAGE, house)
    House.objects.select_for_update(of=("self",)).get(pk=house.pk)
    _refuse_taken(standard, house, fields)
    if standard is None:
        standard = StandardText.objects.create(house_id=house.pk, **fields)
    else:
        require(by, Permission.PEOPLE_MANAGE, standard)
        for name, value in fields.items():
            setattr(standard, name, value)
        standard.save(update_fields=list(fields))
    log("save_text", standard, organisation=house.pk, kind=standard.kind, in_use=standard.is_active)
    return standard


def _refuse_taken(standard, house, fields):
    same = StandardText.objects.filter(house=house.pk, kind=fields["kind"], name__iexact=fields["name"])
    if same.exclude(pk=standard and standard.pk).exists():
        message = f"Er is al een tekst '{fields['name']}' van deze soort. Kies een andere naam."
        raise WrongState(message, back_to="partners:texts")


def start_texts(house, texts):
    """The first texts of a new house; `texts`: (kind, name, text). As the owner: no right is asked, nothing logged."""
    return StandardText.objects.bulk_create(
        StandardText(house_id=house.pk, kind=kind, name=name, text=text) for kind, name, text in texts
    )
