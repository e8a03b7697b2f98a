"""What a watch found that people should look at, before it is an alert."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Concern:
    """key: the same concern has the same key, however its figures change.  text: a sentence that names nobody."""

    kind: str
    text: str
    key: str
    details: dict = field(default_factory=dict)
