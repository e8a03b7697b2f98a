"""What became of predictions made with like confidence: counted on photographs from sources the model did not see."""

from __future__ import annotations

import numpy as np

EDGES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
ENOUGH = 30


def reliability_bands(probability: np.ndarray, truth: np.ndarray, labels: tuple[str, ...]) -> list[dict]:
    """A band for each label and range of confidence: {label, low, high, n, correct, mean_confidence}, JSON-able.

    probability : (n,) of labels[1], calibrated, out of source.  truth : (n,) bool.  n counts photographs that were called label with a
    confidence from low (included) to high (excluded, but for 1); correct those that were.
    """
    called = probability >= 0.5
    confidence = np.where(called, probability, 1 - probability)
    bands = []
    for side, label in enumerate(labels):
        for low, high in zip(EDGES[:-1], EDGES[1:], strict=True):
            inside = (called == side) & (confidence >= low) & ((confidence < high) | (high == 1.0))
            n = int(inside.sum())
            bands.append({"label": label, "low": low, "high": high, "n": n, "correct": int((truth[inside] == side).sum()),
                          "mean_confidence": float(confidence[inside].mean()) if n else None})
    return bands


def band_of(bands: list[dict], confidence: float, label: str) -> dict | None:
    """The band that a prediction falls into, or None where fewer than 30 photographs were counted."""
    for band in bands:
        if band["label"] == label and band["low"] <= confidence and (confidence < band["high"] or band["high"] == 1.0):
            return band if band["n"] >= ENOUGH else None
    return None
