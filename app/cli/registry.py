"""The commands, in the order in which `--help` lists them."""

from __future__ import annotations

from app.cli import decide, export, features, ingest, migrate, queue, score, serve, user, verify, worker

COMMANDS = (serve, worker, migrate, user, ingest, score, features, queue, decide, export, verify)
