"""A report on one photograph, without a database: what the model says, why, where, and how far to trust it, as files and a page."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from markupsafe import Markup

from app.domain import CANNOT_TELL
from app.errors import NotScored
from app.photos.decode import DecodedPhoto, Decoder
from app.photos.metadata import TITLES
from app.photos.planes import Planes
from app.photos.views import preview_jpeg
from app.questions import Question, question_named
from app.services.counterfactuals import Counterfactual, counterfactual
from app.services.draw_map import ends_of, judge_of
from app.services.explain import Explanation, FeatureView, explain
from app.services.explain_charts import alone, contributions_svg, feature_svg
from app.services.explain_page import explain_page, inside
from app.services.feature_row import measure, schema_of_model
from app.services.report_maps import DrawnMap, draw_maps
from app.services.scorer import ShelvedModel
from app.services.stability import Stability, check_stability
from app.services.strongest_features import strongest_features

if TYPE_CHECKING:
    from app.learning.fitted_model import Prediction

PAGE = "report.html"
CAUTION = ("This report measures traces in the picture; it does not know how the photograph came about. Missing traces prove nothing: "
           "absence of evidence is not evidence of absence. Its probabilities were set on photographs from other sources and can be wrong "
           "on new ones.")


@dataclass(frozen=True)
class Scored:
    """Everything that the model says of the image; features: the six strongest."""

    row: np.ndarray
    said: Prediction
    explanation: Explanation
    features: tuple[FeatureView, ...]
    counterfactual: Counterfactual | None
    stability: Stability


def write_report(decoder: Decoder, shelved: ShelvedModel, path: Path, out: Path) -> Path:
    """Writes the report on the photo at `path` into the folder `out`, made if it is not there, and returns the page's path.

    A photo under 256 px a side gets a report that says why it has no score.  Raises subclasses of PhotoRefused, SchemaMismatch, OSError.
    """
    question = question_named(shelved.question)
    photo = decoder.decode(path)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    scored = score_image(question, shelved, photo.image)
    maps = draw_maps(question.id, photo.image, judge_of(shelved.model, scored.row) if scored else None)
    out.mkdir(parents=True, exist_ok=True)
    (out / "photograph.jpg").write_bytes(preview_jpeg(photo.image))
    for drawn in maps:
        (out / drawn.file_name).write_bytes(drawn.content)
    charts = _write_charts(out, question, scored) if scored else {}
    _write_numbers(out / "explanation.json", path.name, sha256, shelved, scored)
    shown = _shown(question, shelved, path, photo, sha256, scored, maps, charts)
    (out / PAGE).write_text(explain_page(shown), encoding="utf-8")
    return out / PAGE


def score_image(question: Question, shelved: ShelvedModel, image: np.ndarray) -> Scored | None:
    """None for an image that is too small to be scored."""
    model = shelved.model
    try:
        row = measure(image, schema_of_model(model))
    except NotScored:
        return None
    low_resolution = Planes(image).low_resolution
    said = model.predict(row, low_resolution)
    explanation = explain(question, model, row, low_resolution, shelved.name)
    return Scored(row, said, explanation, strongest_features(question, model, row, said), counterfactual(question, explanation),
                  check_stability(question, model, image, said))


def _write_charts(out: Path, question: Question, scored: Scored) -> dict[str, Any]:
    """The drawings by name, each also written as a file."""
    sum_of_shares = contributions_svg(scored.explanation, question.label_words[question.labels[1]])
    (out / "contributions.svg").write_text(alone(sum_of_shares), encoding="utf-8")
    words = [question.label_plural[label].split()[0] for label in question.labels]
    features = []
    for number, feature in enumerate(scored.features, start=1):
        drawing = feature_svg(feature, words)
        (out / f"feature-{number}-{feature.id}.svg").write_text(alone(drawing), encoding="utf-8")
        features.append((feature, Markup(drawing)))
    return {"features": features}


def _write_numbers(path: Path, name: str, sha256: str, shelved: ShelvedModel, scored: Scored | None) -> None:
    """The score and its parts for programs."""
    numbers: dict[str, Any] = {"photo": name, "sha256": sha256, "question": shelved.question, "model_version": shelved.name,
                               "schema": shelved.model.schema_id}
    if scored is None:
        numbers["not_scored"] = str(NotScored())
    else:
        said = scored.said
        numbers |= {
            "probabilities": said.probabilities, "suggestion": said.suggestion, "abstention": said.abstention, "in_domain": said.in_domain,
            "bias": said.bias, "contributions": said.contributions, "reliability": scored.explanation.reliability,
            "features": dict(zip(shelved.model.feature_names, scored.row.tolist(), strict=True)),
            "feature_contributions": dict(zip(shelved.model.feature_names, said.feature_contributions.tolist(), strict=True)),
            "counterfactual": vars(scored.counterfactual) if scored.counterfactual else None,
            "stability": {"fragile": scored.stability.fragile, "sentence": scored.stability.sentence,
                          "checks": [vars(check) for check in scored.stability.checks]},
        }
    path.write_text(json.dumps(numbers, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _shown(question: Question, shelved: ShelvedModel, path: Path, photo: DecodedPhoto, sha256: str, scored: Scored | None,
           maps: tuple[DrawnMap, ...], charts: dict[str, Any]) -> dict[str, Any]:
    """What the template shows."""
    height, width = photo.image.shape[:2]
    claim, against = (question.label_words[label] for label in question.labels[:2])
    shown: dict[str, Any] = {
        "name": path.name, "question": question, "claim": claim, "against": against, "sha256": sha256, "caution": CAUTION,
        "photograph": inside(preview_jpeg(photo.image), "jpeg"),
        "maps": [(drawn.map, ends_of(drawn.map, question), inside(drawn.printed, "jpeg")) for drawn in maps],
        "file_facts": [("File", f"{path.name}, {width} × {height}"), ("Type", photo.type.upper()),
                       *((TITLES[key], value) for key, value in photo.metadata.items() if key in TITLES)],
        "model_facts": _model_facts(shelved), "not_scored": str(NotScored()), "words": "No score", "side": "none", "suggested": None,
        "explanation": None,
    }
    return shown | charts | (_verdict(question, scored) if scored else {})


def _verdict(question: Question, scored: Scored) -> dict[str, Any]:
    explanation, suggestion = scored.explanation, scored.said.suggestion
    told = suggestion != CANNOT_TELL
    low, high = explanation.unsure_between or (0.5, 0.5)
    total = explanation.bias + sum(family.log_odds for family in explanation.families)
    shares = [("Before anything is measured", explanation.bias, "soft"),
              *((family.title, family.log_odds, "") for family in sorted(explanation.families, key=lambda family: -family.log_odds)),
              ("Together", total, "ink")]
    counted = scored.features[0].distributions if scored.features else ()
    return {
        "explanation": explanation, "words": f"{explanation.words}, {explanation.percent} %" if told else explanation.words,
        "suggested": question.label_words[suggestion] if told else None,
        "side": ("claim" if suggestion == question.claim else "against") if told else "none",
        "percent_against": round(100 * explanation.probability), "at": f"{100 * explanation.probability:.1f}",
        "unsure": (round(100 * low, 1), round(100 * high, 1)), "counterfactual": scored.counterfactual, "stability": scored.stability,
        "shares": shares, "reach": max(1.0, *(abs(value) for _, value, _ in shares)),
        "loudest": explanation.families[0] if explanation.families else None,
        "counts": " and ".join(f"{told.n:,} {question.label_plural[told.label]}" for told in counted),
    }


def _model_facts(shelved: ShelvedModel) -> list[tuple[str, str]]:
    """Version, what it was fitted on, and how it did on sources that it had not seen, from its card."""
    facts = [("Model version", f"{shelved.question} {shelved.name}"), ("Feature schema", shelved.model.schema_id),
             ("Model's sha256", shelved.artifact_sha256)]
    card = json.loads((shelved.folder / "card.json").read_text(encoding="utf-8"))
    fitted = card.get("labelled_set", {})
    if fitted.get("photographs"):
        facts.append(("Fitted on", f"{fitted['photographs']:,} photographs from {len(fitted.get('sources', {}))} sources"))
    measured = ((card.get("leave_one_source_out") or {}).get("mean_over_sources") or {}).get("auc") or {}
    if measured.get("value") is not None:
        facts.append(("On sources it had not seen", f"AUC {measured['value']:.2f} ({measured['low']:.2f} to {measured['high']:.2f})"))
    return facts
