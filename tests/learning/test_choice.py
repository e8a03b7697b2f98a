from __future__ import annotations

import numpy as np
import pytest

from app.learning import choice
from app.learning.candidates import LEARNERS
from app.learning.card_origin import choice_words
from app.learning.choice import choose, figures_of
from tests.learning.makers import labelled, truth_of


@pytest.fixture(autouse=True)
def few_learners(monkeypatch):
    """The two quickest, so that a nested choice takes a second."""
    monkeypatch.setattr(choice, "LEARNERS", {name: LEARNERS[name] for name in ("ridge", "gam")})


def test_the_chosen_one_has_the_best_figure_and_each_source_is_measured_by_a_choice_without_it(made):
    found = choose(made, truth_of(made))
    assert found.figures[found.name] == max(found.figures.values()) and set(found.figures) == {"ridge", "gam"}
    assert sorted(found.nested) == sorted(np.unique(made.source))
    assert all(one["candidate"] in found.figures and 0 <= one["auc"] <= 1 for one in found.nested.values())
    assert found.as_dict()["nested_mean"] == pytest.approx(np.mean([one["auc"] for one in found.nested.values()]))


def test_the_labels_of_a_source_have_no_part_in_what_is_chosen_without_it(made):
    turned = made.take(np.arange(len(made)))
    rest = turned.source != "source-2"
    truth = truth_of(made)
    assert figures_of(turned.take(rest), truth[rest], 0) == figures_of(made.take(rest), truth[rest], 0)
    flipped = np.where(rest, truth, ~truth)
    first, second = choose(made, truth), choose(turned, flipped)
    assert first.nested["source-2"]["candidate"] == second.nested["source-2"]["candidate"]
    assert first.nested["source-2"]["auc"] == pytest.approx(1 - second.nested["source-2"]["auc"])


def test_a_bend_that_all_sources_share_is_found():
    made = labelled()
    truth = np.abs(made.features[:, 2]) > 0.8
    assert choose(made, truth).name == "gam"


def test_with_one_source_it_is_the_first(made):
    alone = made.take(made.source == "source-0")
    found = choose(alone, truth_of(alone))
    assert found.name == "ridge" and not found.nested and found.as_dict()["nested_mean"] is None


def test_the_card_says_what_was_chosen_and_what_the_choice_is_worth(made):
    words = choice_words(choose(made, truth_of(made)).as_dict())
    assert words.startswith("Chosen by mean AUC on sources left out: ") and "without the source that it is measured on reaches 0." in words
