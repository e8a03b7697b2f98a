"""What a screen or a print looks like up close: light per point of its surface, at any scale.

A surface is a function of continuous picture coordinates, so that a camera may sample it as finely as it likes; grid and halftone are
evaluated there, and moiré appears where the camera samples too coarsely, as it does in life.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

Surface = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""(x, y) in pixels of the picture, both (h, w) float32 -> linear light (h, w, 3) float32, 1 = white of the surface."""

CMYK_ANGLES = (15.0, 75.0, 0.0, 45.0)
# Light that each full layer of ink lets through, red, green and blue; after the transmission of SWOP process inks.
INKS = np.array([[0.05, 0.55, 0.80], [0.80, 0.08, 0.35], [0.90, 0.82, 0.06], [0.06, 0.06, 0.06]], dtype=np.float32)


@dataclass(frozen=True)
class Screen:
    """pitch: pixels of the picture per screen pixel.  gap: dark share of a subpixel's width and height.  black: light leaking at black."""

    pitch: float
    gap: float
    black: float


@dataclass(frozen=True)
class Print:
    """pitch: pixels of the picture per halftone cell.  gain: how far ink spreads, as a share of the cell.  fibre: contrast of the paper."""

    pitch: float
    gain: float
    fibre: float


def to_linear(image: np.ndarray) -> np.ndarray:
    """sRGB uint8 -> linear light, float32, 0 to 1."""
    levels = np.arange(256) / 255
    table = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4).astype(np.float32)
    return table[image]


def screen_surface(image: np.ndarray, screen: Screen) -> Surface:
    """A picture on an RGB-stripe screen.  image : (H, W, 3) uint8."""
    size = (max(1, round(image.shape[1] / screen.pitch)), max(1, round(image.shape[0] / screen.pitch)))
    shown = to_linear(cv2.resize(image, size, interpolation=cv2.INTER_AREA if screen.pitch > 1 else cv2.INTER_LINEAR))
    bright = 1 / ((1 - screen.gap) ** 2)

    def light(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        u, v = x / screen.pitch, y / screen.pitch
        pixel = cv2.remap(shown, np.floor(u), np.floor(v), cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)
        row = _window(v - np.floor(v), 1 - screen.gap)
        for channel in range(3):
            across = (u - np.floor(u)) * 3 - channel
            pixel[..., channel] *= 3 * bright * row * _window(across, 1 - screen.gap)
        return pixel + screen.black

    return light


def print_surface(image: np.ndarray, paper: Print, generator: np.random.Generator) -> Surface:
    """A picture as a four-colour halftone on paper.  image : (H, W, 3) uint8."""
    ink = _ink(image)
    fibre = _fibre(generator, paper.fibre)

    def light(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        cover = cv2.remap(ink, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        passed = np.ones((*x.shape, 3), dtype=np.float32)
        for layer, angle in enumerate(CMYK_ANGLES):
            dot = _dots(x / paper.pitch, y / paper.pitch, angle, np.clip(cover[..., layer] * (1 + paper.gain), 0, 1))
            passed *= 1 - dot[..., None] * (1 - INKS[layer])
        texture = cv2.remap(fibre, np.mod(x / paper.pitch * 2, 255), np.mod(y / paper.pitch * 2, 255), cv2.INTER_LINEAR)
        return passed * (0.88 * texture)[..., None]

    return light


def _window(position: np.ndarray, width: float) -> np.ndarray:
    """1 inside the middle `width` of 0..1 and 0 outside, with soft edges a tenth wide."""
    return np.clip((width / 2 - np.abs(position - 0.5)) * 10 + 0.5, 0, 1)


def _ink(image: np.ndarray) -> np.ndarray:
    """(H, W, 4) float32 cover by cyan, magenta, yellow and black, with half of the grey replaced by black."""
    absent = 1 - image.astype(np.float32) / 255
    black = 0.5 * absent.min(axis=2, keepdims=True) ** 1.5
    return np.concatenate([(absent - black) / np.maximum(1 - black, 1e-3), black], axis=2).astype(np.float32)


def _dots(u: np.ndarray, v: np.ndarray, angle: float, cover: np.ndarray) -> np.ndarray:
    """0 to 1: round dots on a turned grid, growing with cover."""
    cos, sin = 2 * math.pi * math.cos(math.radians(angle)), 2 * math.pi * math.sin(math.radians(angle))
    height = 0.25 * (np.cos(u * cos + v * sin) + np.cos(v * cos - u * sin)) + 0.5
    return np.clip((height - (1 - cover)) * 6 + 0.5, 0, 1) * (cover > 0.01)


def _fibre(generator: np.random.Generator, contrast: float) -> np.ndarray:
    noise = cv2.GaussianBlur(generator.normal(size=(256, 256)).astype(np.float32), (0, 0), 1.2)
    return (1 + contrast * noise / noise.std()).astype(np.float32)
