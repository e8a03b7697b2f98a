"""The JPEG card: how strongly the file is compressed, and whether it was compressed before."""

from __future__ import annotations

from itertools import product

import cv2
import numpy as np

from app.evidence.cards.card import Card
from app.photos.jpeg_tables import JpegTables
from app.photos.metadata import jpeg_quality

PART = 1024  # pixels a side that are looked at
LOWEST = ((0, 1), (1, 0), (1, 1), (0, 2), (2, 0))
MOST, FEWEST_BINS, FEWEST_BLOCKS = 40, 12, 4
FOUND = 2.5  # single compressions of test pictures reach 1.2, others after a coarser or other one 1.3 to 36
SAMPLING = {(1, 1): "4:4:4, full colour resolution", (2, 1): "4:2:2, colour at half width", (2, 2): "4:2:0, colour at half size"}
_DCT = np.array([[np.sqrt((1 if wave == 0 else 2) / 8) * np.cos((2 * place + 1) * wave * np.pi / 16) for place in range(8)]
                 for wave in range(8)], np.float32)


def compression_card(tables: JpegTables, image: np.ndarray) -> Card:
    """image : (H, W, 3) uint8 RGB, upright, as decoded from the file with these tables."""
    quality, strength = jpeg_quality(tables.luminance), earlier_compression(image, tables)
    earlier = "Not enough detail to say" if strength is None else \
        "Yes: some steps are missing at even distances" if strength > FOUND else "None seen"
    return Card(
        id="compression",
        title="JPEG",
        facts=(("Quality, about", str(quality)),
               ("Colour", SAMPLING.get(tables.sampling[0], "another sampling") if len(tables.sampling) > 1 else "grey"),
               ("Order", "progressive" if tables.progressive else "line by line"),
               ("First steps, light", ", ".join(map(str, tables.luminance[:4]))),
               *((("First steps, colour", ", ".join(map(str, tables.chrominance[:4]))),) if tables.chrominance else ()),
               ("Compressed before", earlier)),
        says="A file that was compressed before was saved by more than the camera: edited, sent by a messenger, or taken from a page.",
        misleads="Originals sent by a messenger look the same, and a second saving at the same or a much coarser quality leaves no trace.",
    )


def earlier_compression(image: np.ndarray, tables: JpegTables) -> float | None:
    """How periodically the lowest DCT coefficients of the luma avoid some steps, 0 to about 40; None where there is too little detail.

    What was rounded to one table and then to another piles up at some multiples and leaves others empty.  The picture may have been turned
    since it was stored, so the turn under which its coefficients lie nearest to whole steps is looked at.
    Source: Popescu and Farid, Information Hiding 2004.
    """
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    steps = np.array(tables.luminance, np.float32).reshape(8, 8)
    turned = [_coefficients(one, steps) for one in _turns(gray)]
    coefficients = min(turned, key=_off_step)
    strengths = [one for y, x in LOWEST if (one := _periodicity(coefficients[:, y, x])) is not None]
    return float(np.median(strengths)) if strengths else None


def _turns(gray: np.ndarray) -> list[np.ndarray]:
    """The eight ways in which the picture may lie in the file, their first PART pixels."""
    turned = [one[::up, ::left] for one, up, left in product((gray, gray.T), (1, -1), (1, -1))]
    return [one[:PART, :PART] for one in turned]


def _coefficients(gray: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Of each block of 8x8, in steps: (n, 8, 8) float32."""
    height, width = (side // 8 * 8 for side in gray.shape)
    blocks = gray[:height, :width].reshape(height // 8, 8, width // 8, 8).transpose(0, 2, 1, 3).reshape(-1, 8, 8)
    return _DCT @ (blocks.astype(np.float32) - 128) @ _DCT.T / steps


def _off_step(coefficients: np.ndarray) -> float:
    lowest = np.stack([coefficients[:, y, x] for y, x in LOWEST])
    return float(np.abs(lowest - np.rint(lowest)).mean())


def _periodicity(values: np.ndarray) -> float | None:
    sizes = np.minimum(np.abs(np.rint(values)).astype(np.int64), MOST)
    counts = np.bincount(sizes, minlength=MOST + 1)[1:MOST]
    seen = np.flatnonzero(counts >= FEWEST_BLOCKS)
    last = int(seen[-1]) + 1 if len(seen) else 0
    if last < FEWEST_BINS:
        return None
    levels = np.log(counts[:last] + 1.0)
    rough = levels - np.convolve(np.pad(levels, 3, mode="edge"), np.ones(7) / 7, "valid")
    power = np.abs(np.fft.rfft(rough * np.hanning(last), 64))[8:] ** 2
    return float(power.max() / max(float(power.mean()), 1e-9) * rough.std())
