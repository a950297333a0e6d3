"""What pages read about questions to outsiders and talks with people involved. Who sees which row is the database's."""

from django.db import connection

from signals.models import Interview, OutsideQuestion


def outside_question_here():
    """The question of the key that acts, or None. Found by its key, for the rule of who sees it has no index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.has_any(1400000000, 1499999999)")
        (keys,) = cursor.fetchone()
    found = OutsideQuestion.objects.filter(key__in=keys) if keys else OutsideQuestion.objects.none()
    return found.select_related("house__house_profile__organisation").first()


def outside_questions_of(signal):
    return list(OutsideQuestion.objects.filter(signal=signal).select_related("asked_by", "withdrawn_by"))


def interviews_of(signal):
    """[(talk, what it corrected, newest first)] of the talks that stand, newest first."""
    people = ("party", "held_by", "kept_by")
    by_number = {one.pk: one for one in Interview.objects.filter(signal=signal).select_related(*people)}
    corrected = {one.corrects_id for one in by_number.values()}
    return [(one, _earlier(one, by_number)) for one in by_number.values() if one.pk not in corrected]


def _earlier(interview, by_number):
    found = []
    while interview.corrects_id:
        interview = by_number[interview.corrects_id]
        found.append(interview)
    return found
