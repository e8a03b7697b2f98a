"""What audited photographs say of the model."""

from __future__ import annotations

import pytest

from app.questions import question_named
from app.services.insights.audit import audit_of, wrongly_above
from app.store.insights.audited import Audited

QUESTION = question_named("recapture")
A, B = QUESTION.labels


def row(probability: float, label: str | None, suggestion: str | None = None, day: str = "2026-03-02", **more: object) -> Audited:
    """probability: of the claim; the suggestion follows from it unless given."""
    standard = dict(decided=f"{day}T10:00:00.000000Z", probability=probability, suggestion=suggestion or (A if probability > 0.5 else B),
                    version="v1", label=label, reasons='["screen"]' if label == B else "[]", source="phones", score_seen=False)
    return Audited(**{**standard, **more})  # type: ignore[arg-type]


def test_right_suggestions_are_counted_among_those_that_were_made() -> None:
    found = audit_of([row(0.9, A), row(0.9, B), row(0.5, A, "cannot_tell"), row(0.2, None)], QUESTION)
    assert (found.right.count, found.right.n, found.answered.count, found.photos, found.unsettled) == (1, 2, 2, 3, 1)
    assert not found.enough


def test_sources_and_reasons_are_told_apart_the_largest_first() -> None:
    rows = [row(0.9, A)] * 3 + [row(0.1, B, source=None)] * 2 + [row(0.9, B, reasons='["print"]')]
    found = audit_of(rows, QUESTION)
    assert [(name, one.count, one.n) for name, one in found.sources] == [("phones", 3, 4), ("no source", 2, 2)]
    assert [(name, one.count, one.n) for name, one in found.reasons] == [("Screen", 2, 2), ("Print", 0, 1)]


def test_bands_say_what_was_predicted_and_what_was_counted() -> None:
    found = audit_of([row(0.95, A)] * 9 + [row(0.95, B), row(0.15, B), row(0.15, B)], QUESTION)
    assert [(band.predicted, band.observed.count, band.observed.n) for band in found.bands] == [
        (pytest.approx(0.05), 1, 10), (pytest.approx(0.85), 2, 2)]


def test_time_is_cut_into_weeks_and_over_a_longer_span_into_months() -> None:
    weekly = audit_of([row(0.9, A, day="2026-03-04"), row(0.2, B, day="2026-03-10")], QUESTION)
    assert [one.begins.isoformat() for one in weekly.periods] == ["2026-03-02", "2026-03-09"] and not weekly.monthly
    monthly = audit_of([row(0.9, A, day="2026-03-04"), row(0.2, B, day="2026-08-10")], QUESTION)
    assert [one.begins.isoformat() for one in monthly.periods] == ["2026-03-01", "2026-08-01"] and monthly.monthly
    assert monthly.periods[1].predicted == pytest.approx(0.8)


def test_what_would_have_slipped_through_is_counted_among_the_others() -> None:
    rows = [row(0.99, B), row(0.99, B, "cannot_tell"), row(0.8, B), row(0.99, A), row(0.99, None)]
    assert (wrongly_above(rows, QUESTION, 0.9).count, wrongly_above(rows, QUESTION, 0.9).n) == (1, 3)


def test_no_photographs_are_no_error() -> None:
    found = audit_of([], QUESTION)
    assert found.photos == 0 and found.right.value is None and found.bands == () and found.periods == ()
