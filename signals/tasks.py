"""Background work of signals. A task runs as the person who asked for it (zvh/celery.py)."""

from celery import shared_task

from signals.services import filechecks


@shared_task
def check_file(pk):
    filechecks.check_file(pk)
