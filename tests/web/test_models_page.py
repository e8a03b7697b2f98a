"""The Models page: its parts, and its callbacks through the real route."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.domain import Job, JobState, Role
from app.services.job_watch import JobView
from app.services.share import wilson
from app.web.components.card_charts import bands_of
from app.web.components.job_card import job_card
from tests.web.callbacks import call, output_named
from tests.web.test_desk import parts, words
from tests.web.test_ids import layouts  # noqa: F401  (a desk with decisions and a waiting job)

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
HERE = {"models-question.data": "recapture", "models-selected.data": None}


def view(state: JobState, cancel_asked: bool = False, **more: object) -> JobView:
    job = Job("j", "retrain", {"question": "recapture"}, state, 0.4, "Measuring", 1, cancel_asked, None, NOW, **more)
    return JobView(job, ((NOW, "began"),))


@pytest.mark.parametrize("state", JobState)
def test_a_job_can_be_stopped_only_while_it_is_active(state):
    card = job_card(view(state), "cancel", "job")
    button = next(part for part in parts(card) if getattr(part, "id", None) == "cancel")
    assert button.hidden == (state not in (JobState.WAITING, JobState.RUNNING))
    assert "began" in words(card)


def test_a_job_that_was_asked_to_stop_says_so():
    assert "Stops at the next step" in words(job_card(view(JobState.RUNNING, cancel_asked=True), "cancel", "job"))


def test_a_finished_job_names_its_version():
    done = view(JobState.DONE, result={"version": "2026.11-2"}, ended_at=NOW)
    assert "made 2026.11-2, 21 November 2026" in words(job_card(done, "cancel", "job"))


def test_bands_count_the_second_label_whatever_was_called():
    stored = [{"label": "original", "low": 0.9, "high": 0.95, "n": 40, "correct": 36, "mean_confidence": 0.92},
              {"label": "recaptured", "low": 0.6, "high": 0.7, "n": 10, "correct": 7, "mean_confidence": 0.65},
              {"label": "recaptured", "low": 0.5, "high": 0.6, "n": 0, "correct": 0, "mean_confidence": None}]
    bands = bands_of(stored, "recaptured")
    assert [(round(band.predicted, 2), band.n, band.count) for band in bands] == [(0.08, 40, 4), (0.65, 10, 7)]
    assert all(band.low <= band.observed <= band.high for band in bands)


@pytest.mark.parametrize(("count", "n", "low", "high"), [
    (0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (358, 412, 0.8330, 0.8982)])
def test_wilson_interval(count, n, low, high):
    """Against the figures of R's prop.test(correct = FALSE)."""
    assert wilson(count, n) == pytest.approx((low, high), abs=6e-4)


def test_the_job_is_followed_from_the_database(desk, client, layouts):  # noqa: F811
    dash = desk.server.extensions["loupe_dash"]
    output = output_named(dash, "models-tick.disabled", "models-body.children")
    followed = call(client("admin"), dash, output, HERE | {"models-tick.n_intervals": 3}).json["response"]
    assert followed["models-tick"]["disabled"] is False and "models-body" not in followed
    assert "waits for a worker" in str(followed["models-job"])


def test_cancel_and_an_accidental_first_call(desk, client, layouts):  # noqa: F811
    dash, admin = desk.server.extensions["loupe_dash"], client("admin")
    cancel = next(output for output in dash.callback_roles if output.startswith("models-job.children@") and "tick" not in output)
    job_id = next(part for part in parts(layouts["/models"]) if getattr(part, "id", None) == "models-job-id").data
    drawn = call(admin, dash, cancel, HERE | {"models-cancel.n_clicks": None, "models-job-id.data": job_id})
    assert drawn.status_code == 204
    stopped = call(admin, dash, cancel, HERE | {"models-cancel.n_clicks": 1, "models-job-id.data": job_id})
    assert "was cancelled" in stopped.text


@pytest.mark.parametrize("values", [{"models-promote.name": "no-such"}, {"models-promote.name": "../x"}, {"models-promote.name": None}])
def test_promoting_what_is_not_there_says_so_in_the_notice(desk, client, values):
    dash = desk.server.extensions["loupe_dash"]
    promote = next(output for output in dash.callback_roles if output.startswith("models-body.children@")
                   and any(item["id"] == "models-promote" for item in dash.callback_map[output]["inputs"]))
    answer = call(client("admin"), dash, promote, HERE | {"models-promote.n_clicks": 1, **values})
    assert answer.status_code == 200 and "shell-notice" in answer.json["sideUpdate"]


def test_leads_see_the_figures_and_no_buttons(desk):
    from app.services.access import OPERATOR
    from app.services.accounts import list_users
    from app.web.page import Visit
    from app.web.pages import models

    lead = next(user for user in list_users(desk.deps, OPERATOR) if user.role is Role.LEAD)
    page = models.layout(desk.deps, Visit(lead, "recapture"))
    shown = {getattr(part, "id", None) for part in parts(page) if getattr(part, "className", "") != "d-none"}
    assert not shown & {models.Ids.PROMOTE, models.Ids.ROLL_BACK, models.Ids.CANCEL, models.Ids.RETRAIN}
