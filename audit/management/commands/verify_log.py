from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    help = (
        "Leest de keten over het log en zegt of er een regel is veranderd, weg, verwisseld of ingevoegd. "
        "Bewaar de laatste schakel elders: een afgeknipt einde blijkt alleen daaruit."
    )

    def handle(self, **options):
        with connection.cursor() as cursor:
            cursor.execute("SELECT n, entry_id, reason FROM zvh.verify_log()")
            broken = cursor.fetchone()
            if broken:
                raise CommandError("Het log is niet heel: schakel {} (logregel {}): {}.".format(*broken))
            cursor.execute("SELECT n, hash FROM zvh.log_head()")
            head = cursor.fetchone()
        shown = "Laatste schakel: {}, {}.".format(*head) if head else "Er is nog niets verzegeld."
        self.stdout.write(f"Het log is heel. {shown}")
