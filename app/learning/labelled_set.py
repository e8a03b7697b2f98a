"""The photographs that a model is fitted on: feature vectors with labels, sources, groups and weights."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np

from app.errors import VersionAltered
from app.learning.missing import filled, typical

ROWS = ("ids", "features", "labels", "source", "group", "kind", "weight", "low_resolution")
LATER = ("quarters", "quartered")  # which older files do not have; there each photograph has its quarters, or none has
QUARTER = 0.1                      # the weight of a quarter beside its photograph


@dataclass(frozen=True)
class LabelledSet:
    """ids, labels, source, group, kind: (n,) str.  features: (n, d) float32.  weight: (n,) float64, relative, 1 by default.

    group is unique across sources (an empty group becomes its own).  low_resolution: (n,) bool, longest side under 1024.
    quarters: (m, k, d) float32, the features of the quarters of m of the photographs, k = 4 or 0; NaN is what was not measured.
    quartered: (m,) int, the rows of those photographs, each once.  Quarters are fitted on, never measured on.
    family: (d,) str, the family of each feature, "" where it is not known.
    """

    ids: np.ndarray
    features: np.ndarray
    labels: np.ndarray
    source: np.ndarray
    group: np.ndarray
    kind: np.ndarray
    weight: np.ndarray
    low_resolution: np.ndarray
    quarters: np.ndarray
    quartered: np.ndarray
    family: np.ndarray

    @classmethod
    def of(cls, ids: Sequence, features: Sequence | np.ndarray, labels: Sequence, source: Sequence, group: Sequence | None = None,
           kind: Sequence | None = None, weight: Sequence | None = None, low_resolution: Sequence | None = None,
           quarters: np.ndarray | None = None) -> LabelledSet:
        """From sequences; what is left out is: own group, no kind, weight 1, full resolution, no quarters.  quarters: (n, k, d).

        Raises ValueError for unequal lengths.
        """
        n = len(ids)
        vectors = np.asarray(features, np.float32)
        made = cls(
            ids=_text(ids),
            features=vectors.reshape(n, -1) if n else vectors.reshape(0, vectors.shape[-1] if vectors.ndim == 2 else 0),
            labels=_text(labels),
            source=_text(source),
            group=_whole_groups(_text(ids), _text(source), _text([""] * n if group is None else group)),
            kind=_text([""] * n if kind is None else kind),
            weight=np.ones(n) if weight is None else np.asarray(weight, np.float64),
            low_resolution=np.zeros(n, bool) if low_resolution is None else np.asarray(low_resolution, bool),
            quarters=np.empty((0, 0, vectors.shape[-1] if n else 0), np.float32) if quarters is None else np.asarray(quarters, np.float32),
            quartered=np.arange(0 if quarters is None else n),
            family=np.full(vectors.shape[-1] if vectors.ndim == 2 else 0, "", "<U1"),
        )
        for name in (*ROWS, *(["quarters"] if quarters is not None else [])):
            if len(getattr(made, name)) != n:
                raise ValueError(f"{name} has {len(getattr(made, name))} rows, ids has {n}")
        return made

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: np.ndarray) -> LabelledSet:
        """The set of these rows (indices or mask), in that order."""
        place = self._place_of_quarters()[rows]
        quartered = np.flatnonzero(place >= 0)
        return replace(self, **{name: getattr(self, name)[rows] for name in ROWS}, quarters=self.quarters[place[quartered]],
                       quartered=quartered)

    def joined(self, other: LabelledSet) -> LabelledSet:
        """This set followed by the other, with this set's families.  Raises ValueError if their features differ in number."""
        rows = {name: np.concatenate([getattr(self, name), getattr(other, name)]) for name in ROWS}
        first, second = self._fitting(), other._fitting()
        none = np.empty((0, max(self.quarters.shape[1], other.quarters.shape[1]), self.features.shape[1]), np.float32)
        quarters = np.concatenate([none, *(one.quarters for one in (first, second) if len(one.quarters))])
        return replace(self, **rows, quarters=quarters, quartered=np.append(first.quartered, second.quartered + len(self)))

    def with_quarters(self) -> tuple[LabelledSet, np.ndarray]:
        """The photographs followed by their quarters as rows of their own, and whose each row is, (m,) row numbers of this set.

        What was not measured of a quarter is the photographs' mean there, which has no say.
        Quarters are left out where columns were added to the photographs' features or taken away since.
        """
        owner, quarters = np.arange(len(self)), self._fitting().quarters
        if not quarters.size:
            return self, owner
        known = np.isfinite(quarters).any(axis=2)
        of_quarter = self.quartered[np.nonzero(known)[0]]
        parts = replace(self._bare().take(of_quarter), features=filled(quarters[known], typical(self.features)).astype(np.float32),
                        weight=self.weight[of_quarter] * QUARTER)
        return self.joined(parts), np.concatenate([owner, of_quarter])

    def with_families(self, family: Sequence[str]) -> LabelledSet:
        """The same rows, their columns named by family.  Raises ValueError for another number of columns."""
        if len(family) != self.features.shape[1]:
            raise ValueError(f"{len(family)} families for {self.features.shape[1]} features")
        return replace(self, family=_text(family))

    def hash(self) -> str:
        """SHA-256 (hex) over every row's content; the order of rows does not matter."""
        rows, place = [], self._place_of_quarters()
        unmeasured = np.full(self.quarters.shape[1:], np.nan, "<f4").tobytes()
        for row in range(len(self)):
            words = (self.ids[row], self.labels[row], self.source[row], self.group[row], self.kind[row], repr(float(self.weight[row])),
                     str(bool(self.low_resolution[row])))
            digest = hashlib.sha256("\x1f".join(map(str, words)).encode())
            digest.update(np.ascontiguousarray(self.features[row], "<f4").tobytes())
            digest.update(np.ascontiguousarray(self.quarters[place[row]], "<f4").tobytes() if place[row] >= 0 else unmeasured)
            rows.append(digest.digest())
        return hashlib.sha256(b"".join(sorted(rows))).hexdigest()

    def save(self, path: Path) -> None:
        """Writes one .npz without pickled objects; not compressed, since float vectors shrink by a tenth and take seconds."""
        with path.open("wb") as file:
            np.savez(file, allow_pickle=False, **{field.name: getattr(self, field.name) for field in fields(self)})

    @classmethod
    def load(cls, path: Path) -> LabelledSet:
        """Reads what save wrote.  Raises VersionAltered for anything else."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                found = {field.name: stored[field.name] for field in fields(cls) if field.name in stored or field.name not in LATER}
                quarters = found.get("quarters", np.empty((0, 0, found["features"].shape[1]), np.float32))
                return cls(**{"quarters": quarters, "quartered": np.arange(len(quarters)), **found})
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise VersionAltered(f"The labelled set {path.name} is missing or was altered.") from error

    def _place_of_quarters(self) -> np.ndarray:
        """(n,) where each photograph's quarters are, -1 where it has none."""
        place = np.full(len(self), -1)
        place[self.quartered] = np.arange(len(self.quartered))
        return place

    def _bare(self) -> LabelledSet:
        """The photographs alone."""
        return replace(self, quarters=np.empty((0, *self.quarters.shape[1:]), np.float32), quartered=np.empty(0, int))

    def _fitting(self) -> LabelledSet:
        """Without the quarters where they have other columns than the photographs."""
        return self if self.quarters.shape[2] == self.features.shape[1] else self._bare()


def _text(values: Sequence) -> np.ndarray:
    return np.array([str(value) for value in values], dtype=str) if len(values) else np.empty(0, "<U1")


def _whole_groups(ids: np.ndarray, source: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Groups under their source's name; an empty one takes the photograph's id."""
    named = [one if one.startswith(f"{where}/") else f"{where}/{one or name}" for name, where, one in zip(ids, source, group, strict=True)]
    return _text(named)
