"""How the frame of the photograph differs from its middle: bezels, walls and margins around what was photographed again."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.family import Family, Featured
from app.features.gradient import steepness
from app.features.plane_views import PlaneViews
from app.features.shrink import shrunk

RINGS = ((0, 0.04), (0.04, 0.1), (0.1, 0.2), (0.2, 0.32), (0.32, 0.51))
CHANNELS = ("lightness", "green_red", "blue_yellow", "saturation", "detail")
_PER_CHANNEL = ("step01", "step12", "step23", "step34", "edge_less_centre", *(f"spread{i}" for i in range(5)))
NAMES = (*(f"{channel}_{name}" for channel in CHANNELS for name in _PER_CHANNEL), *(f"side_level{i}" for i in range(4)),
         *(f"side_spread{i}" for i in range(4)), "corners_less_mean", "corners_spread", "black_share", "white_share")
SIDE = 256


def extract(planes: PlaneViews) -> np.ndarray:
    """Steps between five nested frames, at 256: (62,) float32, finite, 8-bit levels (detail: log gradient; shares 0 to 1).

    step01: frame 0 (outermost 4 %) to frame 1, and so on inwards; spread: deviation inside each frame.  side: mean and deviation of the
    four margins of 1/16, sorted rising.  Recaptured: darker and more even margins, steps at the frame.  Absence says nothing, and it
    looks at the scene as well as the medium, so its weight has to be earned across sources.
    Source: the bezel cue of rebroadcast detection, Agarwal, Fan and Farid 2018; the frames are ours.
    """
    small = shrunk(planes.s512, SIDE)
    gray = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
    gradient = np.log(steepness(gray) + 2)
    saturation = cv2.cvtColor(small, cv2.COLOR_RGB2HSV_FULL)[..., 1].astype(np.float32)
    channels = (*cv2.split(cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32)), saturation, gradient)
    frames = _frames(gray.shape)
    steps = np.concatenate([_steps(channel, frames) for channel in channels])
    return np.concatenate([steps, _margins(gray)]).astype(np.float32)


def _frames(shape: tuple[int, int]) -> list[np.ndarray]:
    rows, columns = np.mgrid[0:shape[0], 0:shape[1]]
    height, width = shape
    across = np.minimum(columns + 0.5, width - columns - 0.5) / width
    down = np.minimum(rows + 0.5, height - rows - 0.5) / height
    depth = np.minimum(across, down)
    return [(depth >= low) & (depth < high) for low, high in RINGS]


def _steps(channel: np.ndarray, frames: list[np.ndarray]) -> np.ndarray:
    rings = [channel[frame] if frame.any() else channel for frame in frames]
    means = np.array([ring.mean() for ring in rings])
    return np.array([*np.diff(means), means[0] - means[4], *(ring.std() for ring in rings)])


def _margins(gray: np.ndarray) -> np.ndarray:
    height, width = gray.shape
    across, down = max(2, width // 16), max(2, height // 16)
    sides = (gray[:, :across], gray[:, -across:], gray[:down], gray[-down:])
    high, wide = height // 10 + 1, width // 10 + 1
    low_rows, low_columns = -(height // -10), -(width // -10)
    corners = np.array([gray[rows, columns].mean() for rows in (slice(0, high), slice(-low_rows, None))
                        for columns in (slice(0, wide), slice(-low_columns, None))])
    return np.array([*sorted(side.mean() for side in sides), *sorted(side.std() for side in sides),
                     corners.mean() - gray.mean(), corners.std(), (gray < 20).mean(), (gray > 235).mean()])


FAMILY = Family(
    id="layout",
    title="Frame and margins",
    plane="s512",
    names=NAMES,
    extract=extract,
    meaning="How the margins differ from the middle in light, colour and detail; a screen or a sheet brings a rim of its own.",
    misleads="Vignetting, a plain background or a centred subject look alike, and a recapture that fills the frame has no rim.",
    telling=(
        Featured("lightness_edge_less_centre", "Margin less middle", "level of 255"),
        Featured("lightness_step34", "Step near the middle", "level of 255"),
        Featured("detail_step01", "Step of detail at the rim", "log gradient"),
        Featured("corners_spread", "Unevenness of the corners", "level of 255"),
    ),
)
