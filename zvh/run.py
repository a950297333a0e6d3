#!/usr/bin/env python3
"""Start the product from a bare folder: packages, database, tables, website.

Only Python's own library is used here, for nothing else is there yet. It first makes `.venv`, then
runs itself once more inside it. `make help` lists what it can do.
"""

import sys

if sys.version_info < (3, 11):  # said before anything that an old Python does not know
    sys.exit("Er is Python 3.11 of nieuwer nodig; dit is %d.%d." % sys.version_info[:2])

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)  # until we listen, Ctrl-C ends us without a word

import base64
import contextlib
import ctypes
import fcntl
import functools
import hashlib
import http.client
import importlib.util
import json
import os
import secrets
import socket
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")
MANAGE = [PYTHON, "manage.py"]
SIGNALS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
STARTING = 120
STOPPING = 6
RESHAPING = {"migrate", "flush", "demo"}
TRUE = {"1", "true", "yes", "y", "on", "ok"}


class Failed(Exception):
    """One sentence for the person at the keyboard, and what a program said."""

    def __init__(self, sentence, detail=""):
        super().__init__(sentence)
        self.detail = detail


class Stopped(BaseException):
    """Ctrl-C or a request to end. It comes once: while we clean up, no other is heard."""


def main():
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        _listen()
        sys.exit(_dispatch(command, sys.argv[2:]))
    except Stopped as stopped:
        say("Gestopt.")
        sys.exit(0 if command == "run" else 128 + stopped.args[0])
    except Exception as error:
        if not hasattr(error, "detail"):
            raise
        say("\n".join(filter(None, [str(error), error.detail])), sys.stderr)
        sys.exit(1)


def _dispatch(command, arguments):
    if command not in COMMANDS:
        raise Failed(f"Kies een opdracht: {', '.join(COMMANDS)}.")
    if Path(sys.prefix).resolve() != VENV.resolve():
        prepare_packages("base" if command in {"run", "manage"} else "dev")
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # until the next one listens
        os.execv(PYTHON, [PYTHON, __file__, command, *arguments])
    return COMMANDS[command](arguments)


def _listen():
    for number in SIGNALS:
        signal.signal(number, _stop)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def _stop(number, frame):
    for other in SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    raise Stopped(number)


def say(sentence, stream=None):
    with contextlib.suppress(OSError):  # nobody reads any more: clean up all the same
        print(sentence, file=stream, flush=True)


def _to_stderr(sentence):
    """For a command whose output may be kept in a file."""
    say(sentence, sys.stderr)


# -- packages


def prepare_packages(kind):
    """Make .venv and install the pinned packages, only when something changed."""
    listed = ROOT / "requirements" / f"{kind}.txt"
    with _locked(listed):
        version = _venv_version()
        if not version:
            version = _make_venv()
        stamp = VENV / f"installed-{kind}"
        wanted = version + _fingerprint([listed])
        if _read(stamp) != wanted:
            _install(listed)
            stamp.write_text(wanted)


def _venv_version():
    """The Python of a complete .venv; empty when it is missing, half made or of a Python gone."""
    command = [PYTHON, "-c", "import pip, sys; print(sys.version)"]
    with contextlib.suppress(OSError):
        return subprocess.run(command, capture_output=True, text=True).stdout
    return ""


def _make_venv():
    say("Python-omgeving maken (ongeveer tien seconden)…")
    _step(
        "De Python-omgeving kan niet worden gemaakt. Op Debian en Ubuntu helpt: apt install python3-venv.",
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
    )
    return _venv_version()


def _install(listed):
    say("Pakketten installeren (eerste keer ongeveer een minuut)…")
    _step(
        "De pakketten zijn niet geïnstalleerd. Kijk of er internet is en probeer het opnieuw.",
        [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(listed)],
    )


def requirements(arguments):
    """Pin the dependencies of pyproject.toml again; `ARGS=--upgrade` takes newer ones."""
    say("Pakketlijsten opnieuw vastzetten (een paar minuten)…")
    with tempfile.TemporaryDirectory() as folder:
        _step("pip-tools is niet te installeren.", [sys.executable, "-m", "venv", folder])
        python = f"{folder}/bin/python"
        _step("pip-tools is niet te installeren.", [python, "-m", "pip", "install", "pip-tools"])
        _compile(python, "base", arguments)
        _compile(python, "dev", ["--extra=dev", "--constraint=requirements/base.txt", *arguments])


def _compile(python, kind, arguments):
    path = ROOT / "requirements" / f"{kind}.txt"
    options = ["generate-hashes", "strip-extras", "no-header", "no-annotate"]
    options += ["no-emit-index-url", "no-emit-find-links", "no-emit-trusted-host"]
    command = [python, "-m", "piptools", "compile", *[f"--{option}" for option in options]]
    output = f"--output-file={path.relative_to(ROOT)}"
    _step("De pakketlijst is niet te maken.", [*command, output, *arguments, "pyproject.toml"])
    header = '# Pinned and hashed from pyproject.toml by "make requirements"; not edited by hand.\n\n'
    path.write_text(header + path.read_text())


# -- data folder, database, environment


def data_folder(name=""):
    folder = Path(os.environ.get("ZVH_DATA_DIR") or ROOT / ".data").absolute()
    return folder / name


@contextlib.contextmanager
def database(folder, *, durable=True, announce=say):
    """The embedded database in this folder, or none when DATABASE_URL names a real one."""
    if os.environ.get("DATABASE_URL"):
        if not os.environ.get("DATABASE_OWNER_URL"):
            raise Failed("Zet naast DATABASE_URL ook DATABASE_OWNER_URL: die maakt de tabellen.")
        folder.mkdir(parents=True, exist_ok=True)
        yield None
        return
    announce("Database starten (eerste keer een paar seconden)…")
    server = embedded().start(folder, durable=durable)
    try:
        yield server
    finally:
        server.stop()


def embedded():
    """Our neighbour embedded.py, without the package around it, which imports Django."""
    spec = importlib.util.spec_from_file_location("embedded", Path(__file__).with_name("embedded.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def environment(folder, server, **more):
    """What the settings read: addresses, data folder, secret key. What is set already stays."""
    keys = {"SECRET_KEY": _secret_key(folder), "ZVH_FILES_KEY": _files_key(folder)}
    ours = keys | {"ZVH_DEMO": "1"} | dict(os.environ) | more
    ours["ZVH_DATA_DIR"] = str(folder)
    if server:
        ours |= {"DATABASE_URL": server.app_url, "DATABASE_OWNER_URL": server.owner_url}
    return ours


def _secret_key(folder):
    return _kept(folder / "secret.key", lambda: secrets.token_urlsafe(50))


def _files_key(folder):
    """Files that people add are encrypted with it: 32 bytes. Who loses it loses them."""
    return _kept(folder / "files.key", lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())


def _kept(path, make):
    if not _read(path):
        embedded().write_private(path, make())
    return _read(path)


def prepare_tables(folder, server, env):
    """Migrate and load the demo world, unless these very tables saw this very code."""
    demo = env["ZVH_DEMO"].lower() in TRUE
    code = _fingerprint([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*.sql"), *_pins()])
    seen = json.dumps([server.identity if server else "", code, demo])
    stamp = folder / "prepared"
    if server and _read(stamp) == seen:
        return
    say("Tabellen bijwerken (eerste keer ongeveer tien seconden)…")
    _step("De tabellen zijn niet bijgewerkt.", [*MANAGE, "migrate", "--no-input"], env)
    if demo:
        say("Voorbeeldgegevens maken (eenmalig, ongeveer een minuut)…")
        _step("De voorbeeldgegevens zijn niet gemaakt.", [*MANAGE, "demo", "--if-empty"], env)
    stamp.write_text(seen)


def prepare_static(folder, env):
    """Collect scripts, styles and icons when one of them changed."""
    folders = [ROOT / "static", *ROOT.glob("*/static")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    seen = _fingerprint([*files, *_pins(), ROOT / "zvh" / "settings.py"])
    stamp = folder / "collected"
    if _read(stamp) == seen and (folder / "static").is_dir():
        return
    say("Opmaak en scripts klaarzetten (een paar seconden)…")
    command = [*MANAGE, "collectstatic", "--no-input", "--clear"]
    _step("De opmaak en scripts zijn niet klaargezet.", command, env)
    stamp.write_text(seen)


def _pins():
    return [ROOT / "requirements" / "base.txt"]


# -- the commands


def run(arguments):
    port = _port()
    with site(data_folder(), port) as watch:
        say(f"Klaar: http://localhost:{port}")
        say("Stoppen: Ctrl-C.")
        while True:
            watch()
            time.sleep(0.5)


@contextlib.contextmanager
def site(folder, port):
    """The whole product, ready to answer. Yields a function that raises when a part has ended."""
    _check_port(port)
    with database(folder) as server:
        env = environment(folder, server)
        prepare_tables(folder, server, env)
        prepare_static(folder, env)
        say("Website starten (een paar seconden)…")
        with _program(_granian(port), env) as web:
            programs = {"De website": web}
            watch = functools.partial(_check_alive, programs, server)
            _await_health(port, watch, folder)
            with _program([*MANAGE, "tick", "--loop"], env) as programs["Het achtergrondwerk"]:
                yield watch


def _granian(port):
    workers = str(min(2, os.cpu_count() or 1))
    options = ["--interface", "asginl", "--host", "127.0.0.1", "--port", str(port)]
    options += ["--workers", workers, "--workers-kill-timeout", "3", "--log-level", "error"]
    return [PYTHON, "-m", "granian", *options, "zvh.asgi:application"]


def _check_alive(programs, server):
    for name, process in programs.items():
        if process.poll() is not None:
            raise Failed(f"{name} is onverwacht gestopt; de rest is ook gestopt.")
    if server and not server.pid:
        raise Failed("De database is onverwacht gestopt; de rest is ook gestopt.")


def _await_health(port, watch, folder):
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline:
        watch()
        status, text = _health(port)
        if status == 200:
            return
        time.sleep(0.1)
    (folder / "prepared").unlink(missing_ok=True)  # look at the tables again next time
    raise Failed(f"De website is na {STARTING} seconden nog niet gezond.", text)


def _health(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")[:1000]
    except (OSError, http.client.HTTPException) as error:
        return None, str(error)
    finally:
        connection.close()


def _port():
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Failed(f"PORT is '{text}'; kies een getal van 1 tot en met 65535.")
    return int(text)


def _check_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Failed(f"Poort {port} mag u niet gebruiken; kies er een boven 1023.") from None
        except OSError:
            other = f"make run PORT={port + 1 if port < 65535 else 8000}"
            raise Failed(f"Poort {port} is al in gebruik. Kies een andere: {other}.") from None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test(arguments):
    folder = data_folder("test-postgres")
    folder.mkdir(parents=True, exist_ok=True)
    with _only_one(folder), database(folder, durable=False) as server:
        env = environment(folder, server, ZVH_TESTING="1", ZVH_DEMO="0")
        return _foreground([PYTHON, "-m", "pytest", "-n", "2", "--dist", "load", *arguments], env)


def manage(arguments):
    folder = data_folder()
    with database(folder, announce=_to_stderr) as server:
        if RESHAPING.intersection(arguments[:1]):
            (folder / "prepared").unlink(missing_ok=True)
        return _foreground([*MANAGE, *arguments], environment(folder, server))


def check(arguments):
    folder = data_folder("test-postgres")
    folder.mkdir(parents=True, exist_ok=True)
    with database(folder, durable=False) as server:
        env = environment(folder, server, **AS_IN_PRODUCTION)
        failed = [name for name, command in CHECKS.items() if not _passes(name, command, env)]
    say(f"Niet in orde: {', '.join(failed)}." if failed else "Alles in orde.")
    return 1 if failed else 0


def _passes(name, command, env):
    say(f"{name}…")
    return _foreground(command, env) == 0


def docs(arguments):
    return manage(["print_docs"])


def bench(arguments):
    size = [argument for argument in arguments if argument.startswith("--signals=")]
    folder = data_folder("bench" + "".join(size).replace("--signals=", "-"))
    with database(folder) as server:
        env = environment(folder, server, ZVH_DEMO="0", ZVH_HTTPS="0")
        prepare_tables(folder, server, env)
        prepare_static(folder, env)
        say("Meetgegevens maken (alleen de eerste keer; een miljoen signalen duurt enkele minuten)…")
        _step("De meetgegevens zijn niet gemaakt.", [*MANAGE, "bench_data", *size], env)
        return _foreground([*MANAGE, "bench", *arguments], env)


def pictures(arguments):
    folder, port = data_folder("pictures"), free_port()
    with site(folder, port):
        say("Afbeeldingen maken (ongeveer een minuut)…")
        script = str(ROOT / "docs" / "pictures.py")
        return _foreground([PYTHON, script, f"http://localhost:{port}", *arguments], None)


BIN = VENV / "bin"
AS_IN_PRODUCTION = {
    "ZVH_DEMO": "0",
    "ZVH_HTTPS": "1",
    "DEBUG": "0",
    "ALLOWED_HOSTS": "zvh.example",
    "CSRF_TRUSTED_ORIGINS": "https://zvh.example",
}
CHECKS = {
    "Stijl (ruff check)": [str(BIN / "ruff"), "check", "."],
    "Opmaak van de code (ruff format)": [str(BIN / "ruff"), "format", "--check", "."],
    "Sjablonen (djade)": [
        "/bin/sh",
        "-c",
        f"find templates -name '*.html' | xargs {BIN}/djade --check",
    ],
    "Lagen (import-linter)": [str(BIN / "lint-imports")],
    "Migraties": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "Instellingen": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
    "Afgedrukte documenten": [*MANAGE, "print_docs", "--check"],
}
COMMANDS = {
    command.__name__: command for command in [run, test, check, docs, manage, bench, pictures, requirements]
}


# -- programs we start, and end


@contextlib.contextmanager
def _program(command, env=None, **options):
    """A program in a group of its own, so that Ctrl-C reaches only us; ended on leaving."""
    process = None
    try:
        with _held_signals():
            process = _popen(command, env, start_new_session=True, stdin=subprocess.DEVNULL, **options)
        yield process
    finally:
        if process:
            _end(process)


def _step(sentence, command, env=None):
    """Run a program to its end, silently; what it said is shown only when it fails."""
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        with _program(command, env, stdout=output, stderr=output) as process:
            failed = process.wait()
        if failed:
            output.seek(0)
            raise Failed(sentence, "".join(output.readlines()[-15:]).strip())


def _foreground(command, env):
    """Run a program in the terminal; Ctrl-C is its own affair. Gives its exit code."""
    process = _popen(command, env)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        failed = process.wait()
    finally:
        process.terminate()
        process.wait()
    signal.signal(signal.SIGINT, before)
    return failed


def _popen(command, env, **options):
    return subprocess.Popen(command, cwd=ROOT, env=env, preexec_fn=_as_child, **options)


def _as_child():
    """Hear signals again, and on Linux end when we are killed (1 is PR_SET_PDEATHSIG)."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _end(process):
    """Ask the whole group to end, then insist."""
    for number in [signal.SIGTERM, signal.SIGKILL]:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOPPING)


@contextlib.contextmanager
def _held_signals():
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


# -- files


@contextlib.contextmanager
def _locked(path):
    """One at a time: two commands may be started in a fresh folder together."""
    with path.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _only_one(folder):
    with (folder / "tests.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failed(
                f"Er draait al een test in {folder}. Wacht daarop, of kies met ZVH_DATA_DIR een andere map."
            ) from None
        yield


def _fingerprint(paths):
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return total.hexdigest()


def _read(path):
    return path.read_text() if path.exists() else ""


if __name__ == "__main__":
    main()
