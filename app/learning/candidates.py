"""The registry of candidate models; a new one is a class with this interface and a line here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, Self

import numpy as np

from app.learning.adaptation import DeskRidge
from app.learning.boosted_trees import BoostedTrees
from app.learning.family_bag import FamilyBag
from app.learning.family_ridge import FamilyRidge
from app.learning.logistic import Logistic
from app.learning.radial_svm import RadialSvm
from app.learning.spline_gam import SplineGam
from app.learning.stacked_families import StackedFamilies


class Candidate(Protocol):
    """A model of two labels.  Its attributes are arrays, numbers, strings and scikit-learn estimators, nothing else: they are its file.

    additive: True if what a feature adds depends on that feature alone; else contributions are Shapley values.
    """

    @property
    def additive(self) -> bool:
        ...

    def fit(self, features: np.ndarray, truth: np.ndarray, weight: np.ndarray, source: np.ndarray, group: np.ndarray,
            family: np.ndarray, seed: int, whole: np.ndarray | None = None) -> Self:
        """features: (n, d) float32.  truth: (n,) bool, both values present.  weight: (n,) > 0.  source, group: (n,) str.

        family: (d,) str, the family of each column.  whole: (n,) bool, False for the quarter of a photograph; features are
        standardised by whole ones.  Deterministic for a seed.
        """
        ...

    def decision(self, features: np.ndarray) -> np.ndarray:
        """(n,) float64, in log-odds or the like: higher means labels[1]."""
        ...

    def contributions(self, features: np.ndarray) -> tuple[np.ndarray, float]:
        """(n, d) float64 and a bias; together they sum to the decision, also where it is not additive."""
        ...


LEARNERS: dict[str, Callable[[], Candidate]] = {
    "logistic": Logistic, "ridge": FamilyRidge, "bag": FamilyBag, "gam": SplineGam, "svm": RadialSvm,
    "boosting": BoostedTrees, "stacked": StackedFamilies,
}
CANDIDATES: dict[str, Callable[[], Candidate]] = {
    **LEARNERS, "desk": DeskRidge,
    **{f"desk-{name}": partial(DeskRidge, own, strictness) for name, own, strictness in (
        ("shared", 0.1, 1.0), ("own", 2.0, 1.0), ("strict", 0.5, 2.0), ("loose", 0.5, 0.5))},
}
ADAPTATION = "desk"
DESK_SEARCH = tuple(name for name in CANDIDATES if name.startswith("desk-"))  # what a full refit tries beside it
