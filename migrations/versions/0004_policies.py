"""Policies, gold photographs, warm-up answers, alerts; the queue knows who saw a score, and has lanes for assigned and gold photographs.

A frozen copy of app/store/tables.py, like the first migration.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, ForeignKeyConstraint, Index, String, Text, text

from migrations.triggers import policies, sqlite

revision = "0004"
down_revision = "0003"

OPEN = "state IN ('waiting', 'second') AND lease_id IS NULL AND NOT held"
FREE = f"{OPEN} AND assigned_to IS NULL"
ASSIGNED = f"{OPEN} AND assigned_to IS NOT NULL"
LEAD_FREE = "state = 'lead' AND lease_id IS NULL AND NOT held"
GOLD = "state = 'gold'"
KEPT = ("photo_id, question, state, uncertainty, rank, enqueued_at, batch, held, assigned_to, score_id, lease_id, leased_by, lease_until,"
        " leased_at, reserved, drawn_by, not_for, decision_id")
FORMER_INDEXES = ("ix_queue_uncertain", "ix_queue_oldest", "ix_queue_random", "ix_queue_batch", "ix_queue_lead", "uq_queue_lease",
                  "ix_queue_lease_until", "ix_queue_leased_by")


def _ref(name: str, target: str, **options: object) -> Column:
    return Column(name, String(32), ForeignKey(f"{target}.id"), **options)  # type: ignore[arg-type]


def _partial(name: str, *columns: object, where: str, unique: bool = False) -> Index:
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))  # type: ignore[arg-type]


NEW_LANES = (
    ("ix_queue_uncertain", ("question", "uncertainty", "rank", "not_for"), FREE),
    ("ix_queue_oldest", ("question", "enqueued_at", "rank", "not_for"), FREE),
    ("ix_queue_random", ("question", "rank", "not_for"), FREE),
    ("ix_queue_batch", ("question", "batch", "uncertainty", "rank", "not_for"), f"{FREE} AND batch IS NOT NULL"),
    ("ix_queue_assigned", ("assigned_to", "question", "uncertainty", "rank", "not_for"), ASSIGNED),
    ("ix_queue_gold", ("question", "rank", "not_for"), GOLD),
    ("ix_queue_held", ("question", "enqueued_at"), "held"),
)


def _queue_rebuilt() -> None:
    """SQLite adds a column only behind the constraints: the table is written anew, as the metadata spells it."""
    op.execute("ALTER TABLE queue_entries RENAME TO former_queue_entries")
    for name in FORMER_INDEXES:
        op.execute(f"DROP INDEX {name}")
    op.create_table(
        "queue_entries",
        _ref("photo_id", "photos", primary_key=True), Column("question", String(32), primary_key=True),
        Column("state", String(16), nullable=False), Column("uncertainty", Float(53), nullable=False),
        Column("rank", Float(53), nullable=False), Column("enqueued_at", String(27), nullable=False), Column("batch", Text),
        Column("held", Boolean, nullable=False), _ref("assigned_to", "users"), _ref("score_id", "scores"),
        Column("lease_id", String(32)), _ref("leased_by", "users"), Column("lease_until", String(27)), Column("leased_at", String(27)),
        Column("reserved", Boolean, nullable=False), Column("drawn_by", String(16)), Column("revealing", Boolean, nullable=False),
        Column("not_for", Text, nullable=False), Column("seen_by", Text, nullable=False), _ref("decision_id", "decisions"),
        *(_partial(name, *columns, where=where) for name, columns, where in NEW_LANES),
        _partial("ix_queue_lead", "question", "enqueued_at", where=LEAD_FREE),
        _partial("uq_queue_lease", "lease_id", where="lease_id IS NOT NULL", unique=True),
        _partial("ix_queue_lease_until", "lease_until", where="lease_id IS NOT NULL"),
        _partial("ix_queue_leased_by", "leased_by", "question", where="lease_id IS NOT NULL"),
    )
    op.execute(f"INSERT INTO queue_entries ({KEPT}, revealing, seen_by) SELECT {KEPT}, FALSE, '' FROM former_queue_entries")
    op.execute("DROP TABLE former_queue_entries")
    for statement in sqlite.QUEUE:
        op.get_bind().exec_driver_sql(statement)


def _queue_altered() -> None:
    op.drop_column("queue_entries", "audit")
    op.execute("ALTER TABLE queue_entries ADD revealing BOOLEAN NOT NULL DEFAULT FALSE, ADD seen_by TEXT NOT NULL DEFAULT ''")
    op.execute("ALTER TABLE queue_entries ALTER revealing DROP DEFAULT, ALTER seen_by DROP DEFAULT")
    for name in ("ix_queue_uncertain", "ix_queue_oldest", "ix_queue_random", "ix_queue_batch"):
        op.execute(f"DROP INDEX {name}")
    for name, columns, where in NEW_LANES:
        op.create_index(name, "queue_entries", list(columns), postgresql_where=text(where))


def _policies() -> None:
    op.create_table(
        "policies", Column("question", String(32), primary_key=True),
        Column("number", BigInteger, primary_key=True, autoincrement=False), Column("policy", Text, nullable=False),
        _ref("user_id", "users"), Column("at", String(27), nullable=False),
    )
    op.create_table(
        "gold_photos", Column("question", String(32), primary_key=True), _ref("photo_id", "photos", primary_key=True),
        Column("label", String(64), nullable=False), _ref("added_by", "users"), Column("at", String(27), nullable=False),
        Column("retired_at", String(27)),
    )
    op.create_table(
        "warm_up_answers", _ref("user_id", "users", primary_key=True), Column("question", String(32), primary_key=True),
        _ref("photo_id", "photos", primary_key=True), Column("verdict", String(8), nullable=False), Column("label", String(64)),
        Column("at", String(27), nullable=False),
    )
    op.create_table(
        "alerts", Column("id", String(32), primary_key=True), Column("kind", String(32), nullable=False), Column("question", String(32)),
        Column("text", Text, nullable=False), Column("details", Text, nullable=False), Column("dedupe_key", String(200), nullable=False),
        Column("raised_at", String(27), nullable=False), Column("cleared_at", String(27)),
        _partial("uq_alerts_dedupe", "dedupe_key", where="cleared_at IS NULL", unique=True), Index("ix_alerts_raised", "raised_at", "id"),
    )
    op.create_table(
        "version_photos", Column("question", String(32), primary_key=True), _ref("photo_id", "photos", primary_key=True),
        Column("version", String(64), primary_key=True),
        ForeignKeyConstraint(["question", "version"], ["model_versions.question", "model_versions.name"]),
    )


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if on_sqlite:
        _queue_rebuilt()
    else:
        _queue_altered()
    _policies()
    drawn = "drawn_by IN ('audit', 'gold')"
    op.create_index("ix_decisions_drawn", "decisions", ["question", "drawn_by", "decided_at", "seq"],
                    sqlite_where=text(drawn), postgresql_where=text(drawn))
    for statement in policies.SQLITE if on_sqlite else policies.POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("decisions are never thrown away by a migration; restore a backup instead")
