from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "overleg"

    def ready(self):
        from meetings import ticks  # noqa: F401 - registers its recurring tasks
