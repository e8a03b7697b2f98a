"""Which of the desk's decisions count as labels, and how much they weigh beside the shipped photographs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.domain import Decision, Photo, Stage
from app.features.schema import Schema
from app.learning.adaptation import DESK
from app.learning.labelled_set import LabelledSet
from app.questions import question_named
from app.services.deps import Deps
from app.services.policies import current_policy
from app.services.policy import LabelRule
from app.services.reviewer_weights import reviewer_weights
from app.services.stored_features import features_of
from app.store import label_sources, photos
from app.store.engine import Session
from app.store.label_sources import LabelSource

LOCAL_SHARE = 0.5    # of the whole weight, what local decisions may reach together
LOCAL_WEIGHT = 3.0   # of one local photograph at most; a shipped one weighs 1
ID_PREFIX = "photo:"
AUDIT = "audit"      # in drawn_by


@dataclass(frozen=True)
class LocalLabels:
    """labelled: this desk's photographs with one label each, weighed by reviewer; sha256, audit, reviewer, batch in the same order.

    audit : drawn at random, (n,) bool.  reviewer : whose label it is (the first, where several agree).  contradictory, unmeasured,
    not_counted : how many photographs are left out because decisions differ, there is no vector, or the policy or a reviewer's weight of
    nothing says so.
    """

    labelled: LabelledSet
    sha256: tuple[str, ...]
    audit: np.ndarray
    reviewer: np.ndarray
    batch: np.ndarray
    contradictory: int
    unmeasured: int
    not_counted: int
    rule: LabelRule


def counted(sources: Sequence[LabelSource], rule: LabelRule, blind: dict[str, str | None]) -> list[LabelSource]:
    """Those of a photo's standing decisions that the rule lets count; a lead's word always does, and then alone.

    blind : what replaced blind answers had said; an answer that was kept after the score was shown is as good as blind.
    """
    settled = [one for one in sources if one.decision.stage == Stage.ADJUDICATED]
    if settled:
        return settled[-1:]
    if rule is LabelRule.ADJUDICATED:
        return []
    return [one for one in sources if rule is not LabelRule.BLIND or _is_blind(one.decision, blind)]


def label_of(sources: Sequence[LabelSource], rule: LabelRule, weight: dict[str, float]) -> str | None:
    """The label that these decisions give together: what all agree on; under the rule `all` what weighs more; else None."""
    say: dict[str, float] = {}
    for one in sources:
        say[str(one.decision.label)] = say.get(str(one.decision.label), 0.0) + weight.get(one.decision.reviewer_id, 1.0)
    if len(say) <= 1:
        return next(iter(say), None)
    first, second = sorted(say.values(), reverse=True)[:2]
    return max(say, key=lambda label: say[label]) if rule is LabelRule.ALL and first > second else None


def local_labels(deps: Deps, question: str, schema: Schema) -> LocalLabels:
    """The photographs that decisions of this desk label, by the question's policy.

    Superseded decisions, UNSURE, answers on gold photographs and the program's own never count; erased photographs are gone.  Ids are
    "photo:<id>", so that a stored set names nobody once the photo is erased.  Weights are the reviewers'; see `weighed`.
    """
    with deps.database.read() as session:
        rule = current_policy(session, question).label_rule
        blind = label_sources.blind_before(session, question)
        by_photo: dict[str, list[LabelSource]] = {}
        for source in label_sources.label_sources(session, question):
            by_photo.setdefault(source.decision.photo_id, []).append(source)
        weight = _weights(session, question, by_photo)
        known = photos.many(session, list(by_photo))
    kept = {photo_id: counted(by_photo[photo_id], rule, blind) for photo_id in by_photo if photo_id in known}
    heard = {photo_id: sources for photo_id, sources in kept.items() if _say(sources, weight) > 0}
    label = {photo_id: label_of(sources, rule, weight) for photo_id, sources in heard.items()}
    agreed = {photo_id: name for photo_id, name in label.items() if name is not None}
    measured, rows = features_of(deps, [known[photo_id] for photo_id in agreed], schema)
    labelled = _set([known[photo_id] for photo_id in measured], rows, agreed, heard, weight)
    return LocalLabels(
        labelled, tuple(known[photo_id].sha256 for photo_id in measured),
        np.array([any(one.drawn_by == AUDIT for one in heard[photo_id]) for photo_id in measured], dtype=bool),
        np.array([heard[photo_id][0].decision.reviewer_id for photo_id in measured], dtype=str),
        np.array([known[photo_id].origin.batch or "" for photo_id in measured], dtype=str),
        len(label) - len(agreed), len(agreed) - len(measured), len(kept) - len(heard), rule)


def weighed(local: LabelledSet, beside: LabelledSet) -> LabelledSet:
    """The local photographs with the weight that lets a few dozen matter: at most LOCAL_WEIGHT each and LOCAL_SHARE of everything.

    It multiplies the reviewers' weights.  From 1 to 10 it hardly matters to the adaptation, which gives a desk coefficients of its own
    (docs/decisions/the-gate-and-the-weight-of-decisions.md).
    """
    share = _total(beside) * LOCAL_SHARE / (1 - LOCAL_SHARE)
    weight = min(LOCAL_WEIGHT, share / _total(local)) if len(local) else 1.0
    return replace(local, weight=local.weight * weight)


def is_local(ids: Iterable[str]) -> np.ndarray:
    """(n,) bool: which rows of a labelled set were decided at a desk."""
    return np.array([str(one).startswith(ID_PREFIX) for one in ids], dtype=bool)


def _is_blind(decision: Decision, blind: dict[str, str | None]) -> bool:
    if decision.stage == Stage.REVEALED:
        return blind.get(decision.supersedes or "") == decision.label
    return decision.score_id is None


def _weights(session: Session, question: str, by_photo: dict[str, list[LabelSource]]) -> dict[str, float]:
    settled = {photo_id: one.decision.label for photo_id, sources in by_photo.items() for one in sources
               if one.decision.stage == Stage.ADJUDICATED and one.decision.label}
    known = {**settled, **label_sources.gold_labels(session, question)}
    return reviewer_weights(label_sources.readings(session, question), known, question_named(question).labels)


def _say(sources: Sequence[LabelSource], weight: dict[str, float]) -> float:
    """What a photo's decisions weigh: a lead's word in full, else as the most reliable of its reviewers."""
    said = (one.decision for one in sources)
    return max((1.0 if one.stage == Stage.ADJUDICATED else weight.get(one.reviewer_id, 1.0) for one in said), default=0.0)


def _set(kept: Sequence[Photo], rows: np.ndarray, label: dict[str, str], heard: dict[str, list[LabelSource]],
         weight: dict[str, float]) -> LabelledSet:
    return LabelledSet.of(
        ids=[ID_PREFIX + photo.id for photo in kept], features=rows, labels=[label[photo.id] for photo in kept],
        source=[_source(photo) for photo in kept], group=[_group(photo) for photo in kept],
        kind=[_kind(heard[photo.id]) for photo in kept], weight=[_say(heard[photo.id], weight) for photo in kept],
        low_resolution=[max(photo.width, photo.height) < 1024 for photo in kept])


def _total(labelled: LabelledSet) -> float:
    """What a set counts for in a fit, where a large source counts less per photograph (see app/learning/family_ridge.py)."""
    _, place, counts = np.unique(labelled.source, return_inverse=True, return_counts=True)
    return float((labelled.weight / np.sqrt(counts[place])).sum())


def _source(photo: Photo) -> str:
    return f"{DESK}: {photo.origin.source}" if photo.origin.source else DESK


def _group(photo: Photo) -> str:
    """The scene or the person it shares with others; else itself.  Unique to its source."""
    return f"{_source(photo)}/{photo.origin.group or photo.origin.subject or photo.id}"


def _kind(sources: Sequence[LabelSource]) -> str:
    reasons = sources[-1].decision.reasons
    return reasons[0] if reasons else ""
