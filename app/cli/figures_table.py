"""Figures per source as a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

TITLES = {"auc": "AUC", "eer": "EER", "balanced_accuracy": "bal. acc.", "ece": "ECE", "brier": "Brier", "coverage": "answered",
          "error_when_answering": "wrong of those"}


def figures_table(measured: dict) -> str:
    """A line per source, then the mean over sources and all pooled; intervals beside AUC.  measured: a report of `evaluate`."""
    lines = [["", "n", *(f"{title} [95 %]" if name == "auc" else title for name, title in TITLES.items())]]
    for source, figures in _parts(measured):
        lines.append([source, str(figures["auc"]["n"]), *(_cell(figures[name], name == "auc") for name in TITLES)])
    return _aligned(lines)


def differences_table(figures: Sequence[dict], difference: dict, names: tuple[str, str]) -> str:
    """AUC of two versions by source, and the second minus the first with its interval.  figures: a report of `evaluate` each."""
    lines = [["AUC", "n", *names, "difference [95 %]"]]
    for (source, first), (_, second), (_, change) in zip(*(_parts(one) for one in (*figures, difference)), strict=True):
        lines.append([source, str(first["auc"]["n"]), _cell(first["auc"], False), _cell(second["auc"], False),
                      _cell(change["auc"], True, "+")])
    return _aligned(lines)


def errors_table(errors: dict) -> str:
    """APCER and BPCER by kind, at the decision threshold and where both errors are equal.  errors: of `presentation_errors`."""
    lines = [["threshold", "kind", "n", "APCER [95 %]", "APCER, answered", "can't tell", "BPCER [95 %]"]]
    for name, at in errors.items():
        threshold = "none" if at["threshold"] is None else f"{at['threshold']:.2f}" + (" (EER)" if name == "eer" else "")
        for kind, one in at["kinds"].items():
            lines.append([threshold, kind, str(one["apcer"]["n"]), _cell(one["apcer"], True), _cell(one["apcer_when_answering"], False),
                          _cell(one["not_answered"], False), _cell(one["bpcer"], True)])
        lines.append([threshold, "all originals", str(at["bpcer"]["n"]), "", "", _cell(at["not_answered"], False),
                      _cell(at["bpcer"], True)])
    return _aligned(lines)


def _parts(measured: dict) -> Iterator[tuple[str, dict]]:
    yield from measured["sources"].items()
    yield "mean over sources", measured["mean_over_sources"]
    yield "all photographs", measured["pooled"]


def _aligned(lines: list[list[str]]) -> str:
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join("  ".join(cell.ljust(width) if place == 0 else cell.rjust(width)
                               for place, (cell, width) in enumerate(zip(line, widths, strict=True))) for line in lines)


def _cell(figure: dict, interval: bool, sign: str = "") -> str:
    if figure["value"] is None:
        return "-"
    bounds = f" [{figure['low']:{sign}.2f} {figure['high']:{sign}.2f}]" if interval and figure["low"] is not None else ""
    return f"{figure['value']:{sign}.3f}{bounds}"
