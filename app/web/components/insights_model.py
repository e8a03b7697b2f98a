"""What Insights says of the model: counted on audited photographs only."""

from __future__ import annotations

from dash.development.base_component import Component

from app.questions import Question
from app.services.insights.audit import Audit
from app.services.share import ENOUGH, Share
from app.web.components.graph import graph
from app.web.components.insights_section import beside, not_enough, section
from app.web.figures.insight_periods import PeriodRow, periods_figure, periods_finding, periods_rows
from app.web.figures.insight_rows import Row, interval, number, rows_figure, rows_table
from app.web.figures.reliability import Band, reliability_figure, reliability_finding, reliability_rows

SHARE_COLUMNS = ("", "n", "Share", "95 % interval")
FEWEST_PERIODS = 2


def model_part(audit: Audit, question: Question) -> Component:
    """Reliability, accuracy by source and by reason, calibration over time; or how many audited photographs are missing."""
    title = "The model, on audited photographs"
    if not audit.enough:
        how = ("Audited photographs are drawn at random from the queue, so that they alone speak for all of it. "
               "The policy sets how many; each counts once its label is settled.")
        return section(title, not_enough("How good is the model here?", audit.photos, "audited photographs", how))
    word = question.label_words[question.labels[1]]
    return section(title, _accuracy(audit), _reliability(audit, word), _reasons(audit, word), _periods(audit, word))


def share_row(name: str, share: Share) -> Row:
    """A counted share as a row of a chart."""
    return Row(name, share.n, share.value, *share.interval)


def _accuracy(audit: Audit) -> Component:
    rows = [share_row("all sources", audit.right), *(share_row(name, share) for name, share in audit.sources)]
    low, high = audit.right.interval
    finding = ("It answered none of them" if audit.right.value is None else
               f"Of its suggestions, {number(audit.right.value, True)} were right ({interval(low, high, True)})")
    auc = f"AUC {audit.auc[0]:.3f} ({interval(audit.auc[1], audit.auc[2], False)}). " if audit.auc else ""
    counted = (f"{audit.photos:,} audited photographs, of which it answered {audit.answered.count:,}. {auc}"
               f"{_unsettled(audit)}{_seen(audit)}")
    chart = graph(rows_figure(rows, "share of right suggestions"), finding, ("Source", *SHARE_COLUMNS[1:]), rows_table(rows))
    return beside(chart, counted)


def _unsettled(audit: Audit) -> str:
    return f"{audit.unsettled:,} more have no settled label yet. " if audit.unsettled else ""


def _seen(audit: Audit) -> str:
    if not audit.seen.count:
        return "All were judged before the score was shown."
    return f"{audit.seen.count:,} were judged with the score on screen, which flatters the model."


def _reliability(audit: Audit, word: str) -> Component:
    bands = [Band(band.predicted, band.observed.n, band.observed.count, *band.observed.interval) for band in audit.bands]
    columns = ("Scored about", "Counted", "Photographs", "95 % interval")
    return beside(graph(reliability_figure(bands, word), reliability_finding(bands), columns, reliability_rows(bands)),
                  "On the dotted line, the score means what it says.")


def _reasons(audit: Audit, word: str) -> Component | None:
    rows = [share_row(name, share) for name, share in audit.reasons]
    if not rows:
        return None
    total = sum(row.n for row in rows)
    counted = [row for row in rows if row.n >= ENOUGH]
    weakest = min(counted, key=lambda row: row.value or 0, default=None)
    finding = (f"{weakest.name} is found least often: {number(weakest.value or 0, True)} of {weakest.n:,}" if weakest else
               f"Too few {word} photographs to compare reasons: {total:,}, and {ENOUGH} of one are needed")
    chart = graph(rows_figure(rows, f"share called {word}"), finding, ("Reason", *SHARE_COLUMNS[1:]), rows_table(rows))
    return beside(chart, f"Audited photographs that were {word}, by the reason that people gave.")


def _periods(audit: Audit, word: str) -> Component | None:
    rows = [PeriodRow(one.begins, one.observed.n, one.predicted, one.observed.value or 0.0, *one.observed.interval)
            for one in audit.periods]
    if len(rows) < FEWEST_PERIODS:
        return None
    right = ", ".join(f"{number(one.right.value, True)} of {one.right.n} ({one.begins:%d %b})" for one in audit.periods[-4:]
                      if one.right.value is not None)
    columns = ("Month from" if audit.monthly else "Week from", "Photographs", "Predicted", "Counted", "95 % interval")
    chart = graph(periods_figure(rows, word), periods_finding(rows), columns, periods_rows(rows))
    return beside(chart, f"Right suggestions lately: {right}.")
