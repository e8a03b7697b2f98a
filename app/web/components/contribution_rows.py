"""What speaks for and against, one row a family; a row is a button that opens the family's features."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from app.questions import Question
from app.services.explain import FamilyShare
from app.web.components.label_words import label_side
from app.web.figures.log_odds import signed

WIDEST = 46.0  # per cent of the track, either way


def contribution_rows(families: Sequence[FamilyShare], chosen: str | None, question: Question) -> Component:
    """Largest share first; bars grow to the right against the claim and to the left for it."""
    reach = max([1.0, *(abs(family.log_odds) for family in families)])
    rows = sorted(families, key=lambda family: -family.log_odds)
    return html.Div([_row(family, family.id == chosen, reach, question) for family in rows], className="contributions", role="group",
                    **{"aria-label": "Families of features and what each speaks for; choose one to see its features"})


def _row(family: FamilyShare, chosen: bool, reach: float, question: Question) -> Component:
    side = label_side(family.label, question) if abs(family.log_odds) >= 0.05 else "none"
    length = f"{WIDEST * min(abs(family.log_odds) / reach, 1.0):.1f}%"
    speaks = f"speaks for {question.label_words[family.label]}" if side != "none" else "speaks for neither"
    return html.Button(
        [html.Span(family.title, className="name"), html.Span(html.I(className=side, style={"width": length}), className="track"),
         html.Output(signed(family.log_odds))],
        type="button", className="contribution",
        **{"data-family": family.id, "aria-pressed": "true" if chosen else "false",
           "aria-label": f"{family.title}: {signed(family.log_odds)}, {speaks}"},
    )
