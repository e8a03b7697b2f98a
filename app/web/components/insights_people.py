"""What Insights says of the people: unsure answers, second reads, agreement, pace."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.services.insights.agreement import Agreement
from app.services.insights.pace import Pace, Seconds
from app.services.insights.second_reads import SecondReads
from app.services.insights.unsure import UnsureFates
from app.services.share import ENOUGH
from app.web.components.graph import graph, number_table
from app.web.components.insights_model import SHARE_COLUMNS, share_row
from app.web.components.insights_section import beside, not_enough, section, wide_table
from app.web.figures.insight_fates import FateRow, fates_figure
from app.web.figures.insight_pace import pace_figure
from app.web.figures.insight_rows import Row, interval, number, rows_figure, rows_table

VERDICT_WORDS = {"ACCEPT": "accepted", "REJECT": "rejected", "UNSURE": "unsure"}


def reading_part(unsure: UnsureFates, second: SecondReads, agreement: Agreement) -> Component:
    """What became of photographs that one person could not, or should not, settle alone."""
    return section("Second opinions", _unsure(unsure), _second(second), _agreement(agreement), _readers(agreement))


def pace_part(pace: Pace) -> Component:
    """How much is answered, and how fast."""
    if not pace.answers:
        return section("Pace", _nothing("How fast is the work?", "No answers yet. Those given one by one at the desk count."))
    return section("Pace", _spans(pace), _people(pace))


def _unsure(fates: UnsureFates) -> Component:
    if not fates.photos:
        return _nothing("What became of unsure answers?", "Nothing was answered unsure. What is goes to a second reader, then to a lead.")
    finding = (f"Of {fates.photos:,} photographs answered unsure, {fates.settled.count:,} have a label now "
               f"({number(fates.settled.value or 0, True)})")
    return _fates([FateRow(fate.words, fate.photos, fate.open) for fate in fates.fates], finding, "What became of them")


def _second(second: SecondReads) -> Component:
    if not second.photos:
        return _nothing("What became of second reads?", "There were none. The policy sets which photographs get a second reader.")
    apart = second.same.n - second.same.count
    after = second.after_unsure
    rows = [FateRow("said the same", second.same.count, False), FateRow("lead agreed with the first", second.for_first, False),
            FateRow("lead agreed with the second", second.for_second, False),
            FateRow("lead agreed with neither", second.for_neither, False), FateRow("settled an unsure answer", after.count, False),
            FateRow("unsure again", after.n - after.count, True), FateRow("differ, not settled by a lead", second.open, True)]
    finding = f"Second readers settled {after.count:,} of {after.n:,} photographs answered unsure"
    if second.same.n:
        finding = f"Second readers said otherwise on {apart:,} of {second.same.n:,} photographs that the first was sure of"
    return _fates([row for row in rows if row.photos], finding, "Second reads")


def _nothing(title: str, words: str) -> Component:
    return html.Div([html.H3(title), html.P(words, className="soft")], className="insight-missing")


def _fates(rows: list[FateRow], finding: str, column: str) -> Component:
    table = [(row.words, f"{row.photos:,}") for row in rows]
    return beside(graph(fates_figure(rows), finding, (column, "Photographs"), table), "Pale: nobody has settled them yet."
                  if any(row.open for row in rows) else "")


def _agreement(agreement: Agreement) -> Component:
    if agreement.photos < ENOUGH:
        how = "Photographs that two people read by themselves count, where the first was sure. Gold is measured separately."
        return not_enough("Do people agree?", agreement.photos, "photographs read twice", how)
    rows = [Row(one.name, one.estimate.n, one.estimate.value, one.estimate.low, one.estimate.high) for one in agreement.coefficients]
    ac1 = agreement.coefficients[0].estimate
    within = "" if ac1.low is None or ac1.high is None else f" ({interval(ac1.low, ac1.high, False)})"
    finding = (f"Readers say the same on {number(agreement.same.value or 0, True)} of pairs; beyond chance, "
               f"AC1 is {number(ac1.value or 0, False)}{within}")
    given = ", ".join(f"{number(share.value or 0, True)} {VERDICT_WORDS[verdict]}" for verdict, share in agreement.prevalence.items())
    about = "; ".join(f"{one.name}: {one.about}" for one in agreement.coefficients)
    notes = (f"{agreement.photos:,} photographs read by several, each by themselves. Prevalence: {given}. Where one answer is rare, "
             "the kappas and alpha are low although people agree; AC1 is not.", f"{about}.")
    chart = graph(rows_figure(rows, "agreement beyond chance; 0 is chance, 1 is full", shares=False), finding,
                  ("Statistic", "Photographs", "Value", "95 % interval"), rows_table(rows, shares=False))
    return beside(chart, *notes)


def _readers(agreement: Agreement) -> Component | None:
    rows = [share_row(one.reviewer, one.same) for one in agreement.readers if one.same.n >= ENOUGH]
    if agreement.photos < ENOUGH or not rows:
        return None
    least = min(rows, key=lambda row: row.value or 0)
    finding = f"{least.name} agrees least often with others: on {number(least.value or 0, True)} of {least.n:,} pairs"
    reference = (agreement.same.value or 0.0, f"all {number(agreement.same.value or 0, True)}")
    chart = graph(rows_figure(rows, "share of pairs that said the same", reference=reference), finding, ("Reviewer", *SHARE_COLUMNS[1:]),
                  rows_table(rows))
    return beside(chart, f"Reviewers with {ENOUGH} pairs and more. Who is right is another matter: see gold.")


def _spans(pace: Pace) -> Component:
    spans = f"{len(pace.spans)} {'weeks' if pace.weekly else 'days'}" if len(pace.spans) != 1 else "one day"
    finding = f"{pace.answers:,} answers in {spans}, half of them within {_seconds(pace.seconds.median)}"
    rows = [(f"{day:%d %b %Y}", f"{answers:,}") for day, answers in pace.spans]
    return beside(graph(pace_figure(pace.spans, pace.weekly), finding, ("Week from" if pace.weekly else "Day", "Answers"), rows))


def _people(pace: Pace) -> Component:
    rows = [(one.reviewer, f"{one.answers:,}", f"{one.days}", f"{one.answers / one.days:,.0f}", _median(one.seconds), _middle(one.seconds))
            for one in pace.reviewers]
    columns = ("Reviewer", "Answers", "Days", "A day", "Median time (95 %)", "Middle half")
    note = html.P("Time from a photograph shown to its answer, of the newest 20,000 answers. Longer than five minutes counts as five.",
                  className="soft small")
    return html.Div([html.H3("By reviewer"), wide_table(number_table(columns, rows), "Pace by reviewer"), note], className="insight")


def _seconds(seconds: float | None) -> str:
    return "an unknown time" if seconds is None else f"{seconds:.1f} s"


def _median(seconds: Seconds) -> str:
    if seconds.median is None:
        return "–"
    within = "" if seconds.low is None or seconds.high is None else f" ({seconds.low:.1f} to {seconds.high:.1f})"
    return _seconds(seconds.median) + within


def _middle(seconds: Seconds) -> str:
    return "–" if seconds.middle is None else f"{seconds.middle[0]:.1f} to {seconds.middle[1]:.1f} s"
