"""What each external network is worth on sources that the model had not seen: measured with it and without it."""

from __future__ import annotations

import numpy as np

from app.features.external import is_external
from app.learning.labelled_set import LabelledSet
from app.learning.out_of_fold import out_of_fold_decisions
from app.learning.splits import leave_one_source_out
from app.services.networks import name_of
from app.services.networks_columns import only_families
from app.services.paired_auc import paired_auc
from app.services.report import Report, part_of


def with_and_without(labelled: LabelledSet, second_label: str, candidate: str, seed: int, report: Report) -> list[dict]:
    """For each external network in the set {network, family, photographs, sources, without, with, difference, low, high}, JSON-able.

    without, with : AUC as the mean over sources, each left out in turn; low and high bound the difference with 95 %.  They are null,
    and `reason` says why, where no source can be left out.
    """
    families = list(dict.fromkeys(labelled.family.tolist()))
    external = [family for family in families if is_external(family)]
    truth = labelled.labels == second_label
    splits = leave_one_source_out(truth, labelled.source, labelled.group)
    steps = [part_of(report, at / (len(external) + 1), (at + 1) / (len(external) + 1)) for at in range(len(external) + 1)]
    whole = out_of_fold_decisions(labelled, truth, splits, candidate, seed, steps[0]) if external else np.empty(0)
    found = []
    for family, step in zip(external, steps[1:], strict=True):
        rest = only_families(labelled, [one for one in families if one != family])
        part = out_of_fold_decisions(rest, truth, splits, candidate, seed, step)
        rows = np.isfinite(whole) & np.isfinite(part)
        compared = paired_auc(truth[rows], part[rows], whole[rows], labelled.group[rows], labelled.source[rows]) if rows.any() else None
        found.append({"network": name_of(family), "family": family, "photographs": int(rows.sum()),
                      "sources": len(np.unique(labelled.source[rows])), **_figures(compared)})
    return found


def words_of(measured: dict) -> str:
    """The same as a sentence."""
    if measured["with"] is None:
        return f"The external network {measured['network']} was not measured: {measured['reason']}."
    return (f"Each of {measured['sources']} sources left out in turn, AUC is {measured['without']:.3f} without the external network "
            f"{measured['network']} and {measured['with']:.3f} with it (difference {measured['difference']:+.3f}, 95 % interval "
            f"{measured['low']:+.3f} to {measured['high']:+.3f}).")


def _figures(compared) -> dict:
    if compared is None:
        return {"without": None, "with": None, "difference": None, "low": None, "high": None,
                "reason": "no source can be left out, or none has both labels"}
    return {"without": compared.first, "with": compared.second, "difference": compared.difference, "low": compared.low,
            "high": compared.high, "reason": None}
