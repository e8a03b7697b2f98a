"""What a retrain starts from: the first version's labelled set, this desk's decisions, gold photographs and the champion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.errors import NothingToLearn
from app.features.network import Network
from app.features.schema import Schema
from app.learning.adaptation import DESK
from app.learning.labelled_set import LabelledSet
from app.questions import Question, question_named
from app.services.challenge import Contender
from app.services.deps import Deps
from app.services.labels import LocalLabels, is_local, local_labels, weighed
from app.services.manifest import refuse_one_class
from app.services.networks import desk_schema, networks_for
from app.services.networks_columns import families_of, only_families, under_schema, with_answers
from app.services.stored_features import features_of
from app.services.version_sets import base_version, champion_or_none, labelled_set_of
from app.store import label_sources, photos


@dataclass(frozen=True)
class Material:
    """labelled: the first version's set without the photographs decided here, followed by those, weighed.

    champion : None where nothing was promoted yet.  gold : photographs whose label is known and which nothing is fitted on.
    unknown : for each external network, of how many photographs its answer is not known.
    """

    question: Question
    schema: Schema
    champion_name: str | None
    champion: Contender | None
    labelled: LabelledSet
    local: LocalLabels
    gold: LabelledSet
    unknown: dict[str, int]

    def card(self) -> dict:
        """What the version's card says of the decisions, JSON-able."""
        weight = self.labelled.weight[is_local(self.labelled.ids)]
        return {"parent": self.champion_name, "decisions": len(self.local.labelled), "weight": float(weight.max()),
                "rule": str(self.local.rule), "contradictory": self.local.contradictory, "unmeasured": self.local.unmeasured,
                "not_counted": self.local.not_counted, "gold": len(self.gold)}

    def described(self) -> Iterator[str]:
        """Sentences for the log of the retrain."""
        local = self.local
        labels, counts = np.unique(local.labelled.labels, return_counts=True)
        words = ", ".join(f"{count} {label}" for label, count in zip(labels, counts, strict=True))
        yield (f"{len(local.labelled)} photographs decided here ({words}) beside {len(self.labelled) - len(local.labelled)} "
               f"of the first version; policy: {local.rule}.")
        for count, why in ((local.contradictory, "have contradictory decisions"), (local.unmeasured, "cannot be measured"),
                           (local.not_counted, "do not count by the policy, or their reviewer is no better than a coin")):
            if count:
                yield f"{count} photographs {why} and are left out."
        for name, count in self.unknown.items():
            if count:
                yield f"What the external network {name} says of {count} photographs is not known; there it speaks for neither label."


def gather(deps: Deps, question_id: str) -> Material:
    """Raises NothingToLearn, OneClassOnly, SchemaMismatch, NetworkAltered, VersionAltered, UnknownQuestion."""
    question = question_named(question_id)
    schema = desk_schema(deps.settings.home, question_id)
    local = local_labels(deps, question_id, schema)
    if not len(local.labelled):
        raise NothingToLearn()
    with deps.database.read() as session:
        champion = champion_or_none(session, question_id)
        first = base_version(session, question_id, champion, question.families) if champion else None
    base = under_schema(labelled_set_of(deps, question_id, first), schema) if first else None
    networks = networks_for(deps.settings.home, question_id)
    labelled, unknown = _joined(question, schema, base, local, networks)
    contender = None
    if champion:
        fitted_on = only_families(labelled_set_of(deps, question_id, champion), schema.families)
        contender = Contender(deps.models.version(question_id, champion).model, fitted_on)
    return Material(question, schema, champion, contender, labelled, local, _gold(deps, question_id, schema), unknown)


def _joined(question: Question, schema: Schema, base: LabelledSet | None, local: LocalLabels,
            networks: list[Network]) -> tuple[LabelledSet, dict[str, int]]:
    second = question.labels[1]
    if base is None:
        refuse_one_class(question, local.labelled.labels.tolist(), "from the decisions")
        return with_answers(local.labelled.with_families(families_of(schema)), local.sha256, networks, second)
    rest = base.take(~np.isin(base.ids, np.array(local.sha256)))
    return with_answers(rest.joined(weighed(local.labelled, rest)), [*rest.ids.tolist(), *local.sha256], networks, second)


def _gold(deps: Deps, question: str, schema: Schema) -> LabelledSet:
    """The desk's gold photographs, with the groups of `local_labels`, so that scenes decided on can be told."""
    with deps.database.read() as session:
        label = label_sources.gold_labels(session, question)
        known = photos.many(session, list(label))
    ids, rows = features_of(deps, list(known.values()), schema)
    kept = [known[one] for one in ids]
    sources = [f"{DESK}: {photo.origin.source}" if photo.origin.source else DESK for photo in kept]
    groups = [f"{source}/{photo.origin.group or photo.origin.subject or photo.id}" for source, photo in zip(sources, kept, strict=True)]
    return LabelledSet.of([photo.id for photo in kept], rows, [label[photo.id] for photo in kept], sources, groups).with_families(
        families_of(schema))
