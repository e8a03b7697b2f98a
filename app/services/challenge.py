"""Put a challenger beside the champion: each judged by fits without the photographs that it is judged on."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from app.learning.fitted_model import FittedModel
from app.learning.labelled_set import LabelledSet
from app.learning.out_of_fold import fit_candidate, out_of_fold_decisions
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


def challenge(champion: Contender, challenger: Contender, local: LocalLabels, gold: LabelledSet, seed: int, report: Report) -> GateResult:
    """The gate's verdict.  local : what was decided here, as the challenger's set has it.  gold : in neither set.

    Photographs decided here are judged out of fold by group, shipped ones out of source, gold ones by the fitted models; both versions see
    the same photographs.  The challenger's set has every family of the champion's, and may have more.
    """
    second = challenger.model.labels[1]
    champion = champion.forgetting(np.array(local.sha256, dtype=str))
    judged = challenger.labelled.take(is_local(challenger.labelled.ids))
    fold = fold_numbers(judged, second, FOLDS, seed + 1)
    first, then = (unseen(one, judged, fold, "group", seed, part_of(report, start, start + 0.2))
                   for one, start in ((champion, 0.0), (challenger, 0.2)))
    known = (fold >= 0) & ~np.isnan(first) & ~np.isnan(then)
    parts = {name: compared(name, judged.labels[rows], second, first[rows], then[rows], judged.group[rows])
             for name, rows in (("local", known), ("audit", known & local.audit))}
    turned = turned_words(judged.labels[known] == second, first[known], judged.group[known], local.reviewer[known], local.batch[known])
    shipped = challenger.labelled.take(~is_local(challenger.labelled.ids))
    bins = source_bins(shipped.source, FEWER_FITS if len(shipped) > MANY else MOST_FOLDS)
    first, then = (unseen(one, shipped, bins, "source", seed, part_of(report, start, start + 0.3))
                   for one, start in ((champion, 0.4), (challenger, 0.7)))
    known = ~np.isnan(first) & ~np.isnan(then)
    parts["shipped"] = compared("shipped", shipped.labels[known], second, first[known], then[known], shipped.group[known],
                                shipped.source[known])
    parts["gold"] = _on_gold(champion, challenger, gold.take(~np.isin(gold.group, judged.group)))
    return judge(parts["local"], parts["shipped"], parts["gold"], parts["audit"], turned)


def _on_gold(champion: Contender, challenger: Contender, gold: LabelledSet) -> PairedFigure | None:
    if not len(gold):
        return None
    first, then = (one.model.candidate.decision(only_families(gold, one.labelled.family.tolist()).features)
                   for one in (champion, challenger))
    return compared("gold", gold.labels, challenger.model.labels[1], first, then, gold.group)


def unseen(contender: Contender, judged: LabelledSet, fold: np.ndarray, by: str, seed: int, report: Report) -> np.ndarray:
    """(n,) decisions about judged by fits without whatever shares the fold's groups, or sources (by); NaN where there can be none."""
    mine = only_families(judged, contender.labelled.family.tolist())
    second, training = contender.model.labels[1], contender.labelled
    keys, theirs = getattr(training, by), getattr(mine, by)
    if not np.isin(theirs, keys).any():
        return contender.model.candidate.decision(mine.features)
    if not np.isin(mine.ids, training.ids).all():
        return unseen_scores(training, mine, fold, second, by, contender.candidate, seed, report)
    place = {name: at for at, name in enumerate(training.ids.tolist())}
    rows = np.array([place[name] for name in mine.ids.tolist()])
    truth = training.labels == second
    splits = [Split(f"part {one + 1}", np.flatnonzero(~np.isin(keys, theirs[fold == one])), rows[fold == one])
              for one in np.unique(fold[fold >= 0])]
    splits = [split for split in splits if truth[split.train].any() and not truth[split.train].all()]
    return out_of_fold_decisions(training, truth, splits, contender.candidate, seed, report)[rows]
