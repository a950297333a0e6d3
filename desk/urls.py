from django.urls import path

from desk import views

app_name = "desk"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("inzage/", views.log, name="log"),
]
