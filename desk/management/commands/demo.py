from time import monotonic

from django.core.management.base import BaseCommand, CommandError

from desk.demo import world


class Command(BaseCommand):
    help = "Maakt de voorbeeldgegevens van de demonstratie. Alles is verzonnen en steeds hetzelfde."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="Doe niets als de voorbeeldgegevens er al zijn."
        )

    def handle(self, *, if_empty, **options):
        if world.is_there():
            if if_empty:
                self.stdout.write("De voorbeeldgegevens zijn er al.")
                return
            raise CommandError(
                "De voorbeeldgegevens zijn er al: gebruik een lege database om ze opnieuw te maken."
            )
        if world.has_real_data():
            raise CommandError(
                "In deze database staan echte mensen of signalen: voorbeeldgegevens komen alleen in een lege database."
            )
        started = monotonic()
        world.build(self.stdout.write)
        self.stdout.write(f"Klaar in {monotonic() - started:.0f} seconden.")
