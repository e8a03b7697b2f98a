"""Which decisions count, and what they weigh."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from app.domain import Decision, Photo, Stage, User, Verdict
from app.learning.labelled_set import LabelledSet
from app.services.deps import Deps
from app.services.feature_row import schema_of_question
from app.services.labels import LOCAL_SHARE, LOCAL_WEIGHT, counted, is_local, label_of, local_labels, weighed
from app.services.policies import change_policy
from app.services.policy import LabelRule
from app.store import label_sources
from app.store.erase import erase_photo
from app.store.label_sources import LabelSource
from app.store.tables import gold_photos
from tests.services.vectors_desk import decide_on

NOW = datetime(2026, 3, 2, tzinfo=UTC)
DECIDED = Decision("d", 1, "p", "recapture", Verdict.ACCEPT, "original", "original", (), Stage.OPEN, None, None, None, "r", None, NOW,
                   "", "")
PLAIN = LabelSource(DECIDED, "uncertain")
OTHER = LabelSource(replace(DECIDED, verdict=Verdict.REJECT, label="recaptured", reviewer_id="q"), "uncertain")
SETTLED = replace(OTHER, decision=replace(OTHER.decision, stage=Stage.ADJUDICATED))
SHOWN = replace(PLAIN, decision=replace(DECIDED, score_id="s"))
KEPT = replace(PLAIN, decision=replace(DECIDED, stage=Stage.REVEALED, supersedes="b", score_id="s"))


@pytest.mark.parametrize(("standing", "label"), [
    ([PLAIN], "original"), ([PLAIN, PLAIN], "original"), ([PLAIN, OTHER], None), ([PLAIN, OTHER, SETTLED], "recaptured"),
    ([SETTLED, PLAIN], "recaptured"), ([], None),
])
def test_a_photograph_has_the_label_that_its_decisions_agree_on(standing: list[LabelSource], label: str | None) -> None:
    assert label_of(counted(standing, LabelRule.AGREED, {}), LabelRule.AGREED, {}) == label


def test_under_the_rule_all_the_weightier_of_contradictory_answers_counts() -> None:
    assert label_of([PLAIN, OTHER], LabelRule.ALL, {}) is None
    assert label_of([PLAIN, OTHER], LabelRule.ALL, {"r": 1.0, "q": 0.4}) == "original"


@pytest.mark.parametrize(("rule", "standing", "blind", "count"), [
    (LabelRule.BLIND, [PLAIN], {}, 1), (LabelRule.BLIND, [SHOWN], {}, 0), (LabelRule.BLIND, [KEPT], {"b": "original"}, 1),
    (LabelRule.BLIND, [KEPT], {"b": "recaptured"}, 0), (LabelRule.BLIND, [SHOWN, SETTLED], {}, 1), (LabelRule.AGREED, [SHOWN], {}, 1),
    (LabelRule.ADJUDICATED, [PLAIN], {}, 0), (LabelRule.ADJUDICATED, [PLAIN, SETTLED], {}, 1), (LabelRule.ALL, [PLAIN, OTHER], {}, 2),
])
def test_the_policy_says_which_decisions_count(rule: LabelRule, standing: list[LabelSource], blind: dict, count: int) -> None:
    assert len(counted(standing, rule, blind)) == count


def some(count: int, source: str) -> LabelledSet:
    return LabelledSet.of([f"{source}{n}" for n in range(count)], np.zeros((count, 2)), ["original"] * count, [source] * count)


def test_a_few_decisions_weigh_the_most_and_many_never_more_than_their_share() -> None:
    shipped = some(400, "a").joined(some(400, "b"))
    assert weighed(some(4, "here"), shipped).weight.tolist() == [LOCAL_WEIGHT] * 4
    for count in (10, 100, 1000, 5000):
        local = weighed(some(count, "here"), shipped)
        says = local.weight.sum() / np.sqrt(count)
        assert says <= LOCAL_SHARE / (1 - LOCAL_SHARE) * (2 * np.sqrt(400)) + 1e-9


def test_a_reviewers_weight_stays_in_proportion() -> None:
    local = replace(some(2, "here"), weight=np.array([1.0, 0.5]))
    assert weighed(local, some(400, "a")).weight.tolist() == [LOCAL_WEIGHT, LOCAL_WEIGHT / 2]


def labels_of(deps: Deps) -> dict[str, str]:
    found = local_labels(deps, "recapture", schema_of_question("recapture"))
    return dict(zip(found.labelled.ids.tolist(), found.labelled.labels.tolist(), strict=True))


def test_superseded_unsure_and_contradictory_decisions_do_not_count(
        deps: Deps, alice: User, lead: User, add_photo: Callable[..., Photo]) -> None:
    kept, changed, unsure, torn, gone, small = [add_photo(seed=seed, batch="b", group=f"g{seed}") for seed in range(5)] + [
        add_photo(seed=9, width=200, height=180)]
    decide_on(deps, alice, kept.id, "original")
    first = decide_on(deps, alice, changed.id, "original")
    decide_on(deps, alice, changed.id, "recaptured", supersedes=first)
    decide_on(deps, alice, unsure.id, None)
    decide_on(deps, alice, torn.id, "original")
    decide_on(deps, lead, torn.id, "recaptured", stage=Stage.SECOND)
    decide_on(deps, alice, gone.id, "original")
    decide_on(deps, alice, small.id, "original")
    with deps.database.begin() as session:
        erase_photo(session, gone.id, deps.clock())
    found = local_labels(deps, "recapture", schema_of_question("recapture"))
    assert dict(zip(found.labelled.ids, found.labelled.labels, strict=True)) == {
        f"photo:{kept.id}": "original", f"photo:{changed.id}": "recaptured"}
    assert (found.contradictory, found.unmeasured) == (1, 1)
    assert found.sha256 == (kept.sha256, changed.sha256)
    assert is_local(found.labelled.ids).all() and not is_local([kept.sha256]).any()
    assert set(found.labelled.group) == {"this desk/g0", "this desk/g1"}


def test_gold_and_automatic_answers_are_never_labels(deps: Deps, alice: User, add_photo: Callable[..., Photo]) -> None:
    plain, gold, automatic = (add_photo(seed=seed) for seed in range(3))
    for photo in (plain, gold):
        decide_on(deps, alice, photo.id, "original")
    decide_on(deps, alice, automatic.id, "original", stage=Stage.AUTOMATIC)
    with deps.database.begin() as session:
        session.execute(gold_photos.insert().values(question="recapture", photo_id=gold.id, label="original", at=NOW))
        assert label_sources.gold_labels(session, "recapture") == {gold.id: "original"}
    assert labels_of(deps) == {f"photo:{plain.id}": "original"}


def test_the_policy_holds_at_the_next_retrain(deps: Deps, alice: User, lead: User, add_photo: Callable[..., Photo]) -> None:
    one, other = (add_photo(seed=seed) for seed in range(2))
    decide_on(deps, alice, one.id, "original")
    decide_on(deps, lead, other.id, "recaptured", stage=Stage.ADJUDICATED)
    assert len(labels_of(deps)) == 2
    change_policy(deps, lead, "recapture", {"label_rule": "adjudicated"})
    assert labels_of(deps) == {f"photo:{other.id}": "recaptured"}


def test_whoever_is_wrong_on_gold_is_not_learned_from(deps: Deps, alice: User, person: Callable, add_photo: Callable[..., Photo]) -> None:
    turner = person("tom")
    known = [add_photo(seed=seed) for seed in range(24)]
    mine, his = add_photo(seed=100), add_photo(seed=101)
    with deps.database.begin() as session:
        for place, photo in enumerate(known):
            label = ("original", "recaptured")[place % 2]
            session.execute(gold_photos.insert().values(question="recapture", photo_id=photo.id, label=label, at=NOW))
    for place, photo in enumerate(known):
        decide_on(deps, alice, photo.id, ("original", "recaptured")[place % 2])
        decide_on(deps, turner, photo.id, ("recaptured", "original")[place % 2])
    decide_on(deps, alice, mine.id, "original")
    decide_on(deps, turner, his.id, "original")
    assert labels_of(deps) == {f"photo:{mine.id}": "original"}
