"""A family: one named group of features with the words that explain it to a reviewer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from app.features.plane_views import PlaneViews


@dataclass(frozen=True)
class Family:
    """names: without the family's id, in the order in which extract returns them.

    meaning and misleads: one plain sentence each.  featured: the most telling names, for the desk's charts.
    titles and units: of the featured names; a name without a unit is a plain number.
    """

    id: str
    title: str
    plane: str
    names: tuple[str, ...]
    extract: Callable[[PlaneViews], np.ndarray]
    meaning: str
    misleads: str
    featured: tuple[str, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
