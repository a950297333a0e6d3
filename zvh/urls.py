from django.urls import include, path

from zvh import views

urlpatterns = [
    path("", include("desk.urls")),
    path("signalen/", include("signals.urls")),
    path("melden/", include("signals.urls_citizens")),
    path("", include("cases.urls")),
    path(
        "overleg/", include("meetings.urls")
    ),  # after the numbers of signals and cases, which stand in its addresses
    path("agenda/", include("meetings.urls_calendar")),
    path("", include("partners.urls")),
    path("onderdelen/", views.components, name="components"),
]
handler404 = "zvh.views.not_found"
