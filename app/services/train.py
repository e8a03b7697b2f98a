"""Fit, calibrate and measure a model version from the photographs of a manifest; needs no database."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.config import Settings
from app.errors import UnknownCandidate
from app.learning.artifact import save_model
from app.learning.card_origin import library_versions
from app.learning.choice import choose
from app.learning.fitted_model import FittedModel, fit_model
from app.learning.labelled_set import LabelledSet
from app.learning.shortcut_audit import shortcut_audit
from app.photos.decode import Decoder
from app.questions import Question, question_named
from app.services.feature_row import schema_of_question
from app.services.manifest import read_manifest, refuse_one_class
from app.services.measure import LeftOut, left_out_words, measure_rows
from app.services.networks import desk_schema, networks_for
from app.services.networks_columns import families_of, with_answers
from app.services.networks_measured import with_and_without
from app.services.new_folder import refuse_full_folder
from app.services.report import Report, part_of
from app.services.version_folder import write_champion

AUTO = "auto"


@dataclass(frozen=True)
class Trained:
    """A fitted model that is not stored yet, with its card, what it was fitted on, and what was left out."""

    question: str
    model: FittedModel
    card: dict
    labelled: LabelledSet
    left_out: Sequence[LeftOut]


def train(settings: Settings, decoder: Decoder, manifest: Path, question_id: str, report: Report, jobs: int = 2, seed: int = 0,
          for_desk: bool = False, candidate: str | None = None) -> Trained:
    """The same manifest and seed give the same model within 1e-6.

    for_desk : with the desk's external networks among the families.  candidate : one of the question's, "auto" for the one that does best
    on sources left out, None for the first.

    Raises UnknownQuestion, UnknownCandidate, BadManifest, OneClassOnly; a photograph that cannot be read is left out and named.
    """
    question = question_named(question_id)
    name = _candidate(question, candidate)
    schema = desk_schema(settings.home, question_id) if for_desk else schema_of_question(question_id)
    rows = read_manifest(manifest, question)
    own = schema.id == schema_of_question(question_id).id  # else columns of external networks, which look at whole photographs
    measured = measure_rows(rows, schema, decoder, settings.home, jobs, part_of(report, 0.0, 0.7), quarters=own)
    for words in left_out_words(measured.left_out):
        report.log(words)
    refuse_one_class(question, measured.labelled.labels.tolist(), f"in {manifest.name}, as far as it can be read")
    labelled, _ = with_answers(measured.labelled.with_families(families_of(schema)), measured.labelled.ids.tolist(),
                               networks_for(settings.home, question_id) if for_desk else [], question.labels[1])
    choice = choose(labelled, labelled.labels == question.labels[1], seed, part_of(report, 0.7, 0.8)) if name == AUTO else None
    name = choice.name if choice else name
    model, card = fit_model(labelled, question.id, question.labels, schema.id, schema.names, schema.family_of, seed=seed,
                            candidate=name, progress=part_of(report, 0.8, 0.95))
    card["choice"] = choice.as_dict() if choice else None
    card["networks"] = with_and_without(labelled, question.labels[1], name, seed, part_of(report, 0.95, 1.0))
    card["manifest"] = {"name": manifest.name, "sha256": hashlib.sha256(manifest.read_bytes()).hexdigest(), "photographs": len(rows),
                        "left_out": [{"line": out.line, "name": out.name, "why": out.why} for out in measured.left_out]}
    card["shortcut_audit"] = shortcut_audit(measured.facts, measured.labelled.labels == question.labels[1], measured.labelled.source,
                                            measured.labelled.group, seed)
    card["libraries"] = library_versions()
    return Trained(question.id, model, card, labelled, measured.left_out)


def _candidate(question: Question, asked: str | None) -> str:
    if asked not in (None, AUTO, *question.candidates):
        raise UnknownCandidate(f"{question.id} has no candidate {asked!r}; it has {AUTO}, {', '.join(question.candidates)}.")
    return asked or question.candidates[0]


def write_version(settings: Settings, trained: Trained, folder: Path) -> None:
    """Writes the version's files into folder; under the project's models/<question>/ it becomes the shipped champion.

    Raises FolderNotEmpty.
    """
    refuse_full_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    save_model(trained.model, trained.card, trained.labelled, folder)
    if folder.resolve().parent == (settings.shipped_models / trained.question).resolve():
        write_champion(folder.resolve())
