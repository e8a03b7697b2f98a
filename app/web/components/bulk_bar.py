"""What leads can do with the photographs they chose: accept or reject all of them, give them to somebody, or hold them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from app.questions import Question
from app.services.bulk import BulkDone

EVERYBODY = " "  # the reviewer of a photograph that is given back to all: no name, and something, since nothing is a placeholder


def bulk_bar(ids: Any, question: Question, names: Sequence[str]) -> Component:
    """Hidden while neither a photograph is chosen nor a batch filtered for; of a batch it offers less (photos.js).

    ids: the page's, which name its controls.  names: who can be given photographs.
    """
    people = [{"label": "Everybody again", "value": EVERYBODY}, *({"label": name, "value": name} for name in names)]
    reasons = [{"label": reason.words, "value": reason.code} for reason in question.reasons]
    return html.Div(
        [
            html.Strong("", className="chosen-count", role="status", **{"data-photos": "count"}),
            html.Button("Choose all shown", type="button", className="btn btn-link", **{"data-photos": "all"}),
            html.Button("Clear", type="button", className="btn btn-link of-chosen", **{"data-photos": "none"}),
            _menu("Reasons and note", "of-chosen",
                  html.Fieldset([html.Legend("Reasons, for a rejection"), dcc.Checklist(reasons, [], id=ids.REASONS)]),
                  html.Label("Note", htmlFor=ids.NOTE),
                  dbc.Textarea(id=ids.NOTE, value="", maxLength=2000, rows=2)),
            _menu([html.Span("Give or hold back", className="of-chosen"), html.Span("Give the batch", className="of-batch")], "",
                  html.Label("Give to", htmlFor=ids.REVIEWER),
                  dbc.Select(id=ids.REVIEWER, value=EVERYBODY, options=people),
                  _button("Give the chosen", ids.GIVE, "They come up first for this person, and for nobody else"),
                  _button("Give the whole batch", ids.GIVE_BATCH, "Every photograph of the batch that still waits", "", hidden=True),
                  html.Hr(className="of-chosen"),
                  _button("Hold back the chosen", ids.HOLD, "Nobody is handed them until they are let go, under Settings")),
            _button("Reject all", ids.REJECT, question.reject_words), _button("Accept all", ids.ACCEPT, question.accept_words),
        ],
        className="bulk-bar", hidden=True, role="region", **{"aria-label": "The chosen photographs", "data-photos": "bar"},
    )


def _menu(words: str | list[Component], of: str, *parts: Component) -> Component:
    """Opens over the bar."""
    return html.Details([html.Summary(words, className="btn btn-secondary"), html.Div(list(parts), className="bulk-more")], className=of)


def _button(words: str, identifier: str, means: str, of: str = "of-chosen", hidden: bool = False) -> Component:
    return html.Button(words, id=identifier, type="button", title=means, className=f"btn btn-secondary {of}".strip(), hidden=hidden)


def bulk_words(done: BulkDone, did: str) -> str:
    """ "38 photographs accepted; 2 left out: already decided." """
    words = f"{counted(done.stored)} {did}"
    return f"{words}; {left_out_words(done.left_out)}." if done.left_out else f"{words}."


def left_out_words(left_out: Mapping[str, int]) -> str:
    """How many were left out, and why."""
    return "left out: " + ", ".join(f"{count:,} {why}" for why, count in left_out.items())


def given_words(count: int, reviewer: str | None, batch: str | None) -> str:
    """ "38 photographs of “spring” now come up for rob.", or that there was none to give."""
    of_batch = f" of “{batch}”" if batch else ""
    if not count:
        return f"No photograph{of_batch} was given: what is decided, or was answered by that person, stays where it is."
    return f"{counted(count)}{of_batch} now come{'s' if count == 1 else ''} up for {reviewer or 'everybody'}."


def held_words(count: int) -> str:
    """ "3 photographs held back; Settings lets them go.", or that they were already."""
    if not count:
        return "All of them were held back already."
    return f"{counted(count)} held back; Settings lets {'it' if count == 1 else 'them'} go."


def counted(photos: int) -> str:
    """ "1 photograph", "1,200 photographs"."""
    return f"{photos:,} photograph{'' if photos == 1 else 's'}"
