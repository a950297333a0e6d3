"""Background work: Celery when there is a Redis, else in the process itself and by `manage.py tick`."""

import os

from celery import Celery, Task

from zvh.actor import acting_as, current

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zvh.settings")


class ActingTask(Task):
    """A task runs as the person who asked for it: his id travels in a header."""

    def apply_async(self, args=None, kwargs=None, **options):
        headers = {"zvh_actor": current.get().user_id, **(options.pop("headers", None) or {})}
        return super().apply_async(args, kwargs, headers=headers, **options)

    def __call__(self, *args, **kwargs):
        from partners.models import User

        user = User.objects.filter(pk=(self.request.headers or {}).get("zvh_actor")).first()
        with acting_as(user):
            return super().__call__(*args, **kwargs)


app = Celery("zvh", task_cls=ActingTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
