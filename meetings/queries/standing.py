"""Who usually sits at which table, and what is asked of them."""

from django.db.models import Prefetch, Q

from meetings.models import StandingTable
from partners.models import Organisation, Theme


def standing_tables(house_id):
    """All of a house, those in use first."""
    found = StandingTable.objects.filter(house=house_id).select_related("theme", "municipality")
    return found.prefetch_related("organisations").order_by("-is_active", *StandingTable._meta.ordering)


def usual_table(house_id, theme_ids, municipality_ids):
    """{organisation: question} of the tables in use that fit; the question of the one that fits most closely."""
    seats = Prefetch("organisations", _working_with(house_id))
    fitting = StandingTable.objects.filter(
        Q(theme__isnull=True) | Q(theme__in=theme_ids),
        Q(municipality__isnull=True) | Q(municipality__in=municipality_ids),
        house=house_id,
        is_active=True,
    ).prefetch_related(seats)
    questions = {}
    for table in sorted(fitting, key=lambda one: (one.weight, one.pk)):
        for organisation in table.organisations.all():
            questions[organisation] = table.question or questions.get(organisation, "")
    return questions


def _working_with(house_id):
    """The partners of a house and the house itself."""
    of_the_house = Q(partnerships__house=house_id) | Q(pk=house_id)
    return Organisation.objects.filter(of_the_house, is_active=True).distinct()


def table_of(house_id, questions, otherwise):
    """[(organisation, question)] of {id: question}, as far as they work with the house."""
    working = _working_with(house_id).filter(pk__in=questions)
    return [(one, questions[one.pk] or otherwise) for one in working.order_by("name")]


def usual_absent(item):
    """[(organisation, question)] of who usually sits at a table about these signals and does not sit at this one."""
    signals = item.signals.all()
    if not signals:
        return []
    themes = Theme.objects.filter(signals__in=[signal.pk for signal in signals]).values("pk")
    questions = usual_table(item.house_id, themes, {signal.municipality_id for signal in signals})
    seated = item.organisation_ids
    return [(one, questions[one]) for one in sorted(questions, key=str) if one.pk not in seated]
