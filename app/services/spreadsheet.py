"""Cells that a spreadsheet shows and does not run."""

from __future__ import annotations

# what a spreadsheet takes for the start of a formula, with the full-width forms that some of them fold to it
DANGEROUS = frozenset("=+-@\t\r\n\0|" + "\uff1d\uff0b\uff0d\uff20\uff5c")


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet might run it, and without the zero character.

    Spaces and invisible characters in front do not help an attacker: what follows them is looked at.
    Source: OWASP ASVS 5.0, 1.2.10.
    """
    if text[:1].isalnum() and "\0" not in text:
        return text  # the common case, a million times in an export
    first = text.lstrip(" \u00a0\u200b\ufeff")[:1]
    safe = f"'{text}" if first in DANGEROUS else text
    return safe.replace("\0", "")
