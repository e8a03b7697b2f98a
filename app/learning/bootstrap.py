"""95 % intervals: groups are drawn again and again, so that photographs of one scene rise and fall together."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

FEWEST_GROUPS = 5
CHUNK = 4_000_000  # weights held at once, to bound memory
Statistic = Callable[[np.ndarray], np.ndarray]  # weights (draws, n) -> (draws,)


def group_weights(group: np.ndarray, draws: int, rng: np.random.Generator) -> np.ndarray:
    """How often each photograph occurs in each draw of as many groups as there are: (draws, n) float64."""
    names, place = np.unique(group, return_inverse=True)
    if not len(names):
        return np.zeros((draws, 0))
    counts = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), size=draws)
    return counts[:, place].astype(np.float64)


def draw_statistics(statistics: dict[str, Statistic], group: np.ndarray, draws: int, seed: int) -> dict[str, np.ndarray]:
    """Each statistic for every draw: {name: (draws,)}.  All see the same draws, so that differences are paired."""
    rng = np.random.default_rng(seed)
    step = max(1, CHUNK // max(len(group), 1))
    parts: dict[str, list[np.ndarray]] = {name: [] for name in statistics}
    for start in range(0, draws, step):
        weights = group_weights(group, min(step, draws - start), rng)
        for name, statistic in statistics.items():
            parts[name].append(statistic(weights))
    return {name: np.concatenate(values) for name, values in parts.items()}


def figure(value: float, drawn: np.ndarray, n: int, groups: int, undefined: str) -> dict:
    """{value, low, high, n, reason}: the 2.5 and 97.5 percentiles of the draws; null with a reason where there is nothing to say."""
    if not np.isfinite(value):
        return {"value": None, "low": None, "high": None, "n": n, "reason": undefined}
    if groups < FEWEST_GROUPS:
        reason = f"no interval: only {groups} group{'s' if groups > 1 else ''} of photographs, at least {FEWEST_GROUPS} are needed"
        return {"value": float(value), "low": None, "high": None, "n": n, "reason": reason}
    known = drawn[np.isfinite(drawn)]
    if len(known) < 0.9 * len(drawn):
        return {"value": float(value), "low": None, "high": None, "n": n, "reason": "no interval: undefined in over a tenth of the draws"}
    low, high = np.percentile(known, [2.5, 97.5])
    return {"value": float(value), "low": float(low), "high": float(high), "n": n, "reason": None}
