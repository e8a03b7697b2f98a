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
from app.services.labels import LOCAL_SHARE, LOCAL_WEIGHT, is_local, label_of, local_labels, weighed
from app.store.erase import erase_photo
from tests.services.vectors_desk import decide_on

NOW = datetime(2026, 3, 2, tzinfo=UTC)
PLAIN = Decision("d", 1, "p", "recapture", Verdict.ACCEPT, "original", "original", (), Stage.OPEN, None, None, None, "r", None, NOW, "", "")
OTHER = replace(PLAIN, verdict=Verdict.REJECT, label="recaptured")


@pytest.mark.parametrize(("standing", "label"), [
    ([PLAIN], "original"), ([PLAIN, PLAIN], "original"), ([PLAIN, OTHER], None),
    ([PLAIN, OTHER, replace(OTHER, stage=Stage.ADJUDICATED)], "recaptured"),
    ([replace(OTHER, stage=Stage.ADJUDICATED), PLAIN], "recaptured"), ([], None),
])
def test_a_photograph_has_the_label_that_its_decisions_agree_on(standing: list[Decision], label: str | None) -> None:
    assert label_of(standing) == label


def some(count: int, source: str) -> LabelledSet:
    return LabelledSet.of([f"{source}{n}" for n in range(count)], np.zeros((count, 2)), ["original"] * count, [source] * count)


def test_a_few_decisions_weigh_the_most_and_many_never_more_than_their_share() -> None:
    shipped = some(400, "a").joined(some(400, "b"))
    assert weighed(some(4, "here"), shipped).weight.tolist() == [LOCAL_WEIGHT] * 4
    for count in (10, 100, 1000, 5000):
        local = weighed(some(count, "here"), shipped)
        says = local.weight.sum() / np.sqrt(count)
        assert says <= LOCAL_SHARE / (1 - LOCAL_SHARE) * (2 * np.sqrt(400)) + 1e-9


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
