"""Labelled sets beside external networks: columns that one set has and another lacks, and answers that nobody can know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.errors import SchemaMismatch
from app.features.external import is_external
from app.features.network import Network
from app.features.schema import Schema
from app.learning.labelled_set import LabelledSet


def families_of(schema: Schema) -> list[str]:
    """The family of each column."""
    return [schema.family_of[name] for name in schema.names]


def under_schema(labelled: LabelledSet, schema: Schema) -> LabelledSet:
    """The set with the schema's columns: what it lacks of external networks is NaN, what the schema lacks is left out.

    Raises SchemaMismatch where it lacks a family of Loupe's own.
    """
    family = np.array(families_of(schema))
    features = np.full((len(labelled), len(family)), np.nan, np.float32)
    for one in schema.families:
        there, here = labelled.family == one, family == one
        if there.sum() == here.sum():
            features[:, here] = labelled.features[:, there]
        elif not is_external(one):
            raise SchemaMismatch()
    return replace(labelled, features=features).with_families(family.tolist())


def only_families(labelled: LabelledSet, kept: Sequence[str]) -> LabelledSet:
    """The set with the columns of these families, as far as it has them, in the order in which they are first named."""
    columns = np.concatenate([np.flatnonzero(labelled.family == one) for one in dict.fromkeys(kept)])
    return replace(labelled, features=labelled.features[:, columns], family=labelled.family[columns])


def with_answers(labelled: LabelledSet, sha256: Sequence[str], networks: Sequence[Network],
                 second_label: str) -> tuple[LabelledSet, dict[str, int]]:
    """The set without NaN, and for each network of how many photographs its answer is not known.

    sha256 : of each photograph, or something else where it is not known.  What a network was fitted on gets the answer of a fit without
    its source, where the card has one, because the other flatters.  An unknown answer becomes the middle between the labels' means, which
    speaks for neither.
    """
    features, unknown = labelled.features.copy(), {}
    second = labelled.labels == second_label
    for network in networks:
        columns = np.flatnonzero(labelled.family == network.id)
        for row, digest in enumerate(sha256):
            if digest in network.card.unseen:
                features[row, columns] = network.card.unseen[digest]
        known = ~np.isnan(features[:, columns]).any(axis=1)
        means = [features[known & (second == side)][:, columns].mean(axis=0) for side in (False, True) if (known & (second == side)).any()]
        features[np.ix_(~known, columns)] = np.mean(means, axis=0) if means else 0.0
        unknown[network.card.name] = int((~known).sum())
    return replace(labelled, features=features), unknown
