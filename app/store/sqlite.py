"""SQLite's settings, made on each connection and read back, since a pool or a driver may lose them unseen."""

from __future__ import annotations

import time
from types import ModuleType
from typing import Any

import pysqlite3

from app.errors import UnsafeSQLite

FIRST_SAFE = (3, 51, 3)
WITHDRAWN = (3, 52, 0)
WAIT, LOOK_AGAIN = 10.0, 0.0005  # seconds

# setting -> (as it is written, as it is read back).  FULL: in WAL mode, NORMAL loses acknowledged commits in a power cut.
# recursive_triggers: without it REPLACE deletes a row and no DELETE trigger sees it.  secure_delete: what is erased is overwritten.
SETTINGS: dict[str, tuple[str, str]] = {
    "busy_timeout": ("10000", "10000"), "journal_mode": ("WAL", "wal"), "synchronous": ("FULL", "2"), "foreign_keys": ("ON", "1"),
    "recursive_triggers": ("ON", "1"), "trusted_schema": ("OFF", "0"), "secure_delete": ("ON", "1"), "temp_store": ("MEMORY", "2"),
    "cache_size": ("-16000", "-16000"), "journal_size_limit": ("67108864", "67108864"),
}


def sqlite_module() -> ModuleType:
    """The DB-API module of the SQLite that is shipped with Loupe."""
    return pysqlite3.dbapi2


def check_version(version: tuple[int, ...] | None = None) -> None:
    """Raises UnsafeSQLite for a version with the WAL-reset bug.  Source: sqlite.org/wal.html, "The WAL-Reset Bug"."""
    found = pysqlite3.dbapi2.sqlite_version_info if version is None else version
    if found < FIRST_SAFE or found == WITHDRAWN:
        raise UnsafeSQLite(f"SQLite {'.'.join(map(str, found))} can corrupt a database in WAL mode; 3.51.3 or later is needed, not 3.52.0.")


def prepare_connection(raw: Any, read_only: bool) -> None:
    """Settings for a new driver connection; transactions are begun by the engine's own hook.  Raises UnsafeSQLite if one does not hold."""
    raw.isolation_level = None
    settings = {**SETTINGS, "query_only": ("ON", "1") if read_only else ("OFF", "0")}
    for name, (written, expected) in settings.items():
        raw.execute(f"PRAGMA {name}={written}").fetchall()
        found = str(raw.execute(f"PRAGMA {name}").fetchone()[0])
        if found != expected:
            raise UnsafeSQLite(f"SQLite runs with {name}={found} where {expected} is needed; is the database on a network disk?")


def begin_immediate(raw: Any) -> bool:
    """Begins a write transaction as soon as no other process has one; False if that took WAIT or something else is wrong.

    SQLite's own waiting sleeps up to a tenth of a second at a time, and meanwhile a process that writes without pause begins again and
    again: with two processes and 25 reviewers some waited for two seconds.
    """
    raw.execute("PRAGMA busy_timeout=0").fetchall()
    until = time.monotonic() + WAIT
    try:
        while time.monotonic() < until:
            try:
                raw.execute("BEGIN IMMEDIATE")
                return True
            except pysqlite3.dbapi2.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != pysqlite3.dbapi2.SQLITE_BUSY:
                    return False
            time.sleep(LOOK_AGAIN)
        return False
    finally:
        raw.execute(f"PRAGMA busy_timeout={SETTINGS['busy_timeout'][0]}").fetchall()
