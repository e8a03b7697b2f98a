"""watch: looks at drift, live accuracy, calibration and the score's influence at once."""

from __future__ import annotations

import argparse

from app.cli.desk import open_desk
from app.cli.options import add_question


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("watch", help="look for drift and alerts at once, as a worker does every hour")
    add_question(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints what was looked at and the alerts that stand; sends new ones to the webhook."""
    from app.jobs.engine import work
    from app.jobs.tasks import TASKS
    from app.services.access import OPERATOR
    from app.services.alerts import standing_alerts
    from app.services.latest_watch import ask_watch, latest_watch

    with open_desk() as deps:
        asked = ask_watch(deps, OPERATOR, arguments.question)
        work(deps, once=True, tasks={kind: TASKS[kind] for kind in ("watch", "webhook")})
        done = latest_watch(deps, OPERATOR, arguments.question)
        standing = standing_alerts(deps, OPERATOR, arguments.question)
    if done is None or done.id != asked.id:
        print("A worker is looking at the moment; these are the alerts that stand.")
    else:
        drift = done.result["drift"]
        print(drift["trouble"] or f"{drift['photos']} photographs compared: {drift['moved']} of {drift['features']} features moved.")
    print("\n".join(f"{alert.raised_at:%Y-%m-%d %H:%M}  {alert.text}" for alert in standing) or "No alert stands.")
    return 0
