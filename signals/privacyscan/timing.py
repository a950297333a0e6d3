"""Recall, precision, time and memory of the scan; `make bench` prints it."""

import statistics
import sys
import time

from signals.privacyscan import scan
from signals.privacyscan.measuring import is_held_out, measured, sentences
from signals.privacyscan.printed import SENTENCES, rows

BUDGET = 150  # milliseconds for 3,000 characters
LENGTHS = (3_000, 100_000)


def bench_privacyscan(out):
    """Writes the tables; the first scan of this process loads the lists."""
    load = _timed("Daar riep Piet iets.")
    ours = sentences(SENTENCES)
    text = " ".join(text for _, text, _ in ours) * 10
    out.write(
        f"privacyscan, eerste scan (lijsten laden): {load[0]:.0f} ms, {load[1]:.0f} ms rekentijd, {_memory()} MB proces"
    )
    for length in LENGTHS:
        times = [_timed(text[:length]) for _ in range(30 if length < 10_000 else 3)]
        wall, cpu = (statistics.median(part) for part in zip(*times, strict=True))
        out.write(
            f"privacyscan, {length} tekens: mediaan {wall:.0f} ms, {cpu:.0f} ms rekentijd (3.000: hoogstens {BUDGET})"
        )
    for title, held_out in (("apart gehouden", True), ("afgesteld", False)):
        out.write(f"privacyscan, {title}: soort, aantal, gevonden, terecht, precies")
        out.write("".join(rows(measured([one for one in ours if is_held_out(one[0]) == held_out]))))


def _timed(text):
    """Milliseconds on the clock, and of work."""
    clock, work = time.perf_counter(), time.process_time()
    scan(text)
    return (time.perf_counter() - clock) * 1000, (time.process_time() - work) * 1000


def _memory():
    """The most that this process held, in MB; where the system does not tell, a question mark."""
    if sys.platform == "win32":
        return "?"
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)
