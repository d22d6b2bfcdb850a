"""One process at a time carries out what waits for an engine: otherwise two could write one page's states in the wrong
order, the older one last. Whoever dies gives the lease back by dying.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from django.conf import settings
from django.db import connection, transaction

_PAUSE: Final = 0.02


@contextmanager
def hold(name: str, *, patience: float = 0.0) -> Iterator[bool]:
    """Hold the lease of a name, if no thread or process of the portal holds it; gives whether it is held.

    With PostgreSQL, whose processes may run on several machines, the lease lies in the database and ends with the
    transaction that this opens. With SQLite it is a lock on a file beside the index.

    Args:
        name: what is not to be done twice at a time.
        patience: seconds to wait for another holder.
    """
    until = time.monotonic() + patience
    if connection.vendor == "postgresql":
        with transaction.atomic():
            while not (held := _ask_database(name)) and time.monotonic() < until:
                time.sleep(_PAUSE)
            yield held
        return
    folder = Path(settings.SEARCH_INDEX_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f".{name}.lock").open("ab") as file:
        while not (held := _lock(file)) and time.monotonic() < until:
            time.sleep(_PAUSE)
        yield held  # closing the file unlocks it


def _ask_database(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [zlib.crc32(f"samvaerk-{name}".encode())])
        return bool(cursor.fetchone()[0])


def _lock(file: IO[bytes]) -> bool:
    """Lock a file for this opening of it; threads open it for themselves."""
    try:
        try:
            import fcntl
        except ImportError:  # Windows
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # mypy reads it on Linux
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
