"""Processes that write to one SQLite file come to their turns."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.store import sqlite
from app.store.engine import Database, open_database

TURNS = 40
TOUCH = text("UPDATE chain_head SET seq = seq")
OTHER_PROCESS = f"""
import sys
from sqlalchemy import text
from app.store.engine import open_database
database = open_database(sys.argv[1])
for turn in range({TURNS} + 1):
    with database.begin() as session:
        session.execute(text("{TOUCH.text}"))
    if not turn:
        print("ready", flush=True)
        sys.stdin.readline()
"""


def test_a_process_gets_its_turns_while_eight_threads_of_another_write_without_pause(sqlite_database: Database) -> None:
    """With SQLite's own waiting they wrote ten to fifty times in each of its turns."""
    other = subprocess.Popen([sys.executable, "-c", OTHER_PROCESS, str(sqlite_database.url)], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, text=True)
    assert other.stdin is not None and other.stdout is not None and other.stdout.readline() == "ready\n"
    written: list[int] = []

    def write() -> None:
        while other.poll() is None:
            with sqlite_database.begin() as session:
                session.execute(TOUCH)
                time.sleep(0.003)
            written.append(1)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    other.communicate("go\n")
    for thread in threads:
        thread.join()
    assert other.returncode == 0 and len(written) < 5 * TURNS


def test_a_turn_that_does_not_come_is_an_error_and_the_next_one_comes(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "WAIT", 0.05)
    monkeypatch.setitem(sqlite.SETTINGS, "busy_timeout", ("50", "50"))
    waiting = open_database(str(sqlite_database.url))
    with sqlite_database.begin(), pytest.raises(OperationalError, match="locked"), waiting.begin():
        pass
    with waiting.begin() as session:
        session.execute(TOUCH)
    waiting.close()
