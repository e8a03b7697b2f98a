"""How long a retrain takes with 10,000 labelled photographs whose vectors are stored, and its adaptation alone.

The desk is in a scratch folder.  Its photographs are the shipped vectors, drawn again with noise; the times do not depend on what they say.
"""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from app.config import PROJECT, Settings
from app.domain import Origin, Photo, Role, Stage, Verdict
from app.learning.candidates import ADAPTATION
from app.learning.out_of_fold import fit_candidate
from app.questions import question_named
from app.services.deps import Deps, build_deps
from app.services.feature_row import schema_of_question
from app.services.register_shipped import register_shipped
from app.services.report import SilentReport
from app.services.retrain import run_retrain
from app.services.retrain_material import gather
from app.store import decisions, feature_sets, photos, users
from app.store.ids import new_id
from app.store.migrate import upgrade
from benchmarks.active_learning import shipped_set

LABELLED = 10_000  # the shipped ones among them
NOISE = 0.3        # standard deviations


def measure() -> dict[str, float]:
    """{adapt_s, retrain_10k_s}: seconds for the adaptation of the model, and for the whole retrain: labels, search, card, gate, files."""
    with tempfile.TemporaryDirectory(prefix="loupe-retrain-") as folder:
        home = Path(folder)
        settings = Settings(home=home, database_url=f"sqlite:///{home / 'loupe.db'}", shipped_models=PROJECT / "models")
        upgrade(settings.database_url)
        deps = build_deps(settings)
        try:
            register_shipped(deps)
            fill(deps, LABELLED - len(shipped_set()))
            material = gather(deps, "recapture")
            start = time.perf_counter()
            fit_candidate(material.labelled, material.labelled.labels == material.question.labels[1], ADAPTATION)
            adapted = time.perf_counter()
            run_retrain(deps, "recapture", SilentReport())
            return {"adapt_s": adapted - start, "retrain_10k_s": time.perf_counter() - adapted}
        finally:
            deps.close()


def fill(deps: Deps, count: int) -> None:
    """That many decided photographs, their vectors stored."""
    question, shipped, rng = question_named("recapture"), shipped_set(), np.random.default_rng(0)
    rows = rng.integers(len(shipped), size=count)
    noise = NOISE * shipped.features.std(axis=0) * rng.normal(size=(count, shipped.features.shape[1]))
    vectors = (shipped.features[rows] + noise).astype(np.float32)
    ids, now = [new_id() for _ in range(count)], datetime.now(UTC)
    made = [Photo(one, f"{place:064x}", f"{place}.jpg", "jpeg", 1, 2000, 1500, Origin(group=f"g{place // 4}"), None, now)
            for place, one in enumerate(ids)]
    with deps.database.begin() as session:
        reviewer = users.add(session, "benchmark", Role.REVIEWER, "no password", now)
        photos.add_many(session, made)
        feature_sets.save_many(session, schema_of_question("recapture").id, dict(zip(ids, vectors, strict=True)))
        for one, label in zip(ids, shipped.labels[rows].tolist(), strict=True):
            verdict = Verdict.ACCEPT if label == question.claim else Verdict.REJECT
            decisions.record(session, decisions.NewDecision(
                request_id=new_id(), photo_id=one, question="recapture", verdict=verdict, label=label, claim=question.claim,
                stage=Stage.OPEN, reviewer_id=reviewer.id, decided_at=now, now=now))
