"""An index of the words in the log: names, references, subjects and notes, found by any three letters or more."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE log_search USING fts5 (words, tokenize = 'trigram')")
        op.execute("INSERT INTO log_search (log_search, rank) VALUES ('secure-delete', 1)")  # an erased name leaves the index at once
        op.execute("INSERT INTO log_search (rowid, words) " + _WORDS.format("char(10)"))
        return
    op.execute("CREATE TABLE log_search (seq BIGINT PRIMARY KEY, words TEXT NOT NULL)")
    op.execute("INSERT INTO log_search (seq, words) " + _WORDS.format("chr(10)"))
    available = "SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'"
    if op.get_bind().exec_driver_sql(available).first():  # without it the words are found too, by reading them all
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        op.execute("CREATE INDEX ix_log_search_words ON log_search USING gin (words gin_trgm_ops)")


def downgrade() -> None:
    raise NotImplementedError("decisions are never thrown away by a migration; restore a backup instead")


_WORDS = """SELECT d.seq, concat_ws({}, p.name, p.reference, p.subject, n.text)
    FROM decisions d JOIN photos p ON p.id = d.photo_id LEFT JOIN decision_notes n ON n.decision_id = d.id"""
