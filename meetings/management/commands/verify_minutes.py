from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    help = "Rekent van elk vastgesteld verslag de vingerafdruk na en noemt de verslagen die daarna zijn veranderd."

    def handle(self, **options):
        with connection.cursor() as cursor:
            cursor.execute("SELECT meeting, holds FROM zvh.verify_minutes()")
            found = cursor.fetchall()
        changed = [str(meeting) for meeting, holds in found if holds is False]
        without = sum(holds is None for _, holds in found)
        if changed:
            raise CommandError(f"Veranderd na het vaststellen: overleg {', '.join(changed)}.")
        shown = f" {without} van voor deze controle, zonder vingerafdruk." if without else ""
        self.stdout.write(f"Alle {len(found) - without} vingerafdrukken kloppen.{shown}")
