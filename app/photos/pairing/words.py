"""Words: a fixed coarse alphabet of descriptors, and a signature that tells apart what falls under the same word.

The alphabet ships as words.npy, so that what is kept of a photo never has to be computed again because others came in.
Source: Sivic and Zisserman, ICCV 2003; Jégou, Douze and Schmid, ECCV 2008 (Hamming embedding).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from app.photos.pairing.keypoints import DESCRIPTOR

COUNT, NEAREST, BITS = 1024, 3, 64
FILE = Path(__file__).with_name("words.npy")
ROUNDS = 12


@cache
def alphabet() -> np.ndarray:
    """(COUNT, 128) float32, of the scale of kept descriptors."""
    return np.load(FILE, allow_pickle=False).astype(np.float32)


@cache
def _axes() -> np.ndarray:
    """(128, BITS) float32: directions at right angles to each other, the same in every process."""
    square, _ = np.linalg.qr(np.random.default_rng(2026).normal(size=(DESCRIPTOR, DESCRIPTOR)))
    return square[:, :BITS].astype(np.float32)


def words_of(descriptors: np.ndarray) -> np.ndarray:
    """(n, NEAREST) uint16: the nearest words of each descriptor, nearest first.  descriptors : (n, 128) uint8."""
    if not len(descriptors):
        return np.empty((0, NEAREST), np.uint16)
    far = _lengths() - 2 * (descriptors.astype(np.float32) @ alphabet().T)
    nearest = np.empty((len(descriptors), NEAREST), np.uint16)
    rows = np.arange(len(descriptors))
    for turn in range(NEAREST):  # faster than sorting a part of them
        nearest[:, turn] = far.argmin(axis=1)
        far[rows, nearest[:, turn]] = np.inf
    return nearest


@cache
def _lengths() -> np.ndarray:
    """(COUNT,) float32: of each word, squared."""
    return (alphabet() ** 2).sum(axis=1)


def signatures_of(descriptors: np.ndarray, words: np.ndarray) -> np.ndarray:
    """(n, k) uint64: on which side of each word the descriptor lies, along BITS directions.  words : (n, k), from words_of."""
    across = descriptors.astype(np.float32) @ _axes()
    middles = _word_middles()[words]
    bits = across[:, None, :] > middles
    return np.packbits(bits, axis=-1).view(np.uint64)[..., 0]


@cache
def _word_middles() -> np.ndarray:
    """(COUNT, BITS) float32: the words along the directions."""
    return alphabet() @ _axes()


def fit_words(descriptors: np.ndarray, seed: int = 2026) -> np.ndarray:
    """(COUNT, 128) uint8: an alphabet for such descriptors, by k-means.  descriptors : (n, 128) uint8, n at least COUNT."""
    generator = np.random.default_rng(seed)
    rows = descriptors.astype(np.float32)
    words: np.ndarray = rows[generator.choice(len(rows), COUNT, replace=False)]
    for _ in range(ROUNDS):
        nearest = np.concatenate([_nearest(part, words) for part in np.array_split(rows, max(1, len(rows) // 4096))])
        sums, counts = np.zeros_like(words), np.bincount(nearest, minlength=COUNT)
        np.add.at(sums, nearest, rows)
        lonely = counts == 0
        words = (sums / np.maximum(counts, 1)[:, None]).astype(np.float32)
        words[lonely] = rows[generator.choice(len(rows), int(lonely.sum()), replace=False)]
    return np.rint(words).astype(np.uint8)


def _nearest(rows: np.ndarray, words: np.ndarray) -> np.ndarray:
    return np.argmin((words * words).sum(axis=1) - 2 * (rows @ words.T), axis=1)
