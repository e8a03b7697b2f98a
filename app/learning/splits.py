"""Which photographs are fitted on and which are measured on: by source, and inside a source by group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MOST_FOLDS = 24


@dataclass(frozen=True)
class Split:
    """held_out: what is measured on, in words.  train, test: row numbers, (k,) int64, never sharing a group."""

    held_out: str
    train: np.ndarray
    test: np.ndarray


def leave_one_source_out(truth: np.ndarray, source: np.ndarray, group: np.ndarray, most: int = MOST_FOLDS) -> list[Split]:
    """One split a source, sources in alphabetical order; what shares a group with the held-out source is fitted on nowhere.

    More sources than `most` are held out several at a time.  A split whose rest has one label only is left out, so that with one source,
    or where every source has one label, fewer splits (or none) come back.
    truth : (n,) bool.  source, group : (n,) str.
    """
    held = source_bins(source, most)
    splits = [_split(", ".join(np.unique(source[held == one])), held == one, group) for one in np.unique(held)]
    return [split for split in splits if _both(truth[split.train])]


def source_bins(source: np.ndarray, most: int = MOST_FOLDS) -> np.ndarray:
    """(n,) int64: which sources are held out together; each alone if there are at most so many, else several at a time."""
    names = np.unique(source)
    bins = np.arange(len(names)) if len(names) <= most else _even_bins(source, names, most)
    return bins[np.searchsorted(names, source)]


def grouped_folds(truth: np.ndarray, source: np.ndarray, group: np.ndarray, folds: int = 5, seed: int = 0) -> list[Split]:
    """Folds that spread every source evenly and never cut through a group; fewer folds where there are fewer groups.

    Deterministic for a seed.  Folds whose rest has one label only are left out.
    """
    names, place = np.unique(group, return_inverse=True)
    of_source = np.empty(len(names), source.dtype)
    of_source[place] = source
    order = np.random.default_rng(seed).permutation(len(names))
    order = order[np.argsort(of_source[order], kind="stable")]
    fold_of = np.empty(len(names), np.int64)
    fold_of[order] = np.arange(len(names)) % min(folds, max(len(names), 1))
    fold = fold_of[place]
    splits = [_split(f"fold {one + 1}", fold == one, group) for one in np.unique(fold)]
    return [split for split in splits if len(split.train) and _both(truth[split.train])]


def _split(name: str, test: np.ndarray, group: np.ndarray) -> Split:
    touched = np.isin(group, np.unique(group[test]))
    return Split(name, np.flatnonzero(~test & ~touched), np.flatnonzero(test))


def _both(truth: np.ndarray) -> bool:
    return bool(truth.any() and not truth.all())


def _even_bins(source: np.ndarray, names: np.ndarray, count: int) -> np.ndarray:
    """Sources dealt into bins, the largest first, always into the emptiest bin."""
    sizes = np.array([(source == name).sum() for name in names])
    bins, filled = np.empty(len(names), np.int64), np.zeros(count)
    for place in np.argsort(-sizes, kind="stable"):
        bins[place] = filled.argmin()
        filled[bins[place]] += sizes[place]
    return bins
