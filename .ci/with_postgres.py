"""Runs tests with TEST_POSTGRES_URL set: a server given, one that runs here, or a private one."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

RUNNING_SERVER = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"


def answers(url: str) -> bool:
    """Whether we may create databases there without being asked for a password."""
    try:
        psycopg.connect(url.replace("+psycopg", ""), connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def find_programs() -> Path:
    """The folder of initdb and pg_ctl; Debian keeps it out of the PATH, one a version."""
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    installed = [Path(on_path)] if on_path else debian
    if not installed:
        sys.exit(
            "PostgreSQL: no server on 127.0.0.1:5432 lets user postgres in, and no initdb "
            "is installed. Give TEST_POSTGRES_URL=postgresql+psycopg://user:password@host/postgres."
        )
    return installed[-1].parent


@contextmanager
def private_server() -> Iterator[str]:
    """A cluster in a temporary folder, reached by a socket there; gone when the tests are over."""
    programs = find_programs()
    # PostgreSQL refuses to run as root.
    owner = "nobody" if os.getuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        if owner:
            shutil.chown(folder, user=owner)

        def run(program: str, *arguments: str) -> None:
            command = [str(programs / program), "-D", f"{folder}/data", *arguments]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, user=owner)

        run("initdb", "--username=postgres", "--auth=trust", "--locale=C.UTF-8", "--no-sync")
        settings = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "start", "--wait", f"--log={folder}/log", f"--options={settings}")
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        finally:
            run("pg_ctl", "stop", "--wait", "--mode=immediate")


@contextmanager
def server() -> Iterator[str]:
    """The address of a server where tests may make and drop databases."""
    if given := os.environ.get("TEST_POSTGRES_URL"):
        yield given
    elif answers(RUNNING_SERVER):
        yield RUNNING_SERVER
    else:
        with private_server() as url:
            yield url


if __name__ == "__main__":
    with server() as url:
        tests = subprocess.run(sys.argv[1:], env={**os.environ, "TEST_POSTGRES_URL": url})
    sys.exit(tests.returncode)
