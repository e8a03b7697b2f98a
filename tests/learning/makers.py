"""Labelled sets with known truth: a signal that all sources share, and one that each source has alone."""

from __future__ import annotations

import numpy as np

from app.learning.labelled_set import LabelledSet

LABELS = ("original", "recaptured")
NAMES = tuple(f"{family}.{at}" for family in ("peaks", "colour") for at in range(8))
FAMILY_OF = {name: name.split(".")[0] for name in NAMES}


def labelled(per_source: int = 40, sources: int = 6, strength: float = 1.5, shortcut: float = 0.0, seed: int = 0,
             group_size: int = 2) -> LabelledSet:
    """Half of each source is recaptured; two of 16 features tell it everywhere, a third tells it the other way in every other source."""
    rng = np.random.default_rng(seed)
    n = per_source * sources
    truth = np.arange(n) % 2 == 1
    source = np.repeat(np.arange(sources), per_source)
    features = rng.normal(size=(n, len(NAMES)))
    features += 0.5 * rng.normal(size=(sources, len(NAMES)))[source]
    features[:, [0, 9]] += strength * (truth[:, None] - 0.5)
    features[:, 3] += shortcut * (truth - 0.5) * np.where(source % 2, 1, -1)
    return LabelledSet.of(
        ids=[f"p{row:04d}" for row in range(n)], features=features, labels=np.where(truth, LABELS[1], LABELS[0]),
        source=[f"source-{one}" for one in source], group=[f"g{row % per_source // group_size}" for row in range(n)],
        kind=np.where(truth, "screen", "camera"), low_resolution=rng.random(n) < 0.2,
    ).with_families([FAMILY_OF[name] for name in NAMES])


def truth_of(made: LabelledSet) -> np.ndarray:
    return made.labels == LABELS[1]
