from django.urls import path

from desk import views

app_name = "desk"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("inzage/", views.log, name="log"),
    path("beheer/delen/", views.rules, name="rules"),
    path("beheer/delen/nieuw/", views.add_rule, name="rule_add"),
    path("beheer/delen/<int:pk>/", views.change_rule, name="rule"),
]
