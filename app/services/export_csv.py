"""The decision log as CSV: UTF-8, RFC 4180, text cells safe in a spreadsheet, numbers left as numbers.

Lines are made from what lies in the database, without a record in between: an export has a million of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from app.domain import CANNOT_TELL
from app.services.export_columns import COLUMNS
from app.services.spreadsheet import safe_cell
from app.store.decision_log import Stored
from app.store.times import from_text

ROWS_AT_ONCE = 500
FLAGS = ("false", "true")
PLAIN = re.compile(r"[^\W_][^,\"\r\n\x00]*").fullmatch  # needs neither quotes nor an apostrophe
TO_THE_MINUTE = 17  # letters of 2026-11-21T10:15:


def csv_pieces(rows: Iterator[Stored]) -> Iterator[bytes]:
    """The head line, then the rows in pieces of some hundred."""
    yield (",".join(column.name for column in COLUMNS) + "\r\n").encode()
    while part := list(islice(rows, ROWS_AT_ONCE)):
        yield "".join(map(line, part)).encode()


def line(stored: Stored) -> str:
    """One line under COLUMNS; None becomes an empty cell.

    What people wrote is made safe and quoted; ids, hashes, times, codes and labels are the program's own and need neither.
    """
    (seq, decision_id, photo_id, name, sha256, subject, batch, reference, question, label, claim, verdict, reasons, note, _reviewer_id,
     reviewer, shown, decided, stage, version, probability, suggestion, score_id, _drawn_by, supersedes, superseded, own_hash) = stored
    agreed = "" if label is None or suggestion is None or suggestion == CANNOT_TELL else FLAGS[label == suggestion]
    return (
        f"{seq},{cell(name)},{sha256 or ''},{question},{label or ''},{verdict or ''},{_reasons(reasons)},{cell(note)},{_known(reviewer)},"
        f"{decided},{'' if shown is None else seconds_between(shown, decided)},{_known(version)},"
        f"{'' if probability is None else round(probability, 6)},{suggestion or ''},{FLAGS[score_id is not None]},{agreed},{claim or ''},"
        f"{stage},{FLAGS[bool(superseded)]},{supersedes or ''},{cell(subject)},{_known(batch)},{cell(reference)},{shown or ''},{photo_id},"
        f"{decision_id},{own_hash}\r\n"
    )


def cell(text: str | None) -> str:
    """What a person wrote as a cell: never a formula, and quoted where it must be."""
    if text is None:
        return ""
    if PLAIN(text):
        return text  # the common case
    safe = safe_cell(text)
    return '"' + safe.replace('"', '""') + '"' if any(letter in safe for letter in ',"\r\n') else safe


_known = lru_cache(maxsize=4000)(cell)  # few different ones, each in very many rows


@lru_cache(maxsize=1000)
def _reasons(stored: str) -> str:
    return cell(";".join(json.loads(stored)))


def seconds_between(shown: str, decided: str) -> float:
    """From shown to decided, to the millisecond; both as stored."""
    if shown[:TO_THE_MINUTE] == decided[:TO_THE_MINUTE]:  # the digits behind are seconds and microseconds
        return round((int(decided[17:19] + decided[20:26]) - int(shown[17:19] + shown[20:26])) / 1_000_000, 3)
    return round((from_text(decided) - from_text(shown)).total_seconds(), 3)
