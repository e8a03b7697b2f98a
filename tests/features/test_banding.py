from __future__ import annotations

import numpy as np
import pytest

from app.features.banding import FAMILY
from tests.features.pictures import measured, scene


def with_bands(picture: np.ndarray, cycles: float, depth: float = 6.0, colour: tuple[float, float, float] = (1, 1, 1)) -> np.ndarray:
    wave = depth * np.sin(2 * np.pi * cycles * np.arange(picture.shape[0]) / picture.shape[0])
    return np.clip(picture + wave[:, None, None] * np.array(colour), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("cycles", [17, 30, 60])
def test_bands_are_found_with_their_number(cycles):
    plain, banded = measured(FAMILY, scene()), measured(FAMILY, with_bands(scene(), cycles))
    assert banded["rows_light_cycles"] == pytest.approx(cycles, abs=1)
    assert banded["rows_light_top"] > plain["rows_light_top"] + 0.5
    assert banded["rows_light_shared"] > plain["rows_light_shared"] + 0.3


def test_bands_from_top_to_bottom_are_columns():
    found = measured(FAMILY, np.ascontiguousarray(with_bands(scene().transpose(1, 0, 2), 25).transpose(1, 0, 2)))
    assert found["columns_light_shared"] > found["rows_light_shared"] + 0.3
    assert found["columns_light_cycles"] == pytest.approx(25, abs=1)


def test_coloured_bands_are_told_from_grey_ones():
    grey, tinted = measured(FAMILY, with_bands(scene(), 30)), measured(FAMILY, with_bands(scene(), 30, colour=(1, 0, -1)))
    assert tinted["rows_colour_top"] > grey["rows_colour_top"]
    assert tinted["rows_light_shared"] < grey["rows_light_shared"]


def test_what_one_third_repeats_alone_is_not_shared():
    picture = scene()
    picture[:, :330] = with_bands(scene(), 30, 12)[:, :330]
    assert measured(FAMILY, picture)["rows_light_shared"] < measured(FAMILY, with_bands(scene(), 30, 12))["rows_light_shared"] - 0.2
