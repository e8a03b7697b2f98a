"""What each rule for differing answers would have done with the photographs that were read twice."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from app.services.rule_effects import RuleEffect
from app.services.share import Share
from app.web.components.policy_form import CHOICES

HEADS = ("Rule", "To a lead", "Asked a third time", "Rejected without a lead", "Otherwise than now", "Of the lead's rejections, caught",
         "Its rejections, right")


def rule_table(effects: Sequence[RuleEffect]) -> Component:
    """One row a rule, with how many photographs stand behind it; a sentence where there are none."""
    photos = max((effect.photos for effect in effects), default=0)
    if not photos:
        return html.P("What each rule would have done is shown here once photographs have been read twice.", className="soft")
    rows = [html.Tr([html.Th(CHOICES["rule"][effect.rule][0], scope="row"),
                     *(html.Td(words, className="num") for words in _cells(effect))]) for effect in effects]
    head = html.Thead(html.Tr([html.Th(words, scope="col", className="num" if place else "") for place, words in enumerate(HEADS)]))
    return html.Div(
        [
            html.P(f"On the {photos:,} photographs that were read twice, each rule would have come to this:", className="soft"),
            html.Div(html.Table([head, html.Tbody(rows)], className="table"), className="table-scroll", tabIndex="0", role="region",
                     **{"aria-label": "What each rule would have done"}),
        ]
    )


def _cells(effect: RuleEffect) -> list[str]:
    counts = (effect.to_lead, effect.third_reads, effect.rejected, effect.changed)
    return [*(f"{count:,}" for count in counts), share_words(effect.sensitivity), share_words(effect.precision)]


def share_words(share: Share) -> str:
    """ "8 of 9", or a dash of nothing."""
    return f"{share.count:,} of {share.n:,}" if share.n else "–"
