"""A map: a picture of where a family of features sees something, with the two sentences that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from app.features.plane_views import PlaneViews


class Judge(Protocol):
    """A fitted model's word on parts of a photo.  families: those that it reads."""

    @property
    def families(self) -> frozenset[str]: ...

    def __call__(self, parts: Mapping[str, np.ndarray]) -> np.ndarray:
        """(n,) log-odds towards the second label of n parts, of which the mean is the photo's own.

        parts : the parts' features by family, each (n, features); where they are NaN, and of other families, the photo's own count.
        """
        ...


@dataclass(frozen=True)
class Map:
    """shows and misleads: one plain sentence each.

    make draws it from m1024, gray1024 and s512 of the upright photo; vote does so with a model's help, and then there is no make.  They
    return (h, w, 4) uint8 RGBA, sent as PNG, for type "png"; (h, w) or (h, w, 3) uint8, sent as JPEG, for "jpeg".  The picture's edges are
    the photo's own, however coarse it is: whoever shows it stretches it over the photo.
    overlays: False for a picture that is not laid over the photo, such as a spectrum.  ends: what its darkest and its lightest colour say;
    None where colours need no legend, and for votes, whose ends are the question's labels.
    version: raised whenever the picture changes, so that kept ones are made anew.
    """

    id: str
    title: str
    shows: str
    misleads: str
    make: Callable[[PlaneViews], np.ndarray] | None = None
    vote: Callable[[PlaneViews, Judge], np.ndarray] | None = None
    type: str = "png"
    overlays: bool = True
    ends: tuple[str, str] | None = None
    version: int = 1
