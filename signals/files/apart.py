"""Reads and cleans a file in a process of its own, that has no keys, no database and no more memory and time than this.

Somebody may have made a file to take over or to exhaust what reads it: then this ends, and nothing else.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path

from signals.files.cleaning import clean_copy
from signals.files.kinds import kind_of
from signals.files.refused import Refused

ROOT = Path(__file__).resolve().parents[2]
MOST_MEMORY = 2_000_000_000  # bytes; a picture of 60 megapixels takes a third of it
MOST_SECONDS = 60


def cleaned(content, *, memory=MOST_MEMORY):
    """(kind, working copy, kind of that copy); raises Refused, also when reading takes too much."""
    command = [sys.executable, "-m", "signals.files.apart", str(memory)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module; the file goes in as its input
            command,
            input=content,
            capture_output=True,
            cwd=ROOT,
            env={},
            timeout=2 * MOST_SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as ended:
        raise Refused("broken") from ended
    head, _, copy = done.stdout.partition(b"\n")
    said = json.loads(head)
    if "refused" in said:
        raise Refused(said["refused"])
    return said["kind"], copy, said["copy_kind"]


def _main():
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    content, copy = sys.stdin.buffer.read(), b""
    try:
        kind = kind_of(content)
        copy, copy_kind = clean_copy(content, kind)
        said = {"kind": kind, "copy_kind": copy_kind}
    except Refused as refused:
        said = {"refused": refused.reason}
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + copy)


if __name__ == "__main__":
    _main()
