"""Learning curves by the order in which photographs are asked, each source left out in turn: `python -m benchmarks.active_learning OUT`.

From the vectors of the shipped model, so no photograph is needed.  40 % of each source, whole scenes, are never asked and measured on.
With --together, sources of one collection (the word before the hyphen) are left out, and are one desk, together: they are large enough
for 160 answers.  Prints a table, and writes every figure to the file that is named.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
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


def desks(together: bool) -> Iterator[tuple[str, LabelledSet, LabelledSet]]:
    """Name, what is left, and what is left out."""
    everything = shipped_set()
    names = np.array([one.split("-")[0] for one in everything.source]) if together else everything.source
    for name in np.unique(names):
        if (names == name).sum() >= FEWEST:
            yield str(name), everything.take(names != name), everything.take(names == name)


def curves(orders: list[str], left_out: tuple[str, LabelledSet, LabelledSet]) -> dict[str, list[dict[int, float]]]:
    """order -> a curve for each seed."""
    _, base, source = left_out
    desk = KernelDesk(base, source, SECOND)
    return {order: [curve(desk, base, source, order, seed) for seed in range(SEEDS)] for order in orders}


def main(out: Path, orders: list[str], together: bool) -> None:
    left_out = list(desks(together))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        by_name = dict(zip([name for name, _, _ in left_out], pool.map(partial(curves, orders), left_out), strict=True))
    found = {order: {name: runs[order] for name, runs in by_name.items()} for order in orders}
    out.write_text(json.dumps(found))
    print(table(found))
    for name in by_name:
        rows = {order: [f"{np.mean([run[step] for run in runs[name] if step in run]):.2f}" for step in STEPS if step in runs[name][0]]
                for order, runs in found.items()}
        print(name, rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("orders", nargs="*", default=["plain", "random", *ORDERS, "audited", "begun"])
    parser.add_argument("--together", action="store_true")
    asked = parser.parse_args()
    main(asked.out, asked.orders, asked.together)
