"""The decision log as a workbook, written as the zip of XML that it is; numbers and times are typed, text is never a formula.

Source: ECMA-376, part 1, SpreadsheetML; the smallest workbook that Excel and LibreOffice open.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape

from app.services.export_columns import COLUMNS
from app.services.outlet import Outlet
from app.services.spreadsheet import safe_cell
from app.store.decision_log import LogRow

ROWS_AT_ONCE = 1000
ROWS_OF_A_SHEET = 1_048_575  # what fits under the head line
EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
FONT = '<sz val="11"/><name val="Calibri"/>'
STYLES = (  # the two fills, the border and the style sheet's own formats are what Excel expects in any workbook
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm:ss"/></numFmts>'
    f'<fonts count="2"><font>{FONT}</font><font><b/>{FONT}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>')


def xlsx_pieces(rows: Iterator[LogRow]) -> Iterator[bytes]:
    """The workbook in pieces; a further sheet begins after a million rows.  Times are UTC."""
    outlet, sheets = Outlet(), 0
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        following = next(rows, None)
        while sheets == 0 or following is not None:
            sheets += 1
            with book.open(f"xl/worksheets/sheet{sheets}.xml", "w", force_zip64=True) as sheet:
                sheet.write(_sheet_start())
                written = 0
                while following is not None and written < ROWS_OF_A_SHEET:
                    part = [following, *islice(rows, min(ROWS_AT_ONCE, ROWS_OF_A_SHEET - written) - 1)]
                    sheet.write("".join(map(_line, part)).encode())
                    written += len(part)
                    following = next(rows, None)
                    yield outlet.taken()
                sheet.write(b"</sheetData></worksheet>")
        for name, content in _frame(sheets):
            book.writestr(name, content)
    yield outlet.taken()


def _sheet_start() -> bytes:
    titles = "".join(f'<c s="2" t="inlineStr"><is><t>{column.name}</t></is></c>' for column in COLUMNS)
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    views = f'<sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews>'
    return f'{HEAD}<worksheet xmlns="{MAIN}">{views}<sheetData><row>{titles}</row>'.encode()


def _line(row: LogRow) -> str:
    return f"<row>{''.join(_cell(column.kind, column.value(row)) for column in COLUMNS)}</row>"


def _cell(kind: str, value: Any) -> str:
    if value is None:
        return "<c/>"
    if kind in ("number", "whole"):
        return f"<c><v>{value}</v></c>"
    if kind == "flag":
        return f'<c t="b"><v>{int(value)}</v></c>'
    if kind == "time":
        return f'<c s="1"><v>{(value - EPOCH).total_seconds() / 86400:.9f}</v></c>'
    text = safe_cell(";".join(value) if kind == "list" else value)
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(NOT_IN_XML.sub("", text))}</t></is></c>'


def _frame(sheets: int) -> Iterator[tuple[str, str]]:
    numbers = range(1, sheets + 1)
    yield "[Content_Types].xml", (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>'
        + "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TYPE}.worksheet+xml"/>' for n in numbers) + "</Types>")
    yield "_rels/.rels", (f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
                          f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    yield "xl/workbook.xml", (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(f'<sheet name="Decisions {n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers) + "</sheets></workbook>")
    yield "xl/_rels/workbook.xml.rels", (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId0" Type="{OFFICE}/styles" Target="styles.xml"/>'
        + "".join(f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
        + "</Relationships>")
    yield "xl/styles.xml", STYLES
