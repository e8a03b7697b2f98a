"""How well facts about the files alone separate the labels; above AUC 0.60 a set supports no claim."""

from __future__ import annotations

import numpy as np

LIMIT = 0.60


def shortcut_audit(facts: dict[str, np.ndarray], truth: np.ndarray, source: np.ndarray, group: np.ndarray, seed: int = 0) -> dict:
    """facts: name to (n,) numbers, such as pixels, bytes_per_pixel, aspect, has_exif, jpeg_quality; NaN where unknown.

    {"pooled": {fact: figure}, "sources": {source: {"facts": {fact: figure}, "worst": fact, "supports_a_claim": bool}}}; a figure is
    {value, low, high, n, reason} with value = max(AUC, 1 - AUC).
    """
    raise NotImplementedError
