"""The one boundary where Python and NumPy values become column values.

SQLite stores an np.int64 as eight raw bytes and no error is raised, so every numeric column converts, and refuses what is not a number.
"""

from __future__ import annotations

import json
import operator
import re
from typing import Any

import numpy as np
from sqlalchemy import BigInteger, Boolean, Float, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

UNSTORABLE = re.compile("[\\x00\ud800-\udfff]")


class Whole(TypeDecorator[int]):
    """A whole number of at most 64 bits; np.int64 becomes int, 1.5 raises TypeError."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        return None if value is None else operator.index(value)


class Real(TypeDecorator[float]):
    """A finite or infinite number; np.float32 becomes float, NaN raises ValueError since it compares with nothing."""

    impl = Float(53)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> float | None:
        if value is None:
            return None
        number = float(value)
        if number != number:
            raise ValueError("NaN cannot be stored")
        return number


class Flag(TypeDecorator[bool]):
    """True or false; np.bool_ becomes bool."""

    impl = Boolean
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class Words(TypeDecorator[str]):
    """What people wrote, of any length; what no database can keep (half a surrogate pair, NUL) becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


class Json(TypeDecorator[Any]):
    """A JSON value kept as text, the same on both kinds of server; NumPy scalars and arrays become numbers and lists."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


def json_text(value: Any) -> str:
    """Compact JSON with the order of the keys kept.  Raises TypeError or ValueError for what JSON cannot say (NaN too)."""
    return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_plain))


def storable(text: str) -> str:
    """The text with U+FFFD for lone surrogates, which file names can have, and for NUL, which PostgreSQL refuses."""
    return UNSTORABLE.sub("\ufffd", text)


def _plain(value: Any) -> Any:
    if isinstance(value, (np.generic, np.ndarray)):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} cannot be stored as JSON")
