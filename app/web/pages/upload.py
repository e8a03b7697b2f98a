"""Upload: many photographs by drag or by choosing, each on its own way, each with its own outcome."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Input, Output, State, dcc, html
from dash.development.base_component import Component

from app.domain import Role
from app.services.deps import Deps
from app.web.auth import current_person
from app.web.components.icons import icon
from app.web.components.outcome import outcome
from app.web.guarded_dash import GuardedDash
from app.web.page import Page, Visit

MEGABYTE = 1024 * 1024


class Ids:
    ROOT = "upload"
    MOUNTED = "upload-mounted"
    QUESTION = "upload-question"
    ARRIVED = "upload-arrived"    # ids of photographs that were kept, set by assets/upload.js
    SCORED = "upload-scored"      # what the model says of them
    SHOWN = "upload-shown"
    SUBJECT = "upload-subject"
    BATCH = "upload-batch"
    REFERENCE = "upload-reference"


FIELDS = (
    (Ids.BATCH, "batch", "Batch", "e.g. autumn casting", "Names this upload, so that it can be judged and exported on its own."),
    (Ids.SUBJECT, "subject", "Whose photographs", "a name or number", "Lets everything of one person be found and erased."),
    (Ids.REFERENCE, "reference", "Your reference", "e.g. case 4711", "Your own number; it comes back in every export."),
)


def layout(deps: Deps, visit: Visit) -> Component:
    """The place to drop files, three optional fields, and a list that assets/upload.js fills."""
    limit = deps.settings.max_upload_bytes
    return html.Div(
        [
            dcc.Store(id=Ids.QUESTION, data=visit.question), dcc.Store(id=Ids.ARRIVED), dcc.Store(id=Ids.SCORED),
            dcc.Store(id=Ids.SHOWN), dcc.Store(id=Ids.MOUNTED),
            html.Header([html.H1("Upload photographs"),
                         html.P(f"JPEG, PNG, WebP or HEIC, up to {limit // MEGABYTE} MB each, as many as you like.")]),
            html.Div([_drop(), html.Div([_field(*field) for field in FIELDS], className="upload-fields")], className="upload-top"),
            html.Div(className="upload-summary", role="status", **{"data-upload": "summary"}),
            html.Ul(className="upload-list", **{"data-upload": "list", "aria-label": "Photographs of this visit"}),
        ],
        id=Ids.ROOT, className="wide-page upload",
        **{"data-limit": str(limit), "data-question": visit.question, "data-arrived": Ids.ARRIVED},
    )


def register(app: GuardedDash, deps: Deps) -> None:
    """A photograph that was kept is scored; its row then shows what the model says."""
    app.clientside_callback(ClientsideFunction("upload", "mount"), Output(Ids.MOUNTED, "data"), Input(Ids.ROOT, "id"))
    app.clientside_callback(ClientsideFunction("upload", "scored"), Output(Ids.SHOWN, "data"), Input(Ids.SCORED, "data"),
                            prevent_initial_call=True)

    @app.callback(Output(Ids.SCORED, "data"), Input(Ids.ARRIVED, "data"), State(Ids.QUESTION, "data"), role=Role.REVIEWER,
                  prevent_initial_call=True)
    def score_arrived(photo_ids: list[str], question: str) -> list[dict]:
        return [outcome(deps, current_person(), photo_id, question) for photo_id in photo_ids[:8]]


def _drop() -> Component:
    return html.Div(
        [
            icon("upload"),
            html.P("Drop photographs or a folder here", className="drop-words"),
            html.Div(
                [
                    html.Button("Choose photographs", type="button", className="btn btn-primary", **{"data-upload": "files"}),
                    html.Button("Choose a folder", type="button", className="btn btn-secondary", **{"data-upload": "folder"}),
                ],
                className="drop-buttons",
            ),
        ],
        className="drop", **{"data-upload": "drop"},
    )


def _field(identifier: str, name: str, words: str, example: str, help_words: str) -> Component:
    return html.Div(
        [
            html.Label([words, html.Span(" optional", className="optional")], htmlFor=identifier, className="form-label"),
            dbc.Input(id=identifier, placeholder=example, maxLength=120, autocomplete="off", name=name),
            html.Small(help_words, className="form-text"),
        ]
    )


PAGE = Page(path="/upload", title="Upload", role=Role.REVIEWER, layout=layout, register=register)
