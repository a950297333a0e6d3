"""What the people of the demonstration keep to find again."""

from signals.models import SavedFilter

# account → name of the filter and what it asks
KEPT = (
    ("procesregisseur", "Te laat gewogen", "stand=late&sorteer=due"),
    ("procesregisseur", "Met dreiging", "dreiging=ja"),
    ("procesregisseur", "Alles over de opvang", "zoek=opvang*"),
    ("expert", "Online gelezen of gezien", "hoe=online"),
    ("politie", "Van wijkagenten", "functie=wijkagent"),
    ("hoorn", "Leuzen en vlaggen", "zoek=vlag*"),
)


def save_filters(people):
    SavedFilter.objects.bulk_create(
        SavedFilter(owner=people[account], name=name, query=query) for account, name, query in KEPT
    )
