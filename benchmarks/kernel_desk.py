"""The adaptation of app/learning/adaptation.py in kernel form: a fit takes a hundredth of the time once a source is left out.

Only the standardisation differs: it is that of the base, without the photographs decided at the desk.
"""

from __future__ import annotations

import numpy as np

from app.learning.adaptation import ELSEWHERE, HERE, OWN
from app.learning.family_ridge import LIMIT, PENALTY, evened_out
from app.learning.family_scale import family_scale
from app.learning.labelled_set import LabelledSet
from app.services.labels import LOCAL_WEIGHT

LEVEL = 1e4  # variance of the level, which is hardly penalised


class KernelDesk:
    """base : the shipped photographs.  source : those of the left-out source, some of which are decided."""

    def __init__(self, base: LabelledSet, source: LabelledSet, second_label: str) -> None:
        truth = base.labels == second_label
        share = evened_out(base.source, truth)
        self.mean_share = share.mean()
        share = share / self.mean_share
        mean = share @ base.features / share.sum()
        deviation = np.sqrt(np.maximum(share @ np.square(base.features, dtype=np.float64) / share.sum() - mean ** 2, 0))
        scale = family_scale(base.family) / np.where(deviation > 1e-9, deviation, np.inf)
        limit = LIMIT * family_scale(base.family)
        self.base, self.rows = (np.clip((one.features - mean) * scale, -limit, limit) for one in (base, source))
        self.strength = PENALTY * len(np.unique(base.family))
        self.truth = np.where(source.labels == second_label, 1.0, -1.0)
        self.target = np.where(truth, 1.0, -1.0)
        self.source = base.source
        self.among, self.across = self.base @ self.base.T, self.base @ self.rows.T
        self.within = self.rows @ self.rows.T
        same = base.source[:, None] == base.source[None, :]
        self.inverse = np.linalg.inv(self.among * (1 + OWN * same) + LEVEL + np.diag(self.strength / share))
        self.likeness_inverse = np.linalg.inv(self.among + LEVEL + 2 * self.strength * np.eye(len(share)))

    def fit(self, decided: np.ndarray) -> KernelDesk:
        """decided : numbers of rows of the source whose labels are known."""
        self.decided = decided
        if not len(decided):
            self.of_base, self.of_desk = self.inverse @ self.target, np.empty(0)
            return self
        truth = self.truth[decided]
        share = LOCAL_WEIGHT * evened_out(np.zeros(len(decided)), truth > 0) / self.mean_share
        self.of_base, self.of_desk, _, _ = _joined(self.inverse, self.across[:, decided] + LEVEL,
                                                   self.within[np.ix_(decided, decided)] * (1 + OWN) + LEVEL, self.strength / share,
                                                   self.target, truth)
        noise = np.full(len(decided), 2 * self.strength * len(decided) / len(self.base))
        self.like_base, self.like_desk, across, schur = _joined(
            self.likeness_inverse, self.across[:, decided] + LEVEL, self.within[np.ix_(decided, decided)] + LEVEL, noise,
            -np.ones(len(self.base)), np.ones(len(decided)))
        here = 1 - self.like_desk / np.diag(schur)
        found = np.empty(len(self.base))
        for name in np.unique(self.source):
            one = self.source == name
            block = self.likeness_inverse[np.ix_(one, one)] + across[one] @ schur @ across[one].T
            found[one] = -1 - np.linalg.solve(block, self.like_base[one])
        low = np.percentile(found, ELSEWHERE)
        self.edges = low, max(float(np.percentile(here, HERE)), float(low) + 0.1)
        return self

    def decision(self, rows: np.ndarray) -> np.ndarray:
        """Of these rows of the source."""
        shared = (self.across[:, rows] + LEVEL).T @ self.of_base
        if not len(self.decided):
            return shared
        with_desk = self.within[np.ix_(rows, self.decided)]
        return shared + (with_desk + LEVEL) @ self.of_desk + self.likeness(rows) * (OWN * with_desk @ self.of_desk)

    def likeness(self, rows: np.ndarray) -> np.ndarray:
        said = (self.across[:, rows] + LEVEL).T @ self.like_base + (self.within[np.ix_(rows, self.decided)] + LEVEL) @ self.like_desk
        low, high = self.edges
        return np.clip((said - low) / (high - low), 0, 1)

    def contributions(self, rows: np.ndarray) -> np.ndarray:
        """(n, d), without the level."""
        shared = self.base.T @ self.of_base
        if not len(self.decided):
            return self.rows[rows] * shared
        own = self.rows[self.decided].T @ self.of_desk
        return self.rows[rows] * (shared + own + self.likeness(rows)[:, None] * OWN * own)


def _joined(inverse: np.ndarray, across: np.ndarray, within: np.ndarray, noise: np.ndarray, target: np.ndarray,
            truth: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Weights of base and desk rows when the desk's are added to a base whose inverse is known."""
    half = inverse @ across
    schur = np.linalg.inv(within + np.diag(noise) - across.T @ half)
    of_desk = schur @ (truth - half.T @ target)
    return inverse @ target - half @ of_desk, of_desk, half, schur
