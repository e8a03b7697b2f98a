"""A process of its own that records decisions and says so after each commit, until somebody kills it."""

from __future__ import annotations

import sys

from app.store import decisions
from app.store.engine import open_database
from app.store.ids import new_id
from tests.store.makers import a_decision


def main(url: str, photo_id: str, reviewer_id: str) -> None:
    database = open_database(url)
    while True:
        request_id = new_id()
        with database.begin() as session:
            decisions.record(session, a_decision(photo_id, reviewer_id, request_id=request_id, note="a note"))
        sys.stdout.write(f"{request_id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
