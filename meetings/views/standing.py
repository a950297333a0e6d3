"""Standing tables: who usually sits where."""

from django.shortcuts import get_object_or_404, render

from audit.log import log_list, log_read
from meetings import queries, services
from meetings.forms import StandingTableForm
from meetings.models import StandingTable
from meetings.views.getters import get_house
from meetings.views.steps import form_step
from partners.roles import Permission
from partners.steps import require


def standing_tables(request):
    house = get_house(request)
    tables = list(queries.standing_tables(house.pk))
    log_list("standing_table", tables)
    return render(request, "meetings/standing_tables.html", {"of_house": house, "tables": tables})


def add_standing_table(request):
    house = get_house(request)
    return _step(request, StandingTable(house=house), "Vaste tafel maken")


def change_standing_table(request, pk):
    table = get_object_or_404(StandingTable, pk=pk)
    require(request.user, Permission.MEETING_PLAN, table)
    log_read(table)
    return _step(request, table, "Vaste tafel wijzigen")


def _step(request, table, title):
    return form_step(
        request,
        None,
        StandingTableForm(request.POST or None, table=table),
        title=title,
        about="Zonder thema past de tafel bij elk thema, zonder gemeente bij elke gemeente. Zet u een voorstel op de "
        "agenda, dan zitten deze organisaties aan tafel.",
        button="Vaste tafel bewaren",
        act=lambda typed: services.keep_standing_table(table, by=request.user, **typed),
        done="De vaste tafel is bewaard.",
        back_to="meetings:standing-tables",
    )
