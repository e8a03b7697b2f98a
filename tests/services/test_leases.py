"""Eight reviewers at once, some of whom leave, repeat themselves or try another's lease: each photograph is answered once, none is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from app.services.deps import Deps
from app.services.policies import change_policy
from app.store import queue
from benchmarks.leases import QUESTION, doubles_and_orphans, fill, play, reviewers
from tests.services.desk import Clock

PHOTOS = 240


def test_no_double_decision_and_no_orphan(deps: Deps, clock: Clock, lead) -> None:
    people = reviewers(deps, 8)
    fill(deps, PHOTOS)
    change_policy(deps, lead, QUESTION, {"audit_share": 0.1})
    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(lambda one: play(deps, one[1], one[0]), enumerate(people)))
        clock.move(hours=1)  # what was held by those who left comes back
        taken = list(pool.map(lambda one: play(deps, one[1], 100 + one[0]), enumerate(people)))
    assert doubles_and_orphans(deps, PHOTOS) == (0, 0)
    with deps.database.read() as session:
        assert queue.peek(session, QUESTION, "uncertain", None, 1) == []
    assert all(len(one) < PHOTOS for one in taken)
