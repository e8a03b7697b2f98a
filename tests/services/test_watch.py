"""What a watch sees, and that alerts stand exactly while what they say is so."""

from __future__ import annotations

import pytest

from app.domain import Role
from app.errors import NotAllowed
from app.questions import question_named
from app.services.alerts import standing_alerts
from app.services.deps import Deps
from app.services.drift import DriftFinding
from app.services.insights.audit import audit_of
from app.services.insights.bias import bias_of
from app.services.latest_watch import ask_watch, latest_watch
from app.services.report import SilentReport
from app.services.watch import audit_concerns, bias_concerns, drift_concerns, run_watch
from app.store.insights.minds import Mind
from tests.services.insights.test_audit import row
from tests.store.insights.story import CLAIM, OTHER, Story

QUESTION = question_named("recapture")


def harmed(deps: Deps, count: int, by: str) -> None:
    """So many gold photographs on which a wrong score turned a right answer."""
    with deps.database.begin() as session:
        story = Story(session)
        for _ in range(count):
            story.reveals(by, story.gold(CLAIM), CLAIM, OTHER, model_version=deps.models.champion_name("recapture"))


def helped(deps: Deps, count: int, by: str) -> None:
    with deps.database.begin() as session:
        story = Story(session)
        for _ in range(count):
            story.reveals(by, story.gold(OTHER), CLAIM, OTHER, model_version=deps.models.champion_name("recapture"))


def test_harm_raises_an_alert_once_and_clears_it_when_it_is_over(deps: Deps, lead, clock) -> None:
    clock.now = clock.now.replace(month=11, day=22)
    harmed(deps, 40, "Ada")
    first = run_watch(deps, "recapture", SilentReport())
    assert run_watch(deps, "recapture", SilentReport())["raised"] == 0 and first["raised"] == first["standing"] == 2
    texts = [alert.text for alert in standing_alerts(deps, lead, "recapture")]
    assert any("One reviewer's answers" in text for text in texts) and not any("Ada" in text for text in texts)
    helped(deps, 60, "Ben")
    run_watch(deps, "recapture", SilentReport())
    [left] = standing_alerts(deps, lead, "recapture")
    assert "One reviewer" in left.text, "everybody is helped on the whole, Ada still is not"


def test_a_desk_with_nothing_on_it_is_calm(deps: Deps, lead) -> None:
    seen = run_watch(deps, "recapture", SilentReport())
    assert seen["standing"] == 0 and "Not enough yet: 0 of 100" in seen["drift"]["trouble"]


def test_live_accuracy_is_held_against_the_card() -> None:
    rows = [row(0.9, CLAIM)] * 30 + [row(0.9, OTHER)] * 30
    audit = audit_of(rows, QUESTION)
    assert [one.kind for one in audit_concerns(audit, QUESTION, "v1", 0.9)] == ["accuracy", "calibration"]
    assert [one.kind for one in audit_concerns(audit, QUESTION, "v1", 0.55)] == ["calibration"]
    assert audit_concerns(audit_of(rows[:20], QUESTION), QUESTION, "v1", 0.9) == [], "under 30 photographs nothing is said"


def test_calibrated_scores_raise_nothing() -> None:
    rows = [row(0.9, CLAIM)] * 45 + [row(0.9, OTHER)] * 5
    assert audit_concerns(audit_of(rows, QUESTION), QUESTION, "v1", 0.9) == []


def test_drift_is_told_by_family() -> None:
    still = DriftFinding("v1", 500, 100, 3)
    moved = DriftFinding("v1", 500, 100, 30, (("peaks", 20, 40), ("colour", 10, 60)), 0.4, 0.001, True)
    assert drift_concerns(still) == []
    features, scores = drift_concerns(moved)
    assert "peaks (20 of 40)" in features.text and "30 of 100 features" in features.text and scores.kind == "drift_scores"


def test_harm_to_one_reviewer_keeps_its_key_by_id() -> None:
    found = bias_of([Mind("r7", "v1", CLAIM, OTHER, OTHER, CLAIM, "gold", 40)], 40, {})
    assert [one.key for one in bias_concerns(found)] == ["bias", "bias:r7"]


def test_asking_twice_is_one_job_and_only_leads_may(deps: Deps, lead, person) -> None:
    assert ask_watch(deps, lead, "recapture").id == ask_watch(deps, lead, "recapture").id
    assert latest_watch(deps, lead, "recapture") is None
    with pytest.raises(NotAllowed):
        ask_watch(deps, person("rita", Role.REVIEWER), "recapture")
