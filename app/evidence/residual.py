"""The grain: what is left when the picture itself is smoothed away."""

from __future__ import annotations

import numpy as np

from app.evidence.evidence_map import Map
from app.features.plane_views import PlaneViews
from app.features.residual_texture import wiener_residual

GAIN = 8.0


def make(planes: PlaneViews) -> np.ndarray:
    """(h, w) uint8 at 1024: the 3x3 Wiener residual, eight times amplified about 128."""
    return np.clip(wiener_residual(planes.gray1024) * GAIN + 128, 0, 255).astype(np.uint8)


MAP = Map(
    id="residual",
    title="Grain",
    shows="The finest grain, eight times amplified about grey; in an original it follows the subject, a second camera adds its own.",
    misleads="Compression by messengers, noise reduction and sharpening change the grain of originals as well.",
    make=make,
    type="jpeg",
)
