"""Retraining learns from right decisions, not from wrong ones; it makes a challenger and leaves the champion alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from app.domain import JobState, ModelVersion, Role, User
from app.errors import NotAllowed, NothingToLearn, OneClassOnly
from app.learning.labelled_set import LabelledSet
from app.learning.metrics import auc
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.gate import GateVerdict
from app.services.job_watch import ask_cancel, latest_job, view_job
from app.services.labels import is_local
from app.services.promote import promote
from app.services.report import SilentReport
from app.services.retrain import ask_retrain, run_retrain
from app.services.version_sets import labelled_set_of
from app.services.versions import card_markdown, compare, list_versions
from tests.services.tiny_model import tiny_labelled_set
from tests.services.vectors_desk import add_vectors, decide_on, desk_with, ship, shipped_vectors, some_groups

LEFT_OUT, DECIDED = "pairs-l", 40


@dataclass(frozen=True)
class Learner:
    """A desk whose shipped model never saw one source; that source's photographs are on it, some to decide on, the rest to measure."""

    deps: Deps
    reviewer: User
    source: LabelledSet
    ids: list[str]
    decided: np.ndarray

    def decide(self, labels: np.ndarray) -> None:
        for place in np.flatnonzero(self.decided):
            decide_on(self.deps, self.reviewer, self.ids[place], str(labels[place]))

    def auc_on_the_rest(self, version: str) -> float:
        rest = self.source.take(~self.decided)
        said = self.deps.models.version("recapture", version).model.probabilities(rest.features)
        return float(auc(np.ones((1, len(rest))), rest.labels == "recaptured", said)[0])


@pytest.fixture(scope="module")
def base_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Shipped models fitted without the source that is left out."""
    everything = shipped_vectors()
    models = tmp_path_factory.mktemp("models-without")
    ship(models, everything.take(everything.source != LEFT_OUT))
    return models


@pytest.fixture
def learner(base_models: Path, tmp_path: Path, clock: Callable) -> Iterator[Learner]:
    source = shipped_vectors()
    source = source.take(source.source == LEFT_OUT)
    with desk_with(tmp_path / "learner", base_models, clock) as (deps, reviewer):
        yield Learner(deps, reviewer, source, add_vectors(deps, source), some_groups(source, DECIDED))


def test_decisions_on_a_part_of_a_new_source_raise_the_auc_on_the_rest(learner: Learner) -> None:
    before = learner.auc_on_the_rest("2026.01-1")
    learner.decide(learner.source.labels)
    made = run_retrain(learner.deps, "recapture", SilentReport())
    assert learner.auc_on_the_rest(made.name) > before + 0.03
    assert made.card["gate"]["verdict"] == GateVerdict.BETTER
    assert [one["candidate"] for one in made.card["fit"]["tried"]][0] == "desk" and made.card["fit"]["won"] in ("adaptation", "refit")
    assert_a_challenger_only(learner.deps, made)
    assert run_retrain(learner.deps, "recapture", SilentReport()).name == made.name  # nothing new was decided
    promote(learner.deps, OPERATOR, "recapture", made.name)
    assert run_retrain(learner.deps, "recapture", SilentReport()).name == made.name


def assert_a_challenger_only(deps: Deps, made: ModelVersion) -> None:
    rows = {row.version.name: row for row in list_versions(deps, OPERATOR, "recapture")}
    assert rows["2026.01-1"].state == "champion" and rows[made.name].state == "challenger"
    assert made.parent == "2026.01-1" and rows[made.name].trouble is None
    stored = labelled_set_of(deps, "recapture", made.name)
    assert is_local(stored.ids).sum() == made.card["local"]["decisions"] == rows[made.name].local_decisions
    assert set(stored.weight[is_local(stored.ids)]) == {made.card["local"]["weight"]}
    assert stored.hash() == made.labelled_set_hash == made.card["labelled_set"]["hash"]
    assert made.card["gate"]["words"] in card_markdown(deps, OPERATOR, "recapture", made.name)
    beside = compare(deps, OPERATOR, "recapture", made.name)
    assert beside.gate is not None and beside.champion.version.name == "2026.01-1"
    assert "this desk: here" in {source for source, _, after in beside.sources if after is not None}


def test_permuted_labels_teach_nothing_and_do_not_pass_the_gate(learner: Learner) -> None:
    before = learner.auc_on_the_rest("2026.01-1")
    learner.decide(np.random.default_rng(3).permutation(learner.source.labels))
    made = run_retrain(learner.deps, "recapture", SilentReport(), quick=True)
    assert learner.auc_on_the_rest(made.name) < before + 0.1
    assert made.card["gate"]["verdict"] != GateVerdict.BETTER


def test_turned_labels_do_not_pass_the_gate(learner: Learner) -> None:
    learner.decide(np.where(learner.source.labels == "original", "recaptured", "original"))
    assert run_retrain(learner.deps, "recapture", SilentReport(), quick=True).card["gate"]["verdict"] == GateVerdict.WORSE


def test_one_retrain_at_a_time_is_asked_for_and_can_be_watched_and_stopped(deps: Deps, person: Callable, alice: User,
                                                                           add_photo: Callable) -> None:
    admin = person("anna", Role.ADMIN)
    with pytest.raises(NothingToLearn):
        ask_retrain(deps, admin, "recapture")
    decide_on(deps, alice, add_photo(seed=1).id, "original")
    for other in (alice, person("lena", Role.LEAD)):
        with pytest.raises(NotAllowed):
            ask_retrain(deps, other, "recapture")
    job = ask_retrain(deps, admin, "recapture")
    assert ask_retrain(deps, OPERATOR, "recapture").id == job.id
    seen = latest_job(deps, admin, "retrain", "recapture")
    assert seen is not None and seen.active and seen.job.id == job.id
    assert ask_cancel(deps, admin, job.id).state == JobState.CANCELLED
    assert not view_job(deps, admin, job.id).active
    assert ask_retrain(deps, admin, "recapture").id != job.id


def test_without_a_shipped_model_both_labels_are_needed(tmp_path: Path, clock: Callable) -> None:
    with desk_with(tmp_path / "bare", tmp_path / "no-models", clock) as (deps, reviewer):
        with pytest.raises(NothingToLearn):
            run_retrain(deps, "recapture", SilentReport(), quick=True)
        ids = add_vectors(deps, tiny_labelled_set())
        for photo_id in ids[:6]:
            decide_on(deps, reviewer, photo_id, "original")
        with pytest.raises(OneClassOnly):
            run_retrain(deps, "recapture", SilentReport(), quick=True)
        for photo_id in ids[12:18]:
            decide_on(deps, reviewer, photo_id, "recaptured")
        made = run_retrain(deps, "recapture", SilentReport(), quick=True)
        assert made.parent is None and "gate" not in made.card
        promote(deps, OPERATOR, "recapture", made.name)
        assert deps.models.champion("recapture").name == made.name
