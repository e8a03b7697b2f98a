"""Learn from the decisions: a challenger from the labelled set of the first version plus this desk's weighted decisions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.domain import Job, ModelVersion, Role, User
from app.errors import NothingToLearn, SchemaMismatch
from app.features.schema import Schema, schema_for
from app.learning.card_origin import library_versions
from app.learning.fitted_model import fit_model
from app.learning.labelled_set import LabelledSet
from app.questions import Question, question_named
from app.services.access import account_id, require
from app.services.challenge import challenge
from app.services.deps import Deps
from app.services.labels import LocalLabels, is_local, local_labels, weighed
from app.services.manifest import refuse_one_class
from app.services.register_version import register_version
from app.services.report import Report, part_of
from app.services.version_sets import champion_or_none, first_ancestor, labelled_set_of
from app.store import audit, decisions, jobs, versions

SEED = 0


@dataclass(frozen=True)
class _Learning:
    """What a retrain starts from."""

    question: Question
    schema: Schema
    champion: str | None
    champion_set: LabelledSet | None
    base: LabelledSet | None
    local: LocalLabels


def ask_retrain(deps: Deps, user: User, question: str) -> Job:
    """Asks the worker for a retrain; while one waits or runs, that one is returned.  Admins.  Raises NothingToLearn, UnknownQuestion."""
    require(user, Role.ADMIN)
    question_named(question)
    with deps.database.begin() as session:
        if not decisions.count_labelled(session, question):
            raise NothingToLearn()
        now, key = deps.clock(), f"retrain:{question}"
        before = jobs.active(session, key)
        job = before or jobs.add(session, "retrain", {"question": question}, now, account_id(user), key)
        if before is None:
            audit.add(session, account_id(user), "retrain.asked", question, now, {"job": job.id})
    return job


def run_retrain(deps: Deps, question: str, report: Report, user: User | None = None) -> ModelVersion:
    """Fits, measures and registers a challenger, with the gate's verdict on its card; never promotes it.

    With nothing decided since, the version made from the same labels is returned again.
    Raises NothingToLearn, OneClassOnly, SchemaMismatch, VersionAltered, JobCancelled.
    """
    report(0.0, "Gathering labels")
    learning = _gather(deps, question)
    labelled = _joined(learning).with_families(_families(learning.schema))
    same = _made_before(deps, learning, labelled)
    if same is not None:
        report.log(f"Nothing was decided since version {same.name} was made from the same labels.")
        return same
    _describe(learning, report)
    asked = learning.question
    model, card = fit_model(labelled, asked.id, asked.labels, learning.schema.id, learning.schema.names, learning.schema.family_of,
                            seed=SEED, candidate=asked.candidates[0], progress=part_of(report, 0.1, 0.7))
    card["local"] = _local(learning, labelled)
    card["libraries"] = library_versions()
    if learning.champion_set is not None:
        gate = challenge(learning.champion_set, labelled, asked.labels, asked.candidates[0], SEED, part_of(report, 0.7, 0.97))
        card["gate"] = {**gate.as_dict(), "champion": learning.champion}
        report.log(gate.words)
    report(0.98, "Storing the version")
    version = register_version(deps, user, question, model, card, labelled, learning.champion)
    report.log(f"Version {version.name} is stored; it scores nothing until it is promoted.")
    return version


def _gather(deps: Deps, question_id: str) -> _Learning:
    question = question_named(question_id)
    schema = schema_for(question.families)
    local = local_labels(deps, question_id, schema)
    if not len(local.labelled):
        raise NothingToLearn()
    with deps.database.read() as session:
        champion = champion_or_none(session, question_id)
        first = first_ancestor(session, question_id, champion) if champion else None
    base = labelled_set_of(deps, question_id, first) if first else None
    if base is not None and base.features.shape[1] != len(schema.names):
        raise SchemaMismatch()
    champion_set = labelled_set_of(deps, question_id, champion).with_families(_families(schema)) if champion else None
    return _Learning(question, schema, champion, champion_set, base, local)


def _families(schema: Schema) -> list[str]:
    return [schema.family_of[name] for name in schema.names]


def _joined(learning: _Learning) -> LabelledSet:
    """The base set without the photographs that were decided here, followed by those, weighed."""
    base, local = learning.base, learning.local
    if base is None:
        refuse_one_class(learning.question, local.labelled.labels.tolist(), "from the decisions")
        return local.labelled
    rest = base.take(~np.isin(base.ids, np.array(local.sha256)))
    return rest.joined(weighed(local.labelled, rest))


def _local(learning: _Learning, labelled: LabelledSet) -> dict:
    local = learning.local
    return {"parent": learning.champion, "decisions": len(local.labelled), "weight": float(labelled.weight[is_local(labelled.ids)][0]),
            "contradictory": local.contradictory, "unmeasured": local.unmeasured}


def _made_before(deps: Deps, learning: _Learning, labelled: LabelledSet) -> ModelVersion | None:
    with deps.database.read() as session:
        known = versions.list_for(session, learning.question.id)
    return next((one for one in known if one.labelled_set_hash == labelled.hash() and one.schema == learning.schema.id
                 and learning.champion in (one.parent, one.name)), None)


def _describe(learning: _Learning, report: Report) -> None:
    local = learning.local
    labels, counts = np.unique(local.labelled.labels, return_counts=True)
    words = ", ".join(f"{count} {label}" for label, count in zip(labels, counts, strict=True))
    shipped = len(learning.base) if learning.base else 0
    report.log(f"{len(local.labelled)} photographs decided here ({words}) beside {shipped} of the first version.")
    for count, why in ((local.contradictory, "have contradictory decisions"), (local.unmeasured, "cannot be measured")):
        if count:
            report.log(f"{count} photographs {why} and are left out.")
