"""Triggers of migration 0004: a policy is written once; what changes it is a later one."""

from __future__ import annotations

SQLITE = tuple(
    f"CREATE TRIGGER policies_no_{act} BEFORE {act.upper()} ON policies "
    "BEGIN SELECT RAISE(ABORT, 'policies are written once and never changed'); END" for act in ("update", "delete"))
POSTGRESQL = (
    *(f"CREATE TRIGGER policies_no_{act} BEFORE {act.upper()} ON policies FOR EACH ROW EXECUTE FUNCTION loupe_refuse()"
      for act in ("update", "delete")),
    "CREATE TRIGGER policies_no_truncate BEFORE TRUNCATE ON policies FOR EACH STATEMENT EXECUTE FUNCTION loupe_refuse()",
)
