"""Information cards: what the file and its pixels say beside the score, each with when it misleads."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from app.evidence.cards.card import Card


def information_cards(cards: Sequence[Card]) -> Component:
    """One under the other; none of them enters the score, and that is said first."""
    head = html.P("None of this enters the score.", className="reliability")
    return html.Div([head, *(_card(card) for card in cards)], className="information")


def _card(card: Card) -> Component:
    rows = [part for what, words in card.facts for part in (html.Dt(what), html.Dd(words))]
    shown = f"data:image/jpeg;base64,{base64.b64encode(card.picture).decode('ascii')}" if card.picture else None
    return html.Article([
        html.H3(card.title),
        html.Img(src=shown, alt=f"{card.title} of the photograph") if shown else None,
        html.Dl(rows, className="facts"),
        html.P(card.says),
        html.P(f"It misleads: {card.misleads}", className="soft"),
    ])
