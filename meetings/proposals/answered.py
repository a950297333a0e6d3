"""Signals that were talked about, and of which a question to the reporter or an outsider was answered since."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from meetings.models import ItemKind, ItemSignal
from meetings.proposals.order import Parts
from meetings.proposals.proposal import Proposal, Thing, counted, without_names
from signals.models import Outcome, OutsideQuestion, Question, Signal

MOST = 30
QUESTION = "Er is een antwoord gekomen. Verandert dat wat uw organisatie weet of doet?"


def answered_questions(house_id, meeting):
    for signal in _talked_about(house_id):
        yield _proposal(signal, sorted([*signal.answers, *signal.answers_outside]))


def _talked_about(house_id):
    """Not those that wait for an agenda already, or stand on one."""
    links = ItemSignal.objects.filter(signal=OuterRef("pk"))
    last = links.filter(item__meeting__final_at__isnull=False).order_by("-item__meeting__final_at")
    found = Signal.objects.filter(house=house_id).annotate(
        talked_at=Subquery(last.values("item__meeting__final_at")[:1])
    )
    later = {"signal": OuterRef("pk"), "answered_at__gt": OuterRef("talked_at")}
    here, outside = Question.objects.filter(**later), OutsideQuestion.objects.filter(**later)
    found = found.filter(Exists(here) | Exists(outside), talked_at__isnull=False).annotate(
        answers=ArraySubquery(here.values("answered_at")),
        answers_outside=ArraySubquery(outside.values("answered_at")),
    )
    found = found.exclude(Exists(links.filter(item__meeting__final_at__isnull=True))).exclude(_waits())
    people = found.select_related("municipality", "weighing").defer("search", "weighing__search")
    return people.prefetch_related("themes").order_by("pk")[:MOST]


def _waits():
    """Weighed for the agenda after it was talked about: then it is proposed as a signal."""
    return Q(weighing__outcome=Outcome.ON_AGENDA, weighing__decided_at__gt=Subquery(_last_final()))


def _last_final():
    links = ItemSignal.objects.filter(signal=OuterRef("pk"), item__meeting__final_at__isnull=False)
    return links.order_by("-item__meeting__final_at").values("item__meeting__final_at")[:1]


def _proposal(signal, moments):
    days = (timezone.now() - moments[0]).days
    answers = counted(len(moments), "antwoord", "antwoorden")
    ago = "vandaag" if days < 1 else f"{counted(days, 'dag', 'dagen')} geleden"
    return Proposal(
        kind="antwoord",
        title=without_names(signal.title, f"Signaal uit {signal.municipality.name}"),
        reason=f"{answers} gekomen sinds het overleg, eerste {ago}",
        parts=Parts(
            marks=frozenset({"has_threat"} if signal.has_threat else ()), days=days, new_facts=len(moments)
        ),
        things=(Thing(f"antwoord-{signal.pk}", moments[-1], signal.pk),),
        signals=(signal,),
        organisations=tuple(pk for pk in (signal.municipality.organisation_id, signal.organisation_id) if pk),
        theme_ids=frozenset(theme.pk for theme in signal.themes.all()),
        municipality_ids=frozenset({signal.municipality_id}),
        question=QUESTION,
        item_kind=ItemKind.SIGNAL,
        minutes=10,
    )
