from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from desk.printed import documents


class Command(BaseCommand):
    help = (
        "Drukt docs/rechten.md, docs/statussen.md en docs/privacyscan.md; --check zegt alleen of ze kloppen."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check, **options):
        for name, text in documents().items():
            path = settings.BASE_DIR / name
            if not check:
                path.write_text(text)
            elif not path.exists() or path.read_text() != text:
                raise CommandError(f"{name} loopt achter: draai make docs.")
