from __future__ import annotations

import pytest

from app.features.peaks import FAMILY
from tests.features.pictures import measured, scene, with_grid


@pytest.fixture(scope="module")
def plain() -> dict[str, float]:
    return measured(FAMILY, scene())


@pytest.mark.parametrize(("period", "angle"), [(2.6, 12.0), (3.3, 20.0), (5.0, 40.0), (8.0, 30.0)])
def test_a_screen_grid_raises_the_peak_everywhere(plain, period, angle):
    found = measured(FAMILY, with_grid(scene(), period, angle))
    assert found["top_mean"] > plain["top_mean"] + 2
    assert found["common_top"] > plain["common_top"] + 4


def test_a_stronger_grid_never_gives_a_weaker_peak(plain):
    tops = [plain["top_mean"]] + [measured(FAMILY, with_grid(scene(), strength=strength))["top_mean"] for strength in (1, 3, 9)]
    assert tops == sorted(tops)


def test_a_pattern_in_one_corner_is_seen_there_and_not_shared():
    everywhere, corner = (measured(FAMILY, with_grid(scene(), only=only)) for only in (slice(None), (slice(0, 256), slice(0, 256))))
    assert corner["top_max"] > 0.8 * everywhere["top_max"]
    assert corner["common_top"] < 0.8 * everywhere["common_top"]
    assert corner["top_std"] > everywhere["top_std"]


def test_two_directions_at_one_distance_are_a_lattice(plain):
    assert measured(FAMILY, with_grid(scene(), strength=12))["lattice_mean"] > plain["lattice_mean"]


def test_a_grid_in_the_dark_is_still_seen():
    dark = scene() // 4
    assert measured(FAMILY, with_grid(dark, strength=3))["common_top"] > measured(FAMILY, dark)["common_top"] + 4
