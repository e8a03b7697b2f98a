"""Fits the alphabet that pairing ships, app/photos/pairing/words.npy, on pictures that come inside installed packages.

No photograph of anybody's collection goes in, so that what pairing is measured on has not shaped it: python -m benchmarks.pairing_words
"""

from __future__ import annotations

import cv2
import numpy as np

from app.photos.pairing import keypoints
from app.photos.pairing.words import FILE, fit_words
from app.photos.shrinking import shrink
from app.services.demo_pictures import demo_photos, shipped_pictures
from app.services.report import SilentReport

MOST = 6000  # keypoints of a picture


def main() -> None:
    """Writes words.npy."""
    keypoints.MOST = MOST
    found = []
    for photo in demo_photos(shipped_pictures(), SilentReport()):
        image = cv2.imdecode(np.frombuffer(photo.encoded, np.uint8), cv2.IMREAD_GRAYSCALE)
        for side in (keypoints.SIDE, keypoints.SIDE * 2 // 3, keypoints.SIDE // 2):
            found.append(keypoints.find_keypoints(shrink(image, side)).descriptors)
    rows = np.concatenate(found)
    np.save(FILE, fit_words(rows))
    print(f"{len(rows)} keypoints of {len(found) // 3} pictures")


if __name__ == "__main__":
    main()
