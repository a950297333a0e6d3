"""What mails and refusals say about minutes: that something waits or happened, never what stands in them."""

from django.utils import timezone

from zvh.templatetags.words import long_date


def _day(meeting):
    return f"{timezone.localtime(meeting.starts_at):%d-%m-%Y}"


def concept(meeting):
    """Subject and text of the mail when the draft is there."""
    return (
        f"Conceptverslag van het overleg van {_day(meeting)}",
        "Het conceptverslag staat klaar. Log in om uw agendapunten te lezen. Was u erbij en klopt er iets niet? "
        f"Stel dan uiterlijk {long_date(meeting.amend_until)} een wijziging voor.",
    )


def proposed(meeting):
    """To who answers it."""
    return (
        f"Voorstel bij het verslag van {_day(meeting)}",
        "Iemand stelde een wijziging van het conceptverslag voor. Log in om die te lezen en te antwoorden.",
    )


def handled(meeting):
    return (
        f"Antwoord op uw voorstel bij het verslag van {_day(meeting)}",
        "De procesregisseur heeft uw voorstel behandeld. Log in om te lezen wat er is besloten.",
    )


def final(meeting):
    return (
        f"Verslag vastgesteld van het overleg van {_day(meeting)}",
        "Het verslag is vastgesteld en verandert niet meer. Log in om uw agendapunten en acties te lezen.",
    )


def waiting(count):
    """Why minutes cannot become final yet."""
    return (
        f"{_proposals(count)} bij dit verslag. Het kan ook gaan om een punt dat u niet ziet. "
        "Neem ze eerst over of wijs ze af, of vraag een collega dat te doen."
    )


def _proposals(count):
    return "Er wacht nog 1 voorstel" if count == 1 else f"Er wachten nog {count} voorstellen"


def closed(meeting):
    return (
        f"Wijzigingen voorstellen kon tot en met {long_date(meeting.amend_until)}. "
        "Moet er toch iets veranderen? Bel of mail dan het veiligheidshuis."
    )
