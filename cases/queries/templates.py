"""Templates of tasks, with what stands in them."""

from cases.models import TaskTemplate


def templates_of(house_id):
    """Of one house, in the order of their names."""
    return TaskTemplate.objects.filter(house=house_id).prefetch_related("tasks")
