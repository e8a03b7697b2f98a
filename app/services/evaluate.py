"""Measure a model version on the photographs of a manifest: figures per source and pooled, and what file facts alone would reach."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from app.features.schema import Schema
from app.learning.evaluation import Measured, evaluate
from app.learning.fitted_model import FittedModel
from app.learning.labelled_set import LabelledSet
from app.learning.shortcut_audit import shortcut_audit
from app.photos.decode import Decoder
from app.questions import Question, question_named
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
                      robustness: bool = False) -> dict:
    """JSON-able: question, model_version, photographs, fitted_on, figures (pooled, mean over sources, by source), shortcut_audit, left_out.

    fitted_on : how many of the photographs the version was fitted on; where there are any, "unseen" holds the figures of the rest.
    networks : only where the version has external networks: AUC with and without each, see with_and_without.
    robustness : also measures the same photographs after messengers, as {"1600px-q75": figures, …}.
    Raises UnknownQuestion, BadManifest, SchemaMismatch.  A manifest with one label has figures that are null with their reason.
    """
    question = question_named(question_id)
    schema = schema_of_model(shelved.model)
    rows = read_manifest(manifest, question, need_both=False)
    measured = measure_rows(rows, schema, decoder, home, jobs, part_of(report, 0.0, 0.4 if robustness else 0.95))
    for words in left_out_words(measured.left_out):
        report.log(words)
    truth, seen = measured.labelled.labels == question.labels[1], _seen(shelved, measured.labelled)
    predictions = predicted(shelved.model, measured.labelled, question.labels[1])
    found = {
        "question": question.id, "model_version": shelved.name, "manifest": manifest.name, "photographs": len(truth),
        "fitted_on": int(seen.sum()), "figures": evaluate(predictions),
        "shortcut_audit": shortcut_audit(measured.facts, truth, measured.labelled.source, measured.labelled.group),
        "left_out": [{"line": out.line, "name": out.name, "why": out.why} for out in measured.left_out],
    }
    if seen.any():
        found["unseen"] = evaluate(predictions.take(~seen)) if not seen.all() else None
    if external_families(shelved.model):
        found["networks"] = _networks(home, shelved.model, schema, measured.labelled, question, report)
    if robustness:
        found["robustness"] = _robustness(rows, schema, decoder, home, jobs, shelved.model, question.labels[1], part_of(report, 0.4, 1.0))
    return found


def predicted(model: FittedModel, labelled: LabelledSet, second_label: str) -> Measured:
    """What the model says of labelled photographs, beside the truth."""
    said = model.predict_many(labelled.features, labelled.low_resolution) if len(labelled) else []
    return Measured(labelled.labels == second_label, np.array([one.probabilities[second_label] for one in said], dtype=float),
                    np.array([one.abstention is not None for one in said], dtype=bool), labelled.source, labelled.group)


def _networks(home: Path, model: FittedModel, schema: Schema, labelled: LabelledSet, question: Question, report: Report) -> list[dict]:
    labelled, _ = with_answers(labelled.with_families(families_of(schema)), labelled.ids.tolist(), networks_for(home, question.id),
                               question.labels[1])
    return with_and_without(labelled, question.labels[1], model.candidate_id, 0, report)


def _seen(shelved: ShelvedModel, labelled: LabelledSet) -> np.ndarray:
    fitted_on = LabelledSet.load(shelved.folder / LABELLED_SET_FILE)
    return np.isin(labelled.ids, fitted_on.ids)


def _robustness(rows: tuple[ManifestRow, ...], schema: Schema, decoder: Decoder, home: Path, jobs: int, model: FittedModel,
                second_label: str, report: Report) -> dict:
    step = 1 / len(MESSENGERS)
    found = {}
    for place, messenger in enumerate(MESSENGERS):
        part = part_of(report, place * step, (place + 1) * step)
        after: MeasuredSet = measure_rows(rows, schema, decoder, home, jobs, part, messenger)
        found[messenger.name] = evaluate(predicted(model, after.labelled, second_label))
    return found
