"""Eight reviewers on ten thousand photographs, in two processes as under gunicorn: no photograph is answered twice, and none is lost.

Some give photographs back, pass them on, send a verdict twice or under a lease that is not theirs; some close the browser and never
return, so that what they held comes back when its lease has run out.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
import uuid
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from multiprocessing import get_context

import numpy as np
from sqlalchemy import func, select

from app.config import Settings
from app.domain import Origin, Photo, QueueState, Role, User, Verdict
from app.errors import LeaseLost
from app.services.access import OPERATOR
from app.services.deps import Deps, build_deps, utc_now
from app.services.register_shipped import register_shipped
from app.services.review import VerdictRequest, coming_photos, decide, next_photo, release, skip
from app.services.verify import verify_log
from app.store import photos, queue, users
from app.store.ids import new_id
from app.store.migrate import upgrade
from app.store.tables import decisions, queue_entries

QUESTION = "recapture"
PHOTOS = int(os.environ.get("BENCH_LEASES", "10000"))
REVIEWERS, PROCESSES = 8, 2
AWAY = timedelta(hours=1)  # longer than any lease


def measure() -> dict[str, float]:
    """lease_photos; lease_doubles and lease_orphans, both of which must be 0; lease_verdicts_per_s; lease_p50_ms and lease_p95_ms."""
    with tempfile.TemporaryDirectory() as home:
        settings = _settings(home)
        upgrade(settings.database_url)
        deps = build_deps(settings)
        register_shipped(deps)
        people = reviewers(deps, REVIEWERS)
        fill(deps, PHOTOS)
        started = time.perf_counter()
        times: list[float] = []
        later, shares = timedelta(), [people[place::PROCESSES] for place in range(PROCESSES)]
        while _undecided(deps):  # those who left come back an hour later, and with them what they held
            with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
                for taken in pool.map(_play_all, [home] * PROCESSES, shares, [later] * PROCESSES):
                    times += taken
            later += AWAY
        seconds = time.perf_counter() - started
        doubles, orphans = doubles_and_orphans(deps, PHOTOS)
        deps.close()
    p50, p95 = np.percentile(times, [50, 95])
    return {"lease_photos": PHOTOS, "lease_doubles": doubles, "lease_orphans": orphans, "lease_verdicts_per_s": len(times) / seconds,
            "lease_p50_ms": 1000 * float(p50), "lease_p95_ms": 1000 * float(p95)}


def reviewers(deps: Deps, count: int) -> list[User]:
    """New accounts that cannot sign in."""
    with deps.database.begin() as session:
        return [users.add(session, f"reviewer {number}", Role.REVIEWER, "no password", deps.clock()) for number in range(count)]


def fill(deps: Deps, count: int) -> None:
    """Photographs without bytes, in the queue, with an uncertainty drawn at random."""
    chance = random.Random(5)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    ids = [new_id() for _ in range(count)]
    made = [Photo(one, sha256(one.encode()).hexdigest(), f"{one}.jpg", "jpeg", 1, 800, 600, Origin(), None, now) for one in ids]
    with deps.database.begin() as session:
        photos.add_many(session, made)
        queue.enqueue(session, QUESTION, [queue.NewEntry(one, chance.random()) for one in ids], now)


def play(deps: Deps, user: User, seed: int) -> list[float]:
    """One reviewer until nothing is left for them, or they leave; seconds from each verdict to the next photograph.

    Raises AssertionError where a verdict under a foreign lease is stored, or a repeated one is stored twice.
    """
    chance = random.Random(seed)
    taken: list[float] = []
    item = next_photo(deps, user, QUESTION)
    while item is not None and item.lease_id is not None:
        photo_id, lease_id, luck = item.photo.id, item.lease_id, chance.random()
        if luck < 0.003:
            return taken  # the browser is closed for good
        if luck < 0.02:
            release(deps, user, QUESTION, photo_id, lease_id)
            item = next_photo(deps, user, QUESTION)
            continue
        if luck < 0.03:
            item = skip(deps, user, QUESTION, photo_id, lease_id)
            continue
        if luck < 0.05:
            coming_photos(deps, user, QUESTION)
            _refused(deps, user, photo_id)
        request = VerdictRequest(str(uuid.UUID(int=chance.getrandbits(128))), photo_id, QUESTION, Verdict.ACCEPT, lease_id)
        started = time.perf_counter()
        done = decide(deps, user, request)
        taken.append(time.perf_counter() - started)
        if luck > 0.95:
            assert decide(deps, user, request).repeated
        item = done.next
    return taken


def doubles_and_orphans(deps: Deps, count: int) -> tuple[int, int]:
    """How many photographs have more than one decision, and how many have none or are still held; the chain is verified too."""
    with deps.database.read() as session:
        each = session.execute(select(func.count(decisions.c.id)).group_by(decisions.c.photo_id)).scalars().all()
        held = session.execute(select(func.count(queue_entries.c.photo_id)).where(queue_entries.c.lease_id.is_not(None))).scalar_one()
    assert verify_log(deps, OPERATOR).rows == sum(each)
    return sum(number > 1 for number in each), count - len(each) + held


def _undecided(deps: Deps) -> int:
    with deps.database.read() as session:
        return queue.counts(session, QUESTION)[QueueState.WAITING]


def _refused(deps: Deps, user: User, photo_id: str) -> None:
    try:
        decide(deps, user, VerdictRequest(str(uuid.uuid4()), photo_id, QUESTION, Verdict.REJECT, "a lease of somebody else"))
    except LeaseLost:
        return
    raise AssertionError("a verdict under a foreign lease was stored")


def _settings(home: str) -> Settings:
    return replace(Settings.from_environment({"LOUPE_HOME": home}), decode_processes=1)


def _play_all(home: str, people: list[User], later: timedelta) -> list[float]:
    deps = build_deps(_settings(home), lambda: utc_now() + later)
    seeds = [int(user.id[:8], 16) + int(later.total_seconds()) for user in people]
    try:
        with ThreadPoolExecutor(len(people)) as pool:
            return [one for taken in pool.map(lambda each: play(deps, *each), zip(people, seeds, strict=True)) for one in taken]
    finally:
        deps.close()
