"""kill -9 in the middle of writing loses no acknowledged decision and leaves a chain that verifies."""

from __future__ import annotations

import signal
import subprocess
import sys

from app.config import PROJECT
from app.store import chain, decisions
from app.store.engine import Database
from tests.store.makers import make_photos, make_user

ROUNDS, WRITERS, ENOUGH = 2, 2, 20


def test_acknowledged_decisions_survive_kill_9(database: Database) -> None:
    with database.begin() as session:
        reviewer_id, (photo_id,) = make_user(session).id, make_photos(session, 1, None)
    url = database.url.render_as_string(hide_password=False)
    acknowledged: list[str] = []
    for _ in range(ROUNDS):
        writers = [subprocess.Popen([sys.executable, "-m", "tests.store.crash_writer", url, photo_id, reviewer_id],
                                    stdout=subprocess.PIPE, text=True, cwd=PROJECT) for _ in range(WRITERS)]
        for line in range(ENOUGH):
            assert writers[0].stdout is not None
            acknowledged.append(writers[0].stdout.readline().strip())
            assert acknowledged[-1], f"the writer ended after {line} decisions"
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
        for writer in writers:
            rest, _ = writer.communicate()
            # the last line may have been cut off by the kill; whole lines were acknowledged
            acknowledged.extend(line for line in rest.split("\n")[:-1])
    with database.read() as session:
        missing = [request_id for request_id in acknowledged if decisions.by_request(session, request_id) is None]
        report = chain.verify(session)
    assert missing == [] and report.trouble is None and report.rows >= len(acknowledged) >= ROUNDS * ENOUGH
