"""A family: one named group of features with the words that explain it to a reviewer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.features.plane_views import PlaneViews


@dataclass(frozen=True)
class Featured:
    """A telling feature, for the desk's charts.  name: without the family's id.  unit: in words."""

    name: str
    title: str
    unit: str


@dataclass(frozen=True)
class Family:
    """names: without the family's id, in the order in which extract returns them.  plane: the view that extract reads.

    meaning and misleads: one plain sentence each.  telling: the features worth a chart, the most telling first.
    may_miss: whether a photograph may have nothing to measure; extract then returns NaN, which adds nothing to a score.
    """

    id: str
    title: str
    plane: str
    names: tuple[str, ...]
    extract: Callable[[PlaneViews], np.ndarray]
    meaning: str
    misleads: str
    telling: tuple[Featured, ...] = ()
    may_miss: bool = False

    @property
    def featured(self) -> tuple[str, ...]:
        """Names of the telling features."""
        return tuple(one.name for one in self.telling)

    @property
    def titles(self) -> dict[str, str]:
        """Title of each telling feature."""
        return {one.name: one.title for one in self.telling}

    @property
    def units(self) -> dict[str, str]:
        """Unit of each telling feature."""
        return {one.name: one.unit for one in self.telling}
