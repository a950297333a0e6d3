"""docs/privacyscan.md: what the scan is, and how well it does on our own sentences."""

from pathlib import Path

from signals.privacyscan.measuring import is_held_out, measured, sentences
from signals.privacyscan.spans import Kind

SENTENCES = Path(__file__).resolve().parents[2] / "tests/signals/privacyscan/sentences.txt"
HEAD = """# Privacyscan

De scan zoekt gegevens over personen in vrije tekst: in het eigen proces, zonder netwerk, zonder iets te
bewaren. Wat hij vindt, krijgt de vraag 'Is dit nodig?'. Hij houdt nooit iets tegen, en vindt hij niets, dan
bewijst dat niets. Waarom zo: [besluit 5](adr/0005-privacyscan.md). De code: `signals/privacyscan/`; aan een
formulier: `signals/forms/privacy.py`, `templates/signals/parts/privacy_*.html`, `static/js/privacyscan.js`.

Gedrukt met `make docs` uit `tests/signals/privacyscan/sentences.txt`. Verander dit bestand niet met de hand.

## Hoe goed

Gemeten op {total} eigen zinnen met verzonnen namen, geschreven voordat de regels er waren. Elke derde zin is
apart gehouden: daarop is niets afgesteld. Dezelfde hand schreef de zinnen, de regels en de eigen namenlijsten,
en de zinnen zijn kort en net. In echte teksten zal de scan meer missen en meer ten onrechte melden dan hier.
De eigen namenlijsten zijn na de zinnen geschreven en kennen er namen uit, ook van de apart gehouden zinnen. Zonder
die lijsten vindt de scan van de namen 90% (apart gehouden) en 86% (de rest): dat is de eerlijker verwachting.

Gevonden: van wat er staat, is zoveel gezien. Terecht: van wat hij meldt, is zoveel juist. Precies: ook begin en
einde kloppen op de letter.
"""
TABLE = """
### {title}

| soort | aantal | gevonden | terecht | precies |
|---|---|---|---|---|
"""
TAIL = """
## Hoe snel en hoe groot

Gemeten op een machine met twee kernen; `make bench ARGS=--only-privacyscan` meet het opnieuw.

| wat | gemeten | grens |
|---|---|---|
| 3.000 tekens | 8 ms rekentijd; 37 ms op een volle machine | 150 ms |
| 100.000 tekens (de langste) | 0,3 s rekentijd; met tekst die erop gemaakt is enkele seconden | – |
| lijsten laden, bij de eerste scan van een proces | 0,1 s rekentijd; 0,6 s op een volle machine | – |
| geheugen erbij per proces | 18 MB | 150 MB |
| starten van de toepassing | 0,02 s rekentijd en 2,5 MB; de lijsten laden pas bij de eerste scan | niet trager |

## Regels

- Overlappen twee vondsten, dan blijft de zekerste soort ({order}), dan de langste, dan de eerste.
- Een datum telt alleen als geboortedatum naast een woord als 'geboren', of direct na een naam.
- Een straat zonder nummer is geen adres. Een afkomst of partij telt alleen als die van iemand gezegd wordt.
- Negen cijfers die de elfproef halen, gelden als burgerservicenummer: van willekeurige nummers haalt één op
  de elf die ook.
- Zelfde persoon, zelfde letter: een voornaam met achternaam is een persoon. Alleen een achternaam ('meneer
  Jansen', 'P. Jansen') of alleen een voornaam hoort bij de eerste in de tekst die zo heet; voorletters moeten
  kloppen. 'Piet Jansen' en 'Karin Jansen' zijn er twee.
- Een tekst boven 100.000 tekens wordt geweigerd, niet half bekeken.
"""


def scan_markdown(path):
    ours = sentences(path)
    tuned = [one for one in ours if not is_held_out(one[0])]
    held_out = [one for one in ours if is_held_out(one[0])]
    parts = [
        HEAD.format(total=len(ours)),
        _table(f"Apart gehouden ({len(held_out)} zinnen)", held_out),
        _table(f"Waarop is afgesteld ({len(tuned)} zinnen)", tuned),
        TAIL.format(order=", ".join(kind.label for kind in Kind)),
    ]
    return "".join(parts)


def _table(title, part):
    return TABLE.format(title=title) + "".join(rows(measured(part)))


def rows(scores):
    """One line of a table per kind."""
    for kind, score in scores.items():
        yield (
            f"| {kind.label} | {score.there} | {score.recall:.0%} | {score.precision:.0%} | {score.exact:.0%} |\n"
        )
