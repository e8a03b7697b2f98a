from __future__ import annotations

import numpy as np
import pytest

from app.features.halftone import FAMILY
from tests.features.pictures import blurred, measured, printed, scene, with_grid


def test_a_printed_halftone_raises_the_peak_of_every_ink():
    plain, print_ = measured(FAMILY, scene()), measured(FAMILY, printed(scene()))
    assert all(print_[f"{ink}_top"] > plain[f"{ink}_top"] + 3 for ink in ("cyan", "magenta", "yellow"))
    assert print_["inks"] > plain["inks"]


@pytest.mark.parametrize("period", [3.5, 5.0, 6.5])
def test_the_frequency_of_the_dots_is_found(period):
    assert measured(FAMILY, printed(scene(), period))["cyan_frequency"] == pytest.approx(1 / period, rel=0.04)


def test_the_angles_between_the_inks_are_found():
    found = measured(FAMILY, printed(scene(), 4.5, (15.0, 45.0, 60.0)))
    assert found["angle_cyan_magenta"] == pytest.approx(30, abs=4)
    assert found["angle_magenta_yellow"] == pytest.approx(15, abs=4)
    assert found["angle_cyan_yellow"] == pytest.approx(45, abs=4)


def test_a_grid_that_is_the_same_in_all_colours_has_one_angle():
    found = measured(FAMILY, with_grid(scene(), strength=16))
    assert found["angle_cyan_magenta"] < 3 and found["angle_magenta_yellow"] < 3


def test_rows_along_the_sides_do_not_count():
    slanted, level = (measured(FAMILY, with_grid(scene(), angle=angle)) for angle in (20.0, 0.0))
    assert slanted["black_top"] > 2 * level["black_top"]


def test_blur_washes_the_dots_out():
    grain = np.random.default_rng(0).normal(0, 3, scene().shape)
    soft, sharp = (np.clip(picture + grain, 0, 255).astype(np.uint8) for picture in (blurred(printed(scene()), 5), printed(scene())))
    assert measured(FAMILY, soft)["cyan_top"] < measured(FAMILY, sharp)["cyan_top"] / 2


def test_dots_survive_turning_the_photograph():
    turned = measured(FAMILY, np.ascontiguousarray(np.rot90(printed(scene()))))
    assert turned["inks"] == measured(FAMILY, printed(scene()))["inks"]
