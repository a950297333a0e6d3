"""The calendar behind a secret link, below /agenda/."""

from django.urls import path

from meetings.views import guests

app_name = "calendars"
urlpatterns = [path("<str:secret>.ics", guests.calendar, name="feed")]
