"""A reviewer weighs less when others, a lead or gold say that they are often wrong; nobody is judged by the model."""

from __future__ import annotations

from app.services.reviewer_weights import reviewer_weights

LABELS = ("original", "recaptured")


def read(reviewer: str, photos: range, turned: bool = False) -> list[tuple[str, str, str]]:
    return [(f"p{one}", reviewer, LABELS[(one + turned) % 2]) for one in photos]


def test_without_anything_to_compare_everybody_counts_in_full() -> None:
    assert reviewer_weights(read("a", range(20)) + read("b", range(20, 40)), {}, LABELS) == {"a": 1.0, "b": 1.0}
    assert reviewer_weights([], {}, LABELS) == {}


def test_a_reviewer_who_turns_labels_round_weighs_nothing_beside_two_others() -> None:
    weights = reviewer_weights(read("a", range(40)) + read("b", range(40)) + read("c", range(40), turned=True), {}, LABELS)
    assert weights["a"] == weights["b"] == 1.0 and weights["c"] == 0.0


def test_gold_and_leads_tell_two_reviewers_apart() -> None:
    known = {f"p{one}": LABELS[one % 2] for one in range(30)}
    weights = reviewer_weights(read("a", range(40)) + read("c", range(40), turned=True), known, LABELS)
    assert weights == {"a": 1.0, "c": 0.0}
    alone = reviewer_weights(read("c", range(100), turned=True), known, LABELS)
    assert alone == {"c": 0.0}


def test_two_contradictions_condemn_nobody() -> None:
    weights = reviewer_weights(read("a", range(10)) + read("b", range(8, 18), turned=True), {}, LABELS)
    assert min(weights.values()) > 0.5


def test_of_two_who_contradict_each_other_neither_is_called_the_wrong_one() -> None:
    weights = reviewer_weights(read("a", range(40)) + read("b", range(40), turned=True), {}, LABELS)
    assert abs(weights["a"] - weights["b"]) < 0.05
