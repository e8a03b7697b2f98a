"""Read a manifest: a CSV that lists photographs by question, label, source and group."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.errors import BadManifest, OneClassOnly
from app.questions import Question

COLUMNS = ("path", "question", "label", "source", "group")
LINES_NAMED = 5


@dataclass(frozen=True)
class ManifestRow:
    """One listed photograph.  path is where it lies, name is as written; group is never empty and is unique to its source."""

    line: int
    path: Path
    name: str
    label: str
    kind: str
    source: str
    group: str


def read_manifest(path: Path, question: Question, need_both: bool = True, need_files: bool = True) -> tuple[ManifestRow, ...]:
    """The rows of that question, in the order of the file; a photograph listed twice with one label counts once.

    Paths are relative to the manifest's folder; an empty group is its own group.
    Raises BadManifest (not readable, columns or files missing, unknown or contradictory labels, no rows), each sentence naming the
    lines; OneClassOnly if need_both and a label has no photograph.  Without need_files, a missing file is for whoever reads it to name.
    """
    listed = _rows_of(path, question.id)
    if not listed:
        raise BadManifest(f"{path.name} lists no photographs for the question {question.id}.")
    _refuse(path, f"have a label that {question.id} does not know (it has {' and '.join(question.labels)})",
            (line for line, row in listed if row["label"] not in question.labels))
    _refuse(path, "name no path", (line for line, row in listed if not row["path"]))
    if need_files:
        _refuse(path, "name a file that is not there", (line for line, row in listed if not (path.parent / row["path"]).is_file()))
    labels: dict[str, str] = {}
    _refuse(path, "give a second, different label to the same photograph",
            [line for line, row in listed if labels.setdefault(row["path"], row["label"]) != row["label"]])
    rows = tuple({row["path"]: _row(path.parent, line, row) for line, row in reversed(listed)}.values())[::-1]
    if need_both:
        refuse_one_class(question, [row.label for row in rows], f"in {path.name}")
    return rows


def refuse_one_class(question: Question, labels: Iterable[str], where: str) -> None:
    """Raises OneClassOnly, naming the label that is missing, unless every label of the question occurs at least twice."""
    counts = Counter(labels)
    for label in question.labels:
        if counts[label] < 2:
            have = "no photograph is" if counts[label] == 0 else "only one photograph is"
            raise OneClassOnly(f"Nothing can be learned {where}: {have} labelled {label}; at least two of each label are needed.")


def _rows_of(path: Path, question: str) -> list[tuple[int, dict[str, str]]]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise BadManifest(f"{path.name} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}.")
            rows = [(reader.line_num, {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}) for row in reader]
    except OSError as error:
        raise BadManifest(f"{path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadManifest(f"{path.name} is not a CSV file in UTF-8.") from error
    return [(line, row) for line, row in rows if row["question"] == question]


def _row(folder: Path, line: int, row: dict[str, str]) -> ManifestRow:
    source = row["source"] or "unnamed"
    group = row["group"] or row["path"]
    return ManifestRow(line, folder / row["path"], row["path"], row["label"], row.get("kind", ""), source, f"{source}/{group}")


def _refuse(path: Path, what: str, lines: Iterable[int]) -> None:
    bad = list(lines)
    if not bad:
        return
    named = ", ".join(str(line) for line in bad[:LINES_NAMED])
    more = f" and {len(bad) - LINES_NAMED} more" if len(bad) > LINES_NAMED else ""
    plural = len(bad) > 1
    what = what if plural else what.replace("have ", "has ", 1).replace("name ", "names ", 1).replace("give ", "gives ", 1)
    raise BadManifest(f"{path.name}: line{'s' if plural else ''} {named}{more} {what}.")
