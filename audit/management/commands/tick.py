import time

from django.core.management.base import BaseCommand

from audit.tick import tick


class Command(BaseCommand):
    help = "Doet wat steeds terugkeert: toegang beëindigen, log verzegelen. Dubbel draaien kan geen kwaad."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="elke tien seconden, tot het wordt gestopt")

    def handle(self, *, loop, **options):
        tick()
        while loop:
            time.sleep(10)
            tick()
