"""The first tables.  A frozen copy of app/store/tables.py: later changes there are later migrations, never edits here."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    text,
)

revision = "0001"
down_revision = None

FREE = "state IN ('waiting', 'second') AND lease_id IS NULL AND NOT held"


def _id() -> Column:
    return Column("id", String(32), primary_key=True)


def _ref(name: str, target: str, **options: object) -> Column:
    return Column(name, String(32), ForeignKey(f"{target}.id"), **options)  # type: ignore[arg-type]


def _partial(name: str, *columns: object, where: str, unique: bool = False) -> Index:
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))  # type: ignore[arg-type]


def _people() -> None:
    op.create_table(
        "users", _id(),
        Column("name", String(200), nullable=False), Column("name_key", String(200), nullable=False, unique=True),
        Column("password_hash", String(200), nullable=False), Column("role", String(16), nullable=False),
        Column("disabled", Boolean, nullable=False), Column("must_change_password", Boolean, nullable=False),
        Column("created_at", String(27), nullable=False),
    )
    op.create_table(
        "sessions", Column("token_hash", String(64), primary_key=True), _ref("user_id", "users", nullable=False, index=True),
        Column("created_at", String(27), nullable=False), Column("used_at", String(27), nullable=False),
        Column("expires_at", String(27), nullable=False),
    )
    op.create_table(
        "login_attempts", _id(), Column("name_key", String(200), nullable=False), Column("address", String(64), nullable=False),
        Column("succeeded", Boolean, nullable=False), Column("at", String(27), nullable=False),
        Index("ix_login_attempts_name", "name_key", "at"), Index("ix_login_attempts_address", "address", "at"),
    )
    op.create_table(
        "one_time_links", Column("token_hash", String(64), primary_key=True), _ref("user_id", "users", index=True),
        Column("purpose", String(32), nullable=False), Column("created_at", String(27), nullable=False),
        Column("expires_at", String(27), nullable=False), Column("used_at", String(27)),
    )
    op.create_table(
        "audit_entries", _id(), Column("at", String(27), nullable=False), _ref("user_id", "users"),
        Column("action", String(64), nullable=False), Column("target", String(200)), Column("details", Text, nullable=False),
        Index("ix_audit_entries_at", "at", "id"),
    )


def _photographs() -> None:
    op.create_table(
        "photos", _id(),
        Column("name", Text), Column("sha256", String(64), unique=True), Column("salt", String(32)),
        Column("subject", Text), Column("group", Text), Column("batch", Text), Column("reference", Text), Column("source", Text),
        Column("metadata", Text), Column("type", String(8), nullable=False), Column("bytes", BigInteger, nullable=False),
        Column("width", BigInteger, nullable=False), Column("height", BigInteger, nullable=False),
        _ref("uploader_id", "users"), Column("uploaded_at", String(27), nullable=False), Column("erased_at", String(27)),
        Index("ix_photos_uploaded_at", "uploaded_at", "id"),
        _partial("ix_photos_batch", "batch", where="batch IS NOT NULL"),
        _partial("ix_photos_subject", "subject", where="subject IS NOT NULL"),
    )
    op.create_table(
        "feature_sets", _ref("photo_id", "photos", primary_key=True), Column("schema", String(64), primary_key=True),
        Column("rows", BigInteger, nullable=False), Column("features", LargeBinary, nullable=False), Column("positions", LargeBinary),
    )
    op.create_table(
        "scores", _id(), _ref("photo_id", "photos", nullable=False), Column("question", String(32), nullable=False),
        Column("model_version", String(64), nullable=False), Column("probabilities", Text, nullable=False),
        Column("suggestion", String(64), nullable=False), Column("abstention", String(32)), Column("in_domain", Boolean, nullable=False),
        Column("low_resolution", Boolean, nullable=False), Column("contributions", Text, nullable=False),
        Column("confidence", Float(53), nullable=False), Column("scored_at", String(27), nullable=False),
        Index("uq_scores_photo", "photo_id", "question", "model_version", unique=True),
    )


def _queue() -> None:
    op.create_table(
        "queue_entries",
        _ref("photo_id", "photos", primary_key=True), Column("question", String(32), primary_key=True),
        Column("state", String(16), nullable=False), Column("uncertainty", Float(53), nullable=False),
        Column("rank", Float(53), nullable=False),
        Column("enqueued_at", String(27), nullable=False), Column("batch", Text), Column("audit", Boolean, nullable=False),
        Column("held", Boolean, nullable=False), _ref("assigned_to", "users"), _ref("score_id", "scores"),
        Column("lease_id", String(32)), _ref("leased_by", "users"), Column("lease_until", String(27)), Column("leased_at", String(27)),
        Column("reserved", Boolean, nullable=False), Column("drawn_by", String(16)),
        Column("not_for", Text, nullable=False),
        _ref("decision_id", "decisions"),
        _partial("ix_queue_uncertain", "question", "uncertainty", "rank", "not_for", where=FREE),
        _partial("ix_queue_oldest", "question", "enqueued_at", "rank", "not_for", where=FREE),
        _partial("ix_queue_random", "question", "rank", "not_for", where=FREE),
        _partial("ix_queue_batch", "question", "batch", "uncertainty", "rank", "not_for", where=f"{FREE} AND batch IS NOT NULL"),
        _partial("ix_queue_lead", "question", "enqueued_at", where="state = 'lead' AND lease_id IS NULL AND NOT held"),
        _partial("uq_queue_lease", "lease_id", where="lease_id IS NOT NULL", unique=True),
        _partial("ix_queue_lease_until", "lease_until", where="lease_id IS NOT NULL"),
        _partial("ix_queue_leased_by", "leased_by", "question", where="lease_id IS NOT NULL"),
    )
    op.create_table(
        "queue_counts", Column("question", String(32), primary_key=True), Column("state", String(16), primary_key=True),
        Column("batch", Text, primary_key=True), Column("count", BigInteger, nullable=False),
    )


def _decisions() -> None:
    op.create_table(
        "decisions", _id(), Column("seq", BigInteger, nullable=False, unique=True),
        Column("request_id", String(64), nullable=False, unique=True),
        _ref("photo_id", "photos", nullable=False), Column("photo_digest", String(64), nullable=False),
        Column("question", String(32), nullable=False), Column("verdict", String(8)), Column("label", String(64)),
        Column("claim", String(64)),
        Column("reasons", Text, nullable=False), Column("note_digest", String(64)), Column("stage", String(16), nullable=False),
        _ref("score_id", "scores"),
        Column("model_version", String(64)), Column("probability", Float(53)), Column("suggestion", String(64)),
        _ref("supersedes", "decisions"), Column("lease_id", String(32)), Column("drawn_by", String(16)),
        _ref("reviewer_id", "users", nullable=False), Column("shown_at", String(27)), Column("decided_at", String(27), nullable=False),
        Column("recorded_at", String(27), nullable=False), Column("previous_hash", String(64), nullable=False),
        Column("hash", String(64), nullable=False),
        CheckConstraint("COALESCE(verdict, '') IN ('ACCEPT', 'REJECT', 'UNSURE') OR (verdict IS NULL AND stage = 'undone')", "verdict"),
        _partial("uq_decisions_supersedes", "supersedes", where="supersedes IS NOT NULL", unique=True),
        Index("ix_decisions_photo", "photo_id", "question"), Index("ix_decisions_decided", "decided_at", "seq"),
        Index("ix_decisions_question", "question", "decided_at", "seq"), Index("ix_decisions_label", "label", "decided_at", "seq"),
        Index("ix_decisions_reviewer", "reviewer_id", "decided_at", "seq"), Index("ix_decisions_verdict", "verdict", "decided_at", "seq"),
        Index("ix_decisions_version", "model_version", "decided_at", "seq"), Index("ix_decisions_stage", "stage", "decided_at", "seq"),
    )
    op.create_table(
        "decision_notes", _ref("decision_id", "decisions", primary_key=True), Column("salt", String(32), nullable=False),
        Column("text", Text, nullable=False),
    )
    op.create_table(
        "log_keys", Column("kind", String(8), primary_key=True), Column("value", Text, primary_key=True),
        Column("decided_at", String(27), primary_key=True), Column("seq", BigInteger, primary_key=True, autoincrement=False),
    )
    op.create_table(
        "decision_counts", Column("question", String(32), primary_key=True), Column("day", String(10), primary_key=True),
        _ref("reviewer_id", "users", primary_key=True), Column("verdict", String(8), primary_key=True),
        Column("label", String(64), primary_key=True), Column("model_version", String(64), primary_key=True),
        Column("count", BigInteger, nullable=False), Column("replaced", BigInteger, nullable=False),
    )
    op.create_table(
        "chain_head", Column("id", BigInteger, primary_key=True, autoincrement=False), Column("seq", BigInteger, nullable=False),
        Column("hash", String(64), nullable=False), CheckConstraint("id = 1", "one_row"),
    )


def _model_versions() -> None:
    op.create_table(
        "model_versions", Column("question", String(32), primary_key=True), Column("name", String(64), primary_key=True),
        Column("schema", String(64), nullable=False), Column("artifact_sha256", String(64), nullable=False),
        Column("signature", String(128), nullable=False), Column("labelled_set_hash", String(64), nullable=False),
        Column("card", Text, nullable=False), Column("parent", String(64)), Column("shipped", Boolean, nullable=False),
        Column("created_at", String(27), nullable=False),
    )
    op.create_table(
        "promotions", _id(), Column("question", String(32), nullable=False), Column("number", BigInteger, nullable=False),
        Column("version", String(64), nullable=False),
        Column("previous", String(64)), Column("kind", String(16), nullable=False),
        Column("reason", Text), Column("gate", Text), _ref("user_id", "users"), Column("at", String(27), nullable=False),
        ForeignKeyConstraint(["question", "version"], ["model_versions.question", "model_versions.name"]),
        Index("uq_promotions_number", "question", "number", unique=True),
    )
    op.create_table(
        "champions", Column("question", String(32), primary_key=True), Column("version", String(64), nullable=False),
        _ref("promotion_id", "promotions", nullable=False),
        ForeignKeyConstraint(["question", "version"], ["model_versions.question", "model_versions.name"]),
    )


def _jobs() -> None:
    op.create_table(
        "jobs", _id(), Column("kind", String(32), nullable=False), Column("payload", Text, nullable=False),
        Column("state", String(16), nullable=False), Column("progress", Float(53), nullable=False),
        Column("message", Text, nullable=False),
        Column("attempt", BigInteger, nullable=False), Column("cancel_asked", Boolean, nullable=False), Column("dedupe_key", String(200)),
        Column("result", Text, nullable=False), _ref("created_by", "users"), Column("created_at", String(27), nullable=False),
        Column("run_after", String(27), nullable=False), Column("started_at", String(27)), Column("ended_at", String(27)),
        Column("owner", String(100)), Column("lease_until", String(27)),
        _partial("uq_jobs_dedupe", "dedupe_key", where="dedupe_key IS NOT NULL AND state IN ('waiting', 'running')", unique=True),
        _partial("ix_jobs_waiting", "run_after", where="state = 'waiting'"),
        _partial("ix_jobs_running", "lease_until", where="state = 'running'"),
        Index("ix_jobs_created", "created_at", "id"),
    )
    op.create_table(
        "job_log", _ref("job_id", "jobs", primary_key=True), Column("line", BigInteger, primary_key=True, autoincrement=False),
        Column("at", String(27), nullable=False), Column("text", Text, nullable=False),
    )


def upgrade() -> None:
    _people()
    _photographs()
    _decisions()
    _queue()
    _model_versions()
    _jobs()


def downgrade() -> None:
    raise NotImplementedError("decisions are never thrown away by a migration; restore a backup instead")
