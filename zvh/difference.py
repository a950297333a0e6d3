"""Which words of a text went and which came."""

import re
from difflib import SequenceMatcher

MOST = 1_000_000  # comparing more pairs of words than this takes too long: then it is all old against all new


def difference(old, new):
    """[(kind, text)] in the order of reading; kind is 'same', 'gone' or 'new'. The texts together are both texts."""
    old, new = _words(old), _words(new)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    parts = [("same", old[:start])]
    parts += _middle(old[start : len(old) - end], new[start : len(new) - end])
    parts += [("same", old[len(old) - end :])]
    return [(kind, "".join(words)) for kind, words in parts if words]


def _words(text):
    """Words and signs, each with the white space that follows."""
    return re.findall(r"(?:\w+|[^\w\s])\s*|\s+", text.replace("\r\n", "\n"))


def _shared(old, new):
    """How many words from the beginning are the same."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _middle(old, new):
    if len(old) * len(new) > MOST:
        return [("gone", old), ("new", new)]
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        found += [("same", old[a:b])] if kind == "equal" else [("gone", old[a:b]), ("new", new[c:d])]
    return found
