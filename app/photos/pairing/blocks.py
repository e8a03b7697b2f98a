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


def least_alike(first: np.ndarray, second: np.ndarray, view: np.ndarray) -> float:
    """-1 to 1: the mean correlation of the quarter of the blocks that look least alike; UNTOLD where too few can tell.

    Of blocks with something in them that both photos see.  A recapture keeps it above zero, another picture on the same card does not:
    the mean of all blocks, and the number of points that agree, tell the two apart less well.

    first, second : (h, w) uint8, the small pictures of two sketches.  view : (3, 3) between their planes.
    """
    alike = np.sort(block_correlations(first, second, view))
    return UNTOLD if len(alike) < LEAST_BLOCKS else float(alike[:len(alike) // 4 or 1].mean())


def block_correlations(first: np.ndarray, second: np.ndarray, view: np.ndarray) -> np.ndarray:
    """(k,) float32, -1 to 1: of each such block, row by row; after the second picture was laid over the first."""
    scale = np.diag([1 / SMALL, 1 / SMALL, 1.0])
    small = scale @ view @ np.linalg.inv(scale)
    size = first.shape[1], first.shape[0]
    over = cv2.warpPerspective(cv2.GaussianBlur(second, (0, 0), 1), small, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    seen = cv2.warpPerspective(np.full(second.shape, 255, np.uint8), small, size, flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP) > 0
    ours, theirs = _blocks(cv2.GaussianBlur(first, (0, 0), 1)), _blocks(over)
    whole = _blocks(seen).all(axis=1)
    ours, theirs = ours[whole] - ours[whole].mean(axis=1, keepdims=True), theirs[whole] - theirs[whole].mean(axis=1, keepdims=True)
    spread, other = np.sqrt((ours * ours).mean(axis=1)), np.sqrt((theirs * theirs).mean(axis=1))
    tells = np.maximum(spread, other) >= TEXTURE
    return ((ours * theirs).mean(axis=1)[tells] / np.maximum(spread * other, 1e-3)[tells])


def _blocks(picture: np.ndarray) -> np.ndarray:
    """(k, BLOCK²) float32: the whole blocks of a picture."""
    rows, columns = picture.shape[0] // BLOCK, picture.shape[1] // BLOCK
    cut = picture[:rows * BLOCK, :columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK)
    return cut.transpose(0, 2, 1, 3).reshape(rows * columns, BLOCK * BLOCK).astype(np.float32)
