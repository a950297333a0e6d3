from django.urls import path

from meetings.views import agenda, contributions, items, minutes, planning, table

app_name = "meetings"
urlpatterns = [
    path("", planning.meetings, name="list"),
    path("reeks/nieuw/", planning.add_series, name="add-series"),
    path("reeks/<int:pk>/", planning.change_series, name="series"),
    path("reeks/<int:pk>/plannen/", planning.plan_series, name="plan-series"),
    path("<int:pk>/", agenda.detail, name="detail"),
    path("<int:pk>/verplaatsen/", planning.move, name="move"),
    path("<int:pk>/uitnodigen/", planning.invite, name="invite"),
    path("<int:pk>/genodigden/<int:seat_pk>/intrekken/", planning.withdraw_invitation, name="withdraw"),
    path("<int:pk>/vrijgeven/", planning.release, name="release"),
    path("<int:pk>/afsluiten/", planning.end, name="end"),
    path("<int:pk>/heropenen/", planning.resume, name="resume"),
    path("<int:pk>/punt/", agenda.add_item, name="add-item"),
    path("<int:pk>/volgorde/", agenda.order, name="order"),
    path("<int:pk>/live/", table.live, name="live"),
    path("<int:pk>/aanwezig/", table.attendance, name="attendance"),
    path("<int:pk>/verslag/", minutes.minutes, name="minutes"),
    path("<int:pk>/vaststellen/", minutes.finalise, name="finalise"),
    path("punt/<int:pk>/", items.item, name="item"),
    path("punt/<int:pk>/schuiven/", agenda.move_item, name="move-item"),
    path("punt/<int:pk>/weghalen/", agenda.remove_item, name="remove-item"),
    path("punt/<int:pk>/tafel/", items.add_to_table, name="add-to-table"),
    path(
        "punt/<int:pk>/tafel/<int:organisation_pk>/weghalen/",
        items.remove_from_table,
        name="remove-from-table",
    ),
    path("punt/<int:pk>/signalen/", items.link_signals, name="link-signals"),
    path("punt/<int:pk>/signalen/<int:signal_pk>/loskoppelen/", items.unlink_signal, name="unlink-signal"),
    path("punt/<int:pk>/terugtrekken/", items.recuse, name="recuse"),
    path("punt/<int:pk>/zelf-terugtrekken/", items.step_out, name="step-out"),
    path("punt/<int:pk>/inbreng/<int:organisation_pk>/", contributions.contribute, name="contribute"),
    path("punt/<int:pk>/verslag/", table.record, name="record"),
    path("punt/<int:pk>/besluit/", table.decide, name="decide"),
    path("punt/<int:pk>/actie/", table.give_action, name="give-action"),
    path("besluit/<int:pk>/driehoek/", minutes.driehoek, name="driehoek"),
    path("besluit/<int:pk>/casus/", minutes.open_case, name="open_case"),
]
