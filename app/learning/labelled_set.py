"""The photographs that a model is fitted on: feature vectors with labels, sources, groups and weights."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class LabelledSet:
    """ids, labels, source, group, kind: (n,) str.  features: (n, d) float32.  weight: (n,) float64, relative, 1 by default.

    group is unique across sources (an empty group becomes its own).  low_resolution: (n,) bool, longest side under 1024.
    """

    ids: np.ndarray
    features: np.ndarray
    labels: np.ndarray
    source: np.ndarray
    group: np.ndarray
    kind: np.ndarray
    weight: np.ndarray
    low_resolution: np.ndarray

    @classmethod
    def of(cls, ids, features, labels, source, group=None, kind=None, weight=None, low_resolution=None) -> LabelledSet:
        """From sequences; what is left out is: own group, no kind, weight 1, full resolution.  Raises ValueError for unequal lengths."""
        raise NotImplementedError

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: np.ndarray) -> LabelledSet:
        """The set of these rows (indices or mask), in that order."""
        raise NotImplementedError

    def joined(self, other: LabelledSet) -> LabelledSet:
        """This set followed by the other."""
        raise NotImplementedError

    def hash(self) -> str:
        """SHA-256 (hex) over every row's content; the order of rows does not matter."""
        raise NotImplementedError

    def save(self, path: Path) -> None:
        """Writes one .npz without pickled objects."""
        raise NotImplementedError

    @classmethod
    def load(cls, path: Path) -> LabelledSet:
        """Reads what save wrote.  Raises VersionAltered for anything else."""
        raise NotImplementedError
