"""The card of an external network: what it is given of a photograph, and which of its numbers is the answer."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.errors import BadNetwork

NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
SHA256 = re.compile(r"[0-9a-f]{64}")
SMALLEST, LARGEST = 16, 1024  # pixels of an input's side
CHOICES = {"crop": ("whole", "center", "face", "tiles"), "channels": ("RGB", "BGR"), "layout": ("NCHW", "NHWC"),
           "activation": ("none", "softmax", "sigmoid")}
OUTPUTS = {"whole": ("score",), "center": ("score",), "face": ("score", "face_found"), "tiles": ("mean", "highest", "lowest")}
OPTIONAL = {"title": "", "question": "recapture", "layout": "NCHW", "mean": 0, "scale": 1, "face_margin": 1.6, "about": "", "unseen": {}}
NEEDED = ("name", "input", "crop", "channels", "output", "activation", "direction")


@dataclass(frozen=True)
class NetworkCard:
    """height, width: of the input, pixels.  crop: what of the photograph is shown.  output: which number of the first output is read.

    mean, scale: three each, in the order of the channels; a pixel from 0 to 255 goes in as (pixel - mean) * scale.  activation: what turns
    the outputs into probabilities.  direction: the label that a high answer speaks for.  face_margin: side of the face crop, in faces.
    unseen: sha256 of photographs that the network was fitted on -> its answers from a fit without their source.
    """

    name: str
    title: str
    question: str
    height: int
    width: int
    crop: str
    channels: str
    layout: str
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    output: int
    activation: str
    direction: str
    face_margin: float
    about: str
    unseen: Mapping[str, tuple[float, ...]] = field(default_factory=dict, repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The features it gives, without the family's id."""
        return OUTPUTS[self.crop]


def read_card(stated: object) -> NetworkCard:
    """A card from what its JSON says.  Raises BadNetwork with a sentence that names the line."""
    if not isinstance(stated, dict):
        raise BadNetwork("The card must be a JSON object.")
    missing = [key for key in NEEDED if key not in stated]
    if missing:
        raise BadNetwork(f"The card lacks {', '.join(missing)}.")
    unknown = sorted(set(stated) - set(NEEDED) - set(OPTIONAL))
    if unknown:
        raise BadNetwork(f"The card has {', '.join(unknown)}, which no card has.")
    said: dict[str, Any] = {**OPTIONAL, **stated}
    for key, choices in CHOICES.items():
        if said[key] not in choices:
            raise BadNetwork(f"The card's {key} must be one of {', '.join(choices)}, not {said[key]!r}.")
    if not isinstance(said["name"], str) or not NAME.fullmatch(said["name"]):
        raise BadNetwork("The card's name must be small letters, digits and hyphens, at most 31, beginning with a letter.")
    for key in ("title", "question", "direction", "about"):
        if not isinstance(said[key], str) or len(said[key]) > 300:
            raise BadNetwork(f"The card's {key} must be text of at most 300 characters.")
    height, width = _size(said["input"])
    return NetworkCard(
        name=said["name"], title=said["title"], question=said["question"], height=height, width=width, crop=said["crop"],
        channels=said["channels"], layout=said["layout"], mean=_three(said, "mean"), scale=_three(said, "scale"),
        output=_whole(said["output"], "output", 0, 9999), activation=said["activation"], direction=said["direction"],
        face_margin=_number(said["face_margin"], "face_margin", 1.0, 5.0), about=said["about"],
        unseen=_unseen(said["unseen"], len(OUTPUTS[said["crop"]])))


def _size(stated: object) -> tuple[int, int]:
    if isinstance(stated, list) and len(stated) == 2:
        return _whole(stated[0], "input", SMALLEST, LARGEST), _whole(stated[1], "input", SMALLEST, LARGEST)
    side = _whole(stated, "input", SMALLEST, LARGEST)
    return side, side


def _three(said: dict[str, Any], key: str) -> tuple[float, ...]:
    values = said[key] if isinstance(said[key], list) else [said[key]] * 3
    if len(values) != 3:
        raise BadNetwork(f"The card's {key} must be one number or three, one for each channel.")
    return tuple(_number(value, key, -1e6, 1e6) for value in values)


def _unseen(stated: object, count: int) -> dict[str, tuple[float, ...]]:
    if not isinstance(stated, dict) or not all(SHA256.fullmatch(key) and isinstance(row, list) and len(row) == count
                                               for key, row in stated.items()):
        raise BadNetwork(f"The card's unseen must name photographs by sha256, each with {count} number{'s' if count > 1 else ''}.")
    return {key: tuple(_number(value, "unseen", -1e6, 1e6) for value in row) for key, row in stated.items()}


def _whole(stated: object, key: str, low: int, high: int) -> int:
    if not isinstance(stated, int) or isinstance(stated, bool) or not low <= stated <= high:
        raise BadNetwork(f"The card's {key} must be a whole number from {low} to {high}, not {stated!r}.")
    return stated


def _number(stated: object, key: str, low: float, high: float) -> float:
    if not isinstance(stated, int | float) or isinstance(stated, bool) or not math.isfinite(stated) or not low <= stated <= high:
        raise BadNetwork(f"The card's {key} must be a number from {low:g} to {high:g}, not {stated!r}.")
    return float(stated)
