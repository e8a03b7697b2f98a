"""What the file says of the photograph, and who scored it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.domain import Photo


class Ids:
    CARDS = "information-cards"                # made when they are opened: they need the photograph's pixels
    CARDS_OPENER = "information-cards-opener"


def metadata_card(photo: Photo, scored_by: str | None, cards: bool = False) -> Component:
    """The facts that are known; what the file does not say is left out, except the camera, whose absence is a fact.

    cards: whether information cards may be opened, which is when the score may be seen.
    """
    said = photo.metadata
    facts = [
        ("File", f"{photo.name}, {photo.width} × {photo.height}"),
        ("Camera", camera_words(said)),
        ("Taken", said.get("taken")),
        ("Compression", compression_words(photo)),
        ("Software", said.get("software")),
        ("Subject", photo.origin.subject),
        ("Batch", photo.origin.batch),
        ("Reference", photo.origin.reference),
        ("Scored by", scored_by),
    ]
    rows = [part for name, words in facts if words for part in (html.Dt(name), html.Dd(words))]
    more = html.Details([html.Summary("What else the file shows"), html.Div(id=Ids.CARDS)], id=Ids.CARDS_OPENER, className="adding-up")
    return html.Section([html.H2("About the photograph"), html.Dl(rows, className="facts"), more if cards else None])


def camera_words(said: dict[str, str]) -> str:
    """ "iPhone 11, 26 mm, ISO 250", or that the file does not say."""
    model = said.get("model") or said.get("make")
    rest = [said.get("focal_length"), said.get("exposure"), f"ISO {said['iso']}" if said.get("iso") else None]
    return ", ".join(part for part in (model, *rest) if part) or "The file does not say"


def compression_words(photo: Photo) -> str:
    """ "JPEG, about quality 78, 2.1 MB"."""
    quality = photo.metadata.get("jpeg_quality")
    parts = (photo.type.upper(), f"about quality {quality}" if quality else None, size_words(photo.bytes))
    return ", ".join(part for part in parts if part)


def size_words(size: int) -> str:
    """Bytes as "480 KB" or "2.1 MB"."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(size / 1e3, 1):.0f} KB"
