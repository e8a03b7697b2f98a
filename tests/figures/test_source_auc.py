"""The chart of sources: the weakest is named, an undefined AUC is not invented."""

from __future__ import annotations

from app.web.figures.source_auc import SourceAuc, source_auc_figure, source_auc_finding, source_auc_rows

STRONG = SourceAuc("closeups-f", 60, 0.99, 0.97, 1.0)
WEAK = SourceAuc("nuaa", 100, 0.31, 0.2, 0.42)
ONE_CLASS = SourceAuc("film-only", 12, None, None, None)


def test_best_stands_at_the_top_and_the_axis_holds_the_weakest():
    figure = source_auc_figure([WEAK, STRONG, ONE_CLASS], 0.65)
    assert list(figure.data[0].y) == ["closeups-f (60)", "nuaa (100)"]
    assert figure.layout.xaxis.range[0] < 0.2
    assert figure.layout.yaxis.categoryarray[-1] == "closeups-f (60)"


def test_finding():
    said = source_auc_finding([STRONG, WEAK, ONE_CLASS], 0.65)
    assert said == "Mean AUC over 2 sources, each left out of the fit: 0.65; weakest is nuaa with 0.31"
    assert source_auc_finding([ONE_CLASS], None) == "No source could be measured on its own"


def test_rows_say_where_nothing_is_defined():
    assert source_auc_rows([ONE_CLASS, STRONG])[-1] == ("film-only", "12", "not defined", "")


def test_missing_intervals_are_drawn_as_points():
    figure = source_auc_figure([SourceAuc("a", 5, 0.7, None, None)], None)
    assert figure.data[0].error_x.array[0] == 0
