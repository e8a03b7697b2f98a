"""Pairs are looked for when photographs came in, once however many workers look, and a killed worker costs a lease."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

from app.domain import JobState, Origin
from app.jobs.engine import work
from app.jobs.recurring import ask_for_due
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.find_pairs import ask_pairs
from app.services.found_pair import found_pair
from app.services.ingest import receive
from app.store import jobs, pairs
from tests.photos.pairing.scenes import scene, seen_again
from tests.photos.pictures import encode


def add_scenes(deps: Deps, count: int) -> list[str]:
    """A scene and its recapture, as often as asked; their ids."""
    images = [image for seed in range(count) for image in (scene(seed), seen_again(scene(seed), seed=seed))]
    return [receive(deps, OPERATOR, [encode(image, ".jpg", quality=90)], "p.jpg", Origin()).photo.id for image in images]


def test_new_photographs_are_paired_by_the_next_look_for_due_work(deps: Deps) -> None:
    first, second = add_scenes(deps, 1)
    ask_for_due(deps)
    ask_for_due(deps)
    with deps.database.read() as session:
        assert len(jobs.recent(session, 9, "pair")) == 1
    work(deps, once=True)
    with deps.database.read() as session:
        [job] = jobs.recent(session, 9, "pair")
    assert job.state == JobState.DONE and job.result == {"looked_at": 2, "paired": 2, "unreadable": 0}
    found = found_pair(deps, OPERATOR, first)
    assert found is not None and found.partner.id == second
    ask_for_due(deps)
    with deps.database.read() as session:
        assert len(jobs.recent(session, 9, "pair")) == 1


def test_a_worker_killed_half_way_leaves_what_it_found_and_the_next_goes_on(deps: Deps, clock) -> None:
    ids = add_scenes(deps, 4)
    job = ask_pairs(deps)
    assert job is not None
    home, models = str(deps.settings.home), str(deps.settings.shipped_models)
    worker = subprocess.Popen([sys.executable, "-m", "tests.jobs.halting_worker", home, models, "pair", "0.75", "2"],
                              stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None and worker.stdout.readline() == "half-way\n"
    worker.kill()
    worker.communicate()
    with deps.database.read() as session:
        kept = [one for one in ids if pairs.get(session, one) is not None]
    assert 0 < len(kept) < len(ids)
    clock.ahead += timedelta(seconds=5)
    work(deps, once=True)
    with deps.database.read() as session:
        done = jobs.get(session, job.id)
    assert (done.state, done.attempt, done.result["looked_at"]) == (JobState.DONE, 2, len(ids) - len(kept))
    assert all(found_pair(deps, OPERATOR, one) is not None for one in ids)
