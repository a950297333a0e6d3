"""What belongs together: linking, merging and undoing both, by the desk. Nobody's view of a signal widens by it.

A merged signal that was not weighed yet is not weighed any more: it follows the outcome of the main signal, and its
reporter reads the status of that. What was weighed before keeps its own outcome on record.
"""

from django.db import transaction
from django.utils import timezone

from audit.log import log
from partners.roles import Permission
from partners.steps import require
from signals.models import Link, LinkKind, Outcome, SafeStatus, Signal, Weighing, WeighingState
from signals.services.timeline import set_safe_status, tell
from signals.transitions import MERGING
from zvh.exceptions import WrongState
from zvh.sql import value

# Lines of the timeline hold no number of the other: not everybody who reads one may know of the other.
JOINED = {
    LinkKind.RELATED: ("Gekoppeld aan een ander signaal", "Gekoppeld aan een ander signaal"),
    LinkKind.PART: ("Onderdeel gemaakt van een ander signaal", "Een ander signaal is hier onderdeel van"),
    LinkKind.MERGED: ("Samengevoegd met een ander signaal", "Een ander signaal is hiermee samengevoegd"),
}
PARTED = {
    LinkKind.RELATED: "Losgemaakt van een ander signaal",
    LinkKind.PART: "Losgemaakt van een ander signaal",
    LinkKind.MERGED: "Niet meer samengevoegd met een ander signaal",
}


@transaction.atomic
def link_signals(signal, *, by, other, kind, reason):
    """`signal` belongs with `other`, or is a part of it (its parent). Merging is `merge_signals`."""
    signal, other = _take_both(signal, other, by)
    _refuse_second(signal, other, kind)
    link = _join(signal, by, other=other, kind=kind, reason=reason)
    log("connect", signal, other=other.pk, kind=str(kind))
    return link


@transaction.atomic
def merge_signals(signal, *, by, other, reason):
    """`signal` goes up in `other`. Both numbers stay, each with its own readers."""
    signal, other = _take_both(signal, other, by)
    _refuse_second(signal, other, LinkKind.MERGED)
    _refuse_unchecked(signal, other)
    earlier = _between(signal, other)
    if earlier:
        _end(earlier, by, "Vervangen door samenvoegen.")
    link = _join(signal, by, other=other, kind=LinkKind.MERGED, reason=reason)
    _follow(signal, other, by, reason)
    log("merge", signal, other=other.pk)
    return link


@transaction.atomic
def end_link(link, *, by, reason):
    """Undo a link or a merge; a merged signal goes back to its own weighing and status."""
    require(by, Permission.SIGNAL_LINK, link)
    _lock(*(_main_first(link) if link.kind == LinkKind.MERGED else sorted(_main_first(link))))
    link = Link.objects.select_for_update(of=("self",)).select_related("signal", "other").get(pk=link.pk)
    if link.ended_at:
        raise WrongState("Deze koppeling is al losgemaakt.", back_to=link.signal)
    _end(link, by, reason)
    if link.kind == LinkKind.MERGED:
        _go_own_way(link)
    log("disconnect", link.signal, other=link.other_id, kind=link.kind)
    return link


def _main_first(link):
    """A main signal is locked before what follows it: so does the trigger that passes its status on."""
    return link.other_id, link.signal_id


def _lock(*numbers):
    return [Signal.objects.select_for_update(of=("self",)).get(pk=number) for number in numbers]


def _take_both(signal, other, by):
    """Lock both, by number: of two people who link them at once one is first."""
    require(by, Permission.SIGNAL_LINK, signal)
    require(by, Permission.SIGNAL_LINK, other)
    if signal.pk == other.pk:
        raise WrongState("Dit is hetzelfde signaal. Kies een ander nummer.", back_to=signal)
    if signal.house_id != other.house_id:
        raise WrongState(f"{other.number} is van een ander huis. Koppelen kan alleen binnen uw huis.", signal)
    taken = {one.pk: one for one in _lock(*sorted((signal.pk, other.pk)))}
    return taken[signal.pk], taken[other.pk]


def _refuse_second(signal, other, kind):
    """Two levels and no chains, so no circles; the database refuses them as well."""
    _refuse_merged(signal, other)
    same = _between(signal, other)
    if same and kind != LinkKind.MERGED:
        message = f"{signal.number} en {other.number} zijn al gekoppeld. Maak die koppeling eerst los."
        raise WrongState(message, back_to=signal)
    if kind == LinkKind.RELATED:
        return
    word = "onderdelen" if kind == LinkKind.PART else "samengevoegde signalen"
    if _open(other=signal, kind=kind).exists():
        message = f"{signal.number} heeft zelf {word}. Kies de andere kant op, of maak die eerst los."
        raise WrongState(message, back_to=signal)
    if kind == LinkKind.PART and _open(signal=other, kind=kind).exists():
        message = f"{other.number} is zelf onderdeel van een ander signaal. Koppel aan dat signaal."
        raise WrongState(message, back_to=signal)
    if kind == LinkKind.PART and _open(signal=signal, kind=kind).exists():
        message = f"{signal.number} is al onderdeel van een ander signaal. Maak dat eerst los."
        raise WrongState(message, back_to=signal)


def _refuse_unchecked(signal, other):
    """What may be abuse neither ends a real signal nor disappears in one."""
    unsure = (WeighingState.HELD, WeighingState.REJECTED)
    if Weighing.objects.filter(signal__in=(signal, other), state__in=unsure).exists():
        message = (
            "Een melding die nog gecontroleerd wordt of is afgewezen, kan niet samengaan met een andere."
        )
        raise WrongState(message, back_to=signal)


def _refuse_merged(signal, other):
    for one in (signal, other):
        if _is_merged(one):
            message = f"{one.number} is al samengevoegd. Koppel aan het hoofdsignaal, of maak het eerst los."
            raise WrongState(message, back_to=signal)


def _open(**which):
    return Link.objects.filter(ended_at__isnull=True, **which)


def _between(signal, other):
    both = {"signal__in": (signal, other), "other__in": (signal, other)}
    return _open(**both).select_related("signal", "other").first()


def _join(signal, by, **fields):
    link = Link.objects.create(signal=signal, made_by=by, status_before=signal.safe_status, **fields)
    here, there = JOINED[link.kind]
    for_desk = link.kind != LinkKind.MERGED
    tell(signal, here, by=None if link.kind == LinkKind.MERGED else by, for_desk=for_desk)
    tell(link.other, there, by=by, for_desk=True)
    return link


def _end(link, by, reason):
    link.ended_by, link.ended_at, link.end_reason = by, timezone.now(), reason
    link.save(update_fields=["ended_by", "ended_at", "end_reason"])
    tell(link.signal, PARTED[link.kind], by=by, for_desk=link.kind != LinkKind.MERGED)
    tell(link.other, PARTED[link.kind], by=by, for_desk=True)


def _follow(signal, main, by, reason):
    """From here on the weighing of the main signal counts."""
    set_safe_status(signal, main.safe_status)
    weighing = Weighing.objects.select_for_update(of=("self",)).get(signal=signal)
    weighing.signal = signal
    if weighing.state not in MERGING["merge_signals"].sources:
        return
    _refuse_alone(weighing, main, by)
    weighing.state, weighing.outcome, weighing.reason = (
        MERGING["merge_signals"].target,
        Outcome.MERGED,
        reason,
    )
    weighing.decided_by, weighing.decided_at = by, timezone.now()
    weighing.confirmed_by = weighing.confirmed_at = None
    weighing.save()


def _refuse_alone(weighing, main, by):
    """Who proposed or decided 'no action' would else end another signal so, without the second person."""
    decided = Weighing.objects.get(signal=main)
    if weighing.decided_by_id == by.pk or (
        decided.outcome == Outcome.NO_ACTION and by.pk in {decided.decided_by_id, decided.confirmed_by_id}
    ):
        message = "Hier hoort een tweede persoon bij. Vraag een collega om deze signalen samen te voegen."
        raise WrongState(message, back_to=weighing.signal)


def _go_own_way(link):
    weighing = Weighing.objects.select_for_update(of=("self",)).get(signal=link.signal)
    if weighing.outcome != Outcome.MERGED:
        set_safe_status(link.signal, link.status_before)
        return
    weighing.state = MERGING["end_link"].target if weighing.started_by_id else WeighingState.NEW
    weighing.outcome = weighing.reason = ""
    weighing.decided_by = weighing.decided_at = None
    weighing.save()
    set_safe_status(link.signal, SafeStatus.IN_PROGRESS if weighing.started_by_id else link.status_before)


def _is_merged(signal):
    """Asked of the database: who stepped back from the main signal does not see the link."""
    return value("SELECT zvh.is_merged(%s)", [signal.pk])


def refuse_merged(signal):
    """Within a step of the weighing: a merged signal is not weighed, its main signal is."""
    if _is_merged(signal):
        message = "Dit signaal is samengevoegd en volgt het hoofdsignaal. Weeg dat, of maak het eerst los."
        raise WrongState(message, back_to=signal)
