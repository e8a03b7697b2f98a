"""PostgreSQL's triggers; TRUNCATE is refused too, since it fires no row trigger."""

from __future__ import annotations


def _trigger(name: str, when: str, table: str, function: str, each: str = "ROW", condition: str = "") -> str:
    return f"CREATE TRIGGER {name} {when} ON {table} FOR EACH {each} {condition} EXECUTE FUNCTION {function}()"


def _function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


NEVER_CHANGED = ("decisions", "model_versions", "promotions", "audit_entries")

REFUSALS = (
    _function("loupe_refuse", "RAISE EXCEPTION '%% are written once and never changed', TG_TABLE_NAME;"),
    *(_trigger(f"{table}_no_{act.lower()}", f"BEFORE {act}", table, "loupe_refuse")
      for table in NEVER_CHANGED for act in ("UPDATE", "DELETE")),
    *(_trigger(f"{table}_no_truncate", "BEFORE TRUNCATE", table, "loupe_refuse", "STATEMENT") for table in (*NEVER_CHANGED, "scores")),
    _trigger("scores_no_update", "BEFORE UPDATE", "scores", "loupe_refuse"),
    _trigger("chain_head_no_delete", "BEFORE DELETE", "chain_head", "loupe_refuse"),
    _trigger("chain_head_no_truncate", "BEFORE TRUNCATE", "chain_head", "loupe_refuse", "STATEMENT"),
)

CHAIN = (
    _function("loupe_chain_continue", """
        PERFORM 1 FROM chain_head WHERE id = 1 AND seq + 1 = NEW.seq AND hash = NEW.previous_hash FOR UPDATE;
        IF NOT FOUND THEN RAISE EXCEPTION 'a decision must follow the head of the chain'; END IF;
        UPDATE chain_head SET seq = NEW.seq, hash = NEW.hash WHERE id = 1;
        RETURN NEW;"""),
    _trigger("decisions_continue", "BEFORE INSERT", "decisions", "loupe_chain_continue"),
)

LOG = (
    _function("loupe_log_count", """
        INSERT INTO log_keys (kind, value, decided_at, seq)
            SELECT DISTINCT 'reason', value, NEW.decided_at, NEW.seq FROM json_array_elements_text(NEW.reasons::json)
            UNION ALL SELECT 'batch', batch, NEW.decided_at, NEW.seq FROM photos WHERE id = NEW.photo_id AND batch IS NOT NULL;
        INSERT INTO decision_counts AS c (question, day, reviewer_id, verdict, label, model_version, count, replaced)
            VALUES (NEW.question, substr(NEW.decided_at, 1, 10), NEW.reviewer_id, coalesce(NEW.verdict, ''), coalesce(NEW.label, ''),
                coalesce(NEW.model_version, ''), 1, 0)
            ON CONFLICT (question, day, reviewer_id, verdict, label, model_version) DO UPDATE SET count = c.count + 1;
        IF NEW.supersedes IS NOT NULL THEN
            UPDATE decision_counts SET replaced = replaced + 1 FROM decisions d
            WHERE d.id = NEW.supersedes AND decision_counts.question = d.question AND day = substr(d.decided_at, 1, 10)
                AND decision_counts.reviewer_id = d.reviewer_id AND decision_counts.verdict = coalesce(d.verdict, '')
                AND decision_counts.label = coalesce(d.label, '') AND decision_counts.model_version = coalesce(d.model_version, '');
        END IF;
        RETURN NULL;"""),
    _trigger("decisions_counted", "AFTER INSERT", "decisions", "loupe_log_count"),
)

QUEUE = (
    _function("loupe_queue_count", """
        IF TG_OP <> 'INSERT' THEN
            UPDATE queue_counts SET count = count - 1
            WHERE question = OLD.question AND state = OLD.state AND batch = coalesce(OLD.batch, '');
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO queue_counts AS c (question, state, batch, count)
                VALUES (NEW.question, NEW.state, coalesce(NEW.batch, ''), 1)
                ON CONFLICT (question, state, batch) DO UPDATE SET count = c.count + 1;
        END IF;
        RETURN NULL;"""),
    _trigger("queue_entries_counted", "AFTER INSERT OR DELETE", "queue_entries", "loupe_queue_count"),
    _trigger("queue_entries_moved", "AFTER UPDATE OF state, batch", "queue_entries", "loupe_queue_count",
             condition="WHEN (OLD.state <> NEW.state OR OLD.batch IS DISTINCT FROM NEW.batch)"),
)

STATEMENTS = (*REFUSALS, *CHAIN, *LOG, *QUEUE)
