from __future__ import annotations

import cv2
import numpy as np
import pytest

from app.features.border import FAMILY
from tests.features.pictures import measured


def sheet(angle: float = 0.0, share: float = 0.5) -> np.ndarray:
    """A white sheet of that share of the photograph on a dark table, turned by so many degrees."""
    picture = np.full((768, 1024, 3), 40, np.uint8)
    size = (1024 * np.sqrt(share), 768 * np.sqrt(share))
    corners = cv2.boxPoints(((512, 384), size, angle)).round().astype(np.int32)
    return cv2.fillConvexPoly(picture, corners, (230, 230, 230))


@pytest.mark.parametrize("share", [0.2, 0.4])
def test_a_sheet_is_found_with_its_size(share):
    assert measured(FAMILY, sheet(8, share))["quadrilateral"] == pytest.approx(share, abs=0.05)


def test_a_disc_is_no_sheet():
    picture = cv2.circle(np.full((768, 1024, 3), 40, np.uint8), (512, 384), 250, (230, 230, 230), -1)
    found = measured(FAMILY, picture)
    assert found["quadrilateral"] == 0 and found["lines"] == 0


def test_a_level_sheet_has_level_and_plumb_lines_and_a_turned_one_has_not():
    assert measured(FAMILY, sheet(0))["upright"] > 0.9
    assert measured(FAMILY, sheet(20, 0.35))["upright"] < 0.1


def test_a_blank_photograph_has_neither():
    assert not any(measured(FAMILY, np.full((300, 400, 3), 128, np.uint8)).values())
