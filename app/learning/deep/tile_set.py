"""The tiles of labelled photographs that a network is fitted on, and how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.learning.splits import Split


@dataclass(frozen=True)
class TileSet:
    """tiles: (t, 64, 64, 3) uint8, those of one photograph together.  first: (n + 1,) where each photograph's begin.

    truth: (n,) bool.  source, group: (n,) str.
    """

    tiles: np.ndarray
    first: np.ndarray
    truth: np.ndarray
    source: np.ndarray
    group: np.ndarray

    def tiles_of(self, photograph: int) -> np.ndarray:
        """Its tiles, (k, 64, 64, 3) uint8."""
        return self.tiles[self.first[photograph]:self.first[photograph + 1]]

    def some_tile(self, photographs: np.ndarray, generator: np.random.Generator) -> np.ndarray:
        """One tile of each, all of them mirrored or turned alike: (n, 64, 64, 3) uint8."""
        drawn = self.tiles[generator.integers(self.first[photographs], self.first[photographs + 1])]
        drawn = drawn[:, :, ::-1] if generator.random() < 0.5 else drawn
        drawn = drawn[:, ::-1] if generator.random() < 0.5 else drawn
        return drawn.transpose(0, 2, 1, 3) if generator.random() < 0.5 else drawn

    def chances(self, photographs: np.ndarray) -> np.ndarray:
        """How likely each is drawn: labels alike, and inside a label every source by the root of its size; sums to 1."""
        truth = self.truth[photographs]
        _, place = np.unique(self.source[photographs], return_inverse=True)
        both = place * 2 + truth
        chance = 1 / np.sqrt(np.bincount(both)[both])
        for side in (False, True):
            chance[truth == side] /= max(chance[truth == side].sum(), 1e-12)
        return chance / chance.sum()

    def source_folds(self, folds: int) -> list[Split]:
        """Every source is left out once, several at a time: the largest first, always into the smallest fold.

        What shares a group with a left-out photograph is not fitted on.  Folds whose rest has one label only are left out.
        """
        names, sizes = np.unique(self.source, return_counts=True)
        fold_of, filled = {}, np.zeros(min(folds, len(names)))
        for name, size in sorted(zip(names.tolist(), sizes.tolist(), strict=True), key=lambda one: (-one[1], one[0])):
            fold_of[name] = int(filled.argmin())
            filled[fold_of[name]] += size
        fold = np.array([fold_of[name] for name in self.source.tolist()])
        splits = []
        for one in range(len(filled)):
            test = fold == one
            train = np.flatnonzero(~test & ~np.isin(self.group, np.unique(self.group[test])))
            held = ", ".join(name for name in names.tolist() if fold_of[name] == one)
            if self.truth[train].any() and not self.truth[train].all():
                splits.append(Split(held, train, np.flatnonzero(test)))
        return splits
