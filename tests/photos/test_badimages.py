"""Hostile and malformed files come out as the list expects, and leave nothing behind."""

from __future__ import annotations

import csv
import os
from pathlib import Path

from app.errors import PhotoRefused
from app.photos.decode import Decoder
from app.photos.planes import Planes


def listed(photographs: Path, name: str) -> list[dict[str, str]]:
    with open(photographs / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def verdict(decoder: Decoder, path: Path) -> str:
    try:
        image = decoder.decode(path).image
    except PhotoRefused:
        return "reject"
    return "accept" if min(image.shape[:2]) >= 64 else "too small"


def test_every_bad_file_gets_the_verdict_that_is_expected(photographs: Path, decoder: Decoder, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    files = listed(photographs, "badimages.csv")
    assert len(files) >= 245
    open_before = len(os.listdir("/proc/self/fd"))
    wrong = []
    for row in files:
        found = verdict(decoder, photographs / row["path"])
        if row["expected"] not in (found, "either"):
            wrong.append((row["path"], row["expected"], found))
    assert wrong == []
    assert list(tmp_path.iterdir()) == []
    assert len(os.listdir("/proc/self/fd")) <= open_before + 4  # a child's socket and pixels


def test_a_sample_of_the_photographs_decodes(photographs: Path, decoder: Decoder) -> None:
    rows = listed(photographs, "photos.csv")[::12]
    assert {row["source"] for row in rows} == {row["source"] for row in listed(photographs, "photos.csv")}
    for row in rows:
        photo = decoder.decode(photographs / row["path"])
        assert photo.type in ("jpeg", "png")
        assert max(Planes(photo.image).m1024.shape) <= 1024
