"""What the tick does for actions, and for cases that a question touched."""

from audit.tick import every
from cases import services


@every(minutes=15)
def remind_of_actions():
    """Mail whose action is due tomorrow or late; returns how many people. The history of each action says so."""
    return services.send_action_reminders()


@every(minutes=15)
def mail_about_inquiries():
    """Mail, without content, the coordinators of cases that a question touched; returns how many people."""
    return services.send_inquiry_mails()
