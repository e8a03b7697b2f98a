"""The part of a model card that says where a version comes from: manifest, decisions, gate, shortcuts, libraries."""

from __future__ import annotations

import platform
from importlib.metadata import version

LIBRARIES = ("numpy", "scipy", "scikit-learn", "skops", "opencv-python-headless")


def library_versions() -> dict[str, str]:
    """What a version was fitted with, by name."""
    return {"python": platform.python_version()} | {name: version(name) for name in LIBRARIES}


def origin_lines(card: dict) -> list[str]:
    """Markdown; empty for a card that says nothing of it."""
    said = _files(card) + ([choice_words(card["choice"])] if card.get("choice") else [])
    said += _manifest(card.get("manifest")) + _local(card.get("local")) + _gate(card.get("gate")) + _shortcuts(card.get("shortcut_audit"))
    if card.get("libraries"):
        said.append("Fitted with " + ", ".join(f"{name} {number}" for name, number in card["libraries"].items()) + ".")
    return ["## Where it comes from", "", *(line for text in said for line in (text, ""))] if said else []


def choice_words(choice: dict) -> str:
    """A sentence from Choice.as_dict."""
    figures = ", ".join(f"{name} {figure:.3f}" for name, figure in choice["figures"].items())
    nested = choice["nested_mean"]
    honest = "" if nested is None else f" A choice made without the source that it is measured on reaches {nested:.3f}."
    return f"Chosen by mean AUC on sources left out: {choice['chosen']} ({figures}).{honest}"


def _files(card: dict) -> list[str]:
    parent = f"Made from {card['parent']}. " if card.get("parent") else ""
    return [f"{parent}SHA-256 of its model file: `{card['artifact_sha256']}`."] if card.get("artifact_sha256") else []


def _manifest(manifest: dict | None) -> list[str]:
    if not manifest:
        return []
    left_out = len(manifest["left_out"])
    return [f"Trained from the manifest `{manifest['name']}` (SHA-256 `{manifest['sha256'][:16]}`), {manifest['photographs']} photographs, "
            f"{left_out} of them left out as too small or unreadable."]


def _local(local: dict | None) -> list[str]:
    if not local:
        return []
    return [f"Retrained from {local['parent'] or 'no earlier version'} with {local['decisions']} photographs decided at this desk, each "
            f"weighing {local['weight']:.3g} (a shipped one weighs 1). Left out: {local['contradictory']} with contradictory decisions, "
            f"{local['unmeasured']} that cannot be measured."]


def _gate(gate: dict | None) -> list[str]:
    return [f"Gate, against {gate['champion']}: {gate['words']}"] if gate else []


def _shortcuts(audit: dict | None) -> list[str]:
    worst = audit["pooled"]["worst"] if audit else None
    if not audit or not worst:
        return []
    unfit = sorted(source for source, one in audit["sources"].items() if one["supports_a_claim"] is False)
    value = audit["pooled"]["facts"][worst]["value"]
    words = f"Facts about the files alone separate the labels with AUC {value:.2f} ({worst}) over all sources."
    return [words + (f" Above 0.60 within {', '.join(unfit)}: figures on these alone support no claim." if unfit else "")]
