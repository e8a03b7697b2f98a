"""How far a long command is: a bar on a terminal, and the lines worth keeping on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tqdm import tqdm


class TerminalReport:
    """See app/services/report.py; the bar is drawn only where standard error is a terminal."""

    def __init__(self, bar: tqdm) -> None:
        self.bar = bar

    def __call__(self, progress: float, message: str) -> None:
        self.bar.set_description_str(message, refresh=False)
        self.bar.update(max(0.0, progress * 100 - self.bar.n))

    def log(self, text: str) -> None:
        self.bar.write(text, file=sys.stderr)


@contextmanager
def terminal_report(what: str) -> Iterator[TerminalReport]:
    """A report for the time of one command."""
    from tqdm import tqdm

    bar = tqdm(total=100.0, desc=what, disable=None, leave=False, bar_format="{desc} {bar} {n:.0f} % {elapsed}")
    try:
        yield TerminalReport(bar)
    finally:
        bar.close()
