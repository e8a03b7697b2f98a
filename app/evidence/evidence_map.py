"""A map: a picture of where a family of features sees something, with the two sentences that belong to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.features.plane_views import PlaneViews


@dataclass(frozen=True)
class Map:
    """shows and misleads: one plain sentence each.  make: what draws it, from planes of the upright photo.

    make returns (h, w, 4) uint8 RGBA, sent as PNG, for type "png"; (h, w) or (h, w, 3) uint8, sent as JPEG, for "jpeg".  Its first and
    last row and column are the photo's own, however coarse it is: a browser stretches it over the photo.  overlays: False for a picture
    that is not laid over the photo, such as a spectrum.  ends: what its darkest and its lightest colour say, for a legend.
    version: raised whenever the picture changes, so that kept ones are made anew.
    """

    id: str
    title: str
    shows: str
    misleads: str
    make: Callable[[PlaneViews], np.ndarray]
    type: str = "png"
    overlays: bool = True
    ends: tuple[str, str] | None = None
    version: int = 1
