"""What is asked of whom before a meeting, what lies on the table, and who still has something to say."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection
from django.db.models import Max

from meetings.models import ContributionVersion, PreparationReminder
from meetings.queries.items import agenda


@dataclass
class Task:
    """What one organisation of the reader is asked about one item."""

    line: object
    place: object
    versions: list  # of every organisation, as they lay on this table
    hidden: tuple = (0, 0)  # (how many at the table are not named to him, how many of these contributed)

    @property
    def item(self):
        return self.line.item

    @property
    def contribution(self):
        return self.place.contribution

    @property
    def anchor(self):
        return f"vraag-{self.item.pk}-{self.place.organisation.pk}"

    @property
    def is_released(self):
        return bool(self.contribution and self.contribution.is_released)

    @property
    def others(self):
        return [place for place in self.line.places if not place.is_mine]

    @property
    def hidden_ones(self):
        """One line each: whether 'een partner' contributed."""
        places, done = self.hidden
        return [number < done for number in range(places)]


def tasks_of(meeting, user):
    """What the reader's organisations are asked, in the order of the agenda."""
    lines = [line for line in agenda(meeting, user) if line.mine]
    items = [line.item for line in lines]
    versions, hidden = versions_of(items), hidden_at_tables(items)
    return [
        Task(line, place, versions[line.item.pk], hidden.get(line.item.pk, (0, 0)))
        for line in lines
        for place in line.mine
    ]


def versions_of(items):
    """{item id: [versions]} of what lay on their tables, in order, as far as the reader may know."""
    found = defaultdict(list)
    known = ContributionVersion.objects.filter(item__in=items)
    for version in known.select_related("organisation", "released_by", "withdrawn_by"):
        found[version.item_id].append(version)
    return found


def hidden_at_tables(items):
    """{item id: (places, contributions)} of the participants whom the reader does not get to know."""
    with connection.cursor() as cursor:
        ids = [item.pk for item in items]
        cursor.execute("SELECT item_id, places, done FROM zvh.hidden_at_tables(%s)", [ids])
        return {item: (places, done) for item, places, done in cursor.fetchall()}


@dataclass
class Asked:
    """An organisation with its places, for who makes the agenda."""

    organisation: object
    places: list  # (item, place)
    reminded_on: object = None

    @property
    def released(self):
        return sum(bool(place.contribution) for _, place in self.places)

    @property
    def has_open_question(self):
        return any(place.question and not place.contribution for _, place in self.places)


def prepared(meeting, user):
    """Per organisation what it was asked and whether that lies on the table. For coordinators: they know all places."""
    found = defaultdict(list)
    for line in agenda(meeting, user):
        for place in line.places:
            found[place.organisation].append((line.item, place))
    reminders = PreparationReminder.objects.filter(meeting=meeting).values_list("organisation")
    reminded = dict(reminders.annotate(Max("on")))
    return [Asked(one, found[one], reminded.get(one.pk)) for one in sorted(found, key=str)]
