"""The charts of versions: ROC, difference by source, and what decisions have brought; each says what it shows."""

from __future__ import annotations

import pytest

from app.web.figures.decisions_curve import Learnt, decisions_figure, decisions_finding, decisions_rows
from app.web.figures.roc import Roc, roc_figure, roc_finding, roc_rows
from app.web.figures.source_difference import SourceDifference, difference_figure, difference_rows

AT = [place / 40 for place in range(41)]
STRONG = Roc("2026.11-2", AT, [share ** 0.1 for share in AT], [share ** 0.15 for share in AT], [share ** 0.05 for share in AT], 0.93)
WEAK = Roc("loupe-1", AT, [share ** 0.5 for share in AT], [share ** 0.6 for share in AT], [share ** 0.4 for share in AT], None)


def test_the_roc_chart_names_its_curves_and_its_table_says_the_same() -> None:
    figure = roc_figure([STRONG, WEAK], "originals", "recaptured")
    assert [trace.name for trace in figure.data[1:]] == ["2026.11-2", "loupe-1"]
    assert [note.text for note in figure.layout.annotations] == ["— 2026.11-2, pooled AUC 0.930", "- - loupe-1"]
    assert figure.data[1].line.dash != figure.data[2].line.dash  # never told apart by colour alone
    assert roc_finding([STRONG], "originals", "recaptured") == (
        "Where 5 % of the originals are called recaptured, 74 % of the recaptured photographs are found")
    assert roc_rows([STRONG, WEAK])[0] == ("12 %", "81 % (73 % to 90 %)", "35 % (29 % to 44 %)")
    assert roc_rows([]) == [] and "No ROC curve" in roc_finding([], "originals", "recaptured")


def test_a_source_whose_difference_is_undefined_is_in_the_table_only() -> None:
    rows = [SourceDifference("here", 40, 0.8, 0.9, 0.1, 0.02, 0.18), SourceDifference("one label", 9, None, None, None, None, None),
            SourceDifference("few", 8, 0.9, 0.85, -0.05, None, None)]
    figure = difference_figure(rows, "2026.11-2")
    assert list(figure.data[0].x) == [0.1, -0.05] and figure.layout.xaxis.range[0] == -figure.layout.xaxis.range[1]
    assert figure.data[0].error_x.array == pytest.approx((0.08, 0)) and figure.layout.xaxis.range[1] > 0.18
    assert difference_rows(rows) == [("here", "40", "0.800", "0.900", "+0.100", "+0.020 to +0.180"),
                                     ("one label", "9", "not defined", "not defined", "", ""), ("few", "8", "0.900", "0.850", "−0.050", "")]


def test_what_decisions_have_brought_is_told_from_few_to_many() -> None:
    learnt = [Learnt("b", 160, 0.95, 0.9, 0.01, 0.09, "better"), Learnt("a", 40, 0.88, 0.87, -0.02, 0.05, "not_enough_evidence")]
    figure = decisions_figure(learnt)
    assert list(figure.data[1].x) == [40, 160] and list(figure.data[0].y) == [0.87, 0.9]
    assert figure.data[1].error_y.array == pytest.approx((0.04, 0.04)) and figure.data[1].error_y.arrayminus == pytest.approx((0.03, 0.04))
    assert decisions_finding(learnt) == "From 40 to 160 decisions AUC here went from 0.88 to 0.95"
    assert decisions_finding(learnt[:1]) == "With 160 decisions AUC here is 0.95, beside 0.90 before"
    assert decisions_rows(learnt)[0] == ("a", "40", "0.880", "0.870", "−0.020 to +0.050", "not enough evidence")
