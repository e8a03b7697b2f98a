"""Watch a question: drift, live accuracy, calibration and the score's influence; raises alerts, and clears those that hold no longer."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from app.errors import VersionNotFound
from app.questions import Question, question_named
from app.services.auto_accept_concerns import auto_accept_concerns
from app.services.concern import Concern
from app.services.deps import Deps
from app.services.drift import DriftFinding, find_drift
from app.services.insights.audit import Audit, audit
from app.services.insights.bias import Bias, Meter, bias
from app.services.insights.filters import InsightFilters
from app.services.report import Report
from app.services.share import ENOUGH, wilson
from app.services.webhook import ask_webhook
from app.store import alerts, versions
from app.store.engine import Session

SPAN = timedelta(days=90)   # of decisions that live figures are counted on
CALIBRATION_GAP = 0.05      # between predicted and counted, beside lying outside the interval
KINDS = ("drift_features", "drift_scores", "accuracy", "calibration", "bias", "auto_accept")


def run_watch(deps: Deps, question_id: str, report: Report) -> dict:
    """Looks once and keeps the alerts in step.  Returns {"drift": …, "raised": n, "standing": n}, JSON-able."""
    question = question_named(question_id)
    report(0.1, "Comparing features and scores with those the champion was fitted on")
    drift = find_drift(deps, question.id)
    report(0.7, "Counting audited photographs and reveals")
    filters = InsightFilters(question.id, since=deps.clock() - SPAN, version=drift.version)
    with deps.database.read() as session:
        concerns = [*drift_concerns(drift), *audit_concerns(audit(session, filters, question), question, drift.version,
                                                            _promised(session, question.id, drift.version)),
                    *bias_concerns(bias(session, filters, {})), *auto_accept_concerns(session, question)]
    raised = _keep_in_step(deps, question.id, concerns)
    for concern in concerns:
        report.log(concern.text)
    return {"drift": asdict(drift), "raised": raised, "standing": len(concerns)}


def drift_concerns(drift: DriftFinding) -> list[Concern]:
    """Families whose features moved, and scores that did."""
    found: list[Concern] = []
    shared = {"version": drift.version, "photos": drift.photos}
    if drift.families:
        worst = ", ".join(f"{name} ({moved} of {of})" for name, moved, of in drift.families[:3])
        found.append(Concern("drift_features", f"The newest {drift.photos:,} photographs look unlike those that {drift.version} was fitted "
                             f"on: {drift.moved:,} of {drift.features:,} features moved, most in {worst}.", "drift_features",
                             {**shared, "moved": drift.moved, "features": drift.features}))
    if drift.scores_moved:
        found.append(Concern("drift_scores", f"Scores of the newest {drift.photos:,} photographs spread otherwise than {drift.version}'s "
                             f"did on unseen ones (PSI {drift.score_psi:.2f} beyond chance): other photographs, or more of one label.",
                             "drift_scores", {**shared, "psi": drift.score_psi}))
    return found


def audit_concerns(audit: Audit, question: Question, version: str | None, promised: float | None) -> list[Concern]:
    """Live accuracy under the card's, and predictions beside what is counted."""
    if not audit.enough:
        return []
    found = []
    low, high = audit.right.interval
    if audit.right.n >= ENOUGH and promised is not None and high < promised:
        found.append(Concern("accuracy", f"On {audit.right.n:,} audited photographs {audit.right.value:.0%} of {version}'s suggestions are "
                             f"right ({low:.0%} to {high:.0%}); its card measured {promised:.0%} on unseen sources.", "accuracy",
                             {"version": version, "value": audit.right.value, "low": low, "high": high, "n": audit.right.n,
                              "promised": promised}))
    predicted = sum(band.predicted * band.observed.n for band in audit.bands) / audit.photos
    counted = sum(band.observed.count for band in audit.bands)
    low, high = wilson(counted, audit.photos)
    if not low <= predicted <= high and abs(predicted - counted / audit.photos) >= CALIBRATION_GAP:
        word = question.label_words[question.labels[1]]
        found.append(Concern("calibration", f"The score expected {predicted:.0%} of {audit.photos:,} audited photographs to be {word}; "
                             f"{counted / audit.photos:.0%} were ({low:.0%} to {high:.0%}).", "calibration",
                             {"version": version, "predicted": predicted, "value": counted / audit.photos, "low": low, "high": high,
                              "n": audit.photos}))
    return found


def bias_concerns(found: Bias) -> list[Concern]:
    """Net harm by the score: to everybody, or to one reviewer."""
    concerns = [_harm("Answers after the reveal", found.overall, "bias", {})] if found.overall.does_harm else []
    return concerns + [_harm("One reviewer's answers after the reveal", one, f"bias:{one.key}", {"reviewer_id": one.key})
                       for one in found.reviewers if one.does_harm]


def _harm(who: str, meter: Meter, key: str, details: dict) -> Concern:
    net, low, high = meter.net or (0.0, 0.0, 0.0)
    figures = f"net {100 * net:+.1f} of 100, {100 * low:+.1f} to {100 * high:+.1f}".replace("-", "−")
    return Concern("bias", f"The score does net harm. {who}: {meter.harmed} got worse and {meter.helped} better, of {meter.reveals} "
                   f"({figures}).", key,
                   {**details, "helped": meter.helped, "harmed": meter.harmed, "n": meter.reveals, "net": net, "low": low, "high": high})


def _keep_in_step(deps: Deps, question: str, concerns: list[Concern]) -> int:
    now, raised = deps.clock(), 0
    keys = {f"{question}:{concern.key}": concern for concern in concerns}
    with deps.database.begin() as session:
        for alert in alerts.standing(session, question):
            if alert.kind in KINDS and alert.key not in keys:
                alerts.clear(session, alert.key, now)
        for key, concern in keys.items():
            new = alerts.raise_alert(session, concern.kind, question, concern.text, concern.details, key, now)
            if new is not None:
                ask_webhook(deps, session, new)
                raised += 1
    return raised


def _promised(session: Session, question: str, version: str | None) -> float | None:
    """The share of right answers that the card measured on unseen sources."""
    try:
        card = versions.get(session, question, version).card if version else {}
    except VersionNotFound:
        return None
    measured = (card.get("leave_one_source_out") or {}).get("pooled", {}).get("error_when_answering", {}).get("value")
    return None if measured is None else 1 - measured
