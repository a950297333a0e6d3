"""What stands on the papers of a meeting, as plain data: what its reader may see. Parts as in partners/pdf/parts.py."""

from partners.pdf.parts import pairs, sections, table, text
from zvh.templatetags.words import clock, listing, long_date, moment

HIDDEN = "een partner"  # who may not be known to this reader
TEXTS = (("information", "Informatie"), ("interpretation", "Duiding"), ("conclusion", "Conclusie"))


def agenda_sections(meeting, lines, seats, hidden, of_all):
    who = [seat.organisation.name for seat in seats] + [HIDDEN] * hidden
    about = pairs([*_when(meeting), ("Genodigd", listing(who) if who else "")])
    nothing = [] if lines else [text("", "Er staat voor deze lezer niets op de agenda.")]
    items = [(f"{clock(line.starts_at)} {line.item.title}", _line(line, of_all)) for line in lines]
    return sections([("Het overleg", about), *items, ("Agendapunten", nothing)])


def _when(meeting):
    return [
        ("Overleg", meeting.name),
        (
            "Wanneer",
            f"{long_date(meeting.starts_at)}, {clock(meeting.starts_at)} tot {clock(meeting.ends_at)}",
        ),
        ("Waar", meeting.place),
    ]


def _line(line, of_all):
    item = line.item
    at_table = [place.organisation.name for place in line.places]
    rows = [
        ("Soort", item.get_kind_display()),
        ("Tijd", f"{item.minutes} minuten"),
        ("Aan tafel", "alle genodigden" if item.is_open else listing(at_table) if at_table else ""),
        ("Casus", f"{item.case.number} {item.case.title}" if item.case else ""),
        *_signals(item),
    ]
    asked = [place for place in (line.places if of_all else line.mine) if place.question]
    explained = [text("Toelichting", item.text)] if item.text else []
    return [
        *pairs(rows),
        *explained,
        *(text(f"Vraag aan {one.organisation.name}", one.question) for one in asked),
    ]


def _signals(item):
    return [("Signaal", f"{signal.number} {signal.title}") for signal in item.signals.all()]


def minutes_sections(meeting, minutes):
    items = [(item.title, _item(item)) for item in minutes.items]
    nothing = [] if items else [text("", "Er is geen verslag voor deze lezer.")]
    return sections(
        [
            ("Het overleg", pairs([*_when(meeting), *_phase(meeting)])),
            ("Wie erbij was", _attendance(minutes)),
            *items,
            ("Agendapunten", nothing),
        ]
    )


def _phase(meeting):
    return [
        ("Stand", meeting.get_state_display()),
        ("Wijzigingen voorstellen", _closing(meeting)),
        ("Vastgesteld", moment(meeting.final_at)),
        ("SHA-256 van het hele verslag", meeting.fingerprint),
    ]


def _closing(meeting):
    return f"tot en met {long_date(meeting.amend_until)}" if meeting.amend_until and meeting.is_open else ""


def _attendance(minutes):
    rows = [(seat.organisation.name, seat.names, seat.get_attendance_display()) for seat in minutes.seats]
    return table(
        ["Organisatie", "Wie", "Aanwezig"], [3, 3, 2], [*rows, *[(HIDDEN, "", "")] * minutes.hidden_seats]
    )


def _item(item):
    said = [text(label, getattr(item, name)) for name, label in TEXTS if getattr(item, name)]
    return [
        *pairs(_signals(item)),
        *(said or [text("", "Nog niets geschreven.")]),
        *(_decision(decision) for decision in item.decisions.all()),
        *_actions(item),
        *(_erratum(one) for one in item.errata.all()),
    ]


def _decision(decision):
    words = [decision.text, f"Reden: {decision.reasons}"]
    if decision.driehoek_answer:
        words.append(
            f"Gezagsdriehoek, {long_date(decision.driehoek_on)}: {decision.get_driehoek_answer_display()}. "
            f"{decision.driehoek_reason}"
        )
    if decision.case:
        words.append(f"Casus {decision.case.number}")
    return text(f"Besluit: {decision.get_kind_display()}", "\n".join(words))


def _actions(item):
    actions = [link.action for link in item.action_links.all()]
    rows = [(one.text, _owner(one), long_date(one.due_on), one.get_state_display()) for one in actions]
    return table(["Actie", "Wie", "Uiterlijk", "Stand"], [3, 2, 2, 1], rows)


def _owner(action):
    return ", ".join(filter(None, [action.owner_name, action.organisation.name]))


def _erratum(erratum):
    return text(f"Erratum van {moment(erratum.at)}", f"{erratum.text}\nReden: {erratum.reason}")


def decisions_sections(items):
    found = [
        (
            item.title,
            [*map(_decision, item.decisions.all()), *_actions(item), *map(_erratum, item.errata.all())],
        )
        for item in items
        if item.decisions.all()
    ]
    return sections(found or [("Besluiten", [text("", "Er zijn voor deze lezer geen besluiten.")])])
