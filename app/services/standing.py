"""Where a photograph's value stands among the photographs of a label, in numbers and in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

MIDDLE = (25.0, 75.0)  # between these percentages a value is nothing special


@dataclass(frozen=True)
class Distribution:
    """Values of one feature over the n photographs of one label.

    counts: shares that sum to 1, counts[i] between edges[i] and edges[i + 1]; the outer ones hold what lies beyond.
    quantiles: at 0, 1, …, 100 %.
    """

    label: str
    n: int
    edges: tuple[float, ...]
    counts: tuple[float, ...]
    quantiles: tuple[float, ...]


def distributions_of(summary: dict) -> tuple[Distribution, ...]:
    """One per label, the claim first, from a model's stored summary of a feature."""
    edges = tuple(summary["edges"])
    return tuple(Distribution(label, each["n"], edges, tuple(each["shares"]), tuple(each["quantiles"]))
                 for label, each in summary["labels"].items())


def percentage_below(value: float, quantiles: Sequence[float]) -> float:
    """How many of 100 photographs have a smaller value, 0 to 100, between quantiles in proportion; ties count half."""
    points = np.asarray(quantiles, dtype=float)
    left, right = np.searchsorted(points, value, "left"), np.searchsorted(points, value, "right")
    if left < right:  # the value is one of the quantiles, perhaps of several that are equal
        return float(left + right - 1) / 2
    if left in (0, len(points)):
        return 0.0 if left == 0 else 100.0
    return float(left - 1 + (value - points[left - 1]) / (points[left] - points[left - 1]))


def standing_sentence(title: str, value: float, told: Sequence[Distribution], label: str, plural: str) -> str:
    """For instance "Peak height: higher than in 96 of 100 originals"; label and plural: those it is compared with."""
    compared = next((each for each in told if each.label == label), None)
    if compared is None:
        return title
    below = min(99, max(1, round(percentage_below(value, compared.quantiles))))
    title = title[:1].upper() + title[1:]
    if MIDDLE[0] <= below <= MIDDLE[1]:
        return f"{title}: as in most {plural}"
    direction, share = ("higher", below) if below > MIDDLE[1] else ("lower", 100 - below)
    return f"{title}: {direction} than in {share} of 100 {plural}"
