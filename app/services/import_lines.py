"""Read a CSV file of decisions, line by line; whatever is wrong with a line is said in a sentence, not raised."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.domain import Verdict
from app.errors import BadImport, LoupeError
from app.questions import Question, question_named
from app.services.verdict import checked_note, label_of

SHA256 = re.compile(r"[0-9a-f]{64}")
NEEDED = ("question", "reviewer")
SLACK_SECONDS = 300  # how far ahead of this machine another one's clock may be


@dataclass(frozen=True)
class Line:
    """One decision of the file.  decided_at: None where the file does not say."""

    number: int
    sha256: str
    question: Question
    verdict: Verdict
    label: str | None
    reviewer: str
    reasons: tuple[str, ...]
    note: str | None
    decided_at: datetime | None


@dataclass(frozen=True)
class BadLine:
    """why: a sentence."""

    number: int
    why: str


def read_lines(path: Path, now: datetime) -> Iterator[Line | BadLine]:
    """Each line as a decision or as what is wrong with it.  Raises BadImport for a file that is no such table at all."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            _check_columns(path, reader.fieldnames or ())
            for row in reader:
                cells = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}
                try:
                    yield _line(path.parent, reader.line_num, cells, now)
                except (LoupeError, ValueError) as error:
                    yield BadLine(reader.line_num, str(error))
    except OSError as error:
        raise BadImport(f"{path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadImport(f"{path.name} is not a CSV file in UTF-8.") from error


def _check_columns(path: Path, columns: object) -> None:
    there = set(columns)  # type: ignore[call-overload]
    missing = [column for column in NEEDED if column not in there]
    missing += ["path or sha256"] if not there & {"path", "sha256"} else []
    missing += ["label or verdict"] if not there & {"label", "verdict"} else []
    if missing:
        raise BadImport(f"{path.name} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}.")


def _line(folder: Path, number: int, cells: dict[str, str], now: datetime) -> Line:
    question = question_named(cells["question"])
    verdict, label = _answer(question, cells.get("label", ""), cells.get("verdict", ""))
    if not cells["reviewer"]:
        raise BadImport("No reviewer is named.")
    reasons = tuple(code.strip() for code in re.split(r"[;|]", cells.get("reasons", "")) if code.strip())
    return Line(number, _sha256(folder, cells), question, verdict, label, cells["reviewer"], question.check_reasons(reasons),
                checked_note(cells.get("note")), _moment(cells.get("decided_at", ""), now))


def _answer(question: Question, label: str, verdict: str) -> tuple[Verdict, str | None]:
    if not label and not verdict:
        raise BadImport("Neither a label nor a verdict is given.")
    if verdict and verdict.upper() not in list(Verdict):
        raise BadImport(f"{verdict!r} is not a verdict; there are {', '.join(Verdict)}.")
    if label:
        question.check_label(label)
    said = Verdict(verdict.upper()) if verdict else None
    meant = said or (Verdict.ACCEPT if label == question.claim else Verdict.REJECT)
    named = label_of(question, meant, label or None)
    if label and label != named:
        raise BadImport(f"The verdict {meant} and the label {label} contradict each other.")
    return meant, named


def _sha256(folder: Path, cells: dict[str, str]) -> str:
    stated = cells.get("sha256", "").lower()
    if stated:
        if not SHA256.fullmatch(stated):
            raise BadImport(f"{stated[:80]!r} is not a sha256.")
        return stated
    if not cells.get("path"):
        raise BadImport("Neither a path nor a sha256 is given.")
    try:
        return hashlib.sha256((folder / cells["path"]).read_bytes()).hexdigest()
    except OSError as error:
        raise BadImport(f"{cells['path']} cannot be read: {error.strerror}.") from error


def _moment(text: str, now: datetime) -> datetime | None:
    if not text:
        return None
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadImport(f"{text!r} is not a time such as 2026-11-21T10:00:00Z.") from error
    moment = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    if (moment - now).total_seconds() > SLACK_SECONDS:
        raise BadImport(f"{text} lies in the future.")
    return min(moment, now)
