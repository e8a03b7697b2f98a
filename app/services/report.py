"""Where a long verb says how far it is, so that the same verb runs in the foreground and as a background job."""

from __future__ import annotations

from typing import Protocol


class Report(Protocol):
    """report(0.4, "Fitting") says how far it is, 0 to 1, and in a few words; report.log("…") keeps a line.  Both may raise JobCancelled."""

    def __call__(self, progress: float, message: str) -> None: ...

    def log(self, text: str) -> None: ...


class SilentReport:
    """For callers that do not watch."""

    def __call__(self, progress: float, message: str) -> None:
        """Says nothing."""

    def log(self, text: str) -> None:
        """Keeps nothing."""


def part_of(report: Report, start: float, end: float) -> Report:
    """A report for one part of the work: its 0 to 1 is start to end of the whole."""
    return _Part(report, start, end)


class _Part:
    def __init__(self, whole: Report, start: float, end: float) -> None:
        self.whole, self.start, self.end = whole, start, end

    def __call__(self, progress: float, message: str) -> None:
        self.whole(self.start + (self.end - self.start) * min(max(progress, 0.0), 1.0), message)

    def log(self, text: str) -> None:
        self.whole.log(text)
