"""A real PostgreSQL for tests and benchmarks: a cluster of its own in a new folder, started and stopped here."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.needs import postgres

USER = "benchmark"
"""The cluster's superuser; there is no password, and it listens on a socket in its folder only."""


@contextmanager
def running() -> Iterator[Path]:
    """A server; gives the folder of its socket, which is what a client takes for the host.

    Raises:
        RuntimeError: PostgreSQL is not installed, or does not start.
    """
    programs = postgres()
    if programs is None:
        raise RuntimeError("There is no PostgreSQL on this machine.")
    owner = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    with tempfile.TemporaryDirectory(prefix="samvaerk-pg-") as temporary:
        folder = Path(temporary)
        if owner:
            shutil.chown(folder, owner)

        def run(program: str, *arguments: str) -> None:
            done = subprocess.run(
                [f"{programs}/{program}", *arguments],
                user=owner,
                cwd=folder,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")

        data = str(folder / "data")
        run("initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c shared_buffers=256MB"
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield folder
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
