"""Invented things to fill components_page.html with; nothing else uses this."""

from datetime import timedelta
from types import SimpleNamespace

from django import forms, template
from django.core.paginator import Paginator
from django.utils import timezone

register = template.Library()

TILES = (
    ("Texel", 0, 0, 3, 2),
    ("Den Helder", 0, 1, 6, 3),
    ("Schagen", 0, 2, 4, 2),
    ("Hollands Kroon", 1, 2, 14, 5),
    ("Medemblik", 2, 2, 5, 2),
    ("Bergen NH", 0, 3, 3, 2),
    ("Dijk en Waard", 1, 3, 4, 2),
    ("Opmeer", 2, 3, "1–2", 1),
    ("Stede Broec", 3, 3, 0, 0),
    ("Enkhuizen", 4, 3, "1–2", 1),
    ("Alkmaar", 1, 4, 9, 4),
    ("Koggenland", 2, 4, "1–2", 1),
    ("Hoorn", 3, 4, 7, 3),
    ("Drechterland", 4, 4, "1–2", 1),
    ("Castricum", 0, 5, "1–2", 1),
    ("Heiloo", 1, 5, "1–2", 1),
)


class ExampleForm(forms.Form):
    title = forms.CharField(label="Korte titel", help_text="In één regel: wat is er aan de hand?")
    facts = forms.CharField(label="Wat is er gezien of gehoord?", widget=forms.Textarea(attrs={"rows": 4}))
    day = forms.DateField(label="Wanneer was het?", widget=forms.DateInput(attrs={"type": "date"}))
    municipality = forms.ChoiceField(
        label="Gemeente", choices=[("", "Kies een gemeente"), ("GM0405", "Hoorn")]
    )
    source = forms.ChoiceField(
        label="Hoe weet u dit?",
        help_text="Kies wat het beste past.",
        widget=forms.RadioSelect,
        choices=[
            ("self", "Zelf gezien of gehoord"),
            ("other", "Van iemand anders"),
            ("online", "Online gezien"),
        ],
    )
    themes = forms.MultipleChoiceField(
        label="Waar gaat het over?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("asylum", "Asiel en opvang"), ("youth", "Jeugd en groepsdruk")],
    )
    remarks = forms.CharField(label="Wilt u nog iets kwijt?", required=False)
    agreed = forms.BooleanField(label="Ik heb geen namen genoemd die niet nodig zijn")


def _tile(name, column, row, count, level):
    return {
        "name": name,
        "column": column,
        "row": row,
        "count_label": str(count),
        "level": level,
        "url": f"#{name}",
        "highlighted": name == "Hollands Kroon",
    }


@register.simple_tag
def examples():
    """Everything the page shows."""
    now = timezone.now()
    tiles = [_tile(*tile) for tile in TILES]
    return {
        "tiles": tiles,
        "tiles_without_links": [{**tile, "url": None} for tile in tiles],
        "weeks": [1, 0, 2, 1, 0, 1, 1, 2, 0, 1, 1, 0, 1, 2, 3, 6, 5],
        "minutes": [5, 15, 20, 15, 20],
        "long_minutes": [30, 40, 35],
        "signal": SimpleNamespace(status="submitted", get_status_display=lambda: "Te wegen"),
        "action": SimpleNamespace(status="overdue", get_status_display=lambda: "Te laat"),
        "case": SimpleNamespace(status="done", get_status_display=lambda: "Klaar"),
        "three_days_ago": now - timedelta(days=3, hours=2),
        "next_week": now + timedelta(days=6),
        "now": now,
        "page": Paginator(range(30), 10).page(2),
        "form": ExampleForm(),
        "form_with_errors": ExampleForm({"title": "Onrust op het plein"}, prefix="fout"),
        "places": ["Hoorn", "Alkmaar", "Texel"],
    }
