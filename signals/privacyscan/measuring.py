"""How much the scan finds of a set of sentences with marked spans, and how much of what it finds is right."""

import re
from dataclasses import dataclass

from signals.privacyscan import scan
from signals.privacyscan.spans import Kind, Span

MARK = re.compile(r"\[(\w+):([^\]]+)\]")
HELD_OUT = 3  # every third sentence


@dataclass
class Score:
    """Numbers of spans: `there` marked, `found` reported, `right` both, to the letter; `touched` both, about."""

    there: int = 0
    found: int = 0
    right: int = 0
    touched: int = 0
    touching: int = 0

    @property
    def recall(self):
        return self.touched / self.there if self.there else 1.0

    @property
    def precision(self):
        return self.touching / self.found if self.found else 1.0

    @property
    def exact(self):
        return self.right / self.there if self.there else 1.0


def sentences(path):
    """(number, text, marked spans) of every line that is no remark."""
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    return [(number, *_read(line)) for number, line in enumerate(lines, start=1)]


def _read(line):
    text, spans, last = "", [], 0
    for match in MARK.finditer(line):
        text += line[last : match.start()]
        spans.append(Span(len(text), len(text) + len(match[2]), Kind(match[1]), match[2]))
        text, last = text + match[2], match.end()
    return text + line[last:], spans


def is_held_out(number):
    return number % HELD_OUT == 0


def measured(sentences):
    """{Kind: Score} over some sentences. Found means: a span of the same kind that overlaps; exact: the same span."""
    scores = {kind: Score() for kind in Kind}
    for _, text, marked in sentences:
        found = scan(text)
        for kind, score in scores.items():
            _count(
                score, [one for one in marked if one.kind == kind], [one for one in found if one.kind == kind]
            )
    return scores


def _count(score, marked, found):
    score.there += len(marked)
    score.found += len(found)
    score.right += len(set(marked) & set(found))
    score.touched += sum(any(one.touches(other) for other in found) for one in marked)
    score.touching += sum(any(one.touches(other) for other in marked) for one in found)
