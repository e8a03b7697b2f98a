from __future__ import annotations

import pytest

from app.learning.fitted_model import FittedModel, fit_model
from app.learning.labelled_set import LabelledSet
from tests.learning.makers import FAMILY_OF, LABELS, NAMES, labelled


@pytest.fixture(scope="session")
def made() -> LabelledSet:
    return labelled()


@pytest.fixture(scope="session")
def fitted(made) -> tuple[FittedModel, dict]:
    return fit_model(made, "recapture", LABELS, "v0", NAMES, FAMILY_OF)


@pytest.fixture(scope="session")
def model(fitted) -> FittedModel:
    return fitted[0]


@pytest.fixture(scope="session")
def card(fitted) -> dict:
    return fitted[1]
