"""The geometry of the drawing: nothing overlaps, nothing falls outside, every line begins and ends at its boxes."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.drawing import BADGE, BOX, HEIGHT, LETTERS, LINES, WIDTH, Party, Tie, draw, wrap

INFLUENCES = ("protective", "risky", "both", "neutral")
WIDEST = 6.9  # of a letter of 12 px in bold, on average over a line


def parties(count, *, main=True, label="Persoon"):
    made = [Party(n, f"{label} {n}", "geen van beide", INFLUENCES[n % 4]) for n in range(1, count + 1)]
    return [Party(0, "Hoofd", "", "neutral", is_main=True), *made] if main else made


def every_tie(count, *, main=True):
    pairs = combinations(range(0 if main else 1, count + 1), 2)
    return [Tie(n, one, other, "risky") for n, (one, other) in enumerate(pairs, start=1)]


def overlap(one, other):
    (a, b, c, d), (e, f, g, h) = one, other
    return a < g and e < c and b < h and f < d


def square(point):
    x, y = point
    return x - BADGE, y - BADGE, x + BADGE, y + BADGE


def rectangles(drawing):
    """Of all boxes, and of all numbers."""
    return [box.rectangle for box in drawing.boxes] + [
        square(line.badge) for line in drawing.lines if line.badge
    ]


@pytest.mark.parametrize("main", [True, False])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 7, 12, 25])
def test_boxes_and_numbers_never_overlap_and_stay_inside(count, main):
    drawing = draw(parties(count, main=main), every_tie(count, main=main))

    found = rectangles(drawing)

    assert [pair for pair in combinations(found, 2) if overlap(*pair)] == []
    assert all(a >= 0 and b >= 0 and c <= WIDTH and d <= drawing.height for a, b, c, d in found)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text("abc WMi-", max_size=40), min_size=1, max_size=9))
def test_texts_stay_in_their_box(labels):
    made = [Party(n, label, "geen van beide", "both", is_main=n == 0) for n, label in enumerate(labels)]

    drawing = draw(made, [])

    for box in drawing.boxes:
        left, top, right, bottom = box.rectangle
        assert len(box.label) <= LINES
        for x, y, text, _ in box.texts:
            assert len(text) <= LETTERS
            assert left <= x - len(text) * WIDEST / 2
            assert x + len(text) * WIDEST / 2 <= right
            assert top + 9 <= y <= bottom - 3


def test_main_party_stands_in_the_middle_and_the_others_around_it():
    drawing = draw(parties(4), [])

    sides = [box.x for box in drawing.boxes if not box.is_main]
    (main,) = [box for box in drawing.boxes if box.is_main]

    assert main.middle == (WIDTH / 2, drawing.height / 2)
    assert sides == [0, WIDTH - BOX, 0, WIDTH - BOX]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 9])
def test_every_other_party_has_a_line_to_the_main_party_that_says_what_it_does(count):
    drawing = draw(parties(count), [])

    (main,) = [box for box in drawing.boxes if box.is_main]
    left, top, right, bottom = main.rectangle

    assert [line.influence for line in drawing.lines] == [INFLUENCES[n % 4] for n in range(1, count + 1)]
    for line, box in zip(drawing.lines, drawing.boxes, strict=False):
        assert line.at(0)[1] == box.middle[1]
        assert left <= line.at(1)[0] <= right
        assert top <= line.at(1)[1] <= bottom


def test_relation_goes_from_one_box_to_the_other_with_its_number():
    drawing = draw(parties(4), [Tie(7, 1, 4, "protective")])

    line = drawing.lines[-1]

    assert (line.number, line.influence) == (7, "protective")
    assert line.at(0)[0] == BOX
    assert line.at(1)[0] == WIDTH - BOX
    assert [badge.number for badge in drawing.badges] == [7]


@pytest.mark.parametrize("pair", list(combinations(range(1, 7), 2)))
def test_single_relation_goes_round_the_main_party(pair):
    drawing = draw(parties(6), [Tie(1, *pair, "risky")])

    line = drawing.lines[-1]
    (main,) = [box for box in drawing.boxes if box.is_main]
    left, top, right, bottom = main.rectangle

    points = [line.at(n / 40) for n in range(1, 40)]
    assert [p for p in points if left < p[0] < right and top < p[1] < bottom] == []
    assert all(0 <= x <= WIDTH and 0 <= y <= drawing.height for x, y in points)


def test_same_parties_give_the_same_drawing():
    assert draw(parties(5), every_tie(5)) == draw(parties(5), every_tie(5))


def test_without_a_main_party_there_are_only_relations():
    drawing = draw(parties(2, main=False), [Tie(1, 1, 2, "risky")])

    assert [line.number for line in drawing.lines] == [1]


def test_nobody_is_an_empty_drawing():
    drawing = draw([], [])

    assert (drawing.boxes, drawing.lines) == ([], [])


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Broer", ["Broer"]),
        ("Groep bij de haven", ["Groep bij de", "haven"]),
        ("Jeugdhulpverleningsorganisatie", ["Jeugdhulpverle", "ningsorganisat", "ie"]),
        ("Een heel lange aanduiding van een groep", ["Een heel lange", "aanduiding van", "een groep"]),
        ("Aanduiding eerste vriendengroep sportclub", ["Aanduiding", "eerste", "vriendengroep…"]),
        ("", [""]),
    ],
)
def test_label_is_broken_to_fit(label, lines):
    assert wrap(label) == lines


def test_path_holds_numbers_with_points_alone():
    drawing = draw(parties(3), every_tie(3))

    assert all(set(line.path) <= set("MC0123456789. -") for line in drawing.lines)
    assert drawing.view_box == f"0 0 {WIDTH} {drawing.height:g}"
    assert drawing.box_height == HEIGHT
