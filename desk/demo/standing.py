"""Who usually sits at the table for some themes and municipalities."""

from meetings.models import StandingTable

# (theme, municipality or nothing, keys of partners, standing question)
TABLES = (
    ("jeugd en groepsdruk", "", ("politie",), "Kent u deze groep, en wie heeft daarin invloed?"),
    ("jeugd en groepsdruk", "Hoorn", ("politie", "jongerenwerk hoorn"), "Wat ziet u op straat en online?"),
    ("rechts-extremisme", "", ("politie", "om"), "Is er verband met wat u elders ziet?"),
)


def save_standing_tables(region):
    for theme, town, partners, question in TABLES:
        table = StandingTable.objects.create(
            house=region.house,
            theme=region.themes[theme],
            municipality=region.towns[town] if town else None,
            question=question,
        )
        table.organisations.set([region.organisations[key] for key in partners])
