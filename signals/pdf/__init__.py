"""A signal as a PDF for one reader: what its page shows him, and nothing more."""

from partners.pdf import paper_pdf
from signals.pdf.content import sections_of

WARNING = (
    "wie dit signaal mag lezen, leest het met een eigen account. "
    "Een deel dat is afgeschermd of verwijderd, staat tussen ⟦ en ⟧."
)


def signal_pdf(page, *, reader, at):
    """The bytes of the PDF of what this page (the context of signals/detail.html) shows its reader."""
    signal = page["signal"]
    title = f"Signaal {signal.number}"
    return paper_pdf(
        title=title,
        number=title,
        warning=WARNING,
        sections=sections_of(page),
        house_id=signal.house_id,
        reader=reader,
        at=at,
    )
