"""migrate: brings the database to the form that this version of Loupe needs."""

from __future__ import annotations

import argparse

from app.cli.desk import open_desk
from app.config import Settings


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("migrate", help="create the database, or bring it up to date")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Safe to repeat.  Also puts the shipped model versions on record, so that the first photo can be scored."""
    from app.services.register_shipped import register_shipped
    from app.store.migrate import upgrade

    settings = Settings.from_environment()
    settings.home.mkdir(parents=True, exist_ok=True)
    upgrade(settings.database_url)
    with open_desk() as deps:
        register_shipped(deps)
    return 0
