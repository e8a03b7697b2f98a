"""The words of a manifest are put under the question's kinds, and what is doubtful is said to be."""

from __future__ import annotations

import numpy as np
import pytest

from app.questions import question_named
from app.services.evaluation_kinds import kind_of, kinds_of

RECAPTURE = question_named("recapture")


@pytest.mark.parametrize(("words", "kind"), [
    ("phone screen", "screen"), ("laptop LCD", "screen"), ("screen replay frame, face crop", "screen"), ("print (photo paper/A4)", "print"),
    ("scan", "scan"), ("screen/print", "unclear"), ("screen?", "unclear"), ("mirror", "other"), ("", "not named"), ("  ", "not named")])
def test_words_of_manifests(words: str, kind: str) -> None:
    assert kind_of(words, RECAPTURE) == kind


def test_originals_have_no_kind() -> None:
    assert kinds_of(["camera", "scan"], np.array([False, True]), RECAPTURE).tolist() == ["", "scan"]
