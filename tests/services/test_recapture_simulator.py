"""Simulated recaptures are camera-sized, look like their picture, and carry the grid that they were made with."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from app.services.recapture_simulator import KINDS, LONG_SIDE, recapture
from app.services.simulated_camera import jpeg
from app.services.simulated_surface import Print, Screen, print_surface, screen_surface, to_linear


@pytest.fixture(scope="module")
def picture() -> np.ndarray:
    """A smooth colour gradient with a dark disc: no fine structure of its own."""
    y, x = np.mgrid[0:300, 0:400]
    image = np.stack([80 + x / 4, 60 + y / 3, 200 - x / 3], axis=2)
    image[(x - 200) ** 2 + (y - 150) ** 2 < 60**2] *= 0.3
    return image.astype(np.uint8)


def fine_structure(image: np.ndarray) -> float:
    """The strongest line above a twelfth of a cycle per pixel, against the median of the spectrum there."""
    tile = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[100:612, 100:612].astype(float)
    window = np.hanning(512)
    power = np.abs(np.fft.fft2((tile - tile.mean()) * window[:, None] * window)) ** 2
    frequency = np.hypot(*np.meshgrid(np.fft.fftfreq(512), np.fft.fftfreq(512)))
    return float(power[frequency > 1 / 12].max() / np.median(power[frequency > 1 / 12]))


@pytest.mark.parametrize("kind", KINDS)
def test_a_recapture_is_camera_sized_alike_and_gridded(picture: np.ndarray, kind: str) -> None:
    made = recapture(picture, kind, np.random.default_rng(4))
    height, width = made.image.shape[:2]
    assert LONG_SIDE[0] - 1 <= width <= LONG_SIDE[1] and width / height == pytest.approx(4 / 3, abs=0.01)
    assert made.encoded[:2] == b"\xff\xd8"
    small, seen = (cv2.resize(cv2.GaussianBlur(one, (0, 0), one.shape[1] / 80), (40, 30)).astype(float) for one in (picture, made.image))
    assert min(np.corrcoef(small[..., channel].ravel(), seen[..., channel].ravel())[0, 1] for channel in range(3)) > 0.75
    assert fine_structure(made.image) > 50


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_bytes(picture: np.ndarray, kind: str) -> None:
    first, second, other = (recapture(picture, kind, np.random.default_rng(seed)).encoded for seed in (1, 1, 2))
    assert first == second != other


def test_a_screen_keeps_the_light_of_its_picture() -> None:
    grey = np.full((64, 64, 3), 128, dtype=np.uint8)
    y, x = (axis.astype(np.float32) for axis in np.mgrid[4:60:0.0617, 4:60:0.0617])
    light = screen_surface(grey, Screen(pitch=1.0, gap=0.2, black=0.0))(x, y)
    assert light.mean(axis=(0, 1)) == pytest.approx(to_linear(grey)[0, 0], rel=0.08)


def test_darker_pictures_take_more_ink() -> None:
    y, x = (axis.astype(np.float32) for axis in np.mgrid[4:60:0.2, 4:60:0.2])
    light = [print_surface(np.full((64, 64, 3), level, dtype=np.uint8), Print(4.0, 0.1, 0.0), np.random.default_rng(0))(x, y).mean()
             for level in (20, 90, 160, 250)]
    assert light == sorted(light) and light[-1] > 3 * light[0]


def test_jpeg_keeps_colours_in_their_order() -> None:
    red = np.zeros((32, 32, 3), dtype=np.uint8)
    red[..., 0] = 200
    back = cv2.imdecode(np.frombuffer(jpeg(red, 95), np.uint8), cv2.IMREAD_COLOR)
    assert back[16, 16, 2] > 150 > back[16, 16, 0]
