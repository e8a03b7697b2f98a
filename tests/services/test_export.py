"""An export holds exactly what the page shows, in every format, and nothing in it runs."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest

from app.domain import Role, User, Verdict
from app.errors import BadFilter
from app.photos.decode import Decoder
from app.services import export_xlsx
from app.services.decision_log import Filters, page
from app.services.deps import Deps
from app.services.export import FORMATS, MEDIA_TYPES, export_decisions
from app.services.export_columns import COLUMNS, plain
from app.services.export_csv import cell, csv_pieces, seconds_between
from app.services.review import decide, next_photo, release
from app.services.score import score_photo
from app.services.spreadsheet import safe_cell
from app.store import decision_log
from app.store.times import to_text
from tests.services.desk import Clock, open_desk, verdict


class Judged(NamedTuple):
    deps: Deps
    alice: User
    lead: User


NAMES = ["=HYPERLINK(1).jpg", "Zoë, \"the\" best.jpg", "plain.jpg"]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory, shipped_models: Path, shared_decoder: Decoder) -> Iterator[Judged]:
    """One desk for this file, since nothing here changes it: two decisions of alice's and one of the lead's."""
    with open_desk(tmp_path_factory.mktemp("export") / "desk", shipped_models, shared_decoder, Clock()) as desk:
        deps, alice, lena = desk.deps, desk.person("alice"), desk.person("lena", Role.LEAD)
        for seed, name in enumerate(NAMES):
            score_photo(deps, desk.add_photo(seed, name=name, reference="+49 30", batch="@b").id, "recapture")
            desk.clock.move(seconds=1)
        for user, note in ((alice, "-1 for light\nsecond line"), (alice, "seen"), (lena, "\t=1+1")):
            item = next_photo(deps, user, "recapture", "oldest")
            request = verdict(item, Verdict.REJECT, note=note, reasons=("screen", "other"), score_id=item.score.id, order="oldest")
            done = decide(deps, user, request)
            if done.next:
                release(deps, user, "recapture", done.next.photo.id, done.next.lease_id)
        yield Judged(deps, alice, lena)


def read_back(content: bytes, format: str) -> list[dict]:
    if format == "csv":
        return list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    if format == "jsonl":
        return [json.loads(line) for line in content.decode().splitlines()]
    if format == "xlsx":
        return read_workbook(content)
    return pq.read_table(io.BytesIO(content)).to_pylist()


def read_workbook(content: bytes) -> list[dict]:
    """The rows of all sheets, every value as text."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    rows: list[dict] = []
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert book.testzip() is None
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
        assert len(ElementTree.fromstring(book.read("xl/workbook.xml")).findall("m:sheets/m:sheet", space)) == len(sheets)
        for name in sheets:
            found = ElementTree.fromstring(book.read(name)).iterfind(".//m:row", space)
            lines = [["".join(cell.itertext()) for cell in row] for row in found]
            rows += [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    return rows


def exported(deps: Deps, user: User, filters: Filters, format: str) -> list[dict]:
    return read_back(b"".join(export_decisions(deps, user, filters, format)), format)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_holds_what_the_page_shows(judged: Judged, format: str) -> None:
    deps, alice, lead = judged
    for user, filters in ((lead, Filters()), (alice, Filters()), (lead, Filters(reviewer="alice")), (lead, Filters(text="seen"))):
        rows, shown = exported(deps, user, filters, format), page(deps, user, filters).rows
        assert [(row["decision_id"], row["reviewer"], int(row["seq"])) for row in rows] == [
            (row.decision_id, row.reviewer, row.seq) for row in shown]
    assert list(exported(deps, lead, Filters(), format)[0]) == [column.name for column in COLUMNS]
    assert exported(deps, lead, Filters(reviewer="ghost"), format) == []


def test_text_cells_are_safe_and_numbers_stay_numbers(judged: Judged) -> None:
    deps, _, lead = judged
    rows = sorted(exported(deps, lead, Filters(), "csv"), key=lambda row: int(row["seq"]))
    assert [row["photo"] for row in rows] == ["'=HYPERLINK(1).jpg", NAMES[1], NAMES[2]]
    assert rows[0]["reference"] == "'+49 30" and rows[0]["batch"] == "'@b"
    assert rows[0]["note"].startswith("'-1 for light") and "second line" in rows[0]["note"]
    for row in rows:
        assert 0 <= float(row["probability"]) <= 1 and float(row["seconds"]) >= 0
        assert row["reasons"] == "screen;other" and row["score_seen"] == "true" and row["decided_at"].endswith("Z")
        assert len(row["sha256"]) == 64


def test_json_lines_and_parquet_keep_text_as_it_is(judged: Judged) -> None:
    deps, _, lead = judged
    for format in ("jsonl", "parquet"):
        rows = sorted(exported(deps, lead, Filters(), format), key=lambda row: row["seq"])
        assert rows[0]["photo"] == NAMES[0] and rows[0]["reasons"] == ["screen", "other"] and rows[0]["score_seen"] is True
        assert isinstance(rows[0]["probability"], float)


def test_a_workbook_holds_typed_cells_and_no_formula(judged: Judged) -> None:
    deps, _, lead = judged
    content = b"".join(export_decisions(deps, lead, Filters(), "xlsx"))
    rows = sorted(read_workbook(content), key=lambda row: int(row["seq"]))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert rows[0]["photo"] == "'=HYPERLINK(1).jpg" and rows[1]["photo"] == NAMES[1]
    moment = datetime(1899, 12, 30, tzinfo=UTC) + timedelta(days=float(rows[0]["decided_at"]))
    assert abs(moment - deps.clock()) < timedelta(minutes=1)


def test_a_long_log_continues_on_further_sheets(judged: Judged, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_xlsx, "ROWS_OF_A_SHEET", 2)
    deps, _, lead = judged
    rows = read_workbook(b"".join(export_decisions(deps, lead, Filters(), "xlsx")))
    assert [int(row["seq"]) for row in rows] == [row.seq for row in page(deps, lead, Filters()).rows]


def test_the_lines_of_a_csv_follow_the_columns(judged: Judged) -> None:
    """The fast lines hold what the csv module writes of the same columns, letter for letter."""
    deps, _, lead = judged
    with deps.database.read() as session:
        rows = decision_log.log_rows(session, decision_log.LogFilters(), None, 10)
        found = b"".join(csv_pieces(decision_log.stream_stored(session, decision_log.LogFilters()))).decode()
    wanted = io.StringIO()
    writer = csv.writer(wanted, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    for row in rows:
        writer.writerow([cell_of(column.kind, column.value(row)) for column in COLUMNS])
    assert found == wanted.getvalue()


def cell_of(kind: str, value: object) -> object:
    value = plain(kind, value)
    if kind == "flag":
        return None if value is None else str(value).lower()
    if kind == "list":
        return ";".join(value)
    return safe_cell(value) if kind == "text" and value is not None else value


ODD = ["", "=1+1", '-"x"', "a,b", "two\nlines", "plain", " =x", "\0a", "ärger", "_x", 'say "hi"', "\u200b=cmd", "7", "tab\there", "\r"]


@pytest.mark.parametrize("text", ODD)
def test_any_text_comes_back_safe_from_one_cell(text: str) -> None:
    assert next(csv.reader(io.StringIO(f"{cell(text)},end\r\n", newline=""))) == [safe_cell(text), "end"]


@pytest.mark.parametrize("microseconds", [0, 1, 999, 1_500, 3_210_000, 59_999_999, 60_000_000, 86_400_000_001])
def test_seconds_are_those_between_the_two_times(microseconds: int) -> None:
    shown = datetime(2026, 11, 21, 10, 15, 59, 123456, tzinfo=UTC)
    decided = shown + timedelta(microseconds=microseconds)
    assert seconds_between(to_text(shown), to_text(decided)) == round((decided - shown).total_seconds(), 3)


def test_an_unknown_format_or_filter_is_refused_before_the_first_piece(deps: Deps, lead: User) -> None:
    with pytest.raises(BadFilter):
        export_decisions(deps, lead, Filters(), "xls")
    with pytest.raises(BadFilter):
        export_decisions(deps, lead, Filters(since=deps.clock(), until=deps.clock()))
    assert set(MEDIA_TYPES) == set(FORMATS)


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_log_is_a_whole_file(deps: Deps, lead: User, format: str) -> None:
    assert exported(deps, lead, Filters(), format) == []
