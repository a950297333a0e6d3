"""What the desk of the demonstration found to belong together, and a few questions whether somebody is known."""

from datetime import timedelta

from desk.demo.planted import RISE_THEME, RISE_TOWN
from signals.models import Inquiry, InquiryHit, Link, LinkKind, Outcome, PartyIdentity, WeighingState
from signals.services.together import JOINED

# (days ago of the signal, days ago of the other, kind, reason), all of the planted rise
TIES = (
    (15, 18, LinkKind.PART, "Dezelfde tekst en hetzelfde papier; wij zien dit als één reeks."),
    (5, 18, LinkKind.PART, "Weer flyers in dezelfde straten, met dezelfde verwijzing."),
    (11, 22, LinkKind.RELATED, "De oproep in de groep lijkt een vervolg op die van vorige week."),
    (3, 12, LinkKind.MERGED, "Twee melders beschrijven hetzelfde voorval op dezelfde plek."),
)
# (days ago, purpose, whether somebody is found)
QUESTIONS = (
    (20, "Voorbereiding van een overleg over een jongere: is er al iemand die hem kent?", True),
    (9, "Een school vraagt of wij met iemand in gesprek zijn. Wij willen niet langs elkaar werken.", False),
)


def tie(reports, people):
    """Draw the links, with their lines in the timelines; returns them unsaved."""
    rise = {
        report.days_ago: report
        for report in reports
        if (report.town, report.theme) == (RISE_TOWN, RISE_THEME) and report.fate
    }
    return [_link(rise[days], rise[other], kind, reason, people) for days, other, kind, reason in TIES]


def _link(report, main, kind, reason, people):
    by = people["procesregisseur"]
    newest = max(line[0] for line in (*report.told, *main.told))
    at = newest + timedelta(minutes=7)
    link = Link(
        signal=report.signal,
        other=main.signal,
        kind=kind,
        reason=reason,
        status_before=report.signal.safe_status,
        made_at=at,
        made_by=by,
    )
    here, there = JOINED[kind]
    is_merge = kind == LinkKind.MERGED
    report.told.append((at, None if is_merge else by, here, not is_merge))
    main.told.append((at, by, there, True))
    if is_merge:
        _follow(report, main, link)
    return link


def _follow(report, main, link):
    report.signal.safe_status = main.signal.safe_status
    weighing = report.weighing
    weighing.state, weighing.outcome, weighing.reason = WeighingState.DONE, Outcome.MERGED, link.reason
    weighing.decided_by, weighing.decided_at = link.made_by, link.made_at


def save_together(links, region, people, clock):
    """Save the links and the questions; returns how many questions."""
    Link.objects.bulk_create(links)
    touched = PartyIdentity.objects.filter(party__signal__house=region.house).order_by("pk").first()
    for days_ago, purpose, is_hit in QUESTIONS:
        inquiry = Inquiry.objects.create(
            house=region.house,
            asked_by=people["expert"],
            asked_at=clock.at(days_ago, 11),
            purpose=purpose,
            kind="person",
            term_hash="",
            is_hit=is_hit,
        )
        if is_hit:
            InquiryHit.objects.create(inquiry=inquiry, signal=touched.party.signal, asked_by=people["expert"])
    return len(QUESTIONS)
