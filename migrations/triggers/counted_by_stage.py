"""Since 0007 the daily totals of the log tell stages apart: what counts into them, on either database."""

from __future__ import annotations

FILL = """INSERT INTO decision_counts (question, day, reviewer_id, stage, verdict, label, model_version, count, replaced)
    SELECT d.question, substr(d.decided_at, 1, 10), d.reviewer_id, d.stage, coalesce(d.verdict, ''), coalesce(d.label, ''),
        coalesce(d.model_version, ''), count(*), count(later.id)
    FROM decisions d LEFT JOIN decisions later ON later.supersedes = d.id GROUP BY 1, 2, 3, 4, 5, 6, 7"""

SQLITE = (
    "DROP TRIGGER decisions_counted",
    "DROP TRIGGER decisions_replaced",
    """CREATE TRIGGER decisions_counted AFTER INSERT ON decisions
    BEGIN INSERT INTO decision_counts (question, day, reviewer_id, stage, verdict, label, model_version, count, replaced)
        VALUES (NEW.question, substr(NEW.decided_at, 1, 10), NEW.reviewer_id, NEW.stage, coalesce(NEW.verdict, ''),
            coalesce(NEW.label, ''), coalesce(NEW.model_version, ''), 1, 0)
        ON CONFLICT (question, day, reviewer_id, stage, verdict, label, model_version) DO UPDATE SET count = count + 1; END""",
    """CREATE TRIGGER decisions_replaced AFTER INSERT ON decisions WHEN NEW.supersedes IS NOT NULL
    BEGIN UPDATE decision_counts SET replaced = replaced + 1
        WHERE (question, day, reviewer_id, stage, verdict, label, model_version) = (
            SELECT question, substr(decided_at, 1, 10), reviewer_id, stage, coalesce(verdict, ''), coalesce(label, ''),
                coalesce(model_version, '')
            FROM decisions WHERE id = NEW.supersedes); END""",
)

POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION loupe_log_count() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO log_keys (kind, value, decided_at, seq)
            SELECT DISTINCT 'reason', value, NEW.decided_at, NEW.seq FROM json_array_elements_text(NEW.reasons::json)
            UNION ALL SELECT 'batch', batch, NEW.decided_at, NEW.seq FROM photos WHERE id = NEW.photo_id AND batch IS NOT NULL;
        INSERT INTO decision_counts AS c (question, day, reviewer_id, stage, verdict, label, model_version, count, replaced)
            VALUES (NEW.question, substr(NEW.decided_at, 1, 10), NEW.reviewer_id, NEW.stage, coalesce(NEW.verdict, ''),
                coalesce(NEW.label, ''), coalesce(NEW.model_version, ''), 1, 0)
            ON CONFLICT (question, day, reviewer_id, stage, verdict, label, model_version) DO UPDATE SET count = c.count + 1;
        IF NEW.supersedes IS NOT NULL THEN
            UPDATE decision_counts c SET replaced = replaced + 1 FROM decisions d
            WHERE d.id = NEW.supersedes AND c.question = d.question AND c.day = substr(d.decided_at, 1, 10)
                AND c.reviewer_id = d.reviewer_id AND c.stage = d.stage AND c.verdict = coalesce(d.verdict, '')
                AND c.label = coalesce(d.label, '') AND c.model_version = coalesce(d.model_version, '');
        END IF;
        RETURN NULL; END $$""",
)
