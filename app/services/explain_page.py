"""The report's page: one HTML file that loads nothing, with everything it shows inside it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from app.services.explain_charts import SHAPES, signed

TEMPLATES = Path(__file__).with_name("templates")


def explain_page(shown: Mapping[str, Any]) -> str:
    """The HTML of templates/explain.html; whatever text is in `shown` is escaped, drawings are handed in as Markup."""
    pages = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(), undefined=StrictUndefined, trim_blocks=True,
                        lstrip_blocks=True)
    pages.filters["signed"] = signed
    style = Markup((TEMPLATES / "explain.css").read_text(encoding="utf-8") + SHAPES)
    return pages.get_template("explain.html").render(**shown, style=style)


def inside(content: bytes, type: str) -> str:
    """A picture as the address of itself.  type: "png" or "jpeg"."""
    return f"data:image/{type};base64,{base64.b64encode(content).decode('ascii')}"
