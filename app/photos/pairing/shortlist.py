"""The shortlist: which photos may be the partner of one, by a vote of its keypoints."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from app.photos.pairing.sketch import Filed, Sketch
from app.photos.pairing.words import BITS, COUNT, NEAREST

ALIKE = 17       # signatures that differ in at most so many of 64 bits vote; chance gives 32
LEAST_VOTES = 0.1  # among a thousand photos a partner on a shared card has one or two
AT_ONCE = 256    # keypoints compared with all of a word at a time, so that it stays in the cache
SHARED = 1.5     # the power by which a vote counts less when a keypoint gives it to many


class Shortlist:
    """Photos by the words of their keypoints.  Not thread-safe."""

    def __init__(self, filed: Sequence[Filed]) -> None:
        """The photos are named by their places."""
        self.count = len(filed)
        words = np.concatenate([np.empty(0, np.uint16), *(one.words for one in filed)])
        order = np.argsort(words, kind="stable")
        self._signatures = np.concatenate([np.empty(0, np.uint64), *(one.signatures for one in filed)])[order]
        self._photos = np.repeat(np.arange(self.count, dtype=np.int32), [len(one.words) for one in filed])[order]
        self._starts = np.searchsorted(words[order], np.arange(COUNT + 1)).tolist()

    def ranked(self, sketches: Sequence[Sketch], most: int, without: Sequence[int] | None = None) -> list[list[tuple[int, float]]]:
        """For each sketch (photo, votes) of at most `most` photos with LEAST_VOTES or more, most votes first.

        without : for each sketch the photo that it is itself.  Many sketches in one call take much less time than one by one.
        A keypoint votes once for a photo, and the less the more photos it votes for: what many share, such as a card, says little.
        """
        counts = [len(one.words) for one in sketches]
        keypoints, photos = self._alike(sketches)
        asking = np.repeat(np.arange(len(sketches)), counts)
        if without is not None:
            others = photos != np.asarray(without)[asking[keypoints]]
            keypoints, photos = keypoints[others], photos[others]
        every = np.sort(keypoints * self.count + photos)
        once = every[np.diff(every, prepend=-1) > 0]  # np.unique takes ten times as long
        keypoints, photos = once // max(self.count, 1), once % max(self.count, 1)
        votes = np.bincount(keypoints, minlength=len(asking))[keypoints] ** -SHARED
        bounds = np.searchsorted(keypoints, np.cumsum([0, *counts]))
        return [self._best(photos[start:end], votes[start:end], most) for start, end in pairwise(bounds)]

    def _best(self, photos: np.ndarray, votes: np.ndarray, most: int) -> list[tuple[int, float]]:
        total = np.bincount(photos, weights=votes, minlength=self.count)
        return [(int(photo), float(total[photo])) for photo in np.argsort(-total, kind="stable")[:most] if total[photo] >= LEAST_VOTES]

    def _alike(self, sketches: Sequence[Sketch]) -> tuple[np.ndarray, np.ndarray]:
        """(keypoint, counted through all sketches, photo) for every kept keypoint with the same word and an alike signature."""
        words = np.concatenate([np.empty(0, np.uint16), *(one.words.ravel() for one in sketches)])
        order = np.argsort(words, kind="stable")
        wanted = np.concatenate([np.empty(0, np.uint64), *(one.signatures.ravel() for one in sketches)])[order]
        bounds = np.searchsorted(words[order], np.arange(COUNT + 1)).tolist()
        keypoints, photos = [np.empty(0, np.int64)], [np.empty(0, np.int32)]
        for word in range(COUNT):
            (first, last), (start, end) = bounds[word:word + 2], self._starts[word:word + 2]
            for part in range(first, last, AT_ONCE):
                near = np.bitwise_count(wanted[part:min(part + AT_ONCE, last), None] ^ self._signatures[start:end]) <= ALIKE
                found = np.flatnonzero(near)
                keypoints.append(order[part + found // max(end - start, 1)] // NEAREST)
                photos.append(self._photos[start + found % max(end - start, 1)])
        return np.concatenate(keypoints), np.concatenate(photos)


assert BITS == 64
