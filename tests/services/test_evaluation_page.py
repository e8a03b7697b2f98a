"""An evaluation's page says what was found, loads nothing, and has every chart's figures as a table."""

from __future__ import annotations

import re
from copy import deepcopy

import numpy as np
import pytest

from app.learning.evaluation import Measured, evaluate, evaluate_difference
from app.learning.feature_spread import feature_spread
from app.learning.presentation_errors import presentation_errors
from app.learning.reliability import reliability_bands
from app.learning.shortcut_audit import shortcut_audit
from app.services.evaluation_findings import told
from app.services.evaluation_page import evaluation_page

N = 240
LABELS = ("original", "recaptured")


@pytest.fixture(scope="module")
def found() -> dict:
    """An evaluation of made-up predictions on four sources, one of them <nasty>; sources hold both labels, and the version saw half."""
    rng = np.random.default_rng(3)
    truth = np.arange(N) % 2 == 1
    source = np.array(["phones", "tablets", "<b>nasty</b>", "prints"])[np.arange(N) // 60]
    group = np.array([f"g{row // 2}" for row in range(N)])
    strong = 1 / (1 + np.exp(-rng.normal(2.4 * (truth - 0.5), 1)))
    weak = 1 / (1 + np.exp(-rng.normal(1.2 * (truth - 0.5), 1)))
    kind = np.where(truth, np.where(source == "prints", "print", "screen"), "")
    one, other = (Measured(truth, p, np.abs(p - 0.5) < 0.1, source, group) for p in (strong, weak))
    part = {"figures": evaluate(other, draws=60), "presentation_errors": presentation_errors(other, kind, draws=60),
            "reliability": reliability_bands(weak, truth, LABELS), "reason": None}
    change = evaluate_difference(other, one, draws=60)
    facts = {name: rng.normal(size=N) for name in ("pixels", "bytes_per_pixel", "aspect", "has_exif", "jpeg_quality")}
    return {
        "question": "recapture", "labels": list(LABELS), "model_version": "2026.01-2", "manifest": "m.csv", "photographs": N,
        "fitted_on": 120,
        "figures": evaluate(one, draws=60), "unseen": None, "presentation_errors": presentation_errors(one, kind, draws=60),
        "reliability": reliability_bands(strong, truth, LABELS), "shortcut_audit": shortcut_audit(facts, truth, source, group),
        "features": [{"feature": "peaks.height", "title": "Peak height", "unit": "dB", "family": "Peaks",
                      **feature_spread(rng.normal(truth, 1), truth, source, LABELS)}],
        "left_out": [{"line": 7, "name": "a<b.jpg", "why": "It is damaged."}],
        "refitted": {"leave_one_source_out": part, "within_source": part},
        "robustness": {"1600px-q75": evaluate(other, draws=60) | {"difference": change}},
        "against": {"model_version": "2026.01-1", "photographs": N, "fitted_on": 0, "figures": part["figures"], "difference": change,
                    "words": "2026.01-2 is better than 2026.01-1."},
    }


def test_every_chart_has_its_figures_as_a_table_and_a_finding(found: dict) -> None:
    page = evaluation_page(found)
    charts = page.count('<figure class="charted">')
    assert charts == 10 and page.count("<figcaption>") == page.count("<details><summary>The figures") == charts
    assert page.count("<svg class=") == 11  # the feature has two
    mean = found["refitted"]["leave_one_source_out"]["figures"]["mean_over_sources"]["auc"]
    assert f"On sources it had not seen, AUC {told(mean)}" in page and "2026.01-2 is better than 2026.01-1." in page
    assert "BPCER of" in page and "1600 px, quality 75" in page and "It answers" in page


def test_it_loads_nothing_and_escapes_what_others_named(found: dict) -> None:
    page = evaluation_page(found)
    assert not re.search(r"(?:src|href|url)\s*[=(]|<script|@import|https?://", page)
    assert "<b>nasty</b>" not in page and "&lt;b&gt;nasty" in page and "a&lt;b.jpg" in page


def test_what_is_undefined_says_so_instead_of_a_number(found: dict) -> None:
    single = deepcopy(found)
    alone = Measured(np.ones(4, bool), np.full(4, 0.7), np.zeros(4, bool), np.full(4, "phones"), np.arange(4).astype(str))
    nothing = {"figures": None, "presentation_errors": None, "reliability": None, "reason": "undefined: there is one source"}
    single |= {"figures": evaluate(alone), "fitted_on": 0, "photographs": 4, "features": [],
               "presentation_errors": presentation_errors(alone, np.full(4, "screen")),
               "reliability": reliability_bands(alone.probability, alone.truth, LABELS),
               "shortcut_audit": shortcut_audit({"pixels": np.ones(4)} | dict.fromkeys(("bytes_per_pixel", "aspect", "has_exif",
                                                "jpeg_quality"), np.full(4, np.nan)), alone.truth, alone.source, alone.group),
               "refitted": {"leave_one_source_out": nothing, "within_source": nothing}}
    del single["robustness"], single["against"]
    page = evaluation_page(single)
    assert "These photographs cannot say how well it tells the labels apart" in page and "undefined: there is one source" in page
    assert "No source has both labels" in page and "nan" not in re.sub(r"<style>.*?</style>", "", page, flags=re.S).lower()


@pytest.mark.parametrize(("figure", "percent", "words"), [
    ({"value": 0.934, "low": 0.87, "high": 0.97}, False, "0.93 (0.87 to 0.97)"), ({"value": 0.12, "low": None, "high": None}, True, "12 %"),
    ({"value": None, "low": None, "high": None}, False, "not defined"), ({"value": -0.02, "low": -0.1, "high": 0.0}, False,
                                                                         "−0.02 (−0.10 to 0.00)")])
def test_a_figure_in_words(figure: dict, percent: bool, words: str) -> None:
    assert told(figure, percent) == words
