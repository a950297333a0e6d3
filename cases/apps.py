from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "casussen"

    def ready(self):
        from cases import ticks  # noqa: F401 - registers its recurring tasks
