"""What leads can do with the photographs they chose: accept or reject all of them, give them to somebody, or hold them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from app.questions import Question
from app.services.bulk import BulkDone

# choices that are no name and no label; a blank, since nothing at all is a placeholder
NOT_GOLD = " "
EVERYBODY = " "  # the reviewer of a photograph that is given back to all


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
            _menu([html.Span("Give or hold back", className="of-chosen"), html.Span("Give or hold the batch", className="of-batch")], "",
                  html.Label("Give to", htmlFor=ids.REVIEWER),
                  dbc.Select(id=ids.REVIEWER, value=EVERYBODY, options=people),
                  _button("Give the chosen", ids.GIVE, "They come up first for this person, and for nobody else"),
                  _button("Give the whole batch", ids.GIVE_BATCH, "Every photograph of the batch that still waits", "", hidden=True),
                  html.Hr(),
                  _button("Hold back the chosen", ids.HOLD, "Nobody is handed them until they are let go, under Settings"),
                  _button("Hold back the whole batch", ids.HOLD_BATCH, "Nobody is handed any of it until it is let go", "", hidden=True),
                  _button("Let the whole batch go", ids.FREE_BATCH, "What is held back of it waits again", "", hidden=True)),
            _menu("Gold", "of-chosen",
                  html.Label("What is known of the chosen", htmlFor=ids.KNOWN),
                  dbc.Select(id=ids.KNOWN, value=question.labels[0] if question.labels else NOT_GOLD, options=_known(question)),
                  _button("Set", ids.SET_GOLD, "Reviewers meet them unannounced, at the rate of the policy, and are measured by them")),
            _button("Reject all", ids.REJECT, question.reject_words), _button("Accept all", ids.ACCEPT, question.accept_words),
        ],
        className="bulk-bar", hidden=True, role="region", **{"aria-label": "The chosen photographs", "data-photos": "bar"},
    )


def _known(question: Question) -> list[dict[str, str]]:
    return [*({"label": f"Certainly {question.label_words[label]}", "value": label} for label in question.labels),
            {"label": "Nothing: not gold any more", "value": NOT_GOLD}]


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


def batch_held_words(count: int, batch: str, held: bool) -> str:
    """ "38 photographs of “spring” held back." or "… let go.", or that there was none."""
    if not count:
        return f"No photograph of “{batch}” " + ("was left to be held back." if held else "was held back.")
    return f"{counted(count)} of “{batch}” {'held back' if held else 'let go'}."


def gold_words(changed: int, asked: int, marked: bool) -> str:
    """ "3 photographs are gold now; left out: 1 on somebody's desk." or "… not gold any more; left out: 1 not gold before." """
    words = f"{counted(changed)} {'is' if changed == 1 else 'are'} {'gold now' if marked else 'not gold any more'}"
    left_out = {"on somebody's desk" if marked else "not gold before": asked - changed}
    return f"{words}; {left_out_words(left_out)}." if changed < asked else f"{words}."


def counted(photos: int) -> str:
    """ "1 photograph", "1,200 photographs"."""
    return f"{photos:,} photograph{'' if photos == 1 else 's'}"
