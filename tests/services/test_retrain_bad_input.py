"""Whatever the decisions, the disk or somebody's editor bring: champion and decisions stay, and a sentence says what to do."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from app.domain import Role, Stage, User
from app.errors import DiskFull, GateRefused, NothingToLearn, VersionAltered
from app.learning.labelled_set import LabelledSet
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.feature_row import schema_of_question
from app.services.gate import GateVerdict
from app.services.labels import local_labels
from app.services.promote import promote, rollback
from app.services.report import SilentReport
from app.services.retrain import run_retrain
from app.store import users
from app.store.chain import verify
from app.store.label_sources import label_sources
from tests.services.vectors_desk import add_vectors, decide_on, desk_with, ship, shipped_vectors

HERE, SHIPPED = "screens-j", ("pairs-a", "screens-c", "screens-e", "screens-i")
FIRST = "2026.01-1"


@dataclass(frozen=True)
class Desk:
    """A desk whose shipped model is good on the photographs that are on it, though it never saw their source."""

    deps: Deps
    reviewer: User
    source: LabelledSet
    ids: list[str]

    def decide(self, places: range, turned: bool = False, reviewer: User | None = None, stage: Stage = Stage.OPEN) -> None:
        for place in places:
            label = str(self.source.labels[place])
            other = "recaptured" if label == "original" else "original"
            decide_on(self.deps, reviewer or self.reviewer, self.ids[place], other if turned else label, stage=stage)

    def retrain(self):
        return run_retrain(self.deps, "recapture", SilentReport(), quick=True)

    def person(self, name: str) -> User:
        with self.deps.database.begin() as session:
            return users.add(session, name, Role.REVIEWER, "no password", self.deps.clock())

    def untouched(self, decided: int) -> bool:
        """The shipped version scores, and every decision is there in its place in the chain."""
        with self.deps.database.read() as session:
            stored = len(list(label_sources(session, "recapture")))
            return self.deps.models.champion("recapture").name == FIRST and stored == decided and verify(session).trouble is None


@pytest.fixture(scope="module")
def base_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    everything = shipped_vectors()
    models = tmp_path_factory.mktemp("models-of-four")
    ship(models, everything.take(np.isin(everything.source, SHIPPED)), FIRST)
    return models


@pytest.fixture
def desk(base_models: Path, tmp_path: Path, clock: Callable) -> Iterator[Desk]:
    source = shipped_vectors()
    source = source.take(np.random.default_rng(0).permutation(np.flatnonzero(source.source == HERE)))
    with desk_with(tmp_path / "desk", base_models, clock) as (deps, reviewer):
        yield Desk(deps, reviewer, source, add_vectors(deps, source))


def test_labels_that_one_reviewer_turned_round_are_refused_until_somebody_gives_a_reason(desk: Desk) -> None:
    desk.decide(range(60), turned=True)
    made = desk.retrain()
    assert made.card["gate"]["verdict"] == GateVerdict.WORSE and "right way round" in made.card["gate"]["words"]
    with pytest.raises(GateRefused, match="reason"):
        promote(desk.deps, OPERATOR, "recapture", made.name)
    assert desk.untouched(60)
    promote(desk.deps, OPERATOR, "recapture", made.name, "the camera of this desk mirrors everything")
    assert rollback(desk.deps, OPERATOR, "recapture").name == FIRST and desk.untouched(60)


def test_a_poisoned_batch_among_right_decisions_does_not_pass(desk: Desk) -> None:
    desk.decide(range(40))
    desk.decide(range(40, 80), turned=True, reviewer=desk.person("mallory"))
    made = desk.retrain()
    assert made.card["gate"]["verdict"] == GateVerdict.WORSE and "one reviewer's decisions" in made.card["gate"]["words"]
    assert desk.untouched(80)


def test_a_reviewer_whom_others_contradict_is_not_learned_from(desk: Desk) -> None:
    mallory, others = desk.person("mallory"), (desk.person("ann"), desk.person("ben"))
    desk.decide(range(20))
    desk.decide(range(20), reviewer=others[0], stage=Stage.SECOND)
    desk.decide(range(20), reviewer=others[1], stage=Stage.SECOND)
    desk.decide(range(20), turned=True, reviewer=mallory, stage=Stage.SECOND)
    desk.decide(range(20, 60), turned=True, reviewer=mallory)
    found = local_labels(desk.deps, "recapture", schema_of_question("recapture"))
    assert found.not_counted == 40 and len(found.labelled) == 0 and found.contradictory == 20


def test_contradictory_decisions_teach_nothing(desk: Desk) -> None:
    desk.decide(range(10))
    desk.decide(range(10), turned=True, reviewer=desk.person("ann"), stage=Stage.SECOND)
    with pytest.raises(NothingToLearn):
        desk.retrain()
    assert desk.untouched(20)


@pytest.mark.parametrize("count", [5, 1])
def test_a_handful_of_decisions_is_too_little_evidence(desk: Desk, count: int) -> None:
    desk.decide(range(count))
    gate = desk.retrain().card["gate"]
    assert gate["verdict"] == GateVerdict.NOT_ENOUGH and "at least 8 of each label" in gate["words"]
    assert desk.untouched(count)


def test_decisions_of_one_label_are_too_little_evidence(desk: Desk) -> None:
    places = np.flatnonzero(desk.source.labels == "original")[:20]
    for place in places:
        desk.decide(range(place, place + 1))
    assert desk.retrain().card["gate"]["verdict"] == GateVerdict.NOT_ENOUGH
    assert desk.untouched(20)


def test_a_disk_that_fills_up_while_a_version_is_written_leaves_nothing_behind(desk: Desk) -> None:
    desk.decide(range(30))
    desk.deps.database.checkpoint()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = (desk.deps.settings.home / "loupe.db").stat().st_size + 200_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        with pytest.raises(DiskFull, match="make room"):
            desk.retrain()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    place = desk.deps.settings.home / "models" / "recapture"
    assert list(place.iterdir()) == [] and desk.untouched(30)
    assert desk.retrain().name.endswith("-1")


def test_a_version_folder_edited_by_hand_is_not_used_and_the_way_back_is_named(desk: Desk) -> None:
    desk.decide(range(30))
    made = desk.retrain()
    for file in ("model.skops", "card.json", "card.md", "labelled_set.npz"):
        path = desk.deps.settings.home / "models" / "recapture" / made.name / file
        content = path.read_bytes()
        path.write_bytes(content[:-1] + b"!")
        with pytest.raises(VersionAltered, match="backup"):
            promote(desk.deps, OPERATOR, "recapture", made.name)
        path.write_bytes(content)
    assert desk.untouched(30)
    assert promote(desk.deps, OPERATOR, "recapture", made.name, "restored from a backup").name == made.name
