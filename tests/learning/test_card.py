from __future__ import annotations

from app.learning.card_markdown import card_markdown
from tests.learning.makers import labelled
from tests.learning.test_fitted_model import fit


def test_the_card_states_what_it_was_fitted_on(card, made):
    stated = card["labelled_set"]
    assert stated["hash"] == made.hash()
    assert stated["photographs"] == len(made) == sum(stated["labels"].values())
    assert sum(sum(labels.values()) for labels in stated["sources"].values()) == len(made)
    assert stated["low_resolution"] == int(made.low_resolution.sum())


def test_every_source_and_kind_is_in_the_text(card):
    text = card_markdown(card)
    for name in (*card["labelled_set"]["sources"], "screen", "camera", "low resolution"):
        assert f"| {name} |" in text
    assert f"{card['leave_one_source_out']['mean_over_sources']['auc']['value']:.3f}" in text


def test_a_source_that_fails_is_a_weak_spot():
    made = labelled(sources=4, strength=2.0)
    made.features[made.source == "source-2"] *= -1
    _, card = fit(made)
    assert card["weak_spots"][0].startswith("source-2: AUC 0.")
    assert "worse than a coin" in card["weak_spots"][0]
    assert card["weak_spots"][0] in card_markdown(card)


def test_the_limits_are_always_stated(card):
    text = card_markdown(card)
    assert "does not hold" in text and "no proof" in text


def test_a_card_without_other_sources_says_so():
    _, card = fit(labelled(sources=1))
    assert "Not measured" in card_markdown(card)
