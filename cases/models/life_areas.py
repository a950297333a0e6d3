"""The parts of a life at which an approach looks."""

from django.db import models


class LifeArea(models.TextChoices):
    """A part of somebody's life in which something can be wrong or go well."""

    WORK = "work", "werk en dagbesteding"
    INCOME = "income", "inkomen en schulden"
    HOUSING = "housing", "wonen"
    FAMILY = "family", "gezin en familie"
    NETWORK = "network", "vrienden en netwerk"
    MENTAL_HEALTH = "mental_health", "psychische gezondheid"
    PHYSICAL_HEALTH = "physical_health", "lichamelijke gezondheid"
    ADDICTION = "addiction", "verslaving"
    EDUCATION = "education", "onderwijs"
    MEANING = "meaning", "zingeving en ideologie"
    JUSTICE = "justice", "politie en justitie"
    SAFETY = "safety", "veiligheid van anderen"
