"""The shortlist: which photos may be the partner of one, by a vote of its keypoints."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.photos.pairing.sketch import Filed, Sketch
from app.photos.pairing.words import BITS, COUNT

ALIKE = 17       # signatures that differ in at most so many of 64 bits vote; chance gives 32
LEAST_VOTES = 3.0
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
        self._starts = np.searchsorted(words[order], np.arange(COUNT + 1))

    def ranked(self, sketch: Sketch, most: int, without: int = -1) -> list[tuple[int, float]]:
        """(photo, votes) of at most `most` photos with LEAST_VOTES or more, most votes first.  without : the photo itself.

        A keypoint votes once for a photo, and the less the more photos it votes for: what many share, such as a card, says little.
        """
        keypoints, photos = self._alike(sketch)
        if without >= 0:
            kept = photos != without
            keypoints, photos = keypoints[kept], photos[kept]
        if not len(photos):
            return []
        once = np.unique(keypoints.astype(np.int64) * self.count + photos)
        keypoints, photos = once // self.count, once % self.count
        shared = np.bincount(keypoints, minlength=len(sketch.words))
        votes = np.bincount(photos, weights=shared[keypoints] ** -SHARED, minlength=self.count)
        best = np.argsort(-votes, kind="stable")[:most]
        return [(int(photo), float(votes[photo])) for photo in best if votes[photo] >= LEAST_VOTES]

    def _alike(self, sketch: Sketch) -> tuple[np.ndarray, np.ndarray]:
        """(keypoint of the sketch, photo) for every kept keypoint with the same word and an alike signature."""
        words, wanted = sketch.words.ravel(), sketch.signatures.ravel()
        lengths = self._starts[words.astype(np.int64) + 1] - self._starts[words]
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(self._starts[words] - (ends - lengths), lengths)
        differ = np.bitwise_count(np.repeat(wanted, lengths) ^ self._signatures[places])
        alike = np.flatnonzero(differ <= ALIKE)
        asked = np.repeat(np.arange(len(words)) // sketch.words.shape[1], lengths)
        return asked[alike], self._photos[places[alike]]


assert BITS == 64
