"""SQLite's triggers."""

from __future__ import annotations


def _refuse(table: str, act: str) -> str:
    return (f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are written once and never changed'); END")


NEVER_CHANGED = ("decisions", "model_versions", "promotions", "audit_entries")

CHAIN = (
    """CREATE TRIGGER decisions_continue BEFORE INSERT ON decisions
    WHEN NOT EXISTS (SELECT 1 FROM chain_head WHERE id = 1 AND seq + 1 = NEW.seq AND hash = NEW.previous_hash)
    BEGIN SELECT RAISE(ABORT, 'a decision must follow the head of the chain'); END""",
    """CREATE TRIGGER decisions_head AFTER INSERT ON decisions
    BEGIN UPDATE chain_head SET seq = NEW.seq, hash = NEW.hash WHERE id = 1; END""",
    """CREATE TRIGGER chain_head_no_delete BEFORE DELETE ON chain_head
    BEGIN SELECT RAISE(ABORT, 'the head of the chain cannot be deleted'); END""",
)

LOG = (
    """CREATE TRIGGER decisions_keys AFTER INSERT ON decisions
    BEGIN
        INSERT OR IGNORE INTO log_keys (kind, value, decided_at, seq)
            SELECT 'reason', value, NEW.decided_at, NEW.seq FROM json_each(NEW.reasons);
        INSERT OR IGNORE INTO log_keys (kind, value, decided_at, seq)
            SELECT 'batch', batch, NEW.decided_at, NEW.seq FROM photos WHERE id = NEW.photo_id AND batch IS NOT NULL;
    END""",
    """CREATE TRIGGER decisions_counted AFTER INSERT ON decisions
    BEGIN INSERT INTO decision_counts (question, day, reviewer_id, verdict, label, model_version, count, replaced)
        VALUES (NEW.question, substr(NEW.decided_at, 1, 10), NEW.reviewer_id, coalesce(NEW.verdict, ''), coalesce(NEW.label, ''),
            coalesce(NEW.model_version, ''), 1, 0)
        ON CONFLICT (question, day, reviewer_id, verdict, label, model_version) DO UPDATE SET count = count + 1; END""",
    """CREATE TRIGGER decisions_replaced AFTER INSERT ON decisions WHEN NEW.supersedes IS NOT NULL
    BEGIN UPDATE decision_counts SET replaced = replaced + 1
        WHERE (question, day, reviewer_id, verdict, label, model_version) = (
            SELECT question, substr(decided_at, 1, 10), reviewer_id, coalesce(verdict, ''), coalesce(label, ''), coalesce(model_version, '')
            FROM decisions WHERE id = NEW.supersedes); END""",
)

_COUNT_NEW = """INSERT INTO queue_counts (question, state, batch, count) VALUES (NEW.question, NEW.state, coalesce(NEW.batch, ''), 1)
        ON CONFLICT (question, state, batch) DO UPDATE SET count = count + 1;"""
_COUNT_OLD = """UPDATE queue_counts SET count = count - 1
        WHERE question = OLD.question AND state = OLD.state AND batch = coalesce(OLD.batch, '');"""

QUEUE = (
    f"CREATE TRIGGER queue_entries_added AFTER INSERT ON queue_entries BEGIN {_COUNT_NEW} END",
    f"CREATE TRIGGER queue_entries_removed AFTER DELETE ON queue_entries BEGIN {_COUNT_OLD} END",
    f"""CREATE TRIGGER queue_entries_moved AFTER UPDATE OF state, batch ON queue_entries
    WHEN OLD.state <> NEW.state OR OLD.batch IS NOT NEW.batch BEGIN {_COUNT_OLD} {_COUNT_NEW} END""",
)

STATEMENTS = (
    *(_refuse(table, act) for table in NEVER_CHANGED for act in ("UPDATE", "DELETE")), _refuse("scores", "UPDATE"), *CHAIN, *LOG, *QUEUE,
)
