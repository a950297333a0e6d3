"""Words that come in while the minutes are written."""

from meetings import services

EMPTY = {"information": "", "interpretation": "", "conclusion": ""}


def typed(text, *, seen=""):
    return {**EMPTY, "information": text, "seen": {**EMPTY, "information": seen}}


def write(s, by, text, *, seen="", window="a", **more):
    return services.write_item(s.item, by=by, window=window, **typed(text, seen=seen), **more)


def posted(text, *, seen="", window="a", **more):
    seen = {f"seen_{name}": "" for name in EMPTY} | {"seen_information": seen}
    return EMPTY | seen | {"information": text, "window": window, **more}
