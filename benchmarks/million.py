"""A desk of a million photographs, half of them decided, in a database of its own; made once and kept for the other benchmarks.

What the planner knows of the tables is what a worker would have told it.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path

from sqlalchemy import insert, text

from app.domain import Origin, Photo, Role, Score
from app.services.passwords import Passwords
from app.store import chain, log_search, photos, queue, scores, table_statistics, users
from app.store.engine import Database, open_database
from app.store.ids import new_id, new_id_in_time
from app.store.migrate import CURRENT, upgrade
from app.store.tables import decision_notes
from app.store.times import to_text

PHOTOS = int(os.environ.get("BENCH_PHOTOS", "1000000"))
AT_ONCE = 5000
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
NEWEST = BEGAN + timedelta(days=300)
PASSWORD = "lantern orchard seven"
REVIEWERS = 25
QUESTION, VERSION = "recapture", "loupe-1"
ANSWERS = (("ACCEPT", "original", "[]"), ("REJECT", "recaptured", '["screen"]'), ("REJECT", "recaptured", '["print"]'),
           ("UNSURE", None, "[]"))
DECIDED = """UPDATE queue_entries SET state = 'decided',
        decision_id = (SELECT max(d.id) FROM decisions d WHERE d.photo_id = queue_entries.photo_id)
    WHERE photo_id IN (SELECT photo_id FROM decisions)"""
TAKEN_IN = """SELECT p.id, p.salt, p.sha256, s.id, s.suggestion FROM photos p JOIN scores s ON s.photo_id = p.id
    ORDER BY p.uploaded_at LIMIT :half"""


def million_desk(count: int = PHOTOS, decided: bool = True) -> Path:
    """The folder of the desk (loupe.db in it): count scored photographs in the queue, and as many decisions if decided."""
    folder = Path(tempfile.gettempdir()) / f"loupe-bench-{count}{'' if decided else '-waiting'}-{CURRENT}"
    if not (folder / "made").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        started = time.perf_counter()
        _make(f"sqlite:///{folder / 'loupe.db'}", count, decided)
        (folder / "made").write_text(f"{time.perf_counter() - started:.0f} s\n")
    return folder


def _make(url: str, count: int, decided: bool) -> None:
    upgrade(url)
    database = open_database(url)
    try:
        with database.begin() as session:
            session.exec_driver_sql("PRAGMA cache_size = -1500000")  # a million random keys do not fit the usual 16 MB
        people = _people(database)
        chosen = random.Random(7)
        made = some_photos(count)
        while part := list(islice(made, AT_ONCE)):
            _take_in(database, part, chosen)
        if decided:
            _decide(database, people, chosen, count // 2)
        with database.begin() as session:
            log_search.rebuild(session)
        table_statistics.refresh(database)
        database.checkpoint()
    finally:
        database.close()


def _people(database: Database) -> list[str]:
    hashed = Passwords().hash(PASSWORD)
    with database.begin() as session:
        users.add(session, "anna", Role.ADMIN, hashed, BEGAN)
        return [users.add(session, f"reviewer {number}", Role.REVIEWER, hashed, BEGAN).id for number in range(REVIEWERS)]


def some_photos(count: int) -> Iterator[Photo]:
    """Records of photographs over 300 days: four of a subject, 500 of a batch, twelve sources."""
    for number in range(count):
        photo_id = new_id()
        origin = Origin(f"subject {number // 4}", None, f"batch {number // 500}", f"R-{number:07}", f"source {number % 12}")
        when = BEGAN + (NEWEST - BEGAN) * (number / count)
        yield Photo(photo_id, sha256(photo_id.encode()).hexdigest(), f"portrait {number}.jpg", "jpeg", 900_000 + number % 1000, 3000, 4000,
                    origin, None, when, {"camera": "Pixel 8"})


def scored(photo: Photo, recaptured: float) -> Score:
    """A score with that probability; close to even it says that it cannot tell."""
    suggestion = "cannot_tell" if 0.4 < recaptured < 0.6 else ("recaptured" if recaptured > 0.5 else "original")
    probabilities = {"original": 1 - recaptured, "recaptured": recaptured}
    return Score(new_id(), photo.id, QUESTION, VERSION, probabilities, suggestion, None, True, False, {"peaks": recaptured},
                 photo.uploaded_at)


def _take_in(database: Database, part: list[Photo], chosen: random.Random) -> None:
    said = [scored(photo, chosen.random()) for photo in part]
    entries = [queue.NewEntry(photo.id, 1 - 2 * abs(score.probabilities["recaptured"] - 0.5), score.id, photo.origin.batch)
               for photo, score in zip(part, said, strict=True)]
    with database.begin() as session:
        photos.add_many(session, part)
        scores.add_many(session, said)
        queue.enqueue(session, QUESTION, entries, part[0].uploaded_at)


def _decide(database: Database, people: list[str], chosen: random.Random, half: int) -> None:
    """Two decisions on each of half of the photographs: the second, by the same person, supersedes the first."""
    with database.read() as session:
        rows = session.execute(text(TAKEN_IN), {"half": half}).all()
    last, earlier, number = chain.Head(0, chain.START), [], 0
    for again in (False, True):
        for start in range(0, len(rows), AT_ONCE):
            with database.begin() as session:
                for offset, row in enumerate(rows[start:start + AT_ONCE]):
                    when = BEGAN + (NEWEST - BEGAN) * (number / (2 * len(rows)))
                    place = start + offset
                    stored = _decision(row, people[place % len(people)], when, chosen, earlier[place] if again else None)
                    last = chain.append(session, last, stored)
                    if not again:
                        earlier.append(stored["id"])
                    if stored["note_digest"]:
                        session.execute(insert(decision_notes).values(decision_id=stored["id"], salt="s", text="the edge of a screen"))
                    number += 1
    with database.begin() as session:
        session.execute(text(DECIDED))


def _decision(row: tuple, reviewer: str, when: datetime, chosen: random.Random, supersedes: str | None) -> dict:
    photo_id, salt, digest, score_id, suggestion = row
    verdict, label, reasons = chosen.choice(ANSWERS)
    noted = chosen.random() < 0.05
    return {
        "id": new_id_in_time(), "request_id": new_id(), "photo_id": photo_id, "photo_digest": chain.salted(salt, digest),
        "question": QUESTION, "verdict": verdict, "label": label, "claim": "original", "reasons": reasons,
        "note_digest": chain.salted("s", "the edge of a screen") if noted else None, "stage": "open", "score_id": score_id,
        "model_version": VERSION, "probability": 0.731234567, "suggestion": suggestion, "supersedes": supersedes, "lease_id": None,
        "drawn_by": "uncertain", "reviewer_id": reviewer, "shown_at": to_text(when - timedelta(seconds=3.21)), "decided_at": to_text(when),
        "recorded_at": to_text(when),
    }
