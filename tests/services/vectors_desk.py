"""A desk whose photographs are feature vectors of the shipped model: for learning from decisions without any picture."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from app.config import PROJECT, Settings
from app.domain import Origin, Photo, Role, Stage, User, Verdict
from app.learning.artifact import save_model
from app.learning.fitted_model import fit_model
from app.learning.labelled_set import LabelledSet
from app.questions import question_named
from app.services.deps import Deps, build_deps
from app.services.feature_row import schema_of_question
from app.services.register_shipped import register_shipped
from app.services.version_folder import read_shipped_champion, write_champion
from app.services.version_sets import LABELLED_SET_FILE
from app.store import decisions, feature_sets, photos, users
from app.store.ids import new_id
from tests.migrated import migrated

RECAPTURE = question_named("recapture")


def shipped_vectors() -> LabelledSet:
    """The labelled set of the model that the project ships, or a loud skip."""
    models = PROJECT / "models"
    if not (models / "recapture" / "champion.json").is_file():
        pytest.skip("no model is shipped: its vectors are missing")
    stated = read_shipped_champion(Settings(home=models, database_url="", shipped_models=models), "recapture")
    return LabelledSet.load(models / "recapture" / stated.version / LABELLED_SET_FILE)


def ship(models: Path, labelled: LabelledSet, version: str = "2026.01-1") -> None:
    """Fits a model on these vectors and lays it down as the shipped champion."""
    schema = schema_of_question("recapture")
    model, card = fit_model(labelled, "recapture", RECAPTURE.labels, schema.id, schema.names, schema.family_of)
    folder = models / "recapture" / version
    save_model(model, card, labelled, folder)
    write_champion(folder)


@contextmanager
def desk_with(home: Path, models: Path, clock: Callable) -> Iterator[tuple[Deps, User]]:
    """A migrated desk with these shipped models, and a reviewer."""
    home.mkdir()
    settings = Settings(home=home, database_url=f"sqlite:///{home / 'loupe.db'}", shipped_models=models, decode_processes=1)
    migrated(settings.database_url)
    deps = build_deps(settings, clock)
    try:
        register_shipped(deps)
        with deps.database.begin() as session:
            reviewer = users.add(session, "rosa", Role.REVIEWER, "no password", deps.clock())
        yield deps, reviewer
    finally:
        deps.close()


def add_vectors(deps: Deps, labelled: LabelledSet) -> list[str]:
    """Puts these photographs on the desk, vectors but no bytes; their ids in order."""
    ids = [new_id() for _ in range(len(labelled))]
    made = [Photo(one, _sha256(name), f"{one}.jpg", "jpeg", 1, 2000, 1500, Origin(source="here", group=str(group)), None, deps.clock())
            for one, name, group in zip(ids, labelled.ids, labelled.group, strict=True)]
    with deps.database.begin() as session:
        photos.add_many(session, made)
        feature_sets.save_many(session, schema_of_question("recapture").id, dict(zip(ids, labelled.features, strict=True)))
    return ids


def _sha256(name: str) -> str:
    return name if len(name) == 64 else hashlib.sha256(name.encode()).hexdigest()


def decide_on(deps: Deps, reviewer: User, photo_id: str, label: str | None, supersedes: str | None = None,
              stage: Stage = Stage.OPEN) -> str:
    """Stores a decision that names label (None: UNSURE); its id."""
    verdict = Verdict.UNSURE if label is None else Verdict.ACCEPT if label == RECAPTURE.claim else Verdict.REJECT
    with deps.database.begin() as session:
        return decisions.record(session, decisions.NewDecision(
            request_id=new_id(), photo_id=photo_id, question="recapture", verdict=verdict, label=label, claim=RECAPTURE.claim, stage=stage,
            reviewer_id=reviewer.id, decided_at=deps.clock(), now=deps.clock(), supersedes=supersedes)).decision.id


def some_groups(labelled: LabelledSet, photographs: int, seed: int = 0) -> np.ndarray:
    """(n,) bool: whole groups drawn until there are that many photographs."""
    chosen = np.zeros(len(labelled), dtype=bool)
    for group in np.random.default_rng(seed).permutation(np.unique(labelled.group)):
        if chosen.sum() >= photographs:
            break
        chosen |= labelled.group == group
    return chosen
