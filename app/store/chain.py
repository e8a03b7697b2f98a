"""The hash chain over the decisions: append behind the head, and verify row by row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import select, text

from app.store.engine import Session
from app.store.tables import chain_head

START = "0" * 64

# The hash covers these columns, in this order, as they lie in the database: times and reasons as text, a number as Python writes it.
# Nothing in them names a person: ids are random, and of photos and notes there are salted digests, whose salts can be erased.
COVERED = (
    "seq", "id", "request_id", "photo_id", "photo_digest", "question", "verdict", "label", "claim", "reasons", "note_digest", "stage",
    "score_id", "model_version", "probability", "suggestion", "supersedes", "lease_id", "drawn_by", "reviewer_id", "shown_at",
    "decided_at", "recorded_at",
)

# no column types here: what is hashed and what is stored must be the same to the letter
_COLUMNS = (*COVERED, "previous_hash", "hash")
_INSERT = text(f"INSERT INTO decisions ({', '.join(_COLUMNS)}) VALUES ({', '.join(':' + name for name in _COLUMNS)})")

_HEAD = select(chain_head.c.seq, chain_head.c.hash)
_ROWS = text(f"""
    SELECT {', '.join('d.' + name for name in COVERED)}, d.previous_hash, d.hash, p.salt, p.sha256, n.salt, n.text
    FROM decisions d LEFT JOIN photos p ON p.id = d.photo_id LEFT JOIN decision_notes n ON n.decision_id = d.id
    ORDER BY d.seq""")
_SEQ, _PHOTO_DIGEST, _NOTE_DIGEST = COVERED.index("seq"), COVERED.index("photo_digest"), COVERED.index("note_digest")


class Head(NamedTuple):
    """The newest row of the chain; seq 0 and 64 zeros when there is none."""

    seq: int
    hash: str


@dataclass(frozen=True)
class ChainReport:
    """rows: rows checked; head: the last good one; bad_seq, trouble: the first bad row and a sentence on it, or None."""

    rows: int
    head: Head
    bad_seq: int | None = None
    trouble: str | None = None


def head(session: Session) -> Head:
    """The newest row, as the database remembers it."""
    return Head(*session.execute(_HEAD).one())


def lock_head(session: Session) -> Head:
    """The newest row, and no other transaction can append until this one ends."""
    return Head(*session.execute(_HEAD.with_for_update()).one())


def append(session: Session, before: Head, stored: Mapping[str, Any]) -> Head:
    """Inserts a decision behind the locked head.  stored: every covered column but seq, as it lies in the database."""
    row = {**stored, "seq": before.seq + 1}
    row["previous_hash"] = before.hash
    row["hash"] = row_hash(before.hash, [row[name] for name in COVERED])
    session.execute(_INSERT, row)
    return Head(row["seq"], row["hash"])


def row_hash(previous_hash: str, covered: list[Any]) -> str:
    """SHA-256 over the hash before and the covered columns as compact JSON, UTF-8."""
    content = json.dumps([previous_hash, *covered], ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return sha256(content.encode()).hexdigest()


def salted(salt: str, content: str) -> str:
    """SHA-256 of salt and content: says nothing once the salt is gone."""
    return sha256((salt + content).encode()).hexdigest()


def verify(session: Session, anchors: Iterable[Head] = ()) -> ChainReport:
    """Recomputes every row in order, in constant memory; never raises for a broken chain.

    anchors: heads kept outside the database (anchor.Anchor.heads()); without them a log that was rewritten as a whole, or cut
    and its head with it, cannot be told from a true one.
    """
    anchored: dict[int, set[str]] = {}
    for known in anchors:
        anchored.setdefault(known.seq, set()).add(known.hash)
    last, checked = Head(0, START), 0
    for row in _stream(session):
        trouble = _trouble(row, last, anchored)
        if trouble is not None:
            return ChainReport(checked, last, last.seq + 1, trouble)
        last, checked = Head(row[_SEQ], row[len(COVERED) + 1]), checked + 1
    return _end(last, checked, head(session), anchored)


def _stream(session: Session) -> Iterator[tuple[Any, ...]]:
    return iter(session.execution_options(yield_per=2000).execute(_ROWS))


def _trouble(row: tuple[Any, ...], last: Head, anchored: dict[int, set[str]]) -> str | None:
    covered, (previous_hash, own_hash, photo_salt, photo_sha256, note_salt, note) = list(row[:len(COVERED)]), row[len(COVERED):]
    seq = row[_SEQ]
    if seq != last.seq + 1:
        return f"Decision {last.seq + 1} is missing."
    if previous_hash != last.hash:
        return f"Decision {seq} does not follow the one before it."
    if row_hash(previous_hash, covered) != own_hash:
        return f"Decision {seq} was altered."
    if photo_salt is not None and photo_sha256 is not None and salted(photo_salt, photo_sha256) != row[_PHOTO_DIGEST]:
        return f"The photograph of decision {seq} was exchanged."
    if note is not None and salted(note_salt, note) != row[_NOTE_DIGEST]:
        return f"The note of decision {seq} was altered."
    if any(known != own_hash for known in anchored.get(seq, ())):
        return f"Decision {seq} is not the one whose hash was anchored outside the database."
    return None


def _end(last: Head, checked: int, remembered: Head, anchored: dict[int, set[str]]) -> ChainReport:
    newest_anchor = max(anchored, default=0)
    if max(remembered.seq, newest_anchor) > last.seq:
        return ChainReport(checked, last, last.seq + 1, f"Decision {last.seq + 1} and all after it were removed.")
    if remembered != last:
        return ChainReport(checked, last, last.seq, f"Decision {last.seq} is not the one that the database remembers as the last.")
    return ChainReport(checked, last)
