"""All tables.  Ids are random text, times are UTC text, and what names a person lies in columns that can be erased."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, MetaData, String, Table, Text, text

from app.store.column_types import Flag, Json, Real, Whole, Words
from app.store.times import UtcTime

metadata = MetaData(naming_convention={
    "ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s",
})


def _id() -> Column:
    return Column("id", String(32), primary_key=True)


def _ref(name: str, target: str, **options: object) -> Column:
    return Column(name, String(32), ForeignKey(f"{target}.id"), **options)  # type: ignore[arg-type]


def _partial(name: str, *columns: object, where: str, unique: bool = False) -> Index:
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))  # type: ignore[arg-type]


# people

users = Table(
    "users", metadata, _id(),
    Column("name", String(200), nullable=False), Column("name_key", String(200), nullable=False, unique=True),  # lower case
    Column("password_hash", String(200), nullable=False), Column("role", String(16), nullable=False),
    Column("disabled", Flag, nullable=False), Column("must_change_password", Flag, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)
sessions = Table(
    "sessions", metadata, Column("token_hash", String(64), primary_key=True), _ref("user_id", "users", nullable=False, index=True),
    Column("created_at", UtcTime, nullable=False), Column("used_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
)
login_attempts = Table(
    "login_attempts", metadata, _id(), Column("name_key", String(200), nullable=False), Column("address", String(64), nullable=False),
    Column("succeeded", Flag, nullable=False), Column("at", UtcTime, nullable=False),
    Index("ix_login_attempts_name", "name_key", "at"), Index("ix_login_attempts_address", "address", "at"),
)
one_time_links = Table(
    "one_time_links", metadata, Column("token_hash", String(64), primary_key=True), _ref("user_id", "users", index=True),
    Column("purpose", String(32), nullable=False), Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False), Column("used_at", UtcTime),
)
audit_entries = Table(
    "audit_entries", metadata, _id(), Column("at", UtcTime, nullable=False), _ref("user_id", "users"),
    Column("action", String(64), nullable=False), Column("target", String(200)), Column("details", Json, nullable=False),
    Index("ix_audit_entries_at", "at", "id"),
)

# photographs; everything that may name a person is nullable, so that it can be erased

photos = Table(
    "photos", metadata, _id(),
    Column("name", Words), Column("sha256", String(64), unique=True), Column("salt", String(32)),
    Column("subject", Words), Column("group", Words), Column("batch", Words), Column("reference", Words), Column("source", Words),
    Column("metadata", Json), Column("type", String(8), nullable=False), Column("bytes", Whole, nullable=False),
    Column("width", Whole, nullable=False), Column("height", Whole, nullable=False),
    _ref("uploader_id", "users"), Column("uploaded_at", UtcTime, nullable=False), Column("erased_at", UtcTime),
    Index("ix_photos_uploaded_at", "uploaded_at", "id"),
    _partial("ix_photos_subject", "subject", where="subject IS NOT NULL"),
    _partial("ix_photos_batch", "batch", "uploaded_at", "id", where="batch IS NOT NULL"),
    _partial("ix_photos_source", "source", "uploaded_at", "id", where="source IS NOT NULL"),
)
feature_sets = Table(
    "feature_sets", metadata, _ref("photo_id", "photos", primary_key=True), Column("schema", String(64), primary_key=True),
    Column("rows", Whole, nullable=False), Column("features", LargeBinary, nullable=False), Column("positions", LargeBinary),
)
pairs = Table(  # the photo of the same scene; partner_id is null where none was found
    "pairs", metadata, _ref("photo_id", "photos", primary_key=True), _ref("partner_id", "photos"),
    Column("similarity", Real, nullable=False), Column("inliers", Whole, nullable=False), Column("rotation", Whole, nullable=False),
    Column("strength", Real, nullable=False), Column("sketch", Whole, nullable=False), Column("found_at", UtcTime, nullable=False),
    _partial("ix_pairs_partner", "partner_id", where="partner_id IS NOT NULL"),
)
scores = Table(
    "scores", metadata, _id(), _ref("photo_id", "photos", nullable=False), Column("question", String(32), nullable=False),
    Column("model_version", String(64), nullable=False), Column("probabilities", Json, nullable=False),
    Column("suggestion", String(64), nullable=False), Column("abstention", String(32)), Column("in_domain", Flag, nullable=False),
    Column("low_resolution", Flag, nullable=False), Column("contributions", Json, nullable=False),
    Column("confidence", Real, nullable=False), Column("scored_at", UtcTime, nullable=False),
    Index("uq_scores_photo", "photo_id", "question", "model_version", unique=True),
)

# the queue: a leased photo leaves the indexes of what can be handed out, so that the next one is always their first row

OPEN = "state IN ('waiting', 'second') AND lease_id IS NULL AND NOT held"
FREE = f"{OPEN} AND assigned_to IS NULL"
ASSIGNED = f"{OPEN} AND assigned_to IS NOT NULL"
LEAD_FREE = "state = 'lead' AND lease_id IS NULL AND NOT held"
GOLD = "state = 'gold'"
HELD = "held"
queue_entries = Table(
    "queue_entries", metadata,
    _ref("photo_id", "photos", primary_key=True), Column("question", String(32), primary_key=True),
    Column("state", String(16), nullable=False), Column("uncertainty", Real, nullable=False), Column("rank", Real, nullable=False),
    Column("enqueued_at", UtcTime, nullable=False), Column("batch", Words),
    Column("held", Flag, nullable=False), _ref("assigned_to", "users"), _ref("score_id", "scores"),
    Column("lease_id", String(32)), _ref("leased_by", "users"), Column("lease_until", UtcTime), Column("leased_at", UtcTime),
    Column("reserved", Flag, nullable=False), Column("drawn_by", String(16)),
    Column("revealing", Flag, nullable=False),  # leased by whoever answered it blind and now sees the score
    Column("not_for", Text, nullable=False),  # ids of reviewers who answered it or passed it on
    Column("seen_by", Text, nullable=False),  # ids of those to whom the desk showed its score
    _ref("decision_id", "decisions"),
    _partial("ix_queue_uncertain", "question", "uncertainty", "rank", "not_for", where=FREE),
    _partial("ix_queue_oldest", "question", "enqueued_at", "rank", "not_for", where=FREE),
    _partial("ix_queue_random", "question", "rank", "not_for", where=FREE),
    _partial("ix_queue_batch", "question", "batch", "uncertainty", "rank", "not_for", where=f"{FREE} AND batch IS NOT NULL"),
    _partial("ix_queue_assigned", "assigned_to", "question", "uncertainty", "rank", "not_for", where=ASSIGNED),
    _partial("ix_queue_gold", "question", "rank", "not_for", where=GOLD),
    _partial("ix_queue_lead", "question", "enqueued_at", where=LEAD_FREE),
    _partial("ix_queue_held", "question", "enqueued_at", where=HELD),
    _partial("uq_queue_lease", "lease_id", where="lease_id IS NOT NULL", unique=True),
    _partial("ix_queue_lease_until", "lease_until", where="lease_id IS NOT NULL"),
    _partial("ix_queue_leased_by", "leased_by", "question", where="lease_id IS NOT NULL"),
    Index("ix_queue_state", "question", "state", "enqueued_at", "photo_id"),
)
queue_counts = Table(  # kept by triggers; batch is '' for photos without one
    "queue_counts", metadata, Column("question", String(32), primary_key=True), Column("state", String(16), primary_key=True),
    Column("batch", Words, primary_key=True), Column("count", Whole, nullable=False),
)

# decisions: append-only and chained; names, notes and salts lie outside the chain

decisions = Table(
    "decisions", metadata, _id(), Column("seq", Whole, nullable=False, unique=True),
    Column("request_id", String(64), nullable=False, unique=True),
    _ref("photo_id", "photos", nullable=False), Column("photo_digest", String(64), nullable=False),
    Column("question", String(32), nullable=False), Column("verdict", String(8)), Column("label", String(64)), Column("claim", String(64)),
    Column("reasons", Json, nullable=False), Column("note_digest", String(64)), Column("stage", String(16), nullable=False),
    _ref("score_id", "scores"),  # the score that was shown, or null
    Column("model_version", String(64)), Column("probability", Real), Column("suggestion", String(64)),  # what stood then, shown or not
    _ref("supersedes", "decisions"), Column("lease_id", String(32)), Column("drawn_by", String(16)),
    _ref("reviewer_id", "users", nullable=False), Column("shown_at", UtcTime), Column("decided_at", UtcTime, nullable=False),
    Column("recorded_at", UtcTime, nullable=False), Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    CheckConstraint("COALESCE(verdict, '') IN ('ACCEPT', 'REJECT', 'UNSURE') OR (verdict IS NULL AND stage = 'undone')", "verdict"),
    _partial("uq_decisions_supersedes", "supersedes", where="supersedes IS NOT NULL", unique=True),
    Index("ix_decisions_photo", "photo_id", "question"), Index("ix_decisions_decided", "decided_at", "seq"),
    Index("ix_decisions_question", "question", "decided_at", "seq"), Index("ix_decisions_label", "label", "decided_at", "seq"),
    Index("ix_decisions_verdict", "verdict", "decided_at", "seq"), Index("ix_decisions_version", "model_version", "decided_at", "seq"),
    # the two hold what is counted by, so that counting reads no rows; with the question first, SQLite would find a photo's by stage
    Index("ix_decisions_reviewer", "reviewer_id", "decided_at", "seq", "question"),
    Index("ix_decisions_stage", "stage", "decided_at", "seq", "question", "reviewer_id"),
    _partial("ix_decisions_drawn", "question", "drawn_by", "decided_at", "seq", where="drawn_by IN ('audit', 'gold')"),
)
decision_notes = Table(
    "decision_notes", metadata, _ref("decision_id", "decisions", primary_key=True), Column("salt", String(32), nullable=False),
    Column("text", Words, nullable=False),
)
log_keys = Table(  # an inverted index for the log: kind `reason` or `batch`; newest last, so that pages are read backwards
    "log_keys", metadata, Column("kind", String(8), primary_key=True), Column("value", Words, primary_key=True),
    Column("decided_at", UtcTime, primary_key=True), Column("seq", Whole, primary_key=True, autoincrement=False),
)
decision_counts = Table(  # totals of the log by day, so that no page counts a million rows; '' stands for null
    "decision_counts", metadata, Column("question", String(32), primary_key=True), Column("day", String(10), primary_key=True),
    _ref("reviewer_id", "users", primary_key=True), Column("stage", String(16), primary_key=True),
    Column("verdict", String(8), primary_key=True), Column("label", String(64), primary_key=True),
    Column("model_version", String(64), primary_key=True),
    Column("count", Whole, nullable=False), Column("replaced", Whole, nullable=False),  # replaced: of those, superseded later
)
chain_head = Table(
    "chain_head", metadata, Column("id", Whole, primary_key=True, autoincrement=False), Column("seq", Whole, nullable=False),
    Column("hash", String(64), nullable=False), CheckConstraint("id = 1", "one_row"),
)

# how a question is reviewed

policies = Table(  # append-only; the highest number holds
    "policies", metadata, Column("question", String(32), primary_key=True),
    Column("number", Whole, primary_key=True, autoincrement=False), Column("policy", Json, nullable=False),
    _ref("user_id", "users"), Column("at", UtcTime, nullable=False),
)
gold_photos = Table(  # photographs whose label is known; retired ones are kept, since answers refer to them
    "gold_photos", metadata, Column("question", String(32), primary_key=True), _ref("photo_id", "photos", primary_key=True),
    Column("label", String(64), nullable=False), _ref("added_by", "users"), Column("at", UtcTime, nullable=False),
    Column("retired_at", UtcTime),
)
warm_up_answers = Table(  # answers with feedback; no decisions, and never in the log
    "warm_up_answers", metadata, _ref("user_id", "users", primary_key=True), Column("question", String(32), primary_key=True),
    _ref("photo_id", "photos", primary_key=True), Column("verdict", String(8), nullable=False), Column("label", String(64)),
    Column("at", UtcTime, nullable=False),
)
alerts = Table(  # what people should look at; one stands per dedupe key until it is cleared
    "alerts", metadata, _id(), Column("kind", String(32), nullable=False), Column("question", String(32)),
    Column("text", Words, nullable=False), Column("details", Json, nullable=False), Column("dedupe_key", String(200), nullable=False),
    Column("raised_at", UtcTime, nullable=False), Column("cleared_at", UtcTime),
    _partial("uq_alerts_dedupe", "dedupe_key", where="cleared_at IS NULL", unique=True), Index("ix_alerts_raised", "raised_at", "id"),
)

# model versions

model_versions = Table(
    "model_versions", metadata, Column("question", String(32), primary_key=True), Column("name", String(64), primary_key=True),
    Column("schema", String(64), nullable=False), Column("artifact_sha256", String(64), nullable=False),
    Column("signature", String(128), nullable=False), Column("labelled_set_hash", String(64), nullable=False),
    Column("card", Json, nullable=False), Column("parent", String(64)), Column("shipped", Flag, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)
version_photos = Table(  # the desk's photographs that a version was fitted on: their decisions can no longer be undone
    "version_photos", metadata, Column("question", String(32), primary_key=True), _ref("photo_id", "photos", primary_key=True),
    Column("version", String(64), primary_key=True),
    ForeignKeyConstraint(["question", "version"], ["model_versions.question", "model_versions.name"]),
)
promotions = Table(
    "promotions", metadata, _id(), Column("question", String(32), nullable=False), Column("number", Whole, nullable=False),
    Column("version", String(64), nullable=False),
    Column("previous", String(64)), Column("kind", String(16), nullable=False),  # promoted, rolled_back
    Column("reason", Words), Column("gate", Json), _ref("user_id", "users"), Column("at", UtcTime, nullable=False),
    ForeignKeyConstraint(["question", "version"], ["model_versions.question", "model_versions.name"]),
    Index("uq_promotions_number", "question", "number", unique=True),
)
champions = Table(
    "champions", metadata, Column("question", String(32), primary_key=True), Column("version", String(64), nullable=False),
    _ref("promotion_id", "promotions", nullable=False),
    ForeignKeyConstraint(["question", "version"], ["model_versions.question", "model_versions.name"]),
)

# jobs

jobs = Table(
    "jobs", metadata, _id(), Column("kind", String(32), nullable=False), Column("payload", Json, nullable=False),
    Column("state", String(16), nullable=False), Column("progress", Real, nullable=False), Column("message", Words, nullable=False),
    Column("attempt", Whole, nullable=False), Column("cancel_asked", Flag, nullable=False), Column("dedupe_key", String(200)),
    Column("result", Json, nullable=False), _ref("created_by", "users"), Column("created_at", UtcTime, nullable=False),
    Column("run_after", UtcTime, nullable=False), Column("started_at", UtcTime), Column("ended_at", UtcTime),
    Column("owner", String(100)), Column("lease_until", UtcTime),
    _partial("uq_jobs_dedupe", "dedupe_key", where="dedupe_key IS NOT NULL AND state IN ('waiting', 'running')", unique=True),
    _partial("ix_jobs_waiting", "run_after", where="state = 'waiting'"),
    _partial("ix_jobs_running", "lease_until", where="state = 'running'"),
    Index("ix_jobs_created", "created_at", "id"),
)
job_log = Table(
    "job_log", metadata, _ref("job_id", "jobs", primary_key=True), Column("line", Whole, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False), Column("text", Words, nullable=False),
)
