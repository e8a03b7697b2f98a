"""What a question is: its labels, words, families, candidates and maps, all by id."""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import UnknownLabel, UnknownReason


@dataclass(frozen=True)
class Reason:
    """A code that says why; digit is the key that sets it on the desk."""

    code: str
    words: str
    digit: int


@dataclass(frozen=True)
class Question:
    """labels: the claim first, its opposite second.  families and candidates are ids in their registries."""

    id: str
    title: str
    labels: tuple[str, ...]
    label_words: dict[str, str]    # label -> adjective for a sentence: "Likely recaptured"
    label_plural: dict[str, str]   # label -> "originals"
    accept_words: str
    reject_words: str
    reasons: tuple[Reason, ...]
    families: tuple[str, ...]
    candidates: tuple[str, ...]
    maps: tuple[str, ...] = ()

    @property
    def claim(self) -> str:
        return self.labels[0]

    def check_label(self, label: str) -> str:
        """Raises UnknownLabel unless label is an answer to this question."""
        if label not in self.labels:
            raise UnknownLabel(f"{label!r} is not a label of {self.id}; it has {' and '.join(self.labels)}.")
        return label

    def check_reasons(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Raises UnknownReason for a code that the question does not have."""
        known = {reason.code for reason in self.reasons}
        for code in codes:
            if code not in known:
                raise UnknownReason(f"{code!r} is not a reason of {self.id}; it has {', '.join(sorted(known))}.")
        return codes
