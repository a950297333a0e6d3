"""Decisions as their readers may know them, and the register of them."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q

from meetings.models import Decision, DecisionCase, DecisionKind, DecisionShare, EarlierAnswer, ItemSignal


def decisions():
    """With what followed from each, as far as the reader may see that. `has_case` is for the coordinators alone."""
    has_case = Func(F("pk"), function="zvh.has_case", output_field=BooleanField())
    shared = DecisionShare.objects.filter(decision=OuterRef("pk")).values("share__signal")
    earlier = Exists(EarlierAnswer.objects.filter(decision=OuterRef("pk")))
    return (
        Decision.objects.annotate(
            has_case=has_case, has_earlier=earlier, shared_signals=ArraySubquery(shared)
        )
        .select_related("organisation", "case_link__case")
        .prefetch_related("earlier_answers")
    )


def open_advices():
    """Advices that wait for the driehoek, the oldest first."""
    waiting = Decision.objects.filter(kind=DecisionKind.ADVICE, driehoek_answer="")
    return waiting.select_related("item__meeting__series").order_by("recorded_at", "pk")


def find_decisions(*, words="", kind="", since=None, until=None, place=None, theme=None, answer="", case=""):
    """The decisions that fit, newest first. Places and themes are of the signals that the reader sees."""
    found = decisions().select_related("item__meeting__series")
    for word in words.split():
        found = found.filter(Q(text__icontains=word) | Q(reasons__icontains=word))
    if kind:
        found = found.filter(kind=kind)
    if since:
        found = found.filter(recorded_at__date__gte=since)
    if until:
        found = found.filter(recorded_at__date__lte=until)
    found = _about(found, signal__municipality=place, signal__themes=theme)
    if answer == "open":
        found = found.filter(kind=DecisionKind.ADVICE, driehoek_answer="")
    elif answer:
        found = found.filter(driehoek_answer=answer)
    if case:
        found = found.filter(Exists(DecisionCase.objects.filter(decision=OuterRef("pk"))))
    return found.order_by("-recorded_at", "-pk")


def _about(found, **wanted):
    for field, value in wanted.items():
        if value:
            linked = ItemSignal.objects.filter(item=OuterRef("item"), **{field: value})
            found = found.filter(Exists(linked))
    return found
