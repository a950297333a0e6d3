# Everything goes through zvh/run.py, which makes .venv when it is missing. `make` lists the targets.
# PORT, ZVH_DATA_DIR and the addresses of real servers come from the environment or the command line.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
RUN = @command -v "$(PYTHON)" >/dev/null \
	|| { echo "Er is Python 3.11 of nieuwer nodig. Installeer die en probeer het opnieuw."; exit 1; }; \
	exec "$(PYTHON)" zvh/run.py

.DEFAULT_GOAL := help
.PHONY: help run test check docs manage bench pictures requirements

help: ## Toon deze lijst
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name what; do \
		printf '  make %-14s %s\n' "$$name" "$$what"; done

run: ## Start alles op http://localhost:8000 (PORT=8080 kiest een andere poort)
	$(RUN) run

test: ## Draai alle tests (ARGS="tests/signals -k delen" kiest)
	$(RUN) test $(ARGS)

check: ## Controleer stijl, lagen, migraties, instellingen en documenten
	$(RUN) check

docs: ## Druk docs/rechten.md, docs/statussen.md en docs/privacyscan.md opnieuw af
	$(RUN) docs

manage: ## Voer een Django-opdracht uit (ARGS="shell")
	$(RUN) manage $(ARGS)

bench: ## Meet de snelheid met 100.000 signalen (ARGS="--signals=1000000")
	$(RUN) bench $(ARGS)

pictures: ## Maak de afbeeldingen in de README opnieuw
	$(RUN) pictures $(ARGS)

requirements: ## Zet de pakketlijsten opnieuw vast (ARGS=--upgrade neemt nieuwere)
	$(RUN) requirements $(ARGS)
