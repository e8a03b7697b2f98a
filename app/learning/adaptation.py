"""The adaptation to a desk: what all sources share, and what is this desk's own, added only for photographs that look like the desk's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import numpy as np
from scipy.linalg import cholesky, solve_triangular

from app.learning.family_ridge import LIMIT, PENALTY, evened_out
from app.learning.family_scale import family_scale
from app.learning.shared_and_own import gram, own_of, part_of_source, reduced, shared_of
from app.learning.splits import Split, grouped_folds, source_bins

DESK = "this desk"  # what the source of a photograph that was decided here begins with
OWN = 0.5           # variance of a source's own coefficients beside the shared ones
ELSEWHERE = 90.0    # percentile of other sources' likeness to the desk, at which the desk's own part begins to count
HERE = 40.0         # percentile of the desk's own, at which it counts in full


class DeskRidge:
    """A ridge whose coefficients differ by source around shared ones; what the shipped sources do not agree on is left to each of them.

    A photograph is scored with the shared coefficients, plus the desk's own ones times how much it looks like the photographs decided here
    (0 to 1, by a second ridge that tells them from the shipped ones).  So a few dozen decisions count in full here and hardly change what
    is said of photographs from elsewhere.  Without photographs of a desk it is the shared part alone.

    own, strictness : of the fit; see OWN and app/learning/family_ridge.py (strictness multiplies its penalty).
    """

    additive = True

    def __init__(self, own: float = OWN, strictness: float = 1.0) -> None:
        self.own, self.strictness = own, strictness

    def fit(self, features: np.ndarray, truth: np.ndarray, weight: np.ndarray, source: np.ndarray, group: np.ndarray,
            family: np.ndarray, seed: int, whole: np.ndarray | None = None) -> Self:
        """See Candidate.fit.  A source whose name begins with DESK is this desk's.  There is nothing random in it."""
        self._fit(features, truth, weight, source, group, family)
        return self

    def left_out(self, features: np.ndarray, truth: np.ndarray, weight: np.ndarray, source: np.ndarray, group: np.ndarray,
                 family: np.ndarray, splits: list[Split], watch: Callable[[int], None]) -> list[np.ndarray]:
        """For each split, the decisions about split.test by a fit without it; all in about the time of two fits.  Fitted on all afterwards.

        Only standardisation, and the edges of likeness, come from all photographs; no label does.  watch gets the number of the split.
        """
        sums = self._fit(features, truth, weight, source, group, family)
        decisions = []
        for number, split in enumerate(splits):
            watch(number)
            decisions.append(sums.without(split).said(self, sums.table[split.test, :-2]))
        return decisions

    def decision(self, features: np.ndarray) -> np.ndarray:
        """See Candidate.decision; about -1 to 1."""
        rows = self._standardised(features)
        return rows @ self.shared_ + self.level_ + self.likeness(features) * (rows @ self.own_)

    def contributions(self, features: np.ndarray) -> tuple[np.ndarray, float]:
        """Standardised, clipped value times the coefficient that holds for this photograph: exact."""
        rows = self._standardised(features)
        return rows * (self.shared_ + self.likeness(features)[:, None] * self.own_), self.level_

    def likeness(self, features: np.ndarray) -> np.ndarray:
        """(n,) 0 to 1: how much of the desk's own part counts."""
        return _between(self._standardised(features) @ self.detector_[:-1] + self.detector_[-1], *self.edges_)

    def _fit(self, features: np.ndarray, truth: np.ndarray, weight: np.ndarray, source: np.ndarray, group: np.ndarray,
             family: np.ndarray) -> _Sums:
        share = weight * evened_out(source, truth)
        share = share / share.mean()
        self.mean_ = share @ features / share.sum()
        deviation = np.sqrt(np.maximum(share @ np.square(features, dtype=np.float64) / share.sum() - self.mean_ ** 2, 0))
        self.deviation_ = np.where(deviation > 1e-9 * np.maximum(np.abs(self.mean_), 1), deviation, np.inf)
        self.scale_ = family_scale(family)
        strength = self.strictness * PENALTY * len(np.unique(family))
        rows = self._standardised(features)
        few = len(rows) < rows.shape[1]  # then every coefficient lies in the rows' own span, which is smaller
        span = np.linalg.qr(rows.T)[0] if few else None
        sums = _Sums(rows if span is None else rows @ span, truth, share / strength, source, self.own, strength)
        self.edges_ = sums.edges(group)
        fitted = sums.solved()
        self.shared_, self.own_, detector = (one if span is None else span @ one
                                             for one in (fitted.shared[:-1], fitted.own, fitted.detector[:-1]))
        self.level_, self.detector_ = float(fitted.shared[-1]), np.append(detector, fitted.detector[-1])
        return sums

    def _standardised(self, features: np.ndarray) -> np.ndarray:
        return np.clip((features - self.mean_) / self.deviation_, -LIMIT, LIMIT) * self.scale_


class _Solved:
    """Coefficients of one fit, in the standardisation of the whole."""

    def __init__(self, shared: np.ndarray, own: np.ndarray, detector: np.ndarray) -> None:
        self.shared, self.own, self.detector = shared, own, detector

    def said(self, whole: DeskRidge, rows: np.ndarray) -> np.ndarray:
        likeness = _between(rows @ self.detector[:-1] + self.detector[-1], *whole.edges_)
        return rows @ self.shared[:-1] + self.shared[-1] + likeness * (rows @ self.own)


class _Sums:
    """What the photographs add up to: by source for the coefficients, and desk against the rest for the likeness."""

    def __init__(self, rows: np.ndarray, truth: np.ndarray, precision: np.ndarray, source: np.ndarray, own: float, strength: float) -> None:
        self.table = np.column_stack([rows, np.ones(len(rows)), np.where(truth, 1.0, -1.0)])
        self.precision, self.source, self.own = precision, source, own
        self.at_desk = np.char.startswith(source.astype(str), DESK)
        self.block = np.where(self.at_desk, DESK, source)
        self.both = bool(self.at_desk.any() and not self.at_desk.all())
        counts = np.where(self.at_desk, self.at_desk.sum(), (~self.at_desk).sum())
        self.balance = len(source) / (2 * counts) / strength
        width = self.table.shape[1]
        self.parts, self.grams, self.desk = np.zeros((width, width)), np.zeros((width, width)), np.zeros((width, width))
        self.large: dict[str, np.ndarray] = {}
        for name in np.unique(self.block):
            here = self.block == name
            if here.sum() > width:
                self.large[name] = gram(self.table[here], precision[here])
            part = self._part(name, here, here & False)
            self.parts += part
            self.grams += self._likeness_gram(here)
            if name == DESK:
                self.desk = part

    def solved(self) -> _Solved:
        return self._solve(self.parts, self.grams, self.desk)

    def without(self, split: Split) -> _Solved:
        """The fit on the rows of split.train alone; only the sources that lose rows are added up again."""
        kept = np.zeros(len(self.source), bool)
        kept[split.train] = True
        parts, grams, desk = self.parts.copy(), self.grams.copy(), self.desk
        grams -= self._likeness_gram(~kept)
        for name in np.unique(self.block[~kept]):
            here = self.block == name
            after = self._part(name, here & kept, here & ~kept)
            parts += after - (self.desk if name == DESK else self._part(name, here, here & False))
            desk = after if name == DESK else desk
        return self._solve(parts, grams, desk)

    def edges(self, group: np.ndarray) -> tuple[float, float]:
        """The likeness at which the desk's own part begins to count, and counts in full: as found in sources, and scenes, left out."""
        if not self.both:
            return (-2.0, -1.0)  # below everything: whatever there is is the desk's
        elsewhere, here = np.flatnonzero(~self.at_desk), np.flatnonzero(self.at_desk)
        bins = source_bins(self.source[elsewhere])
        folds = grouped_folds(np.arange(len(here)) % 2 == 0, self.source[here], group[here])
        found = self._likeness_without([*(elsewhere[bins == one] for one in np.unique(bins)), *(here[fold.test] for fold in folds)])
        low = float(np.percentile(found[elsewhere], ELSEWHERE))
        return low, max(float(np.percentile(found[here], HERE)), low + 0.1)

    def _likeness_without(self, held: list[np.ndarray]) -> np.ndarray:
        """The likeness of all rows, (n,), those of each set by a fit without it: (y - said without) = (1 - H)^-1 (y - said)."""
        width = self.table.shape[1] - 1
        target, rows = np.where(self.at_desk, 1.0, -1.0), self.table[:, :width]
        said = rows @ shared_of(self.grams)
        system = self.grams[:width, :width] + np.diag([1.0] * (width - 1) + [1e-9])
        half = solve_triangular(cholesky(system, lower=True, check_finite=False), rows.T, lower=True, check_finite=False)
        found = said.copy()
        for one in held:
            own = half[:, one].T @ half[:, one] * self.balance[one]
            found[one] = target[one] - np.linalg.solve(np.eye(len(one)) - own, target[one] - said[one])
        return found

    def _part(self, name: str, kept: np.ndarray, without: np.ndarray) -> np.ndarray:
        """A source's part, from some of its rows and without others; a large one's by what the others take away."""
        if name not in self.large:
            return part_of_source(self.table[kept], self.precision[kept], self.own)
        taken = gram(self.table[without], self.precision[without]) if without.any() else 0.0
        return reduced(self.large[name] - taken, self.own)

    def _likeness_gram(self, rows: np.ndarray) -> np.ndarray:
        if not self.both:
            return np.zeros((self.table.shape[1],) * 2)
        table = self.table[rows]
        table[:, -1] = np.where(self.at_desk[rows], 1.0, -1.0)
        return gram(table, self.balance[rows])

    def _solve(self, parts: np.ndarray, grams: np.ndarray, desk: np.ndarray) -> _Solved:
        shared = shared_of(parts)
        return _Solved(shared, own_of(desk, shared, self.own), shared_of(grams))


def _between(values: np.ndarray, low: float, high: float) -> np.ndarray:
    return np.clip((values - low) / (high - low), 0.0, 1.0)
