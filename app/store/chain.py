"""The hash chain over the decisions: what a row's hash covers, and how a row is put behind the head."""

from __future__ import annotations

import json
from collections.abc import Mapping
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


class Head(NamedTuple):
    """The newest row of the chain; seq 0 and 64 zeros when there is none."""

    seq: int
    hash: str


def head(session: Session) -> Head:
    """The newest row, as the database remembers it."""
    return Head(*session.execute(select(chain_head.c.seq, chain_head.c.hash)).one())


def lock_head(session: Session) -> Head:
    """The newest row, and no other transaction can append until this one ends."""
    return Head(*session.execute(select(chain_head.c.seq, chain_head.c.hash).with_for_update()).one())


def append(session: Session, before: Head, stored: Mapping[str, Any]) -> Head:
    """Inserts a decision behind the locked head.  stored: every covered column but seq, as it lies in the database."""
    row = {**stored, "seq": before.seq + 1}
    row["previous_hash"] = before.hash
    row["hash"] = row_hash(before.hash, [row[name] for name in COVERED])
    session.execute(_INSERT, row)
    return Head(row["seq"], row["hash"])


def row_hash(previous_hash: str, covered: list[Any]) -> str:
    """SHA-256 over the hash before and the covered columns as compact JSON, UTF-8."""
    return sha256(json.dumps([previous_hash, *covered], ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def salted(salt: str, content: str) -> str:
    """SHA-256 of salt and content: says nothing once the salt is gone."""
    return sha256((salt + content).encode()).hexdigest()
