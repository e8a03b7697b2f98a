"""JPEGs of camera size, each with bytes of its own, made from a picture that scikit-image ships."""

from __future__ import annotations

import cv2
import numpy as np
from skimage import data


def camera_jpeg(width: int, height: int, seed: int = 0) -> bytes:
    """A JPEG, quality 92, of an enlarged photograph with the noise of a sensor; seed makes it another file of the same kind."""
    large = cv2.resize(data.astronaut()[..., ::-1], (width, height), interpolation=cv2.INTER_CUBIC).astype(np.float32)
    noise = np.random.default_rng(seed).normal(0, 1, large.shape).astype(np.float32)
    grainy = np.clip(large + cv2.GaussianBlur(noise, (0, 0), 0.7) * np.sqrt(16 + large / 4), 0, 255).astype(np.uint8)
    return cv2.imencode(".jpg", grainy, [cv2.IMWRITE_JPEG_QUALITY, 92])[1].tobytes()
