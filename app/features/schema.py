"""The feature schema: the ordered names that a model states it was fitted on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from app.features.external import family_named
from app.features.family import Family
from app.features.plane_views import PlaneViews

VERSION = 1  # raised whenever an extractor's numbers change while its names stay


@dataclass(frozen=True)
class Schema:
    """names: "family.name", ordered.  family_of: name to family id.  id: version, number of features and a hash of the names."""

    id: str
    names: tuple[str, ...]
    family_of: dict[str, str]
    families: tuple[str, ...]


def schema_for(family_ids: tuple[str, ...]) -> Schema:
    """The schema of those families, in that order.  Raises KeyError for a family that is not registered."""
    names = tuple(f"{family}.{name}" for family in family_ids for name in family_named(family).names)
    digest = hashlib.sha256("\n".join(names).encode()).hexdigest()[:8]
    return Schema(f"v{VERSION}-{len(names)}-{digest}", names, {name: name.partition(".")[0] for name in names}, tuple(family_ids))


def extract_row(planes: PlaneViews, schema: Schema) -> np.ndarray:
    """The feature vector of one photograph: (features,) float32, finite but for families that had nothing to measure: NaN.

    Raises PlaneTooSmall under 64 pixels a side.
    """
    return np.concatenate([_extract(family_named(family), planes) for family in schema.families]).astype(np.float32, copy=False)


def _extract(family: Family, planes: PlaneViews) -> np.ndarray:
    values = family.extract(planes)
    missing = family.may_miss and np.isnan(values).all()
    return values if missing else np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
