"""Comparing two versions on the Models page: the form, what a job shows, and the callbacks through the real route."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from dash import dcc

from app.domain import Job, JobState
from app.learning.evaluation import Measured, evaluate, evaluate_difference
from app.learning.reliability import reliability_bands
from app.questions import question_named
from app.services.access import OPERATOR
from app.services.versions import list_versions
from app.web.components.version_compare import compare_form, comparison
from app.web.pages.models import Ids
from tests.web.callbacks import call
from tests.web.test_desk import parts, words
from tests.web.test_ids import layouts  # noqa: F401  (a desk with decisions and a waiting job)

RECAPTURE = question_named("recapture")
HERE = {"models-question.data": "recapture"}


def job(state: JobState, result: dict | None = None, message: str = "") -> Job:
    return Job("j", "compare", {}, state, 0.4, message, 1, False, None, datetime(2026, 11, 21, tzinfo=UTC), result=result or {})


@pytest.fixture(scope="module")
def result() -> dict:
    """Two versions on 120 made-up photographs of two sources, one of which has one label."""
    rng = np.random.default_rng(1)
    truth = np.r_[np.arange(80) % 2 == 1, np.ones(40, bool)]
    source, group = np.repeat(["here", "shots"], [80, 40]), np.arange(120).astype(str)
    said = [1 / (1 + np.exp(-rng.normal(strength * (truth - 0.5), 1))) for strength in (1.0, 2.5)]
    first, second = (Measured(truth, one, np.zeros(120, bool), source, group) for one in said)
    return {"first": "loupe-1", "second": "2026.11-2", "photographs": 120, "decided_here": 80, "words": "2026.11-2 is better than loupe-1.",
            "figures": [evaluate(one, draws=40) for one in (first, second)], "difference": evaluate_difference(first, second, draws=40),
            "reliability": [reliability_bands(one, truth, RECAPTURE.labels) for one in said]}


def test_a_comparison_shows_difference_roc_and_both_reliabilities(result: dict) -> None:
    shown = comparison(job(JobState.DONE, result), RECAPTURE)
    assert sum(isinstance(part, dcc.Graph) for part in parts(shown)) == 4
    said = words(shown)
    assert "2026.11-2 is better than loupe-1." in said and "120 photographs, 80 of them decided here" in said
    assert "mean over sources" in said and "not defined" in said and "2026.11-2: " in said


@pytest.mark.parametrize(("state", "message", "said"), [
    (JobState.WAITING, "", "waits for a worker"), (JobState.RUNNING, "Comparing", "Comparing (40 %)"),
    (JobState.FAILED, "The files were altered.", "The files were altered."), (JobState.CANCELLED, "", "was cancelled")])
def test_an_unfinished_comparison_says_how_it_stands(state: JobState, message: str, said: str) -> None:
    assert said in words(comparison(job(state, message=message), RECAPTURE))


def test_the_form_is_hidden_while_there_are_not_two_versions(desk) -> None:
    rows = list_versions(desk.deps, OPERATOR, "recapture")
    assert compare_form(rows[:1], Ids).hidden and compare_form([], Ids).hidden
    form = compare_form([rows[0], rows[0]], Ids)
    assert not form.hidden and {getattr(part, "id", None) for part in parts(form)} >= {Ids.FIRST, Ids.SECOND_VERSION, Ids.COMPARE}


def test_a_version_with_itself_is_refused_in_the_notice_and_nothing_is_followed(desk, client, layouts) -> None:  # noqa: F811
    dash = desk.server.extensions["loupe_dash"]
    name = list_versions(desk.deps, OPERATOR, "recapture")[0].version.name
    pair = HERE | {"models-first.value": name, "models-second.value": name}
    asked = call(client("admin"), dash, "..models-compared.children...models-compare-tick.disabled..",
                 pair | {"models-compare.n_clicks": 1})
    assert asked.status_code == 200 and "shell-notice" in asked.json["sideUpdate"] and "two different versions" in asked.text
    follow = next(output for output in dash.callback_roles if output.startswith("..models-compared.children@"))
    followed = call(client("admin"), dash, follow, pair | {"models-compare-tick.n_intervals": 1}).json["response"]
    assert any(one.get("disabled") is True for one in followed.values())
