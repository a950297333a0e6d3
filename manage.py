#!/usr/bin/env python3
"""Django's command line. Commands that change tables or load data work as their owner."""

import os
import sys

OWNER_COMMANDS = {
    "migrate",
    "makemigrations",
    "sqlmigrate",
    "showmigrations",
    "demo",
    "start_house",
    "bench_data",
}


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zvh.settings")
    if OWNER_COMMANDS.intersection(sys.argv[1:2]):
        os.environ["ZVH_ROLE"] = "owner"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
