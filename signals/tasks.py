"""Background work of signals. A task runs as the person who asked for it (zvh/celery.py)."""

from celery import shared_task

from signals.services import filechecks, registerwork


@shared_task
def check_file(pk):
    filechecks.check_file(pk)


@shared_task
def work_on_register(pk):
    """One portion; the next one is asked for when this one is kept."""
    registerwork.work_on_register(pk)
