"""The families of one photograph measured side by side, so that whoever waits for its score waits half as long."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor, Future

import numpy as np

from app.features.plane_views import PlaneViews
from app.features.schema import Schema, extract_row, schema_for


class MeasuredSideBySide:
    """Every family of some schemas is measured once, however many of them name it.

    OpenCV and NumPy let go of Python's lock while they count, so threads share the work.
    """

    def __init__(self, planes: PlaneViews, schemas: Sequence[Schema], pool: Executor) -> None:
        """Starts measuring and returns as soon as the planes are made."""
        _ = planes.gray1024, planes.s512  # once, before the threads share them
        families = dict.fromkeys(family for schema in schemas for family in schema.families)
        self._parts: dict[str, Future[np.ndarray]] = {
            family: pool.submit(extract_row, planes, schema_for((family,))) for family in families}

    def row(self, schema: Schema) -> np.ndarray:
        """The feature vector under one of the schemas, the same that extract_row gives: (features,) float32.

        Raises PlaneTooSmall under 64 pixels a side, and whatever a family of this schema raised.
        """
        return np.concatenate([self._parts[family].result() for family in schema.families])
