"""Text as the fonts of the PDF can show it. They come with the typst package: the same everywhere, without network.

PDF/UA-1 allows no letter without a shape. What the fonts lack becomes words: an emoji its Unicode name, other letters
how many they are. Control characters, and those that turn the direction of what follows, go.
"""

import re
import unicodedata
from bisect import bisect_right
from itertools import groupby

# First and last code point of what the fonts of typst 0.15 have, in hexadecimal; a test prints every one of them.
RANGES = """
20-7e a0-ac ae-377 37a-37f 384-38a 38c-38c 38e-3a1 3a3-484 487-4ff 510-513 51a-51d 591-5c7 5d0-5ea 5ef-5f4 606-60c
615-615 61b-61b 61f-61f 621-63a 640-64a 65a-65a 660-66d 674-674 679-67b 67e-680 683-684 686-687 691-691 698-698 6a4-6a4
6a9-6a9 6af-6af 6be-6be 6cc-6cc 6f0-6f9 900-950 955-97f 1e00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59-1f59
1f5b-1f5b 1f5d-1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2010-2027 2030-2040
2042-2042 2044-2052 2054-205e 2070-2071 2074-208e 2090-209c 20a0-20bf 2100-211e 2120-2120 2122-2122 2124-2124 2126-2151
2153-2184 2189-2189 2190-23ff 2460-2606 2609-262f 2638-268b 2690-269c 26a0-26a7 26aa-26af 26b2-26b2 2701-2704 2706-2709
270c-2714 2717-2726 272a-274b 274d-274d 274f-2752 2756-2756 2758-275e 2761-277f 2794-2794 2798-27af 27b1-27ff fb00-fb06
fffd-fffd
"""
SHOWN = [tuple(int(end, 16) for end in one.split("-")) for one in RANGES.split()]
FIRSTS = [first for first, _ in SHOWN]
PLAIN = 0x24F  # up to here every letter has a shape in every font, whatever stands beside it
LONGEST_WORD = (
    24  # a longer one may break after so many letters, so that it stays on the paper and in its column
)
BREAK = "\u200b"


def printable(text, *, only_plain=False):
    """The text with words for what cannot be shown. `only_plain` also replaces what the fonts have but Latin lacks."""
    text = unicodedata.normalize("NFC", str(text)).replace("\r\n", "\n").replace("\t", " ")
    kept = "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter)[0] != "C")
    if only_plain:
        kept = "".join(letter for letter in kept if unicodedata.category(letter) != "Mn")
    return _breakable("".join(_words(kept, only_plain)))


def is_shown(letter, *, only_plain=False):
    code = ord(letter)
    if letter == "\n" or code in (0x20, 0x27E6, 0x27E7):
        return True
    if only_plain:
        return code <= PLAIN and _has_shape(code)
    return _has_shape(code)


def _has_shape(code):
    place = bisect_right(FIRSTS, code) - 1
    return place >= 0 and code <= SHOWN[place][1]


def _words(text, only_plain):
    for kind, letters in groupby(text, key=lambda letter: _kind(letter, only_plain)):
        letters = "".join(letters)
        if kind == "shown":
            yield letters
        elif kind == "space":
            yield " "
        elif kind == "symbol":
            yield "".join(f"[{unicodedata.name(letter, 'teken').lower()}]" for letter in letters)
        elif kind == "letter":
            yield f"[{len(letters)} {'teken' if len(letters) == 1 else 'tekens'} in een ander schrift]"


def _kind(letter, only_plain):
    if is_shown(letter, only_plain=only_plain):
        return "shown"
    category = unicodedata.category(letter)
    if category[0] == "Z":
        return "space"
    if category == "Mn" or 0x1F3FB <= ord(letter) <= 0x1F3FF:
        return "nothing"  # belongs to the letter before it: a sign above it, or the colour of an emoji
    return "symbol" if category[0] == "S" else "letter"


def _breakable(text):
    return re.sub(rf"(\S{{{LONGEST_WORD}}})(?=\S)", rf"\1{BREAK}", text)
