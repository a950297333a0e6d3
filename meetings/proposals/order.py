"""In which order proposals stand. An order and nothing more: it says what to look at first and judges nobody."""

from dataclasses import dataclass

# What makes a subject severe, as the desk weighed it: (what it adds, in words).
SEVERE = {
    "has_threat": (1.0, "er is een dreiging"),
    "local_safety": (1.0, "ernstig lokaal veiligheidsprobleem"),
    "surroundings": (0.5, "gevolgen voor de omgeving"),
    "several_chains": (0.5, "meer dan één keten nodig"),
    "is_case": (1.0, "er loopt een aanpak"),
    "many_late": (0.5, "meer dan twee acties"),
}
DAYS_TO_DOUBLE = 21  # the rhythm of the meeting: what missed one counts double
MOST_DAYS = 63  # after three meetings it does not grow any more
PER_SOURCE, MOST_SOURCES = 0.5, 5
PER_FACT, MOST_FACTS = 0.5, 4


@dataclass(frozen=True)
class Parts:
    """What the order is made of."""

    marks: frozenset = frozenset()  # names of SEVERE
    days: int = 0
    sources: int = 1
    new_facts: int = 0

    @property
    def in_words(self):
        """Each part that says something, for the page; never a number of the order itself."""
        words = [text for name, (_, text) in SEVERE.items() if name in self.marks]
        if self.sources > 1:
            words.append(f"{self.sources} onafhankelijke bronnen")
        if self.new_facts:
            words.append(f"{self.new_facts} {'nieuw feit' if self.new_facts == 1 else 'nieuwe feiten'}")
        return words


def weight(parts):
    """Severity × age × independent sources × new facts; each is 1 when it says nothing.

    - severity: 1, and more for each mark of SEVERE;
    - age: 1 on the first day, 2 after the three weeks of one meeting, at most 4;
    - independent sources: 1 for the first and a half for each other one, at most 3: what several saw apart is firmer;
    - new facts: 1, and a half for each that came since it was weighed or talked about, at most 3.

    They are multiplied because each strengthens the others: something severe that lies longer and is seen by more is
    more than their sum, and what is neither new nor seen by others stays low however long it lies. Limits keep one part
    from drowning the rest.
    """
    severity = 1 + sum(SEVERE[name][0] for name in parts.marks)
    age = 1 + min(max(parts.days, 0), MOST_DAYS) / DAYS_TO_DOUBLE
    sources = 1 + PER_SOURCE * (min(max(parts.sources, 1), MOST_SOURCES) - 1)
    new_facts = 1 + PER_FACT * min(max(parts.new_facts, 0), MOST_FACTS)
    return severity * age * sources * new_facts
