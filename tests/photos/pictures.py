"""Small photographs made here, for tests that need a valid file and no particular picture."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from PIL import Image

FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".heic": "HEIF"}
CORNERS = {"top left": (220, 40, 40), "top right": (40, 200, 40), "bottom left": (40, 60, 220), "bottom right": (230, 230, 40)}


def picture(width: int = 400, height: int = 300, seed: int = 0) -> np.ndarray:
    """(height, width, 3) uint8 RGB: soft shapes and a little noise, with one colour in each corner; another seed, another picture."""
    rng = np.random.default_rng(seed)
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    image = np.full((height, width, 3), 128, np.float32)
    for _ in range(6):
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        spread = rng.uniform(0.05, 0.3) * min(width, height)
        shape = np.exp(-((across - x) ** 2 + (down - y) ** 2) / (2 * spread**2))
        image += shape[..., None] * rng.uniform(-110, 110, 3)
    image += rng.normal(0, 3, image.shape)
    h, w = height // 4, width // 4
    for place, colour in CORNERS.items():
        image[:h if "top" in place else None, :w if "left" in place else None][
            (0 if "top" in place else -h):, (0 if "left" in place else -w):] = colour
    return np.clip(image, 0, 255).astype(np.uint8)


def encode(image: np.ndarray, suffix: str = ".jpg", **options: object) -> bytes:
    """The image as a file of the type that the suffix names; options go to Pillow's `save` (quality, exif, progressive …)."""
    if suffix == ".heic":
        import pillow_heif

        pillow_heif.register_heif_opener()
    file = io.BytesIO()
    Image.fromarray(image).save(file, FORMATS[suffix], **options)
    return file.getvalue()


def write_photo(path: Path, width: int = 400, height: int = 300, seed: int = 0, **options: object) -> Path:
    """A valid photograph at `path`, of the type its suffix names; returns the path."""
    path.write_bytes(encode(picture(width, height, seed), path.suffix.lower(), **options))
    return path


def exif(orientation: int | None = None, gps: bool = False, **tags: object) -> Image.Exif:
    """EXIF with an orientation, a GPS position, and tags by name: make, model, software, taken, serial, owner."""
    card = Image.Exif()
    names = {"make": 0x010F, "model": 0x0110, "software": 0x0131}
    inner = {"taken": 0x9003, "serial": 0xA431, "owner": 0xA430, "iso": 0x8827, "lens": 0xA434, "focal_length": 0x920A, "exposure": 0x829A}
    if orientation is not None:
        card[0x0112] = orientation
    for name, value in tags.items():
        if name in names:
            card[names[name]] = value
    card.get_ifd(0x8769).update({inner[name]: value for name, value in tags.items() if name in inner})
    if gps:
        card.get_ifd(0x8825).update({1: "N", 2: (47.0, 22.0, 33.0), 3: "E", 4: (8.0, 32.0, 11.0)})
    return card
