"""The launcher for real, as `make run` starts it, on a data folder and port of its own."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest

from zvh import run as launcher

LAUNCHER = [sys.executable, launcher.__file__]
OURS = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "ZVH_ROLE", "ZVH_TESTING"}


@pytest.fixture
def folder():
    """A data folder that another user may reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="zvh-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def env(folder):
    """As on a fresh machine, without the demo world, which takes its time."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    port = str(launcher.free_port())
    plain = {"ZVH_DEMO": "0", "ZVH_HTTPS": "0", "PYTHONUNBUFFERED": "1"}
    return kept | plain | {"ZVH_DATA_DIR": str(folder / "data"), "PORT": port}


@pytest.fixture
def start(folder, env):
    """Start `make run`'s launcher; whatever happens, it does not outlive the test."""
    started = []

    def start(until):
        log = folder / f"run{len(started)}.log"
        with log.open("w") as output:
            process = subprocess.Popen([*LAUNCHER, "run"], env=env, stdout=output, stderr=output)
        process.said = log.read_text
        started.append(process)
        wait_for(lambda: until in process.said() or process.poll() is not None)
        assert until in process.said()
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def wait_for(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)


def left_over(folder):
    """Processes that still work on this data folder."""
    mark = f"ZVH_DATA_DIR={folder}".encode()
    return [path.parent.name for path in Path("/proc").glob("[0-9]*/environ") if mark in _bytes(path)]


def _bytes(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""


def stop(process, number):
    process.send_signal(number)
    assert process.wait(30) == 0
    assert process.said().endswith("Gestopt.\n")
    assert "Traceback" not in process.said()


def test_run_serves_then_starts_quicker_and_ends_with_its_parts(start, folder, env):
    first = start("Klaar: ")
    with urllib.request.urlopen(f"http://localhost:{env['PORT']}/healthz") as answer:
        assert answer.status == 200
    stop(first, signal.SIGINT)
    assert left_over(folder) == []
    assert not (folder / "data" / "postgres" / "postmaster.pid").exists()

    second = start("Klaar: ")
    assert "Tabellen bijwerken" in first.said()
    assert "Tabellen bijwerken" not in second.said()
    assert "Opmaak en scripts" not in second.said()

    os.kill(int((folder / "data" / "postgres" / "postmaster.pid").read_text().split()[0]), 9)
    assert second.wait(30) == 1
    assert "De database is onverwacht gestopt; de rest is ook gestopt." in second.said()
    assert left_over(folder) == []


def test_run_stops_cleanly_while_it_starts(start, folder):
    process = start("Tabellen bijwerken")

    stop(process, signal.SIGTERM)

    assert left_over(folder) == []
    assert not (folder / "data" / "postgres" / "postmaster.pid").exists()


def refusal(env, *arguments):
    result = subprocess.run([*LAUNCHER, *arguments], env=env, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    return result.stderr.strip()


def test_run_says_that_the_port_is_taken(env):
    port = int(env["PORT"])

    with socket.create_server(("127.0.0.1", port)):
        sentence = refusal(env, "run")

    other = f"make run PORT={port + 1}"
    assert sentence == f"Poort {port} is al in gebruik. Kies een andere: {other}."


@pytest.mark.parametrize("port", ["veel", "0", "65536", "-1"])
def test_run_says_that_the_port_is_no_port(env, port):
    sentence = refusal(env | {"PORT": port}, "run")

    assert sentence == f"PORT is '{port}'; kies een getal van 1 tot en met 65535."


def test_run_says_that_the_data_folder_is_unusable(env, folder):
    (folder / "data").write_text("")

    sentence = refusal(env, "run")

    assert sentence.startswith(f"De gegevensmap {folder}/data is niet bruikbaar")


def test_run_asks_for_the_address_that_migrates(env):
    sentence = refusal(env | {"DATABASE_URL": "postgres://zvh_app@127.0.0.1/zvh"}, "run")

    assert sentence == "Zet naast DATABASE_URL ook DATABASE_OWNER_URL: die maakt de tabellen."


def test_unknown_command_names_the_known_ones(env):
    sentence = refusal(env, "fly")

    assert sentence.startswith("Kies een opdracht: run, test, check")


def test_second_test_run_is_refused(env, folder):
    lock = folder / "data" / "test-postgres" / "tests.lock"
    lock.parent.mkdir(parents=True)

    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        sentence = refusal(env, "test")

    assert sentence.startswith(f"Er draait al een test in {lock.parent}.")


def test_make_says_that_python_is_missing(env):
    command = ["make", "--silent", "run", "PYTHON=python-of-nowhere"]

    result = subprocess.run(command, cwd=launcher.ROOT, env=env, capture_output=True, text=True, check=False)

    assert result.stdout == "Er is Python 3.11 of nieuwer nodig. Installeer die en probeer het opnieuw.\n"
