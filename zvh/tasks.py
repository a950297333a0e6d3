from celery import shared_task
from django.core.mail import EmailMultiAlternatives


@shared_task
def send_mail(to, subject, text, calendar=None):
    """One mail; a calendar goes along as another form of the text, which calendars read, and as a file to open."""
    message = EmailMultiAlternatives(subject, text, None, [to])
    if calendar:
        method, invite = calendar
        message.attach_alternative(invite, f"text/calendar; method={method}")
        message.attach("invite.ics", invite, "application/ics")
    message.send()
