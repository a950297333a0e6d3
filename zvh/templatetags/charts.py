"""Geometry of the small SVG drawings in ui.py: from numbers to rectangles, in whole units."""

TILE_WIDTH, TILE_HEIGHT, TILE_GAP = 102, 56, 6
BAR_WIDTH, BAR_STEP, BAR_SPACE = 11, 16, 52
LONG_NAME = 13


def place_tiles(tiles):
    """The tiles with their place in the drawing and the frame around them all."""
    placed = [{**tile, **_tile_place(tile)} for tile in tiles]
    width = max((tile["x"] for tile in placed), default=0) + TILE_WIDTH + 6
    height = max((tile["y"] for tile in placed), default=0) + TILE_HEIGHT + 6
    return placed, f"-3 -3 {width} {height}"


def _tile_place(tile):
    x = tile["column"] * (TILE_WIDTH + TILE_GAP)
    y = tile["row"] * (TILE_HEIGHT + TILE_GAP)
    return {
        "x": x,
        "y": y,
        "middle": x + TILE_WIDTH // 2,
        "name_y": y + 24,
        "count_y": y + 43,
        "level": min(max(tile.get("level") or 0, 0), 5),
        "squeeze": len(tile["name"]) > LONG_NAME,
    }


def place_bars(numbers, highlight=0):
    """One bar per number, the last `highlight` of them marked, and the width of the drawing."""
    numbers = [number or 0 for number in numbers]
    top = max(numbers, default=0) or 1
    first_marked = len(numbers) - highlight
    bars = [_bar(place, number, top, place >= first_marked) for place, number in enumerate(numbers)]
    return bars, max(len(numbers) * BAR_STEP - (BAR_STEP - BAR_WIDTH), 1)


def _bar(index, number, top, marked):
    height = max(round(number / top * BAR_SPACE), 4) if number else 0
    return {"x": index * BAR_STEP, "y": 60 - height, "height": height, "marked": marked}


def place_parts(minutes, total):
    """The parts of a time budget side by side, on a line as long as the budget or the sum."""
    length = max(total, sum(minutes), 1)
    parts, start = [], 0
    for index, part in enumerate(minutes):
        parts.append({"x": start * 10, "width": max(part * 10 - 3, 0), "shade": index % 3})
        start += part
    return parts, length * 10
