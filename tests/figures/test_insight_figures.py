"""The charts of Insights: what is drawn is what the table says, and what cannot be drawn is left out."""

from __future__ import annotations

from datetime import date

from app.web.figures.insight_fates import FateRow, fates_figure
from app.web.figures.insight_pace import pace_figure
from app.web.figures.insight_pairs import Counted, PairRow, pairs_figure, pairs_table
from app.web.figures.insight_periods import PeriodRow, periods_figure, periods_finding, periods_rows
from app.web.figures.insight_rows import MOST_ROWS, Row, interval, number, rows_figure, rows_table
from app.web.figures.template import CLAIM, LINE

ADA, NONE = Row("Ada", 40, 0.8, 0.65, 0.9), Row("Ben", 3, None)


def test_a_first_day_is_one_bar_among_seven_days():
    figure = pace_figure([(date(2026, 3, 9), 8)], weekly=False)
    assert tuple(figure.layout.xaxis.range) == ("2026-03-02T12:00:00", "2026-03-09T12:00:00")
    assert figure.data[0].width == 69_120_000 and figure.layout.xaxis.tickformat == "%d %b"


def test_rows_are_drawn_with_their_intervals_and_undefined_ones_only_listed():
    figure = rows_figure([ADA, NONE], "share", reference=(0.7, "all 70 %"))
    points = figure.data[0]
    assert list(points.y) == ["Ada (40)"] and list(points.x) == [0.8]
    assert points.error_x.array[0] == 0.9 - 0.8 and points.error_x.arrayminus[0] == 0.8 - 0.65
    assert figure.layout.annotations[0].text == "all 70 %"
    assert rows_table([ADA, NONE]) == [("Ada", "40", "80 %", "65 to 90 %"), ("Ben", "3", "not defined", "")]


def test_many_rows_are_drawn_in_part_and_listed_in_full():
    rows = [Row(f"r{place}", 1, 0.5, 0.4, 0.6) for place in range(MOST_ROWS + 5)]
    assert len(rows_figure(rows, "share").data[0].y) == MOST_ROWS and len(rows_table(rows)) == MOST_ROWS + 5


def test_values_below_zero_widen_the_axis_and_have_a_true_minus():
    figure = rows_figure([Row("kappa", 40, -0.2, -0.4, 0.1)], "agreement", shares=False)
    assert figure.layout.xaxis.range[0] < -0.4
    assert number(-0.2, False) == "−0.20" and number(-0.001, False) == "0.00" and interval(-0.4, 0.1, False) == "−0.40 to 0.10"


def test_pairs_leave_out_a_share_of_nothing():
    rows = [PairRow("Ada", Counted(3, 10, 0.1, 0.6), Counted(0, 0, 0, 1)), PairRow("Ben", Counted(0, 0, 0, 1), Counted(0, 0, 0, 1))]
    figure = pairs_figure(rows, "set right", "made worse", "share")
    assert list(figure.data[0].x) == [0.3] and list(figure.data[1].x) == []
    assert list(figure.layout.yaxis.ticktext) == ["Ada"]
    assert pairs_table(rows)[0] == ("Ada", "3 of 10 (10 to 60 %)", "none")


def test_open_fates_are_pale_and_no_fates_are_no_error():
    figure = fates_figure([FateRow("accepted by a lead", 5, False), FateRow("wait for a lead", 2, True)])
    assert list(figure.data[0].marker.color) == [CLAIM, LINE]
    assert fates_figure([]).layout.height > 0


def test_pace_shows_every_span():
    figure = pace_figure([(date(2026, 3, 2), 3), (date(2026, 3, 3), 0)], weekly=False)
    assert list(figure.data[0].y) == [3, 0] and "day" in figure.layout.yaxis.title.text


def test_periods_say_how_many_were_off():
    fine, off = (PeriodRow(date(2026, month, 1), 50, predicted, 0.3, 0.2, 0.4) for month, predicted in ((3, 0.35), (4, 0.6)))
    assert periods_finding([fine]).startswith("Over time the score meant what it said")
    assert periods_finding([fine, off]).startswith("In 1 of 2 periods")
    assert len(periods_figure([fine, off], "recaptured").data[1].x) == 2
    assert periods_rows([off])[0] == ("01 Apr 2026", "50", "60 %", "30 %", "20 % to 40 %")
