"""The embedded database for real: started, killed, damaged and started again."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from zvh import embedded
from zvh.embedded import EmbeddedError

AS_ROOT = os.geteuid() == 0


@pytest.fixture(scope="module")
def open_folder():
    """A folder that another user may reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="zvh-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def data_dir(open_folder):
    parent = Path(tempfile.mkdtemp(dir=open_folder))
    parent.chmod(0o755)
    return parent / "data"


@pytest.fixture
def start(data_dir):
    """Start a server on the data folder; at the end of the test all are stopped."""
    started = []

    def start(durable=False):
        started.append(embedded.start(data_dir, durable=durable))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="module")
def running(open_folder):
    """One server for the tests that only look."""
    server = embedded.start(open_folder / "running", durable=False)
    yield server
    server.stop()


def ask(url, sql):
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else None


def remember(server):
    ask(server.owner_url, "CREATE TABLE memory AS SELECT 'kept' AS word")


def test_start_serves_two_bound_roles(running):
    assert ask(running.app_url, "SELECT current_user") == [("zvh_app",)]
    assert ask(running.owner_url, "SELECT current_user") == [("zvh_owner",)]
    bound = "SELECT bool_or(rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname ~ '^zvh'"
    assert ask(running.app_url, bound) == [(False,)]
    assert ask(running.owner_url, "SET ROLE zvh_app") is None


def test_start_gives_a_deterministic_utf8_database(running):
    sql = "SELECT current_setting('server_encoding'), upper('é'), 'Z' < 'a'"
    assert ask(running.app_url, sql) == [("UTF8", "É", True)]


def test_superuser_cannot_log_in(running):
    with pytest.raises(psycopg.OperationalError, match="no pg_hba"):
        psycopg.connect(f"postgres://postgres@127.0.0.1:{running.port}/postgres")


def test_start_keeps_passwords_for_the_owner_of_the_folder(running):
    notes = running.data_dir / "database.json"
    assert notes.stat().st_mode & 0o777 == 0o600
    assert json.loads(notes.read_text())["app_url"] == running.app_url


def test_start_leaves_parent_folders_alone(start, data_dir):
    data_dir.mkdir(mode=0o751)
    data_dir.chmod(0o751)

    start()

    assert data_dir.stat().st_mode & 0o777 == 0o751
    assert data_dir.parent.stat().st_mode & 0o777 == 0o755
    assert data_dir.stat().st_uid == os.geteuid()


def test_second_start_keeps_data_and_port(start, data_dir):
    first = start()
    remember(first)
    first.stop()

    second = start()

    assert (second.port, second.identity) == (first.port, first.identity)
    assert ask(second.owner_url, "SELECT word FROM memory") == [("kept",)]


def test_start_takes_another_port_when_its_own_is_taken(start, data_dir):
    first = start()
    first.stop()

    with socket.create_server(("127.0.0.1", first.port)):
        second = start()

    assert second.port != first.port
    assert ask(second.app_url, "SELECT 1") == [(1,)]


def test_start_recovers_after_a_kill(start, data_dir):
    server = start(durable=True)
    remember(server)
    os.kill(server.pid, signal.SIGKILL)

    again = start(durable=True)

    assert ask(again.owner_url, "SELECT word FROM memory") == [("kept",)]


def test_start_is_not_fooled_by_a_namesake_of_the_old_process(start, data_dir):
    server = start()
    stale = (data_dir / "postgres" / "postmaster.pid").read_text().splitlines()
    server.stop()
    with subprocess.Popen(["/bin/sleep", "60"], user=(data_dir / "postgres").stat().st_uid) as namesake:
        stale[0] = str(namesake.pid)
        (data_dir / "postgres" / "postmaster.pid").write_text("\n".join(stale) + "\n")
        again = start()
        namesake.kill()

    assert not again.joined
    assert ask(again.app_url, "SELECT 1") == [(1,)]


def test_start_joins_a_running_server_and_the_last_one_stops_it(start, data_dir):
    first = start()
    second = start()

    first.stop()

    assert second.joined
    assert ask(second.app_url, "SELECT 1") == [(1,)]
    second.stop()
    assert second.pid is None


def test_start_adopts_the_server_of_a_killed_launcher(start, data_dir):
    script = "import embedded, os, sys; embedded.start(sys.argv[1]); os.kill(os.getpid(), 9)"
    command = [sys.executable, "-c", script, str(data_dir)]
    killed = subprocess.run(command, cwd=Path(embedded.__file__).parent, check=False)

    adopted = start()
    adopted.stop()

    assert killed.returncode == -signal.SIGKILL
    assert adopted.joined
    assert adopted.pid is None


@pytest.mark.parametrize("damage", ["{", '{"port": 1}'])
def test_start_renews_lost_passwords(start, data_dir, damage):
    server = start()
    remember(server)
    server.stop()
    (data_dir / "database.json").write_text(damage)

    again = start()

    assert ask(again.owner_url, "SELECT word FROM memory") == [("kept",)]


def test_start_renews_passwords_lost_while_running(start, data_dir):
    start()
    (data_dir / "database.json").unlink()

    again = start()

    assert ask(again.app_url, "SELECT 1") == [(1,)]


def test_start_begins_anew_after_half_a_creation(start, data_dir):
    half = data_dir / "postgres.new" / "base"
    half.mkdir(parents=True)

    server = start()

    assert ask(server.app_url, "SELECT 1") == [(1,)]
    assert not half.exists()


@pytest.fixture
def stopped(start, data_dir):
    """The cluster of a server that ran and was stopped."""
    start().stop()
    return data_dir / "postgres"


def refusal(data_dir):
    with pytest.raises(EmbeddedError) as caught:
        embedded.start(data_dir, durable=False)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_start_refuses_a_folder_without_version(stopped, data_dir):
    (stopped / "PG_VERSION").unlink()

    assert "bevat geen bruikbare database" in refusal(data_dir)


def test_start_refuses_a_foreign_version(stopped, data_dir):
    (stopped / "PG_VERSION").write_text("9.6\n")

    assert "zijn van PostgreSQL 9.6 en dit programma gebruikt 18" in refusal(data_dir)


def test_start_refuses_a_damaged_cluster(stopped, data_dir):
    (stopped / "global" / "pg_control").write_bytes(b"\0" * 8192)

    assert "start niet. Zet een reservekopie terug" in refusal(data_dir)


def test_start_refuses_a_file_as_data_folder(data_dir):
    data_dir.write_text("")

    assert "er staat een bestand in de weg" in refusal(data_dir)


@pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
def test_start_refuses_a_folder_it_cannot_write(data_dir):
    data_dir.mkdir(mode=0o555)

    assert "kan niet worden geschreven" in refusal(data_dir)


@pytest.mark.skipif(not AS_ROOT, reason="only root needs another user")
def test_start_as_root_says_which_folder_is_closed(data_dir):
    closed = data_dir.parent / "closed"
    closed.mkdir(mode=0o700)

    sentence = refusal(closed / "data")

    assert f"kan de gegevensmap niet bereiken: {closed} is voor hem gesloten" in sentence
    assert closed.stat().st_mode & 0o777 == 0o700
