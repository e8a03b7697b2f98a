"""Measure a model version on the photographs of a manifest, alone or beside another: everything that can be said, as JSON."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from app.features.schema import Schema
from app.learning.evaluation import Measured, evaluate, evaluate_difference
from app.learning.fitted_model import FittedModel
from app.learning.labelled_set import LabelledSet
from app.learning.presentation_errors import presentation_errors
from app.learning.reliability import reliability_bands
from app.learning.shortcut_audit import shortcut_audit
from app.photos.decode import Decoder
from app.questions import Question, question_named
from app.services.compare_versions import difference_words
from app.services.evaluation_features import telling_features
from app.services.evaluation_kinds import kinds_of
from app.services.evaluation_refits import refitted
from app.services.feature_row import schema_of_model
from app.services.manifest import ManifestRow, read_manifest
from app.services.measure import MeasuredSet, left_out_words, measure_rows
from app.services.messenger import MESSENGERS
from app.services.networks import external_families, networks_for
from app.services.networks_columns import families_of, with_answers
from app.services.networks_measured import with_and_without
from app.services.report import Report, part_of
from app.services.scorer import ShelvedModel
from app.services.version_sets import LABELLED_SET_FILE


def evaluate_manifest(home: Path, decoder: Decoder, manifest: Path, question_id: str, shelved: ShelvedModel, report: Report, jobs: int = 2,
                      robustness: bool = False, against: ShelvedModel | None = None) -> dict:
    """JSON-able.  The version as it is: figures (pooled, mean over sources, by source, roc), presentation_errors, reliability.

    Its way of learning, fitted again on these photographs: refitted, with leave_one_source_out and within_source.  The photographs:
    shortcut_audit, features (distributions by label and by source), left_out.
    fitted_on : how many of the photographs the version was fitted on; where there are any, "unseen" holds the figures of the rest.
    networks : only where the version has external networks: AUC with and without each, see with_and_without.
    robustness : also measures the same photographs after messengers, as {"1600px-q75": figures and difference, …}.
    against : another version on the same photographs, with its figures, the paired difference (this one minus the other) and a sentence.
    Raises UnknownQuestion, BadManifest, SchemaMismatch.  A manifest with one label has figures that are null with their reason.
    """
    question, schema = question_named(question_id), schema_of_model(shelved.model)
    rows = read_manifest(manifest, question, need_both=False)
    measured = measure_rows(rows, schema, decoder, home, jobs, part_of(report, 0.0, 0.4 if robustness else 0.7))
    for words in left_out_words(measured.left_out):
        report.log(words)
    labelled = measured.labelled.with_families(families_of(schema)) if len(measured.labelled) else measured.labelled
    seen, predictions = _seen(shelved, labelled), predicted(shelved.model, labelled, question.labels[1])
    kind = kinds_of(labelled.kind.tolist(), predictions.truth, question)
    found: dict = {
        "question": question.id, "labels": list(question.labels[:2]), "model_version": shelved.name, "manifest": manifest.name,
        "photographs": len(labelled), "fitted_on": int(seen.sum()), "figures": evaluate(predictions),
        "presentation_errors": presentation_errors(predictions, kind),
        "reliability": reliability_bands(predictions.probability, predictions.truth, question.labels),
        "shortcut_audit": shortcut_audit(measured.facts, predictions.truth, labelled.source, labelled.group),
        "features": telling_features(shelved.model, labelled, question),
        "left_out": [{"line": out.line, "name": out.name, "why": out.why} for out in measured.left_out],
    }
    if seen.any():
        found["unseen"] = evaluate(predictions.take(~seen)) if not seen.all() else None
    if external_families(shelved.model):
        found["networks"] = _networks(home, shelved.model, schema, labelled, question, report)
    if against is not None:
        other = measure_rows(rows, schema_of_model(against.model), decoder, home, jobs)
        found["against"] = _beside(against, other.labelled, labelled, predictions, shelved.name)
    if robustness:
        after = _robustness(rows, schema, decoder, home, jobs, part_of(report, 0.4, 0.8))
        found["robustness"] = {name: _arrived(shelved.model, one.labelled, labelled, predictions) for name, one in after.items()}
    found["refitted"] = refitted(labelled, question.labels, shelved.model.candidate_id, kind, part_of(report, 0.8, 1.0))
    return found


def predicted(model: FittedModel, labelled: LabelledSet, second_label: str) -> Measured:
    """What the model says of labelled photographs, beside the truth."""
    said = model.predict_many(labelled.features, labelled.low_resolution) if len(labelled) else []
    return Measured(labelled.labels == second_label, np.array([one.probabilities[second_label] for one in said], dtype=float),
                    np.array([one.abstention is not None for one in said], dtype=bool), labelled.source, labelled.group)


def _networks(home: Path, model: FittedModel, schema: Schema, labelled: LabelledSet, question: Question, report: Report) -> list[dict]:
    labelled, _ = with_answers(labelled, labelled.ids.tolist(), networks_for(home, question.id),
                               question.labels[1])
    return with_and_without(labelled, question.labels[1], model.candidate_id, 0, report)


def _seen(shelved: ShelvedModel, labelled: LabelledSet) -> np.ndarray:
    fitted_on = LabelledSet.load(shelved.folder / LABELLED_SET_FILE)
    return np.isin(labelled.ids, fitted_on.ids)


def _beside(against: ShelvedModel, measured: LabelledSet, labelled: LabelledSet, predictions: Measured, name: str) -> dict:
    """The other version on the photographs that both can measure."""
    here, there = _common(labelled, measured)
    other, own = predicted(against.model, measured.take(there), against.model.labels[1]), predictions.take(here)
    figures, difference = evaluate(other), evaluate_difference(other, own)
    return {"model_version": against.name, "photographs": len(here), "fitted_on": int(_seen(against, measured.take(there)).sum()),
            "figures": figures, "difference": difference, "words": difference_words(against.name, name, figures, evaluate(own), difference)}


def _arrived(model: FittedModel, after: LabelledSet, labelled: LabelledSet, predictions: Measured) -> dict:
    """Figures after a messenger, and how much they differ from those of the same photographs before it."""
    here, there = _common(labelled, after)
    arrived = predicted(model, after.take(there), model.labels[1])
    return evaluate(arrived) | {"difference": evaluate_difference(predictions.take(here), arrived)}


def _common(first: LabelledSet, second: LabelledSet) -> tuple[np.ndarray, np.ndarray]:
    """Row numbers in both of the photographs that both hold, in the order of the first."""
    place = {name: row for row, name in enumerate(second.ids.tolist())}
    here = [row for row, name in enumerate(first.ids.tolist()) if name in place]
    return np.array(here, dtype=np.int64), np.array([place[name] for name in first.ids[here].tolist()], dtype=np.int64)


def _robustness(rows: tuple[ManifestRow, ...], schema: Schema, decoder: Decoder, home: Path, jobs: int,
                report: Report) -> dict[str, MeasuredSet]:
    """The same photographs as each messenger delivers them."""
    step = 1 / len(MESSENGERS)
    return {messenger.name: measure_rows(rows, schema, decoder, home, jobs, part_of(report, place * step, (place + 1) * step), messenger)
            for place, messenger in enumerate(MESSENGERS)}
