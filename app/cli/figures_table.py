"""Figures per source as a table for the terminal."""

from __future__ import annotations

TITLES = {"auc": "AUC", "eer": "EER", "balanced_accuracy": "bal. acc.", "ece": "ECE", "brier": "Brier", "coverage": "answered",
          "error_when_answering": "wrong of those"}


def figures_table(measured: dict) -> str:
    """A line per source, then the mean over sources and all pooled; intervals beside AUC.  measured: a report of `evaluate`."""
    rows = [*measured["sources"].items(), ("mean over sources", measured["mean_over_sources"]), ("all photographs", measured["pooled"])]
    lines = [["", "n", *(f"{title} [95 %]" if name == "auc" else title for name, title in TITLES.items())]]
    for source, figures in rows:
        lines.append([source, str(figures["auc"]["n"]), *(_cell(figures[name], name == "auc") for name in TITLES)])
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join("  ".join(cell.ljust(width) if place == 0 else cell.rjust(width)
                               for place, (cell, width) in enumerate(zip(line, widths, strict=True))) for line in lines)


def _cell(figure: dict, interval: bool) -> str:
    if figure["value"] is None:
        return "-"
    bounds = f" [{figure['low']:.2f} {figure['high']:.2f}]" if interval and figure["low"] is not None else ""
    return f"{figure['value']:.3f}{bounds}"
