"""What the desk of the demonstration hid in a text, and what it wants to take away: that waits for a second person."""

from datetime import timedelta

from django.db import connection

from signals.models import Mask, MaskedText, Redaction, Signal, WeighingState

OLDER_THAN = 10  # days
HIDDEN = "Dit herleidt naar één gezin en is voor het beeld niet nodig."
TO_GO = "Dit gaat over iemand die er niets mee te maken heeft."


def hide_and_propose(reports, people):
    """Hide the last sentence of one report, propose to remove that of another; their lines come in the timelines."""
    settled = [
        report
        for report in sorted(reports, key=lambda report: report.days_ago)
        if report.days_ago > OLDER_THAN
        and report.weighing.state == WeighingState.DONE
        and report.signal.facts.count(". ") > 1
    ]
    _hide(settled[0], people["procesregisseur"])
    _propose(settled[1], people["expert"])


def _hide(report, by):
    signal = report.signal
    before, _, last = signal.facts.rpartition(". ")
    made_at = _after(report)
    mask = Mask.objects.create(
        signal=signal, n=1, place="signal.facts", row=signal.pk, reason=HIDDEN, made_by=by, made_at=made_at
    )
    MaskedText.objects.create(mask=mask, text=last)
    with connection.cursor() as cursor:  # nobody else writes a mark: signals/policies_masks.sql
        cursor.execute("SELECT set_config('zvh.marking', 'on', true)")
        Signal.objects.filter(pk=signal.pk).update(facts=f"{before}. ⟦afgeschermd 1⟧")
        cursor.execute("SELECT set_config('zvh.marking', '', true)")
    report.told.append((made_at, None, "Een deel van de tekst is afgeschermd", False))


def _propose(report, by):
    signal, at = report.signal, _after(report)
    Redaction.objects.create(
        signal=signal,
        place="signal.facts",
        row=signal.pk,
        words=signal.facts.rpartition(". ")[2],
        nth=1,
        reason=TO_GO,
        proposed_by=by,
        proposed_at=at,
    )
    line = "Voorgesteld om een deel van de tekst definitief te verwijderen"
    report.told.append((at, by, line, True))


def _after(report):
    return max(line[0] for line in report.told) + timedelta(minutes=9)
