"""Put a challenger's labelled set beside the champion's: both fitted again without the photographs that they are judged on."""

from __future__ import annotations

import numpy as np

from app.learning.labelled_set import LabelledSet
from app.services.gate import GateResult, compared, judge
from app.services.labels import is_local
from app.services.report import Report, part_of
from app.services.unseen_scores import fold_numbers, unseen_scores

FOLDS = 8


def challenge(champion: LabelledSet, challenger: LabelledSet, labels: tuple[str, ...], candidate: str, seed: int,
              report: Report) -> GateResult:
    """The gate's verdict: local photographs out of fold by group, shipped ones out of source.

    The champion's set may hold local photographs too; what is judged is taken out of both, so that neither has seen it.
    """
    local_rows = is_local(challenger.ids)
    local, shipped = challenger.take(local_rows), challenger.take(~local_rows)
    fold = fold_numbers(local, labels[1], FOLDS, seed)
    local, fold = local.take(fold >= 0), fold[fold >= 0]
    parts = []
    for part, judged, split, by, report_part in (
            ("local", local, fold, "group", part_of(report, 0.0, 0.4)),
            ("shipped", shipped, np.unique(shipped.source, return_inverse=True)[1], "source", part_of(report, 0.4, 1.0))):
        first = unseen_scores(champion, judged, split, labels[1], by, candidate, seed, part_of(report_part, 0.0, 0.5))
        second = unseen_scores(challenger, judged, split, labels[1], by, candidate, seed, part_of(report_part, 0.5, 1.0))
        both = ~np.isnan(first) & ~np.isnan(second)
        judged, source = judged.take(both), judged.source[both] if by == "source" else None
        parts.append(compared(part, judged.labels, labels[1], first[both], second[both], judged.group, source))
    return judge(*parts)
