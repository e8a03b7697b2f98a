"""Put a challenger beside the champion: each judged by fits without the photographs that it is judged on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.learning.fitted_model import FittedModel
from app.learning.labelled_set import LabelledSet
from app.learning.out_of_fold import fit_candidate, several_out_of_fold
from app.learning.splits import MOST_FOLDS, Split, source_bins
from app.services.gate import GateResult, PairedFigure, compared, judge
from app.services.gate_turned import turned_words
from app.services.labels import LocalLabels, is_local
from app.services.networks_columns import only_families
from app.services.report import Report, part_of
from app.services.unseen_scores import fold_numbers, unseen_scores

FOLDS = 8
MANY, FEWER_FITS = 4000, 5  # from so many photographs on, shipped sources are held out a few at a time


@dataclass(frozen=True)
class Contender:
    """A fitted model and the set that it was fitted on."""

    model: FittedModel
    labelled: LabelledSet

    @property
    def candidate(self) -> str:
        return self.model.candidate_id

    def forgetting(self, ids: np.ndarray) -> Contender:
        """The same without photographs that it knows under these ids, fitted again if there are any."""
        kept = ~np.isin(self.labelled.ids, ids)
        if kept.all():
            return self
        rest = self.labelled.take(kept)
        truth = rest.labels == self.model.labels[1]
        return Contender(replace(self.model, candidate=fit_candidate(rest, truth, self.candidate)), rest)


@dataclass(frozen=True)
class Judged:
    """Photographs to judge.  fold: (n,) int, -1 for what no fold judges.  by: "group" or "source", which no fold shares with its fit."""

    labelled: LabelledSet
    fold: np.ndarray
    by: str


def challenge(champion: Contender, challenger: Contender, local: LocalLabels, gold: LabelledSet, seed: int, report: Report) -> GateResult:
    """The gate's verdict.  local : what was decided here, as the challenger's set has it.  gold : in neither set.

    Photographs decided here are judged out of fold by group, shipped ones out of source, gold ones by the fitted models; both versions see
    the same photographs.  The challenger's set has every family of the champion's, and may have more.
    """
    second = challenger.model.labels[1]
    champion = champion.forgetting(np.array(local.sha256, dtype=str))
    judged = challenger.labelled.take(is_local(challenger.labelled.ids))
    fold = fold_numbers(judged, second, FOLDS, seed + 1)
    shipped = challenger.labelled.take(~is_local(challenger.labelled.ids))
    bins = source_bins(shipped.source, FEWER_FITS if len(shipped) > MANY else MOST_FOLDS)
    to_judge = (Judged(judged, fold, "group"), Judged(shipped, bins, "source"))
    (first, first_shipped), (then, then_shipped) = (unseen(one, to_judge, seed, part_of(report, start, start + 0.5))
                                                    for one, start in ((champion, 0.0), (challenger, 0.5)))
    known = (fold >= 0) & ~np.isnan(first) & ~np.isnan(then)
    parts = {name: compared(name, judged.labels[rows], second, first[rows], then[rows], judged.group[rows])
             for name, rows in (("local", known), ("audit", known & local.audit))}
    turned = turned_words(judged.labels[known] == second, first[known], judged.group[known], local.reviewer[known], local.batch[known])
    known = ~np.isnan(first_shipped) & ~np.isnan(then_shipped)
    parts["shipped"] = compared("shipped", shipped.labels[known], second, first_shipped[known], then_shipped[known], shipped.group[known],
                                shipped.source[known])
    parts["gold"] = _on_gold(champion, challenger, gold.take(~np.isin(gold.group, judged.group)))
    return judge(parts["local"], parts["shipped"], parts["gold"], parts["audit"], turned)


def _on_gold(champion: Contender, challenger: Contender, gold: LabelledSet) -> PairedFigure | None:
    if not len(gold):
        return None
    first, then = (one.model.candidate.decision(only_families(gold, one.labelled.family.tolist()).features)
                   for one in (champion, challenger))
    return compared("gold", gold.labels, challenger.model.labels[1], first, then, gold.group)


def unseen(contender: Contender, parts: Sequence[Judged], seed: int, report: Report) -> list[np.ndarray]:
    """For each part, (n,) decisions by fits without whatever shares a fold's groups, or sources; NaN where there can be none."""
    second, training = contender.model.labels[1], contender.labelled
    truth = training.labels == second
    place = {name: at for at, name in enumerate(training.ids.tolist())}
    parts = [replace(part, labelled=only_families(part.labelled, training.family.tolist())) for part in parts]
    rows = [np.array([place.get(name, -1) for name in part.labelled.ids.tolist()], int) for part in parts]
    known = [part for part, mine in enumerate(rows) if (mine >= 0).all()]
    left_out = several_out_of_fold(training, truth, [_splits(training, truth, parts[one], rows[one]) for one in known],
                                   contender.candidate, seed, report)
    found = {one: decisions[rows[one]] for one, decisions in zip(known, left_out, strict=True)}
    for one, part in enumerate(parts):
        if not np.isin(getattr(part.labelled, part.by), getattr(training, part.by)).any():
            found[one] = contender.model.candidate.decision(part.labelled.features)
        elif one not in found:
            found[one] = unseen_scores(training, part.labelled, part.fold, second, part.by, contender.candidate, seed, report)
    return [found[one] for one in range(len(parts))]


def _splits(training: LabelledSet, truth: np.ndarray, part: Judged, rows: np.ndarray) -> list[Split]:
    """One for each fold, without what shares its keys; none where one class only would be left to fit on.  rows : in training."""
    keys, theirs = getattr(training, part.by), getattr(part.labelled, part.by)
    splits = [Split(f"part {one + 1}", np.flatnonzero(~np.isin(keys, theirs[part.fold == one])), rows[part.fold == one])
              for one in np.unique(part.fold[part.fold >= 0])]
    return [split for split in splits if truth[split.train].any() and not truth[split.train].all()]
