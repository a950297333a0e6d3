"""A ClamAV daemon, spoken to in its own words (INSTREAM, see clamd(8)). The known packages for it are ten years old."""

import socket
from contextlib import closing

from django.conf import settings

AT_ONCE = 1 << 16
SECONDS = 60


class ScannerAway(Exception):
    """No answer, or one that says neither yes nor no: the file stays unscanned and is tried again."""


def is_there():
    """Whether a scanner is configured."""
    return bool(settings.CLAMD_ADDRESS)


def finds_virus(content):
    """Whether the scanner finds something in these bytes. Raises ScannerAway when it does not say."""
    try:
        with closing(_connected()) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), AT_ONCE):
                part = content[start : start + AT_ONCE]
                line.sendall(len(part).to_bytes(4, "big") + part)
            line.sendall(bytes(4))
            answer = _answer(line)
    except OSError as silent:
        raise ScannerAway("geen antwoord") from silent
    if answer.endswith("FOUND"):
        return True
    if answer == "stream: OK":
        return False
    raise ScannerAway(answer)


def _connected():
    """`unix:/run/clamd.sock` or `host:port`."""
    kind, _, rest = settings.CLAMD_ADDRESS.partition(":")
    if kind == "unix":
        return _connected_here(rest)
    host, _, port = settings.CLAMD_ADDRESS.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


def _connected_here(path):
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(SECONDS)
    try:
        line.connect(path)
    except OSError:
        line.close()
        raise
    return line


def _answer(line):
    said = b""
    while b"\0" not in said and len(said) < 4096:
        bit = line.recv(4096)
        if not bit:
            break
        said += bit
    return said.partition(b"\0")[0].decode(errors="replace").strip()
