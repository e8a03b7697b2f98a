"""Photographs of a photograph, simulated: the picture on a screen or in print, photographed again with a hand-held camera."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from app.services.simulated_camera import Camera, jpeg, photograph
from app.services.simulated_surface import Print, Screen, print_surface, screen_surface

KINDS = ("screen", "print")
LONG_SIDE = (1080, 1280)  # what a messenger leaves of a phone's photograph, as most recaptures come in


@dataclass(frozen=True)
class Recapture:
    """image: (h, w, 3) uint8 RGB before its JPEG; encoded: the JPEG; kind: screen or print."""

    image: np.ndarray
    encoded: bytes
    kind: str


def recapture(image: np.ndarray, kind: str, generator: np.random.Generator) -> Recapture:
    """One recapture, drawn at random within what is seen in life.  image : (H, W, 3) uint8 RGB, 256 px a side or more.

    A screen pixel covers 0.6 to 1.4 pixels of the result, a halftone cell 1 to 2.2; turned by up to 3 degrees and tilted a little.
    (With coarser grids the shipped model finds most results out of domain: real collections hold few that coarse.)
    """
    height, width = image.shape[:2]
    camera = _camera(width / height, kind, generator)
    view = _view((width, height), camera.size, generator)
    scale = width / camera.size[0]
    if kind == "screen":
        screen = Screen(pitch=scale * generator.uniform(0.6, 1.4), gap=generator.uniform(0.05, 0.2), black=generator.uniform(0.001, 0.01))
        surface = screen_surface(image, screen)
    else:
        paper = Print(pitch=scale * generator.uniform(1, 2.2), gain=generator.uniform(0.05, 0.25), fibre=generator.uniform(0.005, 0.02))
        surface = print_surface(image, paper, generator)
    taken = photograph(surface, view, camera, generator)
    return Recapture(taken, jpeg(taken, camera.quality), kind)


def _camera(aspect: float, kind: str, generator: np.random.Generator) -> Camera:
    long_side = int(generator.integers(*LONG_SIDE)) // 2 * 2
    short = max(long_side / max(aspect, 1 / aspect), long_side / 2)
    size = (long_side, int(short) // 2 * 2) if aspect >= 1 else (int(short) // 2 * 2, long_side)
    bluish = generator.normal(0.04 if kind == "screen" else -0.04, 0.04)
    return Camera(
        size=size, blur=generator.uniform(0.65, 1.15), glare=generator.uniform(0, 0.15), veil=generator.uniform(0.002, 0.03),
        noise=generator.uniform(800, 6000), balance=(1 - bluish, 1 + bluish), exposure=generator.uniform(0.75, 1.1),
        contrast=generator.uniform(0, 0.5), sharpen=generator.uniform(0, 0.45), quality=int(generator.integers(78, 96)))


def _view(picture: tuple[int, int], sensor: tuple[int, int], generator: np.random.Generator) -> np.ndarray:
    """Sensor pixels to picture pixels: the picture fills the frame, slightly turned, tilted and cropped."""
    (width, height), (across, down) = picture, sensor
    corners = np.array([[0, 0], [across, 0], [across, down], [0, down]], dtype=np.float32)
    middle, turn = np.array([width, height]) / 2, np.deg2rad(generator.uniform(-3, 3))
    inset = generator.uniform(0.02, 0.08) + abs(np.sin(turn)) / 2
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64) - middle
    target *= 1 - 2 * inset
    target += generator.uniform(-0.02, 0.02, size=(4, 2)) * (width, height)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return cv2.getPerspectiveTransform(corners, (target @ rotation.T + middle).astype(np.float32))
