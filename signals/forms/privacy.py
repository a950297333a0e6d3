"""The privacy scan at a form: what it found, whether that was asked before, and a letter instead of a name.

Any form can use it: make a PrivacyCheck of what was posted, with the fields to look at; show
`signals/parts/privacy_panel.html` while `is_new`, and give the form the attributes of
`signals/parts/privacy_attributes.html` for the check while typing (static/js/privacyscan.js).
Nothing of it is kept or logged: what was found goes back to the page and is forgotten.
"""

import json
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from signals.privacyscan import LONGEST, Kind, label_at, persons_in, replaced, scan, utf16

REPLACE, KEEP, SEEN, KNOWN = (
    "privacyscan_replace",
    "privacyscan_keep",
    "privacyscan_seen",
    "privacyscan_known",
)
IDENTIFYING = ("label", "name", "why")
REPLACED = "De naam is vervangen door een letter, overal in uw tekst. Er is nog niets verstuurd."
GONE = "Die naam staat niet meer in uw tekst. Er is niets veranderd."
NO_PLACE = (
    "Bij Betrokkenen is geen plaats meer. Er is niets veranderd. Maak daar een plaats leeg, of vervang de naam zonder "
    "hem te bewaren."
)
AROUND = 40  # characters shown before and after what was found


@dataclass(frozen=True)
class Finding:
    """One line of the list: what was found with the words around it, and the person when it is a name."""

    before: str
    text: str
    after: str
    kind: Kind
    person: object = None
    spans: str = ""


class PrivacyCheck:
    """What the scan finds in the fields `names` ({name: label}) of posted data.

    `parties` are prefixes of fields <prefix>-label and <prefix>-name, where a name may be kept apart.
    """

    def __init__(self, data, names, parties=()):
        self.data, self.names, self.parties = data, names, parties
        self.texts = {name: data.get(name, "") for name in names}
        readable = {name: text for name, text in self.texts.items() if 0 < len(text) <= LONGEST}
        self.found = {name: scan(text) for name, text in readable.items()}
        self.persons = persons_in(self.found, known=self.known, used=self.texts.values())

    @property
    def known(self):
        """(label, name) of who has a letter already: the parties, and who was replaced on this page."""
        pairs = [
            (self.data.get(f"{one}-label", ""), self.data.get(f"{one}-name", "")) for one in self.parties
        ]
        pairs += [tuple(pair.split("=", 1)) for pair in self.remembered if "=" in pair]
        return [(label, name) for label, name in pairs if label.strip() and name.strip()]

    @property
    def remembered(self):
        return self.data.getlist(KNOWN) if hasattr(self.data, "getlist") else []

    # -- asking once

    @property
    def seen(self):
        """Marks of what was asked before; goes along in the form."""
        return set(self.data.get(SEEN, "").split())

    @property
    def marks(self):
        """One mark for each thing found: it says that something is the same, and not what it is."""
        found = {f"{span.kind}:{span.text.casefold()}" for spans in self.found.values() for span in spans}
        return {salted_hmac("signals.privacyscan", one).hexdigest()[:16] for one in found}

    @property
    def is_new(self):
        """Whether something was found that was not asked before."""
        return bool(self.marks - self.seen)

    @property
    def seen_after(self):
        return " ".join(sorted(self.marks | self.seen))

    # -- for the page

    @property
    def fields(self):
        """The fields in which something was found: name, label and findings, the same words once."""
        return [
            {"name": name, "label": self.names[name], "findings": self._findings(name)}
            for name, spans in self.found.items()
            if spans
        ]

    def _findings(self, name):
        owners = {(place, span): person for person in self.persons for place, span in person.places}
        lines = {}
        for span in self.found[name]:
            person = owners.get((name, span))
            lines.setdefault((span.kind, person.label if person else span.text.casefold()), (span, person))
        return [self._finding(self.texts[name], *line) for line in lines.values()]

    def _finding(self, text, span, person):
        return Finding(
            before=_end_of(text[max(0, span.start - AROUND - 1) : span.start]),
            text=span.text,
            after=_start_of(text[span.end : span.end + AROUND + 1]),
            kind=span.kind,
            person=person,
            spans=json.dumps(self._for_script(person)) if person else "",
        )

    def _for_script(self, person):
        """[field, start, end, what stands there, what comes there]; places as JavaScript counts them."""
        return [
            [
                place,
                utf16(text, span.start),
                utf16(text, span.end),
                span.text,
                label_at(person.label, text, span),
            ]
            for place, span in person.places
            for text in [self.texts[place]]
        ]

    @property
    def kept_labels(self):
        """Labels of parties that have a name: keeping it again is not needed."""
        return {self.data.get(f"{one}-label", "") for one in self.parties if self.data.get(f"{one}-name", "")}

    # -- a letter instead of a name

    def replace(self):
        """Does what the pressed button asks. Gives the changed data (a QueryDict) and a sentence for the reader.

        The label comes wherever that person stood. A name to keep goes to the party with that label, else to the
        first empty one; without a place for it nothing changes.
        """
        data = self.data.copy()
        keep = data.pop(KEEP, None)
        label = (data.pop(REPLACE, None) or keep or [""])[-1]
        person = next((one for one in self.persons if one.label == label), None)
        party = self._party_for(label) if keep else None
        if person is None:
            return data, GONE
        if keep and party is None:
            return data, NO_PLACE
        for name, text in replaced(self.texts, person).items():
            data[name] = text
        if party and not data.get(f"{party}-name"):
            data[f"{party}-label"], data[f"{party}-name"] = label, person.name
        data.appendlist(KNOWN, f"{label}={person.name}")
        return data, REPLACED

    def _party_for(self, label):
        labelled = [one for one in self.parties if self.data.get(f"{one}-label") == label]
        empty = [
            one for one in self.parties if not any(self.data.get(f"{one}-{name}") for name in IDENTIFYING)
        ]
        return next(iter(labelled + empty), None)


def _end_of(text):
    """The last words before what was found; '…' where more stands before them."""
    return text if len(text) <= AROUND else "… " + text.split(" ", 1)[-1]


def _start_of(text):
    return text if len(text) <= AROUND else text.rsplit(" ", 1)[0] + " …"
