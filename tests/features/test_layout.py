from __future__ import annotations

import numpy as np
import pytest

from app.features.layout import CHANNELS, FAMILY
from tests.features.pictures import measured, scene


def framed(picture: np.ndarray, level: int, share: float = 0.08) -> np.ndarray:
    """The picture inside a frame of one grey level."""
    height, width = picture.shape[:2]
    inside = picture.copy()
    down, across = round(height * share), round(width * share)
    inside[:down] = inside[-down:] = level
    inside[:, :across] = inside[:, -across:] = level
    return inside


def test_one_colour_has_no_steps_and_no_spread():
    found = measured(FAMILY, np.full((600, 800, 3), 120, np.uint8))
    assert all(abs(found[f"{channel}_{name}"]) < 1e-3 for channel in CHANNELS for name in ("step01", "edge_less_centre", "spread0"))


def test_a_dark_frame_is_darker_and_more_even_than_the_middle():
    plain, dark = measured(FAMILY, scene()), measured(FAMILY, framed(scene(), 5))
    assert dark["lightness_edge_less_centre"] < plain["lightness_edge_less_centre"] - 30
    assert dark["lightness_step01"] > 10
    assert dark["side_spread0"] < plain["side_spread0"]
    assert dark["black_share"] > plain["black_share"] + 0.1


def test_a_bright_frame_goes_the_other_way():
    bright = measured(FAMILY, framed(scene(), 250))
    assert bright["lightness_edge_less_centre"] > 30 and bright["white_share"] > 0.1


def test_turning_the_photograph_changes_nothing_but_rounding():
    plain, turned = measured(FAMILY, scene(1, 1024, 1024)), measured(FAMILY, np.rot90(scene(1, 1024, 1024), 2))
    assert all(plain[name] == pytest.approx(turned[name], abs=0.5) for name in FAMILY.names)


def test_margins_come_in_rising_order():
    found = measured(FAMILY, scene(2))
    for stem in ("side_level", "side_spread"):
        assert [found[f"{stem}{i}"] for i in range(4)] == sorted(found[f"{stem}{i}"] for i in range(4))
