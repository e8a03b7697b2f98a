"""The closed form is the textbook's: generalised least squares with a covariance that sources share and one of each source's own."""

from __future__ import annotations

import numpy as np
import pytest

from app.learning.shared_and_own import own_of, part_of_source, shared_of

OWN = 0.5


def tables(sizes: tuple[int, ...], width: int = 6) -> list[tuple[np.ndarray, np.ndarray]]:
    rng = np.random.default_rng(1)
    made = []
    for size in sizes:
        rows = rng.normal(size=(size, width))
        target = np.sign(rows @ (rng.normal(size=width) + 1) + 0.3 * rng.normal(size=size))
        made.append((np.column_stack([rows, np.ones(size), target]), rng.uniform(0.2, 2, size)))
    return made


@pytest.mark.parametrize("sizes", [(4, 5, 3), (30, 40, 25), (4, 40, 5)])
def test_it_is_the_best_linear_prediction_of_a_mixed_model(sizes: tuple[int, ...]) -> None:
    made = tables(sizes)
    parts = [part_of_source(table, precision, OWN) for table, precision in made]
    shared = shared_of(sum(parts))
    table, precision = np.concatenate([one for one, _ in made]), np.concatenate([one for _, one in made])
    source = np.repeat(np.arange(len(sizes)), sizes)
    rows, target = table[:, :-2], table[:, -1]
    kernel = rows @ rows.T * (1 + OWN * (source[:, None] == source[None, :]))
    covariance = kernel + np.diag(1 / precision)
    solved = np.linalg.solve(covariance, np.column_stack([target, np.ones(len(rows))]))
    level = solved[:, 0].sum() / solved[:, 1].sum()
    weights = solved[:, 0] - level * solved[:, 1]
    assert np.allclose(shared, np.append(rows.T @ weights, level), atol=1e-6)
    for number, part in enumerate(parts):
        here = source == number
        assert np.allclose(own_of(part, shared, OWN), OWN * rows[here].T @ weights[here], atol=1e-6)


def test_a_source_without_rows_brings_nothing() -> None:
    (table, precision), = tables((5,))
    assert not part_of_source(table[:0], precision[:0], OWN).any()
