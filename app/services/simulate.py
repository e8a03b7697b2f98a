"""Play a reviewer with known answers through the real queue, decisions and retrain, and measure on photographs that are never asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from app.config import Settings
from app.errors import OneClassOnly
from app.learning.bootstrap import draw_statistics, figure
from app.learning.evaluation import ONE_LABEL
from app.learning.labelled_set import LabelledSet
from app.learning.metrics import auc
from app.photos.decode import Decoder
from app.questions import Question, question_named
from app.services.access import OPERATOR
from app.services.feature_row import schema_of_question
from app.services.gate import GateVerdict
from app.services.manifest import read_manifest, refuse_one_class
from app.services.measure import left_out_words, measure_rows
from app.services.promote import promote
from app.services.report import Report, SilentReport, part_of
from app.services.rescore import run_rescore
from app.services.retrain import run_retrain
from app.services.simulate_desk import ScratchDesk, scratch_desk
from app.services.version_sets import labelled_set_of

NEVER_ASKED = 0.4
FIRST_STEPS = (0, 10, 20, 40)  # then twice as many each time
DRAWS = 1000


def simulate(settings: Settings, decoder: Decoder, manifest: Path, question_id: str, budget: int, report: Report,
             order: str = "uncertain", seeds: Sequence[int] = (0,), jobs: int = 2) -> dict:
    """The learning curve, JSON-able: {"points": [{"labels", "auc", "lo", "hi", …}], …}.

    auc : of the version made from that many answers, on the photographs never asked, with its 95 % interval over scenes; at 0 the shipped
    version.  champion_auc : of what scores then, as only what the gate calls better is promoted.  An undefined figure is null.
    With several seeds a point is their mean, and lo and hi are the means of their bounds; each seed's own points stand in "seeds".
    Which photographs are never asked does not depend on the seed.
    Raises UnknownQuestion, BadManifest, OneClassOnly, NoChampion.
    """
    question = question_named(question_id)
    rows = read_manifest(manifest, question, need_files=False)
    measured = measure_rows(rows, schema_of_question(question_id), decoder, settings.home, jobs, part_of(report, 0.0, 0.5))
    warnings = left_out_words(measured.left_out)
    labelled = measured.labelled
    refuse_one_class(question, labelled.labels.tolist(), f"in {manifest.name}, as far as it can be read")
    held = never_asked(labelled, question.labels[1])
    asked, rest = labelled.take(~held), labelled.take(held)
    runs: list[dict] = []
    for at, seed in enumerate(seeds):
        step = part_of(report, 0.5 + 0.5 * at / len(seeds), 0.5 + 0.5 * (at + 1) / len(seeds))
        with scratch_desk(settings, question, asked, seed) as desk:
            warnings += [words for words in _known(desk, labelled) if words not in warnings]
            runs.append({"seed": seed, "points": _curve(desk, rest, budget, order, step)})
    for words in warnings:
        report.log(words)
    return {"points": _mean([run["points"] for run in runs]), "question": question.id, "order": order, "budget": budget,
            "asked_from": len(asked), "never_asked": len(rest), "warnings": warnings,
            "left_out": [{"line": out.line, "path": out.name, "why": out.why} for out in measured.left_out], "seeds": runs}


def never_asked(labelled: LabelledSet, second_label: str) -> np.ndarray:
    """(n,) bool: about 40 % of each source, whole scenes, always the same ones; both labels on both sides wherever that can be.

    Raises OneClassOnly where every photograph is of one scene.
    """
    truth, best = labelled.labels == second_label, None
    for seed in range(50):
        held, rng = np.zeros(len(labelled), bool), np.random.default_rng(seed)
        for source in np.unique(labelled.source):
            here = labelled.source == source
            for group in rng.permutation(np.unique(labelled.group[here])):
                if held[here].sum() >= NEVER_ASKED * here.sum():
                    break
                held |= labelled.group == group
        sides = [truth[held], truth[~held]]
        both = sum(bool(side.any() and not side.all()) for side in sides)
        score = (all(len(side) for side in sides), both, -abs(float(held.mean()) - NEVER_ASKED))
        if best is None or score > best[0]:
            best = (score, held)
        if both == 2:
            break
    if best is None or not best[0][0]:
        raise OneClassOnly("All photographs are of one scene, so none can be kept to measure on.")
    return best[1]


def steps_to(budget: int) -> list[int]:
    """0, 10, 20, 40, 80 … and the budget itself."""
    steps = [one for one in FIRST_STEPS if one < budget]
    while steps[-1] >= FIRST_STEPS[-1] and steps[-1] * 2 < budget:
        steps.append(steps[-1] * 2)
    return [*steps, budget]


def _curve(desk: ScratchDesk, rest: LabelledSet, budget: int, order: str, report: Report) -> list[dict]:
    question, answered = desk.question, 0
    champion = desk.deps.models.champion(question.id)
    points = [_point(0, rest, question, champion.model, champion.model) | {"version": champion.name, "gate": None}]
    for step in steps_to(budget)[1:]:
        while answered < step and desk.answer(order):
            answered += 1
        if answered == points[-1]["labels"]:
            break
        report(answered / budget, f"{answered} of {budget} photographs answered")
        made = run_retrain(desk.deps, question.id, SilentReport(), quick=True)
        gate = made.card["gate"]["verdict"]
        if gate == GateVerdict.BETTER:
            promote(desk.deps, OPERATOR, question.id, made.name)
            run_rescore(desk.deps, question.id, SilentReport())
        learned = desk.deps.models.version(question.id, made.name).model
        points.append(_point(answered, rest, question, learned, desk.deps.models.champion(question.id).model)
                      | {"version": made.name, "gate": str(gate)})
        if answered < step:
            break
    return points


def _point(labels: int, rest: LabelledSet, question: Question, learned, champion) -> dict:
    truth = rest.labels == question.labels[1]
    said = learned.probabilities(rest.features)
    value = float(auc(np.ones((1, len(truth))), truth, said)[0])
    drawn = draw_statistics({"auc": lambda weights: auc(weights, truth, said)}, rest.group, DRAWS, 0)["auc"]
    found = figure(value, drawn, len(truth), len(np.unique(rest.group)), ONE_LABEL)
    then = float(auc(np.ones((1, len(truth))), truth, champion.probabilities(rest.features))[0])
    point = {"labels": labels, "auc": found["value"], "lo": found["low"], "hi": found["high"], "n": found["n"],
             "champion_auc": then if np.isfinite(then) else None}
    return point | ({"reason": found["reason"]} if found["reason"] else {})


def _known(desk: ScratchDesk, labelled: LabelledSet) -> list[str]:
    """Warnings where the shipped version was fitted on these photographs, or their sources."""
    fitted_on = labelled_set_of(desk.deps, desk.question.id, desk.deps.models.champion(desk.question.id).name)
    seen = int(np.isin(labelled.ids, fitted_on.ids).sum())
    sources = sorted(set(np.unique(labelled.source)) & set(np.unique(fitted_on.source)))
    words = []
    if seen:
        words.append(f"The shipped version was fitted on {seen} of these {len(labelled)} photographs: the first point flatters it, "
                     "and the curve does not say how it learns from a new source.")
    elif sources:
        words.append(f"The shipped version was fitted on photographs of {', '.join(sources)}: the curve is not that of a new source.")
    return words


def _mean(runs: list[list[dict]]) -> list[dict]:
    if len(runs) == 1:
        return runs[0]
    points = []
    for at in range(min(len(run) for run in runs)):
        same = [run[at] for run in runs]
        point = {"labels": same[0]["labels"], "n": same[0]["n"]}
        for name in ("auc", "lo", "hi", "champion_auc"):
            values = [one[name] for one in same if one[name] is not None]
            point[name] = float(np.mean(values)) if len(values) == len(same) else None
        points.append(point)
    return points
