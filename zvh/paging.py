"""Pages of a list without counting it: row security makes a full count slow."""

from itertools import islice


class Page:
    """A page that knows whether there is a next one: it reads one row more than it shows."""

    def __init__(self, rows, number, size):
        self.number = number
        found = list(islice(rows, size + 1))
        self.object_list = found[:size]
        self.has_more = len(found) > size

    def __iter__(self):
        return iter(self.object_list)

    def __len__(self):
        return len(self.object_list)

    def has_previous(self):
        return self.number > 1

    def has_next(self):
        return self.has_more

    def previous_page_number(self):
        return self.number - 1

    def next_page_number(self):
        return self.number + 1


def whole_number(text):
    """The number in an address or a form, or None; also None for more digits than the number of a row can have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def page_of(queryset, request, size=25, *, last=400):
    """The page that `?page=` asks for; anything odd is the first."""
    number = min(whole_number(request.GET.get("page", "")) or 1, last)
    start = (number - 1) * size
    return Page(queryset[start : start + size + 1], number, size)
