"""What an evaluation's page is made of, and the figures of an evaluation as cells and marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.services.evaluation_charts import Mark
from app.services.evaluation_findings import Figures, told

FIGURES = (("auc", "AUC", False), ("eer", "EER", True), ("balanced_accuracy", "Balanced accuracy", True), ("ece", "ECE", False),
           ("brier", "Brier", False), ("coverage", "Answered", True), ("error_when_answering", "Wrong of those", True))


@dataclass(frozen=True)
class Chart:
    """drawings: one or two side by side.  key: (look, words) of each kind of mark.  rows: of the table twin, under columns."""

    finding: str
    drawings: tuple[Markup, ...]
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    key: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Section:
    """lead: how it was measured, in a sentence or two.  charts: two that are `narrow` stand side by side."""

    title: str
    lead: str
    charts: tuple[Chart, ...]
    narrow: bool = False


def best_of(found: dict) -> dict:
    """The figures that no reader should be misled by: of fits without each source, or the version's own where there are none."""
    return found["refitted"]["leave_one_source_out"]["figures"] or found["figures"]


def figure_table(figures: Figures) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Columns and rows of every figure: by source, their mean, and all photographs."""
    parts = {**figures["sources"], "mean over sources": figures["mean_over_sources"], "all photographs": figures["pooled"]}
    return ("Source", "n", *(title for _, title, _ in FIGURES)), [
        (name, str(one["auc"]["n"]), *(told(one[figure], percent) for figure, _, percent in FIGURES)) for name, one in parts.items()]


def mark(figure: dict, look: str = "ink") -> Mark:
    """A figure as a mark with its interval."""
    return Mark(figure["value"], figure["low"], figure["high"], look)


def said(figure: dict) -> str:
    """The words at the right of a row."""
    return "not defined" if figure["value"] is None else f"{figure['value']:.2f}, n {figure['n']}"


def short(figure: dict) -> str:
    """A share without its interval."""
    return told(figure, percent=True).split(" (")[0]
