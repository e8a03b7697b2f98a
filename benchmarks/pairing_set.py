"""A set of photographs and their recaptures, simulated, for pairing: perspective, blur, moiré, gain, noise, JPEG, any quarter turn.

A third of the scenes lies on one of three shared cards, as portraits on identity cards do: there, most keypoints are everybody's.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from app.photos.shrinking import shrink
from app.services.simulated_camera import jpeg

SIDE = 800             # of originals and recaptures, pixels
CARDS, ON_CARDS = 3, 0.3
JPEG = 75
FRAMES_OF_VIDEO = ("nuaa", "faces-n")  # hundreds of frames of the same few people: no frame has one partner


@dataclass(frozen=True, eq=False)
class Scene:
    """original, recaptured: (h, w, 3) uint8 RGB.  quarters: how often the recapture is turned, clockwise.  card: its number, or None."""

    original: np.ndarray
    recaptured: np.ndarray
    quarters: int
    card: int | None


def scene_paths(data: Path) -> list[Path]:
    """One photograph of each scene that photos.csv tells apart, originals where there are, in an order drawn once for all.

    Sources without groups hold some portraits twice and are left out.
    """
    chosen: dict[tuple[str, str], Path] = {}
    with (data / "photos.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file)
                if row["question"] == "recapture" and row["group"] and row["source"] not in FRAMES_OF_VIDEO]
    for row in sorted(rows, key=lambda row: (row["label"], row["path"])):  # "original" sorts first
        chosen.setdefault((row["source"], row["group"]), data / row["path"])
    paths = list(chosen.values())
    return [paths[place] for place in np.random.default_rng(7).permutation(len(paths))]


def scenes(paths: list[Path], draw: int = 0) -> Iterator[Scene]:
    """One of each path; the same at every call.  Another draw has other cards, and other recaptures of the same photographs."""
    templates = [_template(number + draw * CARDS) for number in range(CARDS)]
    for place, path in enumerate(paths):
        generator = np.random.default_rng([2026 + draw, place])
        bgr = cv2.imread(str(path), cv2.IMREAD_COLOR)
        image = shrink(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), SIDE)
        card = int(generator.integers(CARDS)) if generator.uniform() < ON_CARDS else None
        original = image if card is None else _on_card(templates[card], image)
        quarters = place % 4
        recaptured = np.ascontiguousarray(np.rot90(_recaptured(original, generator), -quarters))
        yield Scene(_through_jpeg(original, 92), _through_jpeg(recaptured, JPEG), quarters, card)


def _through_jpeg(image: np.ndarray, quality: int) -> np.ndarray:
    return cv2.cvtColor(cv2.imdecode(np.frombuffer(jpeg(image, quality), np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def _recaptured(image: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """The picture on a screen, tilted, some of it cut off or some dark around it, photographed again; (h, w, 3) uint8 RGB.

    The demo's simulator computes every point of the screen and takes seconds: here the screen's grid is sampled at the camera's pixels,
    which gives the moiré that keypoints have to get along with.
    """
    height, width = image.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = (corners - corners.mean(axis=0)) * generator.uniform(0.85, 1.15) + corners.mean(axis=0)
    seen += generator.uniform(-0.07, 0.07, (4, 2)) * (width, height)
    view = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))  # from the camera's pixels to the picture's
    taken = cv2.warpPerspective(image, view, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderValue=(20, 20, 20))
    taken = cv2.GaussianBlur(taken, (0, 0), generator.uniform(0.8, 1.6)).astype(np.float32) / 255
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    depth = view[2, 0] * x + view[2, 1] * y + view[2, 2]
    across, down = (view[0, 0] * x + view[0, 1] * y + view[0, 2]) / depth, (view[1, 0] * x + view[1, 1] * y + view[1, 2]) / depth
    pitch, strength = generator.uniform(1.02, 1.9), generator.uniform(0.02, 0.15)
    for channel in range(3):  # the three colours of a screen's pixel lie beside each other
        grid = np.sin(2 * np.pi * (across / pitch + channel / 3)) + 0.5 * np.sin(2 * np.pi * down / pitch)
        taken[..., channel] *= generator.uniform(0.9, 1.1) * (1 + strength * grid)
    away = (x / width - generator.uniform()) ** 2 + (y / height - generator.uniform()) ** 2
    glare = generator.uniform(0, 0.2) * np.exp(-away / 0.08)
    light = np.clip(taken * generator.uniform(0.65, 1.25) + glare[..., None], 0, 1) ** generator.uniform(0.75, 1.35)
    return np.clip(255 * light + generator.normal(0, generator.uniform(1, 6), light.shape), 0, 255).astype(np.uint8)


def _template(number: int) -> np.ndarray:
    """(560, 800, 3) uint8: an empty card with lettering, lines and marks, the same for everybody who has it."""
    generator = np.random.default_rng([99, number])
    card = np.full((560, 800, 3), generator.integers(170, 240, 3), np.uint8)
    for _ in range(60):
        ends = generator.integers((0, 0), (800, 560), (2, 2))
        cv2.line(card, tuple(map(int, ends[0])), tuple(map(int, ends[1])), tuple(map(int, generator.integers(90, 230, 3))), 1, cv2.LINE_AA)
    for row in range(9):
        words = "".join(generator.choice(list("ABCDEFGHIKLMNOPRSTUVWXYZ 0123456789"), 22))
        dark = tuple(map(int, generator.integers(0, 90, 3)))
        cv2.putText(card, words, (400, 60 + row * 52), cv2.FONT_HERSHEY_SIMPLEX, 0.75, dark, 2, cv2.LINE_AA)
    for _ in range(14):
        centre = tuple(map(int, generator.integers((0, 0), (800, 560))))
        cv2.circle(card, centre, int(generator.integers(8, 34)), tuple(map(int, generator.integers(40, 220, 3))), 3, cv2.LINE_AA)
    return card


def _on_card(template: np.ndarray, image: np.ndarray) -> np.ndarray:
    """The picture in the card's window, 340 by 440 pixels, cut to fit."""
    card = template.copy()
    height, width = image.shape[:2]
    scale = max(340 / width, 440 / height)
    fitted = cv2.resize(image, (max(340, round(width * scale)), max(440, round(height * scale))), interpolation=cv2.INTER_AREA)
    top, left = (fitted.shape[0] - 440) // 2, (fitted.shape[1] - 340) // 2
    card[60:500, 40:380] = fitted[top:top + 440, left:left + 340]
    return card
