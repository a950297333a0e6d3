"""The scanner, by a real socket: yes, no, and everything that is neither."""

import pytest

from signals.files import scanner
from tests.clamd import clamd
from tests.files import EICAR


def test_scanner_says_clean_of_what_it_got_whole(settings):
    content = bytes(range(256)) * 1000

    with clamd(settings) as seen:
        assert scanner.finds_virus(content) is False

    assert seen == [content]


def test_scanner_finds_eicar(settings):
    with clamd(settings):
        assert scanner.finds_virus(b"voor" + EICAR) is True


@pytest.mark.parametrize(
    "answer", [None, b"INSTREAM size limit exceeded. ERROR\0", b"stream: niet te lezen ERROR\0"]
)
def test_scanner_that_says_neither_is_away(settings, answer):
    with clamd(settings, answer=answer), pytest.raises(scanner.ScannerAway):
        scanner.finds_virus(b"x")


def test_scanner_that_is_not_there_is_away(settings):
    settings.CLAMD_ADDRESS = "127.0.0.1:1"

    with pytest.raises(scanner.ScannerAway):
        scanner.finds_virus(b"x")


def test_scanner_by_a_local_socket_that_is_not_there_is_away(settings, tmp_path):
    settings.CLAMD_ADDRESS = f"unix:{tmp_path}/clamd.sock"

    with pytest.raises(scanner.ScannerAway):
        scanner.finds_virus(b"x")
