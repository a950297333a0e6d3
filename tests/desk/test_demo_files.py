"""The files of the demonstration: drawn here, the same every time, and whole."""

from desk.demo.files import _note, _poster
from signals.files import clean_copy, kind_of


def test_files_of_the_demonstration_are_the_same_every_time_and_whole():
    for make, kind in ((_poster, "png"), (_note, "pdf")):
        assert make() == make()
        assert kind_of(make()) == kind
        assert clean_copy(make(), kind)[1] == kind
