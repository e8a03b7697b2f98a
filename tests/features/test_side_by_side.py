from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from app.errors import PlaneTooSmall
from app.features.schema import extract_row, schema_for
from app.features.side_by_side import MeasuredSideBySide
from app.questions import QUESTIONS
from tests.features.pictures import planes, scene


def test_the_same_numbers_as_one_family_after_the_other():
    named = [question.families for question in QUESTIONS.values()] + [("slope", "colour"), ("colour",)]
    schemas = [schema_for(families) for families in named]
    with ThreadPoolExecutor(2) as pool:
        measured = MeasuredSideBySide(planes(scene(1)), schemas, pool)
    for schema in schemas:
        row = measured.row(schema)
        assert row.dtype == np.float32
        assert np.array_equal(row, extract_row(planes(scene(1)), schema))


def test_a_family_that_fails_leaves_the_schemas_without_it_alone():
    fine, failing = schema_for(("layout",)), schema_for(("layout", "slope"))
    with ThreadPoolExecutor(2) as pool:
        measured = MeasuredSideBySide(planes(scene(1, 40, 200)), [fine, failing], pool)
        assert measured.row(fine).shape == (len(fine.names),)
        with pytest.raises(PlaneTooSmall):
            measured.row(failing)
