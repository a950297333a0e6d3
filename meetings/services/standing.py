"""Standing tables, and seating who usually sits at a table."""

from django.db import transaction

from audit.log import log
from meetings.models import StandingTable, TablePlace
from meetings.queries import usual_absent
from meetings.services.agenda import take_item
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState

BACK = "meetings:standing-tables"


@transaction.atomic
def keep_standing_table(table, *, by, organisations, **fields):
    """Make one or change it: theme, municipality, question, whether it is in use, and who sits there."""
    require(by, Permission.MEETING_PLAN, table)
    is_new = table.pk is None
    if not is_new:
        table = StandingTable.objects.select_for_update(of=("self",)).get(pk=table.pk)
    _refuse_second(table, fields)
    for name, value in fields.items():
        setattr(table, name, value)
    table.save()
    table.organisations.set(organisations)
    log("add_standing_table" if is_new else "change_standing_table", table)
    return table


def _refuse_second(table, fields):
    same = StandingTable.objects.filter(
        house=table.house_id, theme=fields["theme"], municipality=fields["municipality"]
    )
    if same.exclude(pk=table.pk).exists():
        raise WrongState(
            "Er is al een vaste tafel voor dit thema en deze gemeente. Pas die aan.", back_to=BACK
        )


@transaction.atomic
def seat_usual(item, *, by):
    """Seat who usually sits at a table about these signals, with their standing questions. Returns who came."""
    item = take_item(item, by)
    absent = usual_absent(item)
    for organisation, question in absent:
        TablePlace.objects.create(item=item, organisation=organisation, question=question)
    if not absent:
        raise WrongState("Iedereen van de vaste tafel zit al aan tafel.", back_to=item.meeting)
    log("seat_usual", item, partners=[organisation.pk for organisation, _ in absent])
    return [organisation for organisation, _ in absent]
