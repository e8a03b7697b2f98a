"""A report on one photograph, without a database: what the model says, why, where, and how far to trust it, as files and a page."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from markupsafe import Markup

from app.domain import CANNOT_TELL
from app.errors import NotScored
from app.evidence.cards.card import Card
from app.photos.decode import DecodedPhoto, Decoder
from app.photos.metadata import TITLES
from app.photos.planes import Planes
from app.photos.views import preview_jpeg
from app.questions import Question, question_named
from app.services.counterfactuals import Counterfactual, counterfactual
from app.services.draw_map import ModelJudge, ends_of
from app.services.explain import Explanation, FeatureView, explain
from app.services.explain_charts import alone, contributions_svg, feature_svg
from app.services.explain_page import explain_page, inside
from app.services.feature_row import measure, schema_of_model
from app.services.information_cards import cards_of
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


def write_report(decoder: Decoder, shelved: ShelvedModel, path: Path, out: Path, face_model: Path | None = None) -> Path:
    """Writes the report on the photo at `path` into the folder `out`, made if it is not there, and returns the page's path.

    face_model: a YuNet network to find the face with.  Nothing is written before everything is ready.  A photo under 256 px a side gets a
    report that says why it has no score.  Raises subclasses of PhotoRefused, SchemaMismatch, BadSetting (no such network), OSError.
    """
    photo = decoder.decode(path)
    cards = cards_of(path, photo.image, face_model)
    files = report_files(shelved, path.name, photo, hashlib.sha256(path.read_bytes()).hexdigest(), cards)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
    return out / PAGE


def report_files(shelved: ShelvedModel, name: str, photo: DecodedPhoto, sha256: str, cards: Sequence[Card] = ()) -> dict[str, bytes]:
    """Every file of the report by its name; name: the photo's."""
    question = question_named(shelved.question)
    scored = score_image(question, shelved, photo.image)
    maps = draw_maps(question.id, photo.image, ModelJudge(shelved.model, scored.row) if scored else None)
    drawings = _drawings(question, scored) if scored else {}
    pictures = {f"card-{card.id}.jpg": card.picture for card in cards if card.picture}
    shown = _shown(question, shelved, name, photo, sha256, scored, maps)
    shown["cards"] = [(card, inside(card.picture, "jpeg") if card.picture else None) for card in cards]
    shown["features"] = [(feature, Markup(drawings[_file_name(number, feature)])) for number, feature in enumerate(scored.features, start=1)
                         ] if scored else []
    return {
        PAGE: explain_page(shown).encode(), "explanation.json": _numbers(name, sha256, shelved, scored),
        "photograph.jpg": preview_jpeg(photo.image), **{drawn.file_name: drawn.content for drawn in maps},
        **{file: alone(drawing).encode() for file, drawing in drawings.items()}, **pictures,
    }


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


def _drawings(question: Question, scored: Scored) -> dict[str, str]:
    """The charts by file name."""
    words = [question.label_plural[label].split()[0] for label in question.labels]
    features = {_file_name(number, feature): feature_svg(feature, words) for number, feature in enumerate(scored.features, start=1)}
    return {"contributions.svg": contributions_svg(scored.explanation, question.label_words[question.labels[1]]), **features}


def _file_name(number: int, feature: FeatureView) -> str:
    return f"feature-{number}-{feature.id}.svg"


def _numbers(name: str, sha256: str, shelved: ShelvedModel, scored: Scored | None) -> bytes:
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
            "features": {name: value if math.isfinite(value) else None
                         for name, value in zip(shelved.model.feature_names, scored.row.tolist(), strict=True)},
            "feature_contributions": dict(zip(shelved.model.feature_names, said.feature_contributions.tolist(), strict=True)),
            "counterfactual": vars(scored.counterfactual) if scored.counterfactual else None,
            "stability": {"fragile": scored.stability.fragile, "sentence": scored.stability.sentence,
                          "checks": [vars(check) for check in scored.stability.checks]},
        }
    return (json.dumps(numbers, indent=1, ensure_ascii=False) + "\n").encode()


def _shown(question: Question, shelved: ShelvedModel, name: str, photo: DecodedPhoto, sha256: str, scored: Scored | None,
           maps: tuple[DrawnMap, ...]) -> dict[str, Any]:
    """What the template shows, but for the drawings of features."""
    height, width = photo.image.shape[:2]
    claim, against = (question.label_words[label] for label in question.labels[:2])
    shown: dict[str, Any] = {
        "name": name, "question": question, "claim": claim, "against": against, "sha256": sha256, "caution": CAUTION,
        "photograph": inside(preview_jpeg(photo.image), "jpeg"),
        "maps": [(drawn.map, ends_of(drawn.map, question), inside(drawn.printed, "jpeg")) for drawn in maps],
        "file_facts": [("File", f"{name}, {width} × {height}"), ("Type", photo.type.upper()),
                       *((TITLES[key], value) for key, value in photo.metadata.items() if key in TITLES)],
        "model_facts": _model_facts(shelved), "not_scored": str(NotScored()), "words": "No score", "side": "none", "suggested": None,
        "explanation": None,
    }
    return shown | (_verdict(question, scored) if scored else {})


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
        "loudest": next((family for family in explanation.families if family.label == explanation.leaning), None),
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
        between = f" ({measured['low']:.2f} to {measured['high']:.2f})" if measured.get("low") is not None else ""
        facts.append(("On sources it had not seen", f"AUC {measured['value']:.2f}{between}"))
    return facts
