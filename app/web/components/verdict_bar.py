"""The bar under the photograph: reasons, note and undo above, Accept, Reject and Unsure below; by mouse, finger or key."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.domain import Verdict
from app.questions import Question
from app.web.components.icons import icon
from app.web.components.label_words import label_mark

NOTE_LENGTH = 2000


def verdict_bar(question: Question) -> Component:
    """Chips and buttons of one question; assets/desk.js gives them life by their data attributes."""
    return html.Div(
        [
            html.Div([_reasons(question), _note(), _skip(), *_undo(), _keys()], className="before-verdict"),
            html.Div(
                [
                    _verdict(Verdict.ACCEPT, "Accept", question.accept_words, "A", "claim"),
                    _verdict(Verdict.REJECT, "Reject", question.reject_words, "R", "against"),
                    _verdict(Verdict.UNSURE, "Unsure", "Another person looks", "U", "none"),
                ],
                className="verdicts", role="group", **{"aria-label": "Your verdict on this photograph"},
            ),
        ],
        className="verdict-bar", **{"data-desk": "bar"},
    )


def key_cap(key: str) -> Component:
    """The key beside a button's words; screen readers learn it from aria-keyshortcuts."""
    return html.Kbd(key, **{"aria-hidden": "true"})


def _verdict(verdict: Verdict, name: str, words: str, key: str, side: str) -> Component:
    return html.Button(
        [label_mark(side), html.Span([html.B(name), html.Span(words, className="words")], className="says"), key_cap(key)],
        type="button", className=f"verdict {side}",
        **{"data-verdict": verdict.value, "aria-keyshortcuts": key},
    )


def _reasons(question: Question) -> Component:
    chips = [
        html.Button(
            [key_cap(str(reason.digit)), reason.words], type="button", className="chip",
            **{"data-reason": reason.code, "data-digit": str(reason.digit), "aria-pressed": "false",
               "aria-keyshortcuts": str(reason.digit)},
        )
        for reason in question.reasons
    ]
    return html.Div([html.Span("Reason", className="caption"), *chips], className="reasons", role="group",
                    **{"aria-label": "Reasons, before the verdict"})


def _note() -> Component:
    return html.Div(
        [
            html.Button([key_cap("N"), html.Span("Note", **{"data-desk": "note-name"})], type="button", className="chip",
                        **{"data-action": "note", "aria-expanded": "false", "aria-keyshortcuts": "N"}),
            html.Div(
                [
                    html.Label(["Note on this photograph",
                                html.Textarea(maxLength=NOTE_LENGTH, rows=3, className="form-control", **{"data-desk": "note"})]),
                    html.Small("Kept with your verdict. Esc goes back to the photograph."),
                ],
                className="note-card", hidden=True, **{"data-desk": "note-card"},
            ),
        ],
        className="note",
    )


def _skip() -> Component:
    return html.Button([key_cap("K"), "Skip"], type="button", className="chip", title="Leave this photograph to others",
                       **{"data-action": "skip", "aria-keyshortcuts": "K"})


def _undo() -> list[Component]:
    undo = html.Button([key_cap("Z"), "Undo"], type="button", className="chip undo", title="Take your last answer back",
                       **{"data-action": "undo", "aria-keyshortcuts": "Z"})
    recent = html.Button(icon("list"), type="button", className="chip recent-opener", title="Your last twenty answers (L)",
                         **{"data-action": "recent", "aria-keyshortcuts": "L", "aria-label": "Your last answers"})
    return [undo, recent]


def _keys() -> Component:
    return html.Button(key_cap("?"), type="button", className="chip keys",
                       **{"data-action": "help", "aria-keyshortcuts": "?", "aria-label": "Show the keys"})
