"""Which photograph is asked next: orders of what is not decided yet, each from the model that there is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

LOOKED_AT = 3  # times as many uncertain photographs as are asked for, among which the most different are taken


def uncertain(doubt: np.ndarray, rows: np.ndarray, votes: np.ndarray, known: np.ndarray, count: int) -> np.ndarray:
    """The most doubtful first.

    All orders: doubt : (n,) 0 sure to 1.  rows : (n, d) standardised.  votes : (n, families) contributions.  known : (m, d) standardised
    rows of what is decided.  Returns the numbers of count photographs, the first to be asked first; deterministic.
    """
    return np.argsort(-doubt, kind="stable")[:count]


def disagreeing(doubt: np.ndarray, rows: np.ndarray, votes: np.ndarray, known: np.ndarray, count: int) -> np.ndarray:
    """Those first on which families say most against each other: 1 - |sum| / sum of absolute contributions."""
    spread = 1 - np.abs(votes.sum(axis=1)) / np.maximum(np.abs(votes).sum(axis=1), 1e-12)
    return np.argsort(-spread, kind="stable")[:count]


def diverse(doubt: np.ndarray, rows: np.ndarray, votes: np.ndarray, known: np.ndarray, count: int) -> np.ndarray:
    """Always what is farthest from everything decided or chosen so far (greedy k-centre).

    Source: Gonzalez, Clustering to minimize the maximum intercluster distance, Theoretical Computer Science 38, 1985.
    """
    return _farthest(rows, known, np.arange(len(rows)), count, int(np.argmax(doubt)) if len(doubt) else 0)


def uncertain_and_diverse(doubt: np.ndarray, rows: np.ndarray, votes: np.ndarray, known: np.ndarray, count: int) -> np.ndarray:
    """Of three times as many doubtful photographs, those that differ most from what is decided and from each other."""
    first = uncertain(doubt, rows, votes, known, LOOKED_AT * count)
    return _farthest(rows, known, first, count, int(first[0]) if len(first) else 0)


ORDERS: dict[str, Callable[..., np.ndarray]] = {
    "uncertain": uncertain, "disagreeing": disagreeing, "diverse": diverse, "uncertain-and-diverse": uncertain_and_diverse}


def _farthest(rows: np.ndarray, known: np.ndarray, among: np.ndarray, count: int, start: int) -> np.ndarray:
    if not len(among):
        return np.empty(0, np.int64)
    here = rows[among].astype(np.float64)
    square = (here ** 2).sum(axis=1)
    if len(known):
        near = np.min([square + (one ** 2).sum() - 2 * here @ one for one in known.astype(np.float64)], axis=0)
    else:
        near = np.where(among == start, np.inf, 1e300)
    chosen: list[int] = []
    for _ in range(min(count, len(among))):
        best = int(np.argmax(near))
        chosen.append(best)
        near = np.minimum(near, square + square[best] - 2 * here @ here[best])
        near[chosen] = -np.inf
    return among[chosen]
