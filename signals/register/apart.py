"""Reads a register in a process of its own, that has no keys, no database and no more memory and time than this.

The same caution as signals/files/apart.py: a file that was made to take over or to exhaust what reads it ends there.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path

from signals.register.reading import table_of
from signals.register.refused import Refused

ROOT = Path(__file__).resolve().parents[2]
MOST_MEMORY = 1_500_000_000  # bytes
MOST_SECONDS = 60


def read(content, sheet="", *, memory=MOST_MEMORY):
    """The table of a file (see reading.table_of); raises Refused, also when reading takes too much."""
    command = [sys.executable, "-m", "signals.register.apart", str(memory), sheet]
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
    said = json.loads(done.stdout)
    if "refused" in said:
        raise Refused(said["refused"], said["detail"])
    return said


def _main():
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    try:
        said = table_of(sys.stdin.buffer.read(), sys.argv[2])
    except Refused as refused:
        said = {"refused": refused.reason, "detail": refused.detail}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    _main()
