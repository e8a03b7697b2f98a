"""Pictures with known truth for the feature families: scenes of overlapping discs, and what screens, prints and files do to them."""

from __future__ import annotations

import cv2
import numpy as np

from app.photos.planes import Planes


def scene(seed: int = 0, height: int = 768, width: int = 1024) -> np.ndarray:
    """Overlapping discs of many sizes with a little sensor noise: (height, width, 3) uint8.  Dead leaves have a natural spectrum."""
    rng = np.random.default_rng(seed)
    picture = np.full((height, width, 3), 128, np.uint8)
    for _ in range(1500):
        centre = (int(rng.integers(width)), int(rng.integers(height)))
        radius = int(min(150, 4 / rng.random() ** 0.7))
        cv2.circle(picture, centre, radius, tuple(int(v) for v in rng.integers(20, 236, 3)), -1, cv2.LINE_AA)
    soft = cv2.GaussianBlur(picture, (0, 0), 0.8).astype(np.float32)
    return np.clip(soft + rng.normal(0, 2, soft.shape), 0, 255).astype(np.uint8)


def with_grid(picture: np.ndarray, period: float = 3.3, angle: float = 20.0, strength: float = 8.0,
              only: slice | tuple[slice, slice] = slice(None)) -> np.ndarray:
    """The picture seen through a square grid, as of a screen's pixels; period in pixels, strength in grey levels."""
    y, x = np.mgrid[:picture.shape[0], :picture.shape[1]].astype(np.float32)
    turn = np.deg2rad(angle)
    along, across = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
    grid = strength * (np.cos(2 * np.pi * along / period) + np.cos(2 * np.pi * across / period))
    covered = np.zeros_like(grid)
    covered[only] = grid[only]
    return np.clip(picture + covered[..., None], 0, 255).astype(np.uint8)


def printed(picture: np.ndarray, period: float = 4.5, angles: tuple[float, float, float] = (15.0, 75.0, 30.0)) -> np.ndarray:
    """The picture as an offset print: cyan, magenta and yellow dots, each ink in rows at its own angle; period in pixels."""
    large = cv2.resize(picture, None, fx=3, fy=3, interpolation=cv2.INTER_LINEAR).astype(np.float32)
    y, x = (axis.astype(np.float32) / 3 for axis in np.mgrid[:large.shape[0], :large.shape[1]])
    for ink, angle in enumerate(np.deg2rad(angles)):
        along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
        dots = 0.5 + 0.25 * (np.cos(2 * np.pi * along / period) + np.cos(2 * np.pi * across / period))
        large[..., ink] = np.where(dots < 1 - large[..., ink] / 255, 30, 230)
    return cv2.resize(large, picture.shape[1::-1], interpolation=cv2.INTER_AREA).round().astype(np.uint8)


def blurred(picture: np.ndarray, sigma: float) -> np.ndarray:
    return cv2.GaussianBlur(picture, (0, 0), sigma)


def resaved(picture: np.ndarray, quality: int) -> np.ndarray:
    """After a JPEG of that quality."""
    return cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)


def power_law(exponent: float, seed: int = 0, side: int = 1024) -> np.ndarray:
    """Grey noise whose power falls with that power of frequency, (side, side, 3) uint8."""
    rng = np.random.default_rng(seed)
    frequency = np.hypot(np.fft.fftfreq(side)[:, None], np.fft.rfftfreq(side)[None])
    frequency[0, 0] = 1
    noise = np.fft.irfft2(np.fft.rfft2(rng.normal(size=(side, side))) * frequency ** (exponent / 2), s=(side, side))
    levels = 128 + 40 * noise / noise.std()
    return np.repeat(np.clip(levels, 0, 255).astype(np.uint8)[..., None], 3, axis=2)


def planes(picture: np.ndarray) -> Planes:
    return Planes(picture)


def measured(family, picture: np.ndarray) -> dict[str, float]:
    """A family's features of a picture by name."""
    return dict(zip(family.names, family.extract(Planes(picture)).tolist(), strict=True))
