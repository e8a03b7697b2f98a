"""The report: everything in one page that loads nothing, numbers that add up, and foreign text that stays text."""

from __future__ import annotations

import hashlib
import json
import re
import xml.dom.minidom
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from app.errors import BadSetting, UnsupportedType
from app.photos.decode import DecodedPhoto
from app.services.explain_report import write_report
from tests.photos.pictures import write_photo


@pytest.fixture
def shelved(deps):
    return deps.models.champion("recapture")


@pytest.fixture
def report(deps, shelved, tmp_path):
    path = write_photo(tmp_path / "a <b> photo.jpg", 900, 700, 4, quality=92)
    write_report(deps.decoder, shelved, path, tmp_path / "out")
    return tmp_path / "out"


def numbers(folder: Path) -> dict:
    return json.loads((folder / "explanation.json").read_text())


def test_the_page_loads_nothing(report):
    page = (report / "report.html").read_text()
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!data:)""", page)
    assert not any(loads in page for loads in ("url(", "<script", "@import", "<link", "<iframe"))
    assert "default-src 'none'" in page


def test_everything_is_also_a_file(report):
    names = {path.name for path in report.iterdir()}
    assert {"report.html", "explanation.json", "photograph.jpg", "contributions.svg", "map-periodic.png", "map-votes.png",
            "map-residual.jpg"} <= names
    drawings = [path for path in report.iterdir() if path.suffix == ".svg"]
    assert len(drawings) == 7
    for path in drawings:
        xml.dom.minidom.parseString(path.read_bytes())


def test_the_numbers_are_the_model_s_and_add_up(report, shelved, tmp_path):
    told = numbers(report)
    assert told["sha256"] == hashlib.sha256((tmp_path / "a <b> photo.jpg").read_bytes()).hexdigest()
    assert told["model_version"] == shelved.name and set(told["features"]) == set(shelved.model.feature_names)
    total = told["bias"] + sum(told["contributions"].values())
    assert 1 / (1 + 2.718281828459045 ** -total) == pytest.approx(told["probabilities"]["recaptured"], abs=1e-6)
    assert sum(told["feature_contributions"].values()) == pytest.approx(sum(told["contributions"].values()), abs=1e-6)
    assert [check["id"] for check in told["stability"]["checks"]] == ["half_size", "jpeg_75"]


def test_the_page_says_what_was_found(report, shelved):
    page = (report / "report.html").read_text()
    told = numbers(report)
    assert told["sha256"] in page and shelved.name in page
    assert escape(told["stability"]["sentence"], quote=False) in page.replace("&#39;", "'")
    assert page.count('class="map"') == 7 and page.count('class="feature"') == 6
    assert "FAKE" not in page.upper().replace("DATA:", "").split()


def test_foreign_text_stays_text(deps, shelved, tmp_path):
    class TellsAStory:
        """A decoder whose photo carries markup in its metadata."""

        def decode(self, path: Path) -> DecodedPhoto:
            return replace(deps.decoder.decode(path), metadata={"model": "<script>alert(1)</script>", "software": '"><img src=x>'})

    path = write_photo(tmp_path / "x.jpg", 400, 300, 1)
    write_report(TellsAStory(), shelved, path, tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text()
    assert "<script" not in page and "<img src=x" not in page and "&lt;script&gt;" in page


def test_a_small_photograph_gets_a_report_that_says_why_it_has_no_score(deps, shelved, tmp_path):
    write_report(deps.decoder, shelved, write_photo(tmp_path / "small.png", 200, 150, 1), tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text()
    assert "No score" in page and "smaller than 256 pixels" in page and page.count('class="map"') == 6
    assert "smaller than 256" in numbers(tmp_path / "out")["not_scored"]


def test_the_same_photograph_gives_the_same_report(deps, shelved, report, tmp_path):
    write_report(deps.decoder, shelved, tmp_path / "a <b> photo.jpg", tmp_path / "again")
    for path in report.iterdir():
        if path.name.startswith("map-") and "votes" not in path.name or path.name == "photograph.jpg":
            assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()
    first, second = numbers(report), numbers(tmp_path / "again")
    assert first["features"] == pytest.approx(second["features"], rel=1e-5)  # the last digit depends on where in memory arrays lie
    assert first["probabilities"] == pytest.approx(second["probabilities"], abs=1e-5) and first["suggestion"] == second["suggestion"]


def test_what_is_no_photograph_is_refused_and_nothing_is_written(deps, shelved, tmp_path):
    (tmp_path / "note.jpg").write_text("no photograph")
    with pytest.raises(UnsupportedType):
        write_report(deps.decoder, shelved, tmp_path / "note.jpg", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_report_looks_with_the_face_model_that_it_is_given(deps, shelved, tmp_path):
    path = write_photo(tmp_path / "photo.jpg", 900, 700, 4, quality=92)
    wrong = tmp_path / "model.onnx"
    wrong.write_bytes(b"no network")
    with pytest.raises(BadSetting, match="LOUPE_FACE_MODEL"):
        write_report(deps.decoder, shelved, path, tmp_path / "out", wrong)
    assert not (tmp_path / "out").exists()
