"""Each filter of Insights on 100,000 decisions: what a lead waits for at the server."""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from itertools import islice
from typing import NamedTuple

from sqlalchemy import insert, select, text

from app.config import Settings
from app.domain import Origin, Photo, QueueState, Role, User
from app.services.deps import build_deps
from app.services.insights.filters import InsightFilters, choices
from app.services.insights.overview import read_insights
from app.store import chain, photos, queue, table_statistics, users
from app.store.engine import Database, Session
from app.store.ids import new_id
from app.store.migrate import upgrade
from app.store.tables import gold_photos
from app.store.tables import photos as photo_rows
from app.store.times import to_text

DECISIONS = int(os.environ.get("BENCH_DECISIONS", "100000"))
AT_ONCE = 4000
BEGAN = datetime(2026, 5, 4, 8, tzinfo=UTC)
DAYS = 180
QUESTION, CLAIM, OTHER = "recapture", "original", "recaptured"
VERSIONS = ("loupe-1", "2026.07-1")
ROUNDS = 3


class Reader(NamedTuple):
    """skill: share of right first answers; follows: how often a score that says otherwise changes the answer."""

    id: str
    skill: float
    follows: float


class Took(NamedTuple):
    """Milliseconds on the clock, and of processor time."""

    ms: float
    cpu_ms: float


def measure() -> dict[str, float]:
    """Milliseconds by filter, the median of three, on the clock and of processor time, which a busy machine stretches less.

    insights_slowest_ms and insights_slowest_cpu_ms are the slowest of them.
    """
    with tempfile.TemporaryDirectory() as home:
        settings = Settings.from_environment({"LOUPE_HOME": home})
        upgrade(settings.database_url)
        deps = build_deps(settings)
        try:
            lead = made_up_desk(deps.database, DECISIONS)
            offered = choices(deps, lead, QUESTION)
            wanted = {"all": {}, "period": {"since": BEGAN + timedelta(days=DAYS - 30)},
                      "reviewer": {"reviewer_id": offered.reviewers[0][0]}, "source": {"source": offered.sources[0]},
                      "batch": {"batch": offered.batches[0]}, "version": {"version": VERSIONS[1]}}
            found = {name: _median(partial(read_insights, deps, lead, InsightFilters(QUESTION, **one))) for name, one in wanted.items()}
            found["choices"] = _median(partial(choices, deps, lead, QUESTION))
        finally:
            deps.close()
    found["slowest"] = Took(max(one.ms for one in found.values()), max(one.cpu_ms for one in found.values()))
    return {f"insights_{name}_{kind}": value for name, took in found.items() for kind, value in took._asdict().items()}


def made_up_desk(database: Database, count: int, seed: int = 1) -> User:
    """About `count` decisions by eight readers on made-up photographs, chained as at the desk: blind and revealed answers, second reads,
    leads, gold, audit draws.  Returns a lead."""
    chosen = random.Random(seed)
    with database.begin() as session:
        lead = users.add(session, "lena", Role.LEAD, "no password", BEGAN)
        readers = [Reader(users.add(session, name, Role.REVIEWER, "no password", BEGAN).id, 0.92 - 0.03 * place, 0.15 * (1 + place % 3))
                   for place, name in enumerate(("Ada", "Ben", "Chloe", "Dan", "Eva", "Finn", "Gita", "Hugo"))]
    made, story = _photos(count), _Story(chosen, readers, lead.id, count)
    while story.seq < count:
        part = list(islice(made, AT_ONCE // 2))
        with database.begin() as session:
            photos.add_many(session, part)
            queue.enqueue(session, QUESTION, [queue.NewEntry(photo.id, batch=photo.origin.batch) for photo in part], BEGAN)
            for photo, salt in zip(part, _salts(session, part), strict=True):
                if story.seq < count:
                    story.tell(session, photo, salt)
    with database.begin() as session:
        session.execute(text("UPDATE queue_entries SET state = 'decided', decision_id = (SELECT d.id FROM decisions d WHERE d.photo_id = "
                             "queue_entries.photo_id ORDER BY d.seq DESC LIMIT 1) WHERE photo_id IN (SELECT photo_id FROM decisions)"))
        story.leave_open(session)
    table_statistics.refresh(database)
    return lead


def _photos(count: int) -> Iterator[Photo]:
    for number in range(count):
        photo_id = new_id()
        origin = Origin(batch=f"casting {1 + number // 5000}", source=("phones", "agency", "website", "booth")[number % 4])
        yield Photo(photo_id, sha256(photo_id.encode()).hexdigest(), f"portrait-{number:06}.jpg", "jpeg", 900_000, 3000, 4000, origin, None,
                    BEGAN, {})


def _salts(session: Session, part: list[Photo]) -> list[str]:
    query = select(photo_rows.c.id, photo_rows.c.salt).where(photo_rows.c.id.in_([photo.id for photo in part]))
    found = {one: salt for one, salt in session.execute(query)}
    return [found[photo.id] for photo in part]


class _Story:
    """Who answered what; seq counts the decisions."""

    def __init__(self, chosen: random.Random, readers: list[Reader], lead: str, count: int) -> None:
        self.chosen, self.readers, self.lead, self.count = chosen, readers, lead, count
        self.head, self.open = chain.Head(0, chain.START), []

    @property
    def seq(self) -> int:
        return self.head.seq

    def tell(self, session: Session, photo: Photo, salt: str) -> None:
        """Everything that happens to one photo."""
        roll = self.chosen.random
        truth = OTHER if roll() < 0.3 else CLAIM
        probability = min(max(self.chosen.betavariate(4, 1.4) if truth == CLAIM else self.chosen.betavariate(1.4, 4), 0.001), 0.999)
        suggestion = "cannot_tell" if 0.42 < probability < 0.58 else (CLAIM if probability > 0.5 else OTHER)
        drawn = "gold" if roll() < 0.03 else "audit" if roll() < 0.08 else "uncertain"
        shared = {"photo_id": photo.id, "photo_digest": chain.salted(salt, photo.sha256), "probability": probability,
                  "suggestion": suggestion, "model_version": VERSIONS[self.seq > self.count // 2], "drawn_by": drawn}
        if drawn == "gold":
            session.execute(insert(gold_photos).values(question=QUESTION, photo_id=photo.id, label=truth, at=BEGAN))
        first, second = self.chosen.sample(self.readers, 2)
        label = self._answers(session, shared, first, truth, "blind")
        if drawn != "gold" and (label is None or roll() < 0.12):
            again = self._answers(session, shared, second, truth, "second")
            if again != label and roll() < 0.8:
                self._add(session, shared, self.lead, truth, "adjudicated")
            elif again != label:
                self.open.append((photo.id, QueueState.LEAD.value))

    def leave_open(self, session: Session) -> None:
        """Some disagreements still wait for a lead."""
        session.execute(text("UPDATE queue_entries SET state = :state WHERE photo_id = :photo"),
                        [{"photo": photo, "state": state} for photo, state in self.open] or [{"photo": "", "state": ""}])

    def _answers(self, session: Session, shared: dict, reader: Reader, truth: str, stage: str) -> str | None:
        """A blind answer and what became of it after the reveal."""
        roll, wrong = self.chosen.random, CLAIM if truth == OTHER else OTHER
        label = None if roll() < 0.05 else truth if roll() < reader.skill else wrong
        own = self._add(session, shared, reader.id, label, stage)
        led = shared["suggestion"]
        after = led if led not in ("cannot_tell", label) and roll() < reader.follows else label
        self._add(session, shared, reader.id, after, "revealed", own)
        return label

    def _add(self, session: Session, shared: dict, reviewer: str, label: str | None, stage: str, supersedes: str | None = None) -> str:
        when = BEGAN + timedelta(days=DAYS * self.seq / self.count)
        verdict = "UNSURE" if label is None else "ACCEPT" if label == CLAIM else "REJECT"
        reasons = f'["{self.chosen.choice(("screen", "screen", "print", "scan"))}"]' if verdict == "REJECT" else "[]"
        seconds = min(self.chosen.lognormvariate(1.3 if stage != "revealed" else 0.2, 0.6), 200)
        stored = {**shared, "id": new_id(), "request_id": new_id(), "question": QUESTION, "verdict": verdict, "label": label,
                  "claim": CLAIM, "reasons": reasons, "note_digest": None, "stage": stage, "score_id": None,
                  "supersedes": supersedes, "lease_id": None, "reviewer_id": reviewer,
                  "shown_at": to_text(when - timedelta(seconds=seconds)), "decided_at": to_text(when), "recorded_at": to_text(when)}
        self.head = chain.append(session, self.head, stored)
        return stored["id"]


def _median(step: Callable[[], object]) -> Took:
    times, worked = [], []
    for _ in range(ROUNDS):
        started, began = time.perf_counter(), time.process_time()
        step()
        times.append(1000 * (time.perf_counter() - started))
        worked.append(1000 * (time.process_time() - began))
    return Took(statistics.median(times), statistics.median(worked))
