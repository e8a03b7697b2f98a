"""Readers are told apart as in the published example, by known truths, and hardly at all from few readings."""

from __future__ import annotations

import numpy as np

from app.learning.dawid_skene import dawid_skene

# Table 1 of Dawid and Skene (1979): 45 patients; seven answers each, the first anaesthetist's three, then one of each of four others
PATIENTS = (
    "111111133343341122122222312122232222223322122211133334332222223232222344444442223343111111122232121211111"
    "111211111111111111111222222122213222222222222222122232222212222111111111111112322222111111111111111121121"
    "111111133332331111111222222222232324334343221223223232333333432111111111111111212111232222212111112222222"
)


def published() -> np.ndarray:
    counts = np.zeros((45, 5, 4))
    for place, answer in enumerate(PATIENTS):
        counts[place // 7, (0, 0, 0, 1, 2, 3, 4)[place % 7], int(answer) - 1] += 1
    return counts


def test_the_published_example_comes_out() -> None:
    found = dawid_skene(published())
    assert found.marginals.round(2).tolist() == [0.40, 0.42, 0.11, 0.07]
    assert found.errors[0].round(2).tolist()[:2] == [[0.89, 0.11, 0.0, 0.0], [0.07, 0.88, 0.05, 0.0]]
    assert found.truth.argmax(axis=1)[[0, 1, 10]].tolist() == [0, 3, 3]


def readings(right: tuple[float, ...], photographs: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 2, photographs)
    counts = np.zeros((photographs, len(right), 2))
    for reader, share in enumerate(right):
        answers = np.where(rng.random(photographs) < share, truth, 1 - truth)
        counts[np.arange(photographs), reader, answers] = 1
    return truth, counts


def test_a_careless_reader_is_found_among_careful_ones() -> None:
    _, counts = readings((0.95, 0.9, 0.55), 200, 1)
    assert np.abs(dawid_skene(counts).right() - [0.95, 0.9, 0.55]).max() < 0.08


def test_known_truths_find_a_reader_who_turns_every_label_round_even_against_a_majority() -> None:
    truth, counts = readings((0.95, 0.05, 0.05), 200, 2)
    known = np.where(np.arange(200) < 30, truth, -1)
    assert np.abs(dawid_skene(counts, known).right() - [0.95, 0.05, 0.05]).max() < 0.08


def test_few_readings_say_little() -> None:
    _, counts = readings((0.0, 1.0), 2, 3)
    careful = dawid_skene(counts, doubt=8.0).right()
    assert np.all(np.abs(careful - 0.75) < 0.15)
