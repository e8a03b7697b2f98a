"""A feature's or family's share of a score, in log-odds towards the second label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np


def families_in_order(feature_names: Sequence[str], family_of: Mapping[str, str]) -> tuple[str, ...]:
    """Families as they first occur."""
    return tuple(dict.fromkeys(family_of[name] for name in feature_names))


def by_family(contributions: np.ndarray, feature_names: Sequence[str], family_of: Mapping[str, str]) -> np.ndarray:
    """Sums over each family's features: (n, families) from (n, features), families as they first occur."""
    families = families_in_order(feature_names, family_of)
    member = np.array([[family_of[name] == family for family in families] for name in feature_names], dtype=np.float64)
    return contributions @ member
