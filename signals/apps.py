from django.apps import AppConfig


class SignalsConfig(AppConfig):
    name = "signals"
    verbose_name = "signalen"

    def ready(self):
        from signals import ticks  # noqa: F401 - registers its recurring tasks
