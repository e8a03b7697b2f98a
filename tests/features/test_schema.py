from __future__ import annotations

import numpy as np
import pytest

from app.features.families import FAMILIES
from app.features.schema import extract_row, schema_for
from app.questions import QUESTIONS
from tests.features.pictures import planes, scene

ALL = tuple(FAMILIES)


def test_every_question_names_registered_families():
    for question in QUESTIONS.values():
        assert set(question.families) <= set(FAMILIES)


def test_names_are_prefixed_in_order_and_belong_to_their_family():
    schema = schema_for(ALL)
    assert schema.names == tuple(f"{family}.{name}" for family in ALL for name in FAMILIES[family].names)
    assert all(schema.family_of[name] == name.split(".")[0] for name in schema.names)


def test_the_id_changes_with_the_families_and_their_order():
    assert schema_for(ALL).id == schema_for(ALL).id
    assert len({schema_for(ALL).id, schema_for(ALL[:-1]).id, schema_for(ALL[::-1]).id}) == 3


def test_a_row_is_the_families_one_after_the_other():
    schema, picture = schema_for(("colour", "slope")), planes(scene())
    row = extract_row(picture, schema)
    assert row.dtype == np.float32
    assert np.array_equal(row, np.concatenate([FAMILIES["colour"].extract(picture), FAMILIES["slope"].extract(picture)]))


def test_an_unknown_family_is_an_error():
    with pytest.raises(KeyError):
        schema_for(("astrology",))
