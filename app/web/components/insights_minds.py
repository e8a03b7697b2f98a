"""What Insights says of the score's influence: the bias meter."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.services.insights.bias import Bias, Meter
from app.services.share import ENOUGH, Share
from app.web.components.graph import graph, number_table
from app.web.components.insights_section import beside, not_enough, section, wide_table
from app.web.figures.insight_pairs import Counted, PairRow, pairs_figure, pairs_table
from app.web.figures.insight_rows import number

TITLE = "How the score changes minds"


def minds_part(bias: Bias) -> Component:
    """The meter for everybody, by reviewer and by version; or how many reveals are missing."""
    if bias.overall.reveals < ENOUGH:
        how = ("A reveal counts where the question is answered blind first, and gold, a lead or another reader tells what was right. "
               f"So far the score was revealed {bias.reveals:,} time{'' if bias.reveals == 1 else 's'}.")
        return section(TITLE, not_enough("Does the score help or mislead?", bias.overall.reveals, "reveals with a known truth", how))
    rows = [_row(one) for one in (bias.overall, *bias.reviewers)]
    helped, harmed = "set right by a right score", "made worse by a wrong score"
    chart = graph(pairs_figure(rows, helped, harmed, "share of answers that the score changed"), _finding(bias.overall),
                  ("Who", helped.capitalize(), harmed.capitalize()), pairs_table(rows))
    rests = ", ".join(f"{bias.bases[basis]:,} {words}" for basis, words in
                      (("gold", "gold"), ("lead", "settled by a lead"), ("reader", "read by another")) if bias.bases[basis])
    note = (f"{bias.overall.reveals:,} of {bias.reveals:,} reveals, those whose truth is known: {rests}. "
            "The reviewer's own final answer never counts as truth.")
    tables = html.Div([_net("By reviewer", "Reviewer", bias.reviewers), _net("By model version", "Version", bias.versions),
                       html.P("Right is better than unsure, unsure better than wrong. Net: better less worse, of 100 reveals.",
                              className="soft small")], className="insight")
    return section(TITLE, beside(chart, note), tables)


def _finding(meter: Meter) -> str:
    low, high = meter.net[1:] if meter.net else (-1.0, 1.0)
    said = "does net harm" if high < 0 else "helps on the whole" if low > 0 else "neither clearly helps nor clearly harms"
    return (f"The score {said}: {_share(meter.right)} of answers were set right when it was right, "
            f"{_share(meter.wrong)} made worse when it was wrong")


def _share(share: Share) -> str:
    return "none" if share.value is None else number(share.value, True)


def counted(share: Share) -> Counted:
    """A share as a chart takes it."""
    return Counted(share.count, share.n, *share.interval)


def _row(meter: Meter) -> PairRow:
    return PairRow(meter.name, counted(meter.right), counted(meter.wrong))


def _net(title: str, column: str, meters: tuple[Meter, ...]) -> Component:
    """A table of what the reveals came to; harm is said in a word."""
    rows = []
    for meter in meters:
        net = "not enough yet" if meter.net is None else f"{_points(meter.net[0])} ({_points(meter.net[1])} to {_points(meter.net[2])})"
        name = meter.name + (" – net harm" if meter.does_harm else "")
        rows.append((name, f"{meter.reveals:,}", f"{meter.helped:,}", f"{meter.harmed:,}", net))
    table = number_table((column, "Reveals", "Better", "Worse", "Net, in points (95 %)"), rows)
    return html.Div([html.H3(title), wide_table(table, f"Reveals {title.lower()}")])


def _points(share: float) -> str:
    return f"{100 * share:+.1f}".replace("-", "−")

