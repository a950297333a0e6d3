"""What stands in the PDF of a signal: what its page shows this reader, as plain data. Never a name of a party."""

from partners.pdf.parts import pairs, sections, table, text
from signals.queries.attachments import size_in_words
from zvh.templatetags.words import listing, long_date, moment

TEXTS = (
    ("facts", "Wat is er gezien of gehoord"),
    ("meaning", "Wat betekent het volgens de melder"),
    ("contradiction", "Wat wijst op het tegendeel"),
    ("threat", "Dreiging"),
    ("vulnerability", "Kwetsbaarheid"),
    ("steps_taken", "Wat is er al gedaan"),
)


def sections_of(page):
    """[{heading, parts}] of the context of the page of a signal; a section without anything is left out."""
    found = [
        ("Het signaal", _texts(page)),
        ("Gegevens", _data(page)),
        ("Bestanden", _files(page)),
        ("Gesprek met de melder" if page["intake"] else "Vragen over dit signaal", _conversation(page)),
        ("Hoe dit binnenkwam", _intake(page)),
        ("Weging", _weighing(page)),
        ("Betrokkenen, zonder naam", _parties(page)),
        ("Verloop", _events(page)),
        ("Wie ziet dit en waarom", _readers(page)),
        ("Gedeeld", _shares(page)),
    ]
    return sections(found)


def _texts(page):
    signal = page["signal"]
    parts = [text("Waar gaat het om", signal.title)]
    for name, label in TEXTS:
        if getattr(signal, name) and (name != "threat" or signal.has_threat):
            parts.append(text(label, getattr(signal, name)))
    return parts


def _data(page):
    signal, weighing, origin = page["signal"], page["weighing"], page["origin"]
    reporter = signal.get_reporter_function_display()
    of = f", {signal.organisation}" if signal.organisation else ""
    name = f" ({signal.reported_by})" if page["is_desk"] and signal.reported_by else ""
    return pairs(
        [
            ("Status", (weighing.get_state_display() if weighing else signal.get_safe_status_display())),
            ("Samengevoegd", "ja, dit signaal volgt een ander signaal" if signal.is_merged else ""),
            ("Gemeente", signal.municipality),
            ("Plaats of wijk", signal.place),
            ("Wanneer", long_date(signal.observed_on)),
            ("Thema", listing(page["themes"])),
            ("Over", signal.get_subject_kind_display()),
            ("Aanleiding", signal.trigger),
            ("Speelde", signal.get_channel_display()),
            ("Hoe bekend", signal.get_known_by_display()),
            ("Bron", signal.get_source_reliability_display()),
            ("Informatie", signal.get_information_reliability_display()),
            ("Valt onder", signal.get_regime_display()),
            ("Gemeld door", f"{reporter}{of}{name}"),
            ("Gemeld op", moment(signal.submitted_at)),
            ("Herkomst", f"oud register, {origin.reference}" if origin else ""),
            ("De melder leest", signal.get_safe_status_display() if weighing and not origin else ""),
            ("Wegen voor", long_date(weighing.due_on) if weighing else ""),
            ("Te laat", page["late"]),
        ]
    )


def _files(page):
    files = [row.file for row in page["files"]]
    rows = [
        (file.name, file.get_state_display(), size_in_words(file.size), moment(file.uploaded_at))
        for file in files
    ]
    return table(["Naam", "Stand", "Grootte", "Toegevoegd op"], [3, 2, 1, 2], rows)


def _conversation(page):
    if page["intake"]:
        return _lines(page)
    rows = [
        (
            moment(line["question"].asked_at),
            line["question"].text,
            line["question"].answer or "nog geen antwoord",
        )
        for line in page["questions"]
    ]
    return table(["Gevraagd op", "Vraag", "Antwoord"], [1, 2, 2], rows)


def _lines(page):
    lines = [row["line"] for row in page["lines"]]
    rows = [(moment(line.at), "het huis" if line.of_house else "de melder", line.text) for line in lines]
    return table(["Wanneer", "Wie", "Wat"], [1, 1, 3], rows)


def _intake(page):
    intake = page["intake"]
    if not intake:
        return []
    asked = page["contact_requests"]
    checked = f"{intake.checked_by}: {intake.check_reason}" if intake.checked_by else ""
    rows = [
        ("Via", intake.get_channel_display()),
        ("Ingevoerd door", intake.entered_by),
        ("Controle", intake.get_held_because_display()),
        ("Gecontroleerd", checked),
        ("Contactgegevens", "opgegeven" if intake.has_contact else "niet opgegeven"),
        *(("Gevraagd om contactgegevens", _asked(row["request"])) for row in asked),
    ]
    return pairs(rows)


def _asked(request):
    if request.decided_by is None:
        answer = "nog niet besloten"
    else:
        answer = f"{'toegestaan' if request.is_granted else 'niet toegestaan'} door {request.decided_by}"
    return f"{request.requested_by}, {moment(request.requested_at)}: {request.reason} ({answer})"


def _weighing(page):
    weighing = page["weighing"]
    if not weighing:
        return []
    decided = (
        f"{weighing.decided_by}, {moment(weighing.decided_at)}"
        if weighing.outcome and weighing.decided_by
        else ""
    )
    confirmed = f"{weighing.confirmed_by}, {moment(weighing.confirmed_at)}" if weighing.confirmed_by else ""
    rows = [
        ("Uitkomst", weighing.get_outcome_display()),
        ("Reden", weighing.reason),
        ("Gewogen door", decided),
        ("Bevestigd door", confirmed),
        ("In weging bij", "" if weighing.outcome else weighing.started_by),
        *((label.capitalize(), answer) for label, answer in weighing.criteria),
        ("Aantekeningen van het huis", weighing.notes),
        ("Klok", f"staat stil tot {long_date(weighing.stop.until)}, omdat {weighing.stop.reason}")
        if weighing.stop
        else ("Klok", ""),
    ]
    return pairs(rows)


def _parties(page):
    parties = [row.party for row in page["parties"]]
    rows = [(party.label, party.get_kind_display(), party.why) for party in parties]
    return table(["Aanduiding", "Soort", "Waarom nodig"], [1, 1, 2], rows)


def _events(page):
    rows = [(moment(row["event"].at), row["event"].text, row["who"]) for row in page["events"]]
    return table(["Wanneer", "Wat", "Door"], [2, 3, 2], rows)


def _readers(page):
    rows = [
        (
            reader.name,
            f"{'geen toegang: ' if reader.shut_off else ''}{reader.why}",
            moment(reader.until) if reader.until else "",
        )
        for reader in page["readers"]
    ]
    return table(["Wie", "Waarom", "Tot"], [2, 2, 1], rows)


def _shares(page):
    rows = [
        (
            share.organisation,
            share.get_legal_ground_display(),
            share.purpose,
            _until(share),
        )
        for share in page["shares"]
    ]
    return table(["Met wie", "Grondslag", "Doel", "Tot en met"], [2, 2, 2, 2], rows)


def _until(share):
    if share.ended_at:
        return f"gestopt op {moment(share.ended_at)}: {share.end_reason}"
    return long_date(share.valid_until) if share.is_valid else f"voorbij sinds {long_date(share.valid_until)}"
