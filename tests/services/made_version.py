"""A version registered on a desk of feature vectors, made from some of its photographs beside the shipped ones."""

from __future__ import annotations

from app.domain import ModelVersion
from app.learning.card_origin import library_versions
from app.learning.fitted_model import FittedModel, fit_model
from app.learning.labelled_set import LabelledSet
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.feature_row import schema_of_question
from app.services.labels import ID_PREFIX
from app.services.register_version import register_version
from tests.services.vectors_desk import RECAPTURE

SHIPPED = "2026.01-1"


def local(ids: list[str], labelled: LabelledSet, weight: float = 3.0) -> LabelledSet:
    """These photographs of the desk as its labels."""
    return LabelledSet.of(ids=[ID_PREFIX + one for one in ids], features=labelled.features, labels=labelled.labels,
                          source=["here"] * len(ids), group=labelled.group, weight=[weight] * len(ids),
                          low_resolution=labelled.low_resolution)


def register(deps: Deps, labelled: LabelledSet, fitted: tuple[FittedModel, dict] | None = None) -> ModelVersion:
    """Registers a version made from the shipped one, as a retrain does.  fitted: a model that is there already."""
    schema = schema_of_question("recapture")
    model, card = fitted or fit_model(labelled, "recapture", RECAPTURE.labels, schema.id, schema.names, schema.family_of, seed=1)
    return register_version(deps, OPERATOR, "recapture", model, card | {"libraries": library_versions()}, labelled, SHIPPED)
