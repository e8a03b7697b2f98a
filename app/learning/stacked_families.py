"""A ridge for each family, and a second one over what they say of sources that they have not seen."""

from __future__ import annotations

from typing import Self

import numpy as np
from scipy.optimize import nnls

from app.learning.family_scale import VOICE
from app.learning.splits import source_bins
from app.learning.standardised import Linear, shares
from app.learning.weighted_ridge import weighted_ridge

PENALTY = 0.6 * VOICE
PULL = 0.3   # of the families' mean square, towards an equal voice for all
FOLDS = 8    # at most, of sources left out together


class StackedFamilies(Linear):
    """Each family alone is fitted to the truth; families are then weighed, never below nothing, by what they say out of source.

    The whole is one set of coefficients: exactly additive.
    Source: Breiman, Stacked regressions, Machine Learning 24, 1996.
    """

    def fit(self, features: np.ndarray, truth: np.ndarray, weight: np.ndarray, source: np.ndarray, group: np.ndarray,
            family: np.ndarray, seed: int, whole: np.ndarray | None = None) -> Self:
        """See Candidate.fit.  With one source the families are weighed alike.  There is nothing random in it."""
        self._learn_scale(features, family, whole)
        rows, share, target = self._standardised(features), shares(weight, source, truth, whole), np.where(truth, 1.0, -1.0)
        columns = [family == name for name in np.unique(family)]
        bins = source_bins(source, FOLDS)
        abroad = np.zeros((len(rows), len(columns)))
        for one in np.unique(bins):
            seen = bins != one
            if truth[seen].any() and not truth[seen].all():
                for place, of_family in enumerate(columns):
                    coefficients, level = weighted_ridge(rows[seen][:, of_family], target[seen], share[seen], PENALTY)
                    abroad[~seen, place] = rows[~seen][:, of_family] @ coefficients + level
        voices = voices_of(abroad, target, share)
        self.coefficients_, self.intercept_ = np.zeros(rows.shape[1]), 0.0
        for voice, of_family in zip(voices, columns, strict=True):
            coefficients, level = weighted_ridge(rows[:, of_family], target, share, PENALTY)
            self.coefficients_[of_family] = voice * coefficients
            self.intercept_ += float(voice * level)
        return self


def voices_of(abroad: np.ndarray, target: np.ndarray, share: np.ndarray) -> np.ndarray:
    """(families,) at least 0: least squares of the target on the families' decisions out of source, pulled towards 1 for all.

    abroad : (n, families).  Where it is nothing at all, all are 1.
    """
    families = abroad.shape[1]
    pull = np.sqrt(PULL * (share @ abroad ** 2).mean())
    if not pull > 0:
        return np.ones(families)
    root = np.sqrt(share)[:, None]
    voices, _ = nnls(np.vstack([abroad * root, pull * np.eye(families)]), np.concatenate([target * root[:, 0], np.full(families, pull)]))
    return voices
