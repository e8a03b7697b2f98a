"""The records, as frozen dataclasses and enums; no input or output, and nothing below it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

CANNOT_TELL = "cannot_tell"


class Role(StrEnum):
    """What a person may do; each role includes the ones before it."""

    REVIEWER = "reviewer"
    LEAD = "lead"
    ADMIN = "admin"

    def includes(self, other: Role) -> bool:
        order = list(Role)
        return order.index(self) >= order.index(other)


class Verdict(StrEnum):
    """A reviewer's answer about the photo, never about the suggestion."""

    ACCEPT = "ACCEPT"
    REJECT = "REJECT"
    UNSURE = "UNSURE"


class Stage(StrEnum):
    """At which point of the flow a decision was made."""

    BLIND = "blind"
    OPEN = "open"
    REVEALED = "revealed"
    SECOND = "second"
    ADJUDICATED = "adjudicated"
    BULK = "bulk"
    IMPORTED = "imported"
    AUTOMATIC = "automatic"  # by the program, where the policy allows it; never a label
    UNDONE = "undone"  # withdraws the decision it supersedes; it carries no verdict


class Abstention(StrEnum):
    """Why a model says that it cannot tell."""

    CONFORMAL = "conformal"
    OUT_OF_DOMAIN = "out_of_domain"
    LOW_RESOLUTION = "low_resolution"


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class QueueState(StrEnum):
    """Where a photo stands for a question."""

    WAITING = "waiting"
    DECIDED = "decided"
    SECOND = "second"  # an UNSURE waits for another reviewer
    LEAD = "lead"      # two UNSUREs, or a disagreement, wait for a lead
    GOLD = "gold"      # its label is known; every reviewer may be handed it once.  No reviewer ever reads this word


@dataclass(frozen=True)
class User:
    id: str
    name: str
    role: Role
    disabled: bool = False
    must_change_password: bool = False
    created_at: datetime | None = None


@dataclass(frozen=True)
class Origin:
    """What the uploader says about a photo; all optional."""

    subject: str | None = None
    group: str | None = None
    batch: str | None = None
    reference: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Photo:
    """One upload.  width and height are pixels after turning upright."""

    id: str
    sha256: str
    name: str
    type: str  # jpeg, png, webp, heic
    bytes: int
    width: int
    height: int
    origin: Origin
    uploader_id: str | None
    uploaded_at: datetime
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Score:
    """What a model version said about a photo.  contributions: log-odds towards the second label, by family."""

    id: str
    photo_id: str
    question: str
    model_version: str
    probabilities: dict[str, float]
    suggestion: str  # a label or "cannot_tell"
    abstention: Abstention | None
    in_domain: bool
    low_resolution: bool
    contributions: dict[str, float]
    scored_at: datetime

    @property
    def confidence(self) -> float:
        """The largest of the calibrated probabilities."""
        return max(self.probabilities.values())


@dataclass(frozen=True)
class Decision:
    """The stored fact; append-only."""

    id: str
    seq: int
    photo_id: str
    question: str
    verdict: Verdict | None  # None only at stage UNDONE
    label: str | None
    claim: str | None
    reasons: tuple[str, ...]
    stage: Stage
    score_id: str | None
    supersedes: str | None
    lease_id: str | None
    reviewer_id: str
    shown_at: datetime | None
    decided_at: datetime
    previous_hash: str
    hash: str
    note: str | None = None


@dataclass(frozen=True)
class ModelVersion:
    """One fitted pipeline with its card; immutable."""

    name: str  # unique per question, e.g. 2026.11-1
    question: str
    schema: str
    artifact_sha256: str
    signature: str
    labelled_set_hash: str
    card: dict
    parent: str | None
    shipped: bool
    created_at: datetime


@dataclass(frozen=True)
class Job:
    id: str
    kind: str
    payload: dict
    state: JobState
    progress: float  # 0 to 1
    message: str
    attempt: int
    cancel_asked: bool
    created_by: str | None
    created_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    lease_until: datetime | None = None
    owner: str | None = None
    result: dict = field(default_factory=dict)
