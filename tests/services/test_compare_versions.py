"""Two versions are compared on the same photographs, none of which the judging fit had seen; once, and the result stays."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import numpy as np
import pytest

from app.domain import JobState, Role, User
from app.errors import NotAllowed, VersionNotFound
from app.jobs.engine import work
from app.learning.artifact import save_model
from app.services.access import OPERATOR
from app.services.compare_job import ask_compare, comparison_of
from app.services.compare_versions import compare_versions, difference_words
from app.services.deps import Deps
from app.services.report import SilentReport
from app.services.version_folder import write_champion
from tests.services.desk import Clock
from tests.services.made_version import SHIPPED, local, register
from tests.services.tiny_model import fitted, tiny_labelled_set
from tests.services.vectors_desk import add_vectors, desk_with


@pytest.fixture(scope="module")
def desk_of_two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Deps, str, dict]]:
    """The shipped version knows 12 photographs; the other also 12 decided here, of which two are shipped ones.  Compared by the worker."""
    labelled, place = tiny_labelled_set(), tmp_path_factory.mktemp("compared")
    first, (model, card) = labelled.take(np.r_[0:6, 12:18]), fitted()
    save_model(model, card, first, place / "models" / "recapture" / SHIPPED)
    write_champion(place / "models" / "recapture" / SHIPPED)
    with desk_with(place / "desk", place / "models", Clock()) as (deps, _):
        some = labelled.take(np.r_[5:11, 17:23])
        ids = add_vectors(deps, some)
        name = register(deps, first.take(np.r_[0:5, 6:11]).joined(local(ids, some)), fitted()).name
        assert comparison_of(deps, OPERATOR, "recapture", SHIPPED, name) is None
        asked = ask_compare(deps, OPERATOR, "recapture", SHIPPED, name)
        assert ask_compare(deps, OPERATOR, "recapture", SHIPPED, name).id == asked.id
        work(deps, once=True)
        done = ask_compare(deps, OPERATOR, "recapture", SHIPPED, name)
        assert (done.id, done.state) == (asked.id, JobState.DONE)
        yield deps, name, done.result


def test_both_are_judged_on_every_photograph_once(desk_of_two: tuple[Deps, str, dict]) -> None:
    _, name, found = desk_of_two
    assert (found["photographs"], found["decided_here"]) == (22, 12)  # 12 + 12, two of them in both sets
    before, after = (one["sources"]["here"]["auc"]["value"] for one in found["figures"])
    assert found["difference"]["sources"]["here"]["auc"]["value"] == pytest.approx(after - before)
    assert set(found["difference"]["sources"]) == {"one", "two", "here"} and name in found["words"]
    assert sum(band["n"] for band in found["reliability"][1]) == 22 and found["figures"][0]["roc"]["n"] == 22


@pytest.mark.parametrize(("low", "high", "words"), [
    (0.01, 0.05, "is better than"), (-0.05, -0.01, "is worse than"), (-0.02, 0.05, "cannot be told from")])
def test_the_sentence_follows_the_interval(desk_of_two: tuple[Deps, str, dict], low: float, high: float, words: str) -> None:
    found = deepcopy(desk_of_two[2])
    found["difference"]["mean_over_sources"]["auc"] = {"value": (low + high) / 2, "low": low, "high": high, "n": 3, "reason": None}
    assert words in difference_words("a", "b", *found["figures"], found["difference"])


def test_only_leads_and_only_two_that_are_there(desk_of_two: tuple[Deps, str, dict]) -> None:
    deps, name, _ = desk_of_two
    for first, second in ((name, name), (name, "2031.01-1")):
        with pytest.raises(VersionNotFound):
            ask_compare(deps, OPERATOR, "recapture", first, second)
    rosa = User("r", "rosa", Role.REVIEWER)
    with pytest.raises(NotAllowed):
        ask_compare(deps, rosa, "recapture", SHIPPED, name)
    with pytest.raises(NotAllowed):
        compare_versions(deps, rosa, "recapture", SHIPPED, name, SilentReport())
