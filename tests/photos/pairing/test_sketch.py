"""A sketch is kept whole or made anew."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from app.photos.pairing.sketch import Sketch, read_filed, read_sketch, sketch_bytes, sketch_of
from tests.photos.pairing.scenes import scene


def test_what_was_kept_reads_the_same(tmp_path: Path) -> None:
    sketch, path = sketch_of(scene(3)), tmp_path / "sketch"
    path.write_bytes(sketch_bytes(sketch))
    read = read_sketch(path)
    assert read is not None and len(path.read_bytes()) < 130_000
    assert all(np.array_equal(getattr(sketch, field.name), getattr(read, field.name)) for field in fields(Sketch))
    filed = read_filed(path)
    assert filed is not None and np.array_equal(filed.words, sketch.filed.words)
    assert np.array_equal(filed.signatures, sketch.filed.signatures)


@pytest.mark.parametrize("damage", [lambda whole: b"", lambda whole: whole[:5000], lambda whole: b"x" * 900,
                                    lambda whole: whole.replace(b"words", b"wordy")])
def test_what_is_damaged_counts_as_not_there(tmp_path: Path, damage) -> None:
    path = tmp_path / "sketch"
    path.write_bytes(damage(sketch_bytes(sketch_of(scene(3)))))
    assert read_sketch(path) is None and read_filed(path) is None
    assert read_sketch(tmp_path / "missing") is None


def test_the_smallest_and_the_emptiest_photo_have_one() -> None:
    for image in (np.zeros((64, 64, 3), np.uint8), np.full((64, 384, 3), 255, np.uint8), scene(4)[:64, :64]):
        sketch = sketch_of(image)
        assert len(sketch.points) == len(sketch.descriptors) == len(sketch.words) == len(sketch.signatures) and sketch.small.size
