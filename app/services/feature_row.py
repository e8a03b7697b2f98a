"""The feature vector of one photograph under the schema that a question or a model names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.errors import NotScored, SchemaMismatch
from app.features.external import family_named, is_known
from app.features.schema import Schema, extract_row, schema_for
from app.photos.planes import Planes
from app.questions import question_named

if TYPE_CHECKING:
    from app.learning.fitted_model import FittedModel


def schema_of_question(question: str) -> Schema:
    """The schema of a question's families.  Raises UnknownQuestion."""
    return schema_for(question_named(question).families)


def schema_of_model(model: FittedModel) -> Schema:
    """The schema that a model was fitted on.  Raises SchemaMismatch if this version of Loupe computes other features."""
    families = tuple(dict.fromkeys(model.family_of[name] for name in model.feature_names))
    if not all(is_known(family) for family in families) or schema_for(families).id != model.schema_id:
        raise SchemaMismatch
    return schema_for(families)


def measure_quarters(image: np.ndarray, schema: Schema) -> np.ndarray:
    """(4, d) float32: the four quarters of the photograph at its working scale, each as if it were a photograph.  Raises PlaneTooSmall.

    A recapture is one all over, while what is shown and where differs from quarter to quarter.  Families that look at the photograph's own
    pixels, which the working scale no longer has, are NaN.
    """
    families = tuple(family for family in schema.families if family_named(family).plane != "native")
    plane = Planes(image).m1024
    height, width = plane.shape[0] // 2, plane.shape[1] // 2
    corners = [(top, left) for top in (0, plane.shape[0] - height) for left in (0, plane.shape[1] - width)]
    parts = [np.ascontiguousarray(plane[top:top + height, left:left + width]) for top, left in corners]
    quarters = np.full((len(parts), len(schema.names)), np.nan, np.float32)
    measured = np.array([schema.family_of[name] in families for name in schema.names])
    quarters[:, measured] = [extract_row(Planes(part), schema_for(families)) for part in parts]
    return quarters


def measure(image: np.ndarray, schema: Schema) -> np.ndarray:
    """(d,) float32 of an upright RGB image, (H, W, 3) uint8.  Raises NotScored under 256 px a side."""
    planes = Planes(image)
    if not planes.scorable:
        raise NotScored
    return extract_row(planes, schema)
