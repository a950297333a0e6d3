"""The drawing of the parties of a case: where everything stands. Numbers in, numbers out; no rows and no templates.

The main party stands in the middle, the others in a column on either side of it. Labels stand inside their box, cut off
where they are too long, so no label can overlap another or fall outside. Lines between two others look for a way along
the boxes; the number of a relation stands on its line where there is room for it.
"""

from dataclasses import dataclass, field

WIDTH = 344  # of the view: drawn at this size a telephone of 360 px shows it whole
BOX, HEIGHT = 98, 62
GAP, EDGE = 26, 40  # between two rows; above the first and below the last, for lines that go round
LETTERS, LINES, LINE = 14, 3, 14  # of a label: letters in a line, lines, height of a line
LANE = (WIDTH - 3 * BOX) / 4  # from a box to the middle of the way between it and the main party
BADGE = 9  # half the side of a number
STEPS = 24  # points at which a curve is looked at


@dataclass(frozen=True)
class Box:
    """A party: its place (left, top), the lines of its label, and what it does to the main party, in words."""

    key: int
    x: float
    y: float
    label: list
    words: str
    is_main: bool
    influence: str

    @property
    def middle(self):
        return self.x + BOX / 2, self.y + HEIGHT / 2

    @property
    def rectangle(self):
        return self.x, self.y, self.x + BOX, self.y + HEIGHT

    @property
    def texts(self):
        """[(x, y, text, is it the label)] with the baseline of each line, centred in the box."""
        lines = [(line, True) for line in self.label] + ([(self.words, False)] if self.words else [])
        top = self.y + (HEIGHT - LINE * len(lines)) / 2 + LINE - 3.5
        return [(self.middle[0], top + LINE * n, text, strong) for n, (text, strong) in enumerate(lines)]


@dataclass(frozen=True)
class Line:
    """A curve from one box to another, and the number of the relation with its place, where there is one."""

    curves: tuple  # one or two, each of four points: start, two that pull, end
    influence: str
    number: int | None = None
    badge: tuple | None = None

    @property
    def path(self):
        start = "M{:g} {:g}".format(*self.curves[0][0])
        return start + "".join(
            "C" + " ".join(f"{x:g} {y:g}" for x, y in points[1:]) for points in self.curves
        )

    def at(self, t):
        """The point at a part of the way."""
        n = min(int(t * len(self.curves)), len(self.curves) - 1)
        t = t * len(self.curves) - n
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        return tuple(sum(w * p[i] for w, p in zip(weights, self.curves[n], strict=True)) for i in (0, 1))


@dataclass(frozen=True)
class Badge:
    """The number of a relation on its line: its middle, and the square around it."""

    x: float
    y: float
    number: int
    size: int = 2 * BADGE

    @property
    def left(self):
        return self.x - BADGE

    @property
    def top(self):
        return self.y - BADGE

    @property
    def base(self):
        """Where the digits stand."""
        return self.y + 4


@dataclass
class Drawing:
    """All boxes and lines, and how high the view is."""

    height: float = 0
    boxes: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    box_width: int = BOX
    box_height: int = HEIGHT

    @property
    def has_main(self):
        return any(box.is_main for box in self.boxes)

    @property
    def badges(self):
        return [Badge(*line.badge, line.number) for line in self.lines if line.badge]

    @property
    def view_box(self):
        return f"0 0 {WIDTH} {self.height:g}"


@dataclass(frozen=True)
class Party:
    """What the drawing needs to know of a party."""

    key: int
    label: str
    words: str
    influence: str
    is_main: bool = False


@dataclass(frozen=True)
class Tie:
    """What the drawing needs to know of a relation."""

    number: int
    party: int
    other: int
    influence: str


def draw(parties, ties):
    """The drawing of these parties (Party) and relations (Tie)."""
    main = next((party for party in parties if party.is_main), None)
    others = [party for party in parties if party is not main]
    rows = max((len(others) + 1) // 2, 1)
    drawing = Drawing(height=2 * EDGE + rows * HEIGHT + (rows - 1) * GAP)
    drawing.boxes = [_side_box(party, n) for n, party in enumerate(others)]
    if main:
        middle = _box(main, (WIDTH - BOX) / 2, (drawing.height - HEIGHT) / 2)
        drawing.lines = [_spoke(box, middle, rows) for box in drawing.boxes]
        drawing.boxes.append(middle)
    _add_ties(drawing, ties)
    return drawing


def _box(party, x, y):
    return Box(party.key, x, y, wrap(party.label), party.words, party.is_main, party.influence)


def _side_box(party, n):
    """Left, right, left, right, from top to bottom."""
    return _box(party, (n % 2) * (WIDTH - BOX), EDGE + n // 2 * (HEIGHT + GAP))


def wrap(label):
    """A label in lines that fit in a box; what does not fit becomes dots."""
    lines = [""]
    for word in label.split():
        for piece in (word[n : n + LETTERS] for n in range(0, len(word), LETTERS)):
            longer = f"{lines[-1]} {piece}".strip()
            if len(longer) <= LETTERS:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1][: LETTERS - 1]}…"]
    return lines


def _is_left(box):
    return box.x < WIDTH / 2 - BOX / 2


def _inner(box, away=0.0):
    """The middle of the side that looks at the middle of the drawing."""
    return (box.x + BOX if _is_left(box) else box.x), box.middle[1] + away


def _spoke(box, main, rows):
    """From a party to the main party: to its side from beside it, else to its top or bottom; outer rows more inward."""
    start, row = _inner(box), (box.y - EDGE) / (HEIGHT + GAP)
    distance = abs(row - (rows - 1) / 2)
    left = _is_left(box)
    if distance < 0.25:
        end = (main.x if left else main.x + BOX), main.middle[1]
        return Line(((start, start, end, end),), box.influence)
    inward = min(8 + 12 * (distance - 0.5), BOX / 2 - 4)
    x = main.x + inward if left else main.x + BOX - inward
    end = (x, main.y if box.y < main.y else main.y + HEIGHT)
    pull = (x, start[1])
    return Line(((start, pull, pull, end),), box.influence)


def _add_ties(drawing, ties):
    """The lines between two parties, each with the best way along the boxes and room for its number."""
    boxes = {box.key: box for box in drawing.boxes}
    used, badges = {}, []
    for tie in ties:
        one, other = boxes[tie.party], boxes[tie.other]
        slots = [_slot(used, box) for box in (one, other)]
        ways = [Line(curves, tie.influence, tie.number) for curves in _ways(one, other, slots)]
        way = min(ways, key=lambda line: _hits(line, drawing))
        badge = _room(way, drawing.boxes, badges)
        badges += [badge] if badge else []
        drawing.lines.append(Line(way.curves, way.influence, way.number, badge))


def _slot(used, box):
    """Where along its side the next line of a box leaves: beside the spoke, then further away."""
    n = used[box.key] = used.get(box.key, 0) + 1
    return (-1 if n % 2 else 1) * min(10 + 6 * ((n - 1) // 2), HEIGHT / 2 - 4)


def _ways(one, other, slots):
    """Curves from one box to another to choose from: first the plain ones, then those that go round the middle."""
    if one.is_main or other.is_main:
        return _ways_to_main(one, other, slots)
    start, end = _inner(one, slots[0]), _inner(other, slots[1])
    side = 1 if _is_left(one) else -1
    if _is_left(one) == _is_left(other):
        pulls = (side * out for out in (24, 32, 48))
        return [((start, (start[0] + x, start[1]), (end[0] + x, end[1]), end),) for x in pulls]
    plain = [
        ((start, (start[0] + side * out, start[1] + away), (end[0] - side * out, end[1] + away), end),)
        for away in (0, -24, 24, -48, 48, -72, 72, -96, 96, -120, 120)
        for out in (74, 24)
    ]
    return plain + [_round(start, end, x) for x in (end[0] - side * LANE, start[0] + side * LANE)]


def _round(start, end, x):
    """Across in the row of one end, and along the middle in the lane at x."""
    turn = (x, (start[1] + end[1]) / 2)
    first, last = (x, start[1]), (x, end[1])
    return (start, first, first, turn), (turn, last, last, end)


def _ways_to_main(one, other, slots):
    """Beside the spoke, from the side of the other party to the near side of the main one."""
    main, side = (one, other) if one.is_main else (other, one)
    away = slots[1] if one.is_main else slots[0]
    start = _inner(side, away)
    x = main.x if _is_left(side) else main.x + BOX
    lane = (start[0] + x) / 2
    ends = [(x, main.middle[1] + down) for down in (away, -24, -16, 16, 24)]
    return [((start, (lane, start[1]), (lane, end[1]), end),) for end in ends]


def _hits(line, drawing):
    """How much of a curve runs through boxes or out of view; the ends do not count."""
    points = [line.at(n / STEPS) for n in range(1, STEPS)]
    through = sum(_inside(point, box.rectangle, 2) for point in points for box in drawing.boxes)
    outside = sum(not (4 <= x <= WIDTH - 4 and 4 <= y <= drawing.height - 4) for x, y in points)
    return through + outside


def _inside(point, rectangle, margin):
    (x, y), (left, top, right, bottom) = point, rectangle
    return left - margin < x < right + margin and top - margin < y < bottom + margin


def _room(line, boxes, badges):
    """Where on the line a number can stand clear of boxes and of other numbers; None when nowhere."""
    for t in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.45, 0.55, 0.35, 0.65, 0.25, 0.75):
        point = line.at(t)
        clear = all(not _inside(point, box.rectangle, BADGE + 1) for box in boxes)
        apart = all(abs(point[0] - x) > 2 * BADGE or abs(point[1] - y) > 2 * BADGE for x, y in badges)
        if clear and apart:
            return point
    return None
