"""A desk in a scratch folder, for the time of a simulation: real database, queue and models; photographs as vectors, without bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from app.config import Settings
from app.domain import Origin, Photo, Role, User, Verdict
from app.learning.labelled_set import LabelledSet
from app.questions import Question
from app.services.deps import Deps, build_deps
from app.services.feature_row import schema_of_question
from app.services.register_shipped import register_shipped
from app.services.report import SilentReport
from app.services.rescore import run_rescore
from app.services.review import decide, next_photo
from app.services.review_item import VerdictRequest
from app.store import feature_sets, photos, queue, users
from app.store.ids import new_id
from app.store.migrate import upgrade
from app.store.queue_ranks import set_ranks

FULL, LOW = 2048, 800  # pixels of the longest side that stand for full and low resolution


@dataclass(frozen=True)
class ScratchDesk:
    """asked : the photographs in the queue; ids : theirs on this desk, in the same order."""

    deps: Deps
    question: Question
    reviewer: User
    asked: LabelledSet
    ids: tuple[str, ...]

    def answer(self, order: str) -> bool:
        """The reviewer takes the next photograph of the queue and says its known label; False once the queue is empty."""
        item = next_photo(self.deps, self.reviewer, self.question.id, order)
        if item is None or item.lease_id is None:
            return False
        label = str(self.asked.labels[self.ids.index(item.photo.id)])
        verdict = Verdict.ACCEPT if label == self.question.claim else Verdict.REJECT
        decide(self.deps, self.reviewer, VerdictRequest(new_id(), item.photo.id, self.question.id, verdict, item.lease_id, order=order))
        return True


@contextmanager
def scratch_desk(settings: Settings, question: Question, asked: LabelledSet, seed: int) -> Iterator[ScratchDesk]:
    """With the shipped champion, a reviewer, and these photographs scored and in the queue.  Raises NoChampion, VersionAltered."""
    with tempfile.TemporaryDirectory(prefix="loupe-simulation-") as folder:
        home = Path(folder)
        scratch = replace(settings, home=home, database_url=f"sqlite:///{home / 'loupe.db'}", decode_processes=1)
        upgrade(scratch.database_url)
        deps = build_deps(scratch)
        try:
            register_shipped(deps)
            deps.models.champion(question.id)
            yield _filled(deps, question, asked, seed)
        finally:
            deps.close()


def _filled(deps: Deps, question: Question, asked: LabelledSet, seed: int) -> ScratchDesk:
    ids = tuple(new_id() for _ in range(len(asked)))
    made = [Photo(one, sha256, f"{one}.jpg", "jpeg", 1, *((LOW, LOW) if low else (FULL, FULL)), Origin(source=source, group=group), None,
                  deps.clock()) for one, sha256, source, group, low in zip(
                      ids, asked.ids.tolist(), asked.source.tolist(), asked.group.tolist(), asked.low_resolution.tolist(), strict=True)]
    with deps.database.begin() as session:
        reviewer = users.add(session, "simulated reviewer", Role.REVIEWER, "no password", deps.clock())
        photos.add_many(session, made)
        feature_sets.save_many(session, schema_of_question(question.id).id, dict(zip(ids, asked.features, strict=True)))
        queue.enqueue(session, question.id, [queue.NewEntry(one) for one in ids], deps.clock())
        set_ranks(session, question.id, dict(zip(ids, np.random.default_rng(seed).random(len(ids)), strict=True)))
    run_rescore(deps, question.id, SilentReport())
    return ScratchDesk(deps, question, reviewer, asked, ids)
