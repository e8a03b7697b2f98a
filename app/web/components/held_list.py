"""The photographs that leads hold back, each of which can be let go."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from app.domain import Photo

LET_GO = "held-let-go"


def held_list(photos: Sequence[Photo]) -> Component:
    if not photos:
        return html.P("Nothing is held back. A photograph is held back on the desk, below its metadata; many at once under Photos.",
                      className="soft")
    return html.Ul([html.Li(_row(photo)) for photo in photos], className="held-list")


def _row(photo: Photo) -> list[Component]:
    let_go = html.Button("Let go", id={"type": LET_GO, "photo": photo.id}, type="button", className="btn btn-secondary btn-sm",
                         **{"aria-label": f"Let {photo.name} go"})
    picture = html.Img(src=f"/api/photos/{photo.id}/thumbnail", alt="", className="thumb")
    return [picture, dcc.Link(photo.name, href=f"/?photo={photo.id}"), let_go]
