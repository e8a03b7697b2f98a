"""A homography that no camera can have made is refused."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from app.photos.pairing.view import plausible, turned

POINTS = np.random.default_rng(1).uniform((50, 50), (590, 430), (60, 2)).astype(np.float32)
CORNERS = np.array([[0, 0], [640, 0], [640, 480], [0, 480]], np.float32)


def view_to(corners: list) -> np.ndarray:
    return cv2.getPerspectiveTransform(CORNERS, np.array(corners, np.float32))


@pytest.mark.parametrize("degrees", range(-170, 181, 35))
@pytest.mark.parametrize("scale", [0.4, 1.0, 2.5])
def test_turning_and_scaling_is_plausible_and_told_apart(degrees: int, scale: float) -> None:
    cos, sin = scale * np.cos(np.radians(degrees)), scale * np.sin(np.radians(degrees))
    view = np.array([[cos, -sin, 90.0], [sin, cos, -40.0], [0, 0, 1]])
    assert plausible(view, POINTS) and turned(view, POINTS) == pytest.approx(degrees, abs=0.01)
    assert plausible(-3 * view, POINTS) and turned(-3 * view, POINTS) == pytest.approx(degrees, abs=0.01)


@pytest.mark.parametrize("corners", [
    [[640, 0], [0, 0], [0, 480], [640, 480]],          # mirrored
    [[0, 0], [640, 0], [0, 480], [640, 480]],          # folded
    [[0, 0], [640, 0], [640, 30], [0, 30]],            # squeezed to a line
    [[300, 220], [340, 220], [340, 250], [300, 250]],  # shrunk to a spot
    [[0, 0], [640, 230], [640, 250], [0, 480]],        # seen along its surface
])
def test_what_no_camera_sees_is_refused(corners: list) -> None:
    assert not plausible(view_to(corners), POINTS)


def test_points_on_a_line_or_on_a_spot_prove_nothing() -> None:
    assert not plausible(np.eye(3), np.stack([POINTS[:, 0], POINTS[:, 0]], axis=1))
    assert not plausible(np.eye(3), POINTS / 20)
    assert not plausible(np.eye(3), POINTS[:2])
