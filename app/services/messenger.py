"""What messengers do to a photograph: smaller and compressed again; for measuring how a model stands it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np


@dataclass(frozen=True)
class Messenger:
    """side: longest side in pixels, never enlarged.  quality: of the JPEG."""

    name: str
    side: int
    quality: int

    def passed_through(self, image: np.ndarray) -> np.ndarray:
        """The photograph as it arrives, (h, w, 3) uint8 RGB."""
        scale = self.side / max(image.shape[:2])
        if scale < 1:
            size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
            image = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
        _, encoded = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, self.quality])
        arrived = cast(np.ndarray, cv2.imdecode(encoded, cv2.IMREAD_COLOR))
        return cv2.cvtColor(arrived, cv2.COLOR_BGR2RGB)


MESSENGERS = (Messenger("1600px-q75", 1600, 75), Messenger("640px-q80", 640, 80))
