"""What lies between the keypoints: whether the two small pictures look alike, block by block.

Photos on the same card share its keypoints but not the picture on it: their blocks disagree just there.
"""

from __future__ import annotations

import cv2
import numpy as np

from app.photos.pairing.sketch import SMALL

BLOCK = 12        # pixels of the small picture
TEXTURE = 4.0     # grey levels of spread below which a block says nothing
LEAST_BLOCKS = 6  # fewer say nothing of the whole
UNTOLD = 0.5


def least_alike(correlations: np.ndarray) -> float:
    """-1 to 1: the mean of the quarter of the blocks that look least alike; UNTOLD where too few can tell.

    A recapture keeps it above zero, another picture on the same card does not: the mean of all blocks, and the number of points that agree,
    tell the two apart less well.  correlations : (k,), of block_correlations.
    """
    lowest = np.sort(correlations)[:len(correlations) // 4 or 1]
    return UNTOLD if len(correlations) < LEAST_BLOCKS else float(lowest.mean())


def block_correlations(first: np.ndarray, second: np.ndarray, view: np.ndarray, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """((k,) float32, -1 to 1, of each block with something in it that both photos see; (k,) bool, whether it lies among the points).

    The second picture is laid over the first.  first, second : (h, w) uint8, the small pictures of two sketches.  view : (3, 3) between
    their planes.  points : (n, 2) of the first plane.
    """
    scale = np.diag([1 / SMALL, 1 / SMALL, 1.0])
    small = scale @ view @ np.linalg.inv(scale)
    size = first.shape[1], first.shape[0]
    over = cv2.warpPerspective(cv2.GaussianBlur(second, (0, 0), 1), small, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    seen = cv2.warpPerspective(np.full(second.shape, 255, np.uint8), small, size, flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP) > 0
    among = np.zeros(first.shape, np.uint8)
    cv2.fillConvexPoly(among, cv2.convexHull((points / SMALL).astype(np.int32)), 1)
    ours, theirs = _blocks(cv2.GaussianBlur(first, (0, 0), 1)), _blocks(over)
    ours, theirs = ours - ours.mean(axis=1, keepdims=True), theirs - theirs.mean(axis=1, keepdims=True)
    spread, other = np.sqrt((ours * ours).mean(axis=1)), np.sqrt((theirs * theirs).mean(axis=1))
    tells = (np.maximum(spread, other) >= TEXTURE) & _blocks(seen).all(axis=1)
    correlations = (ours * theirs).mean(axis=1) / np.maximum(spread * other, 1e-3)
    return correlations[tells], (_blocks(among).mean(axis=1) > 0.5)[tells]


def _blocks(picture: np.ndarray) -> np.ndarray:
    """(k, BLOCK²) float32: the whole blocks of a picture."""
    rows, columns = picture.shape[0] // BLOCK, picture.shape[1] // BLOCK
    cut = picture[:rows * BLOCK, :columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK)
    return cut.transpose(0, 2, 1, 3).reshape(rows * columns, BLOCK * BLOCK).astype(np.float32)
