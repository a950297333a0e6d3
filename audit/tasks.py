from celery import shared_task

from audit import tick as ticking


@shared_task
def tick():
    ticking.tick()
