"""explain, as it is typed: without a desk, and refused in one sentence."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Loupe
from tests.photos.pictures import write_photo


def test_a_report_needs_no_database(loupe: Loupe, home: Path, tmp_path: Path) -> None:
    ran = loupe("explain", write_photo(tmp_path / "a.jpg", 360, 300), "--out", tmp_path / "new" / "folder")
    page = tmp_path / "new" / "folder" / "report.html"
    assert ran.code == 0 and ran.out.strip() == str(page) and page.exists() and not (home / "loupe.db").exists()


def test_what_cannot_be_explained_is_said_in_a_sentence(loupe: Loupe, tmp_path: Path) -> None:
    (tmp_path / "note.jpg").write_text("no photograph")
    for arguments in ((tmp_path / "gone.jpg",), (tmp_path / "note.jpg",), (tmp_path,),
                      (write_photo(tmp_path / "a.jpg", 360, 300), "--question", "weather"), (tmp_path / "a.jpg", "--model", "2031.01-9")):
        ran = loupe("explain", *arguments, "--out", tmp_path / "out")
        assert ran.code == 1 and len(ran.err.strip().splitlines()) == 1 and "Traceback" not in ran.err
    assert not (tmp_path / "out").exists()
