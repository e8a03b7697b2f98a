"""Numbers of cells as colours that lie over a photograph: dark blue where there is little, yellow where there is much."""

from __future__ import annotations

import cv2
import numpy as np

FAINTEST, DENSEST = 0.5, 0.75  # opacity; the little is dimmed, so that the much shows on a bright photograph too


def heat(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """(h, w, 4) uint8 RGBA of (h, w) numbers on a fixed scale, so that maps of different photographs compare.

    low and what is below it is the darkest, high and above the lightest colour of cividis, which colour-blind people read alike.
    Source: Nuñez, Anderton and Renslow, PLOS ONE 13(7), 2018.
    """
    share = np.clip((values.astype(np.float32) - low) / (high - low), 0, 1)
    colours = cv2.applyColorMap(np.rint(share * 255).astype(np.uint8), cv2.COLORMAP_CIVIDIS)[..., ::-1]
    opacity = np.rint(255 * (FAINTEST + (DENSEST - FAINTEST) * share)).astype(np.uint8)
    return np.dstack([colours, opacity])
