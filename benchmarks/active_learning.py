"""Learning curves by the order in which photographs are asked, each source left out in turn: `python -m benchmarks.active_learning`.

From the vectors of the shipped model, so no photograph is needed.  40 % of each source, whole scenes, are never asked and measured on.
Prints a table, and writes every figure to the file that is named.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from app.config import PROJECT, Settings
from app.learning.contributions import by_family
from app.learning.labelled_set import LabelledSet
from app.learning.metrics import auc
from app.learning.out_of_fold import fit_candidate
from app.services.version_folder import read_shipped_champion
from app.services.version_sets import LABELLED_SET_FILE
from benchmarks.asking_orders import ORDERS
from benchmarks.kernel_desk import KernelDesk

SECOND = "recaptured"
STEPS = (0, 10, 20, 40, 80, 160)
SEEDS = 20
FEWEST = 60  # photographs of a source that is left out
GOAL = 0.95
AUDIT = 0.2  # of what is asked in the order that mixes chance in


def shipped_set() -> LabelledSet:
    models = PROJECT / "models"
    stated = read_shipped_champion(Settings(home=models, database_url="", shipped_models=models), "recapture")
    return LabelledSet.load(models / "recapture" / stated.version / LABELLED_SET_FILE)


def split(source: LabelledSet, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of what may be asked, in random order, and of what is measured on."""
    rng = np.random.default_rng(seed)
    held = np.zeros(len(source), bool)
    for group in rng.permutation(np.unique(source.group)):
        if held.mean() >= 0.4:
            break
        held |= source.group == group
    return rng.permutation(np.flatnonzero(~held)), np.flatnonzero(held)


def curve(desk: KernelDesk, base: LabelledSet, source: LabelledSet, order: str, seed: int) -> dict[int, float]:
    """labels -> AUC on what is never asked.

    order : of ORDERS; "random"; "audited", a fifth at random; "begun", the first ten at random, then uncertain; or "plain", random, with a
    ridge fitted on everything without weights.
    """
    pool, held = split(source, seed)
    truth = source.labels[held] == SECOND
    asked, points = np.empty(0, np.int64), {}
    for at, step in enumerate(STEPS):
        if step > len(pool):
            break
        desk.fit(asked)
        said = _plain(base, source, asked, held) if order == "plain" else desk.decision(held)
        points[step] = float(auc(np.ones((1, len(held))), truth, said)[0])
        if at + 1 < len(STEPS) and STEPS[at + 1] <= len(pool):
            asked = np.concatenate([asked, _next(desk, source, pool, asked, order, STEPS[at + 1] - step)])
    return points


def _plain(base: LabelledSet, source: LabelledSet, asked: np.ndarray, held: np.ndarray) -> np.ndarray:
    fitted_on = base.joined(source.take(asked))
    return fit_candidate(fitted_on, fitted_on.labels == SECOND, "ridge").decision(source.features[held])


def _next(desk: KernelDesk, source: LabelledSet, pool: np.ndarray, asked: np.ndarray, order: str, count: int) -> np.ndarray:
    rest = pool[~np.isin(pool, asked)]  # in random order
    if order in ("random", "plain") or (order == "begun" and not len(asked)):
        return rest[:count]
    by_chance = rest[:round(AUDIT * count)] if order == "audited" else rest[:0]
    left = rest[len(by_chance):]
    votes = by_family(desk.contributions(left), tuple(range(source.features.shape[1])), dict(enumerate(source.family.tolist())))
    doubt = 1 / (1 + np.abs(desk.decision(left)))
    choose = ORDERS[{"audited": "uncertain-and-diverse", "begun": "uncertain"}.get(order, order)]
    known = desk.rows[np.concatenate([asked, by_chance])]
    return np.concatenate([by_chance, left[choose(doubt, desk.rows[left], votes, known, count - len(by_chance))]])


def table(found: dict[str, dict[str, list[dict[int, float]]]]) -> str:
    """Mean over sources and seeds with the 95 % interval of that mean over sources; labels until 0.95."""
    lines = ["| order | " + " | ".join(map(str, STEPS)) + f" | labels to {GOAL} |", "|---" * (len(STEPS) + 2) + "|"]
    rng = np.random.default_rng(0)
    for order, by_source in found.items():
        cells = []
        for step in STEPS:
            means = np.array([np.mean([run[step] for run in runs if step in run]) for runs in by_source.values() if step in runs[0]])
            drawn = [rng.choice(means, len(means)).mean() for _ in range(2000)] if len(means) else []
            cells.append(f"{means.mean():.3f} ({np.quantile(drawn, 0.025):.3f}–{np.quantile(drawn, 0.975):.3f}), {len(means)}"
                         if len(means) else "–")
        reached = [next((step for step, value in run.items() if value >= GOAL), max(STEPS)) for runs in by_source.values() for run in runs]
        lines.append(f"| {order} | " + " | ".join(cells) + f" | {np.mean(reached):.0f} |")
    return "\n".join(lines)


def main(out: Path, orders: list[str]) -> None:
    everything = shipped_set()
    names = [str(name) for name in np.unique(everything.source) if (everything.source == name).sum() >= FEWEST]
    found: dict[str, dict[str, list[dict[int, float]]]] = {order: {} for order in orders}
    for place, name in enumerate(names):
        base, source = (everything.take(rows) for rows in (everything.source != name, everything.source == name))
        desk = KernelDesk(base, source, SECOND)
        for order in orders:
            found[order][name] = [curve(desk, base, source, order, seed) for seed in range(SEEDS)]
        out.write_text(json.dumps(found))
        print(f"{place + 1} of {len(names)} sources: {name}", flush=True)
    print(table(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or ["plain", "random", *ORDERS, "audited", "begun"])
