"""What the tick does for actions."""

from audit.tick import every
from cases import services


@every(minutes=15)
def remind_of_actions():
    """Mail whose action is due tomorrow or late; returns how many people. The history of each action says so."""
    return services.send_action_reminders()
