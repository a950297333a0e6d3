"""What a section of a paper is made of: texts with a label, and tables. A section is {heading, parts}."""

# Of one table: the newest lines; the page itself has them all. So making a PDF takes a second at most.
MOST_LINES = 300
MOST_LETTERS = 100_000


def sections(found):
    """[{heading, parts}] of [(heading, parts)]; a section without anything is left out."""
    return [{"heading": heading, "parts": parts} for heading, parts in found if parts]


def text(label, words):
    return {"kind": "text", "label": label, "text": words}


def table(columns, widths, rows):
    """A table, or nothing without rows."""
    rows = [[str(value) for value in row] for row in rows]
    if not rows:
        return []
    newest = _newest(rows)
    more = f"Alleen op het scherm, omdat het er te veel zijn: de eerste {len(rows) - len(newest)}."
    shown = {"kind": "table", "columns": columns, "widths": widths, "rows": newest}
    return [text("", more), shown] if len(newest) < len(rows) else [shown]


def _newest(rows):
    kept, letters = 0, 0
    for row in reversed(rows[-MOST_LINES:]):
        letters += sum(map(len, row))
        if letters > MOST_LETTERS:
            break
        kept += 1
    return rows[len(rows) - kept :]


def pairs(rows):
    """A table of names and values; without value no row."""
    return table(["Onderdeel", "Gegeven"], [1, 2], [row for row in rows if row[1]])
