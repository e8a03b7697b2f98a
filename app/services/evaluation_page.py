"""An evaluation as a page: one HTML file that loads nothing, light or dark as the reader's screen is."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from app.questions import question_named
from app.services.evaluation_findings import headline
from app.services.evaluation_sections import sections_of
from app.services.explain_charts import SHAPES

TEMPLATES = Path(__file__).with_name("templates")
STYLES = ("explain.css", "evaluation.css")


def evaluation_page(found: dict) -> str:
    """The HTML of templates/evaluation.html from what evaluate_manifest returns; every chart has its figures as a table."""
    pages = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(), undefined=StrictUndefined, trim_blocks=True,
                        lstrip_blocks=True)
    style = Markup("".join((TEMPLATES / name).read_text(encoding="utf-8") for name in STYLES) + SHAPES)
    return pages.get_template("evaluation.html").render(
        found=found, question=question_named(found["question"]), headline=headline(found), sections=sections_of(found), style=style)
