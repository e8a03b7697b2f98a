"""The gate lets a better challenger through, stops a worse one and does not guess from too little."""

from __future__ import annotations

import numpy as np
import pytest

from app.services.gate import MARGIN, GateResult, GateVerdict, PairedFigure, compared, judge


def figure(part: str, difference: float, half: float, each: int = 40, groups: int = 40) -> PairedFigure:
    return PairedFigure(part, 2 * each, groups, {"original": each, "recaptured": each}, 0.8, 0.8 + difference, difference,
                        difference - half, difference + half)


@pytest.mark.parametrize(("local", "shipped", "verdict"), [
    (figure("local", 0.10, 0.05), figure("shipped", 0.0, 0.01), GateVerdict.BETTER),
    (figure("local", 0.10, 0.05), figure("shipped", -0.05, 0.02), GateVerdict.WORSE),
    (figure("local", 0.10, 0.05), figure("shipped", -0.015, 0.01), GateVerdict.BETTER),  # within the margin
    (figure("local", -0.10, 0.05), figure("shipped", 0.0, 0.01), GateVerdict.WORSE),
    (figure("local", 0.0, 0.01), figure("shipped", 0.0, 0.01), GateVerdict.EQUAL),
    (figure("local", 0.01, 0.02), figure("shipped", 0.05, 0.02), GateVerdict.BETTER),
    (figure("local", 0.0, 0.10), figure("shipped", 0.05, 0.02), GateVerdict.NOT_ENOUGH),
    (figure("local", 0.05, 0.10), figure("shipped", 0.0, 0.01), GateVerdict.NOT_ENOUGH),
    (figure("local", 0.30, 0.05, each=7), figure("shipped", 0.0, 0.01), GateVerdict.NOT_ENOUGH),
    (figure("local", 0.10, 0.05), figure("shipped", 0.0, 0.06), GateVerdict.NOT_ENOUGH),
    (figure("local", 0.10, 0.05), None, GateVerdict.BETTER),
    (figure("local", 0.10, 0.05, groups=1), None, GateVerdict.NOT_ENOUGH),
    (None, figure("shipped", 0.0, 0.01), GateVerdict.NOT_ENOUGH),
])
def test_the_verdict_follows_the_intervals(local: PairedFigure | None, shipped: PairedFigure | None, verdict: GateVerdict) -> None:
    result = judge(local, shipped)
    assert result.verdict == verdict
    assert result.words.startswith(verdict.replace("_", " ").replace(" evidence", "").capitalize()) and result.words.endswith(".")


RISEN, HELD = figure("local", 0.10, 0.05), figure("shipped", 0.0, 0.01)


@pytest.mark.parametrize(("gold", "verdict"), [
    (figure("gold", -0.10, 0.05), GateVerdict.WORSE), (figure("gold", 0.0, 0.01), GateVerdict.BETTER),
    (figure("gold", 0.0, 0.10), GateVerdict.NOT_ENOUGH), (figure("gold", 0.0, 0.10, each=3), GateVerdict.BETTER),
])
def test_gold_photographs_must_not_be_lost(gold: PairedFigure, verdict: GateVerdict) -> None:
    assert judge(RISEN, HELD, gold).verdict == verdict


def test_turned_decisions_are_worse_unless_gold_vouches_for_them() -> None:
    assert judge(RISEN, HELD, turned="the decisions here say the opposite.").verdict == GateVerdict.WORSE
    assert judge(RISEN, HELD, figure("gold", 0.2, 0.1), turned="they say the opposite.").verdict == GateVerdict.BETTER


def test_a_fall_in_the_audit_sample_is_worse() -> None:
    assert judge(RISEN, HELD, audit=figure("audit", -0.1, 0.05)).verdict == GateVerdict.WORSE


def test_what_it_costs_elsewhere_is_said() -> None:
    words = judge(RISEN, figure("shipped", -0.012, 0.01)).words
    assert "costs 0.012" in words and str(MARGIN) in words


def test_a_result_survives_being_stored() -> None:
    result = judge(figure("local", 0.1, 0.05), figure("shipped", 0.0, 0.01))
    assert GateResult.from_dict(result.as_dict()) == result


def test_a_part_with_one_class_compares_nothing() -> None:
    labels = np.array(["original"] * 5)
    assert compared("local", labels, "recaptured", np.zeros(5), np.ones(5), np.arange(5).astype(str)) is None
    assert compared("local", labels[:0], "recaptured", np.zeros(0), np.zeros(0), labels[:0]) is None
