"""How often each reader is right, from readings of the same photographs, where the truth is known of few or none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

ROUNDS, STILL = 200, 1e-7


@dataclass(frozen=True)
class Readers:
    """truth: (n, k) probability of each label.  marginals: (k,).  errors: (readers, k, k), row: true label, column: what was answered."""

    truth: np.ndarray
    marginals: np.ndarray
    errors: np.ndarray

    def right(self) -> np.ndarray:
        """(readers,) how often each is right, every label counting the same."""
        return np.einsum("rkk->r", self.errors) / self.errors.shape[1]


def dawid_skene(counts: np.ndarray, known: np.ndarray | None = None, doubt: float = 0.0) -> Readers:
    """Maximum likelihood by expectation and maximisation, from the average of the answers on.

    counts : (n, readers, k), how often each reader gave each label to each photograph.  known : (n,) number of the true label, -1 where it
    is not known.  doubt : answers added in advance to each reader and label, three quarters of them right, so that few readings say little.
    Source: Dawid and Skene, Maximum likelihood estimation of observer error-rates using the EM algorithm, Applied Statistics 28(1), 1979.
    """
    labels = counts.shape[2]
    fixed = np.full(len(counts), -1) if known is None else known
    before = doubt * np.where(np.eye(labels, dtype=bool), 0.75, 0.25 / max(labels - 1, 1))
    answered = counts.sum(axis=1)
    truth = _pinned(answered / np.maximum(answered.sum(axis=1, keepdims=True), 1), fixed)
    for _ in range(ROUNDS):
        marginals = truth.mean(axis=0)
        errors = np.einsum("nk,nrl->rkl", truth, counts) + before
        errors /= np.maximum(errors.sum(axis=2, keepdims=True), 1e-12)
        with np.errstate(divide="ignore"):
            likely = np.log(np.maximum(marginals, 1e-300)) + np.einsum("nrl,rkl->nk", counts, np.log(np.maximum(errors, 1e-300)))
        likely -= likely.max(axis=1, keepdims=True)
        last, truth = truth, np.exp(likely)
        truth = _pinned(truth / truth.sum(axis=1, keepdims=True), fixed)
        if np.abs(truth - last).max() < STILL:
            break
    return Readers(truth, marginals, errors)


def _pinned(truth: np.ndarray, known: np.ndarray) -> np.ndarray:
    truth = truth.copy()
    truth[known >= 0] = np.eye(truth.shape[1])[known[known >= 0]]
    return truth
