"""A camera in front of a flat surface: perspective, optics, glare, sensor, processing; linear light in, a JPEG out."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from app.services.simulated_surface import Surface

OVERSAMPLING = 3  # surface points per sensor pixel, in each direction
STRIP = 256       # sensor rows in memory at once


@dataclass(frozen=True)
class Camera:
    """size: width and height in pixels.  blur: sigma of the optics in pixels.  glare, veil: strength of a reflection and of stray light.

    noise: electrons at white (fewer is noisier).  balance: gains of red and blue.  contrast: of the tone curve.  sharpen: amount.
    """

    size: tuple[int, int]
    blur: float
    glare: float
    veil: float
    noise: float
    balance: tuple[float, float]
    exposure: float
    contrast: float
    sharpen: float
    quality: int


def photograph(surface: Surface, view: np.ndarray, camera: Camera, generator: np.random.Generator) -> np.ndarray:
    """The camera's picture, (h, w, 3) uint8 RGB before its JPEG.  view : (3, 3) maps sensor pixels to pixels of the surface's picture."""
    light = _sensor_light(surface, view, camera)
    light *= camera.exposure
    light += _reflection(camera, generator)[..., None]
    light *= np.array([camera.balance[0], 1.0, camera.balance[1]], dtype=np.float32)
    mosaic = _noisy_mosaic(np.clip(light, 0, 1), camera.noise, generator)
    linear = cv2.cvtColor(mosaic, cv2.COLOR_BayerRGGB2RGB_EA).astype(np.float32) / 65535
    tone = _tone(linear, camera.contrast)
    soft = cv2.GaussianBlur(tone, (0, 0), 1.0)
    return np.clip((tone + camera.sharpen * (tone - soft)) * 255 + 0.5, 0, 255).astype(np.uint8)


def jpeg(image: np.ndarray, quality: int) -> bytes:
    """image : (H, W, 3) uint8 RGB."""
    _, encoded = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality])
    return encoded.tobytes()


def _sensor_light(surface: Surface, view: np.ndarray, camera: Camera) -> np.ndarray:
    """Mean light on each sensor pixel behind the optics, (h, w, 3) float32; computed in strips."""
    width, height = camera.size
    margin = int(np.ceil(4 * camera.blur))
    columns = (np.arange(-margin * OVERSAMPLING, (width + margin) * OVERSAMPLING, dtype=np.float32) + 0.5) / OVERSAMPLING
    out = np.empty((height, width, 3), dtype=np.float32)
    for top in range(0, height, STRIP):
        bottom = min(top + STRIP, height)
        rows = (np.arange((top - margin) * OVERSAMPLING, (bottom + margin) * OVERSAMPLING, dtype=np.float32) + 0.5) / OVERSAMPLING
        x, y = _seen(view, columns[None, :], rows[:, None])
        seen = cv2.GaussianBlur(surface(x, y), (0, 0), camera.blur * OVERSAMPLING)
        pixels = cv2.resize(seen, (len(columns) // OVERSAMPLING, len(rows) // OVERSAMPLING), interpolation=cv2.INTER_AREA)
        out[top:bottom] = pixels[margin:margin + bottom - top, margin:margin + width]
    return out


def _seen(view: np.ndarray, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    (a, b, c), (d, e, f), (g, h, i) = view.tolist()  # Python floats, so that float32 stays float32
    depth = g * x + h * y + i
    return (a * x + b * y + c) / depth, (d * x + e * y + f) / depth


def _reflection(camera: Camera, generator: np.random.Generator) -> np.ndarray:
    width, height = camera.size
    centre, spread = generator.uniform(0, 1, 2), generator.uniform(0.15, 0.5)
    x, y = np.linspace(0, 1, width, dtype=np.float32), np.linspace(0, 1, height, dtype=np.float32)
    distance = ((x[None, :] - centre[0]) ** 2 + (y[:, None] - centre[1]) ** 2) / np.float32(spread**2)
    return camera.glare * np.exp(-distance) + np.float32(camera.veil)


def _noisy_mosaic(light: np.ndarray, electrons: float, generator: np.random.Generator) -> np.ndarray:
    """One colour per pixel (RGGB) with photon and read noise; (h, w) uint16."""
    mosaic = light[..., 1].copy()
    mosaic[0::2, 0::2], mosaic[1::2, 1::2] = light[0::2, 0::2, 0], light[1::2, 1::2, 2]
    spread = np.sqrt(mosaic / electrons + (4 / electrons) ** 2)
    mosaic += spread * generator.standard_normal(mosaic.shape, dtype=np.float32)
    return (np.clip(mosaic, 0, 1) * 65535).astype(np.uint16)


def _tone(linear: np.ndarray, contrast: float) -> np.ndarray:
    """sRGB's curve, then an S-curve around the middle; 0 to 1."""
    encoded = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * np.power(np.maximum(linear, 1e-6), 1 / 2.4) - 0.055)
    return encoded + contrast * encoded * (1 - encoded) * (2 * encoded - 1)
