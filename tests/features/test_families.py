"""What every family must hold, whatever it measures."""

from __future__ import annotations

import csv

import cv2
import numpy as np
import pytest
from skimage import data

from app.errors import PlaneTooSmall
from app.features.families import FAMILIES
from tests.features.pictures import blurred, planes, power_law, resaved, scene, with_grid

RNG = np.random.default_rng(5)


def drawing() -> np.ndarray:
    """Thin lines and letters on white, as of a plan."""
    sheet = np.full((700, 900, 3), 255, np.uint8)
    for number in range(12):
        cv2.line(sheet, (40, 50 + 50 * number), (860, 650 - 40 * number), (0, 0, 0), 1, cv2.LINE_AA)
        cv2.putText(sheet, f"Room {number}", (60 + 60 * number, 660), cv2.FONT_HERSHEY_PLAIN, 1, (30, 30, 30))
    return sheet


def screenshot() -> np.ndarray:
    """Panels of one colour each, a grid of icons and lines of letters."""
    screen = np.full((800, 1280, 3), 245, np.uint8)
    screen[:60], screen[60:, :240] = (32, 36, 44), (225, 228, 232)
    for row in range(7):
        cv2.putText(screen, "The quick brown fox jumps over the dog", (270, 130 + 30 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (20, 20, 20))
        for column in range(14):
            screen[380 + 56 * row:420 + 56 * row, 270 + 70 * column:310 + 70 * column] = (40 * column % 256, 30 * row % 256, 160)
    return screen


HARD = {
    "drawing": drawing(),
    "screenshot": screenshot(),
    "huge": scene(6, 3000, 4000),
    "black": np.zeros((300, 400, 3), np.uint8),
    "white": np.full((300, 400, 3), 255, np.uint8),
    "one colour": np.tile(np.array([200, 30, 90], np.uint8), (1024, 700, 1)),
    "noise": RNG.integers(0, 256, (600, 1024, 3), dtype=np.uint8),
    "grey": np.repeat(scene(1)[..., :1], 3, axis=2),
    "panorama": scene(2, 256, 1500),
    "smallest": scene(3, 64, 64),
    "narrow at 1024": scene(4, 300, 1800),
    "black and white": RNG.choice(np.array([0, 255], np.uint8), (512, 512, 1)).repeat(3, axis=2),
}


@pytest.fixture(scope="module")
def discs() -> list[np.ndarray]:
    return [scene(seed) for seed in range(4)]


@pytest.fixture(scope="module")
def portraits() -> list[np.ndarray]:
    person = cv2.resize(data.astronaut(), (1024, 1024), interpolation=cv2.INTER_CUBIC)
    return [person, np.ascontiguousarray(person[:, ::-1]), person[:768], person[:, :800] // 2 + 60]


@pytest.fixture
def scenes(family, discs, portraits) -> list[np.ndarray]:
    return portraits if family.may_miss else discs


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.id)
class TestEveryFamily:
    def test_names_are_unique_and_the_telling_ones_exist(self, family):
        assert len(set(family.names)) == len(family.names)
        assert set(family.featured) <= set(family.names)
        assert family.featured and family.meaning.endswith(".") and family.misleads.endswith(".")

    @pytest.mark.parametrize("name", HARD)
    def test_finite_and_of_the_stated_shape_on_hard_pictures(self, family, name):
        row = family.extract(planes(HARD[name]))
        assert row.shape == (len(family.names),)
        assert row.dtype == np.float32
        assert np.isfinite(row).all() or (family.may_miss and np.isnan(row).all())

    def test_the_same_picture_gives_the_same_numbers_and_stays_as_it_is(self, family, scenes):
        before = scenes[0].copy()
        first, second = family.extract(planes(scenes[0])), family.extract(planes(before))
        assert np.array_equal(first, second)
        assert np.array_equal(scenes[0], before)

    def test_a_high_quality_resave_changes_little_beside_how_pictures_differ(self, family, scenes):
        varied = [resaved(picture, 95) for picture in (
            scenes[0], blurred(scenes[1], 1.0), scenes[2] // 3 + 20, with_grid(scenes[3]), blurred(scenes[0], 3.0) // 2)]
        varied += [] if family.may_miss else [resaved(power_law(-2.5), 95)]
        rows = np.stack([family.extract(planes(picture)) for picture in varied])
        again = np.stack([family.extract(planes(resaved(picture, 90))) for picture in varied])
        spread = np.maximum(rows.std(axis=0), 1e-3 * (1 + np.abs(rows).mean(axis=0)))
        assert np.median(np.abs(again - rows) / spread) < 0.35

    def test_what_is_far_larger_than_1024_is_measured_at_the_same_scale(self, family, scenes):
        if family.plane == "native":
            assert family.id == "halftone"  # dots are gone at any other scale
            return
        twice = scenes[1].repeat(2, axis=0).repeat(2, axis=1)
        assert np.allclose(family.extract(planes(twice)), family.extract(planes(scenes[1])), atol=1e-4)


def test_spectral_families_refuse_what_is_too_small():
    with pytest.raises(PlaneTooSmall):
        FAMILIES["slope"].extract(planes(np.zeros((63, 200, 3), np.uint8)))


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.id)
def test_a_high_quality_resave_of_photographs_changes_little(family, photographs):
    with (photographs / "photos.csv").open(newline="", encoding="utf-8") as file:
        paths = list({row["source"] + row["label"]: row["path"] for row in csv.DictReader(file)}.values())[:16]
    pictures = [cv2.imread(str(photographs / path)) for path in paths]
    rows = np.stack([family.extract(planes(picture)) for picture in pictures])
    again = np.stack([family.extract(planes(resaved(picture, 90))) for picture in pictures])
    there = np.isfinite(rows).all(axis=1) & np.isfinite(again).all(axis=1)
    assert there.all() or (family.may_miss and there.any())
    assert np.median(np.abs(again - rows)[there] / np.maximum(rows[there].std(axis=0), 1e-6)) < 0.25
