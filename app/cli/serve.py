"""serve: the web server, gunicorn with threads."""

from __future__ import annotations

import argparse
import os
import sys

from app.config import Settings


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("serve", help="the web server")
    parser.add_argument("--host", help="the address to listen on (default: LOUPE_HOST or 127.0.0.1)")
    parser.add_argument("--port", type=int, help="the port to listen on (default: PORT or 8050)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Checks the database, says where the desk is and how to become its first admin, and turns into gunicorn."""
    settings = Settings.from_environment()
    host, port = arguments.host or settings.host, arguments.port or settings.port
    greet(settings, host, port)
    command = gunicorn_command(settings, host, port)
    sys.stdout.flush()
    os.execv(command[0], command)


def greet(settings: Settings, host: str, port: int) -> None:
    """Prints the address, and the one-time link while there is no admin.  Raises DatabaseTooOld."""
    from app.services.deps import build_deps
    from app.services.first_admin import ensure_first_admin, first_admin_path
    from app.services.register_shipped import register_shipped

    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    deps = build_deps(settings)
    try:
        register_shipped(deps)
        token = ensure_first_admin(deps)
    finally:
        deps.close()
    print(f"Loupe serves http://{shown}:{port}")
    if token:
        print(f"There is no admin yet. Open this link once to become the first:\n\n    http://{shown}:{port}{first_admin_path(token)}\n")


def gunicorn_command(settings: Settings, host: str, port: int) -> list[str]:
    """What is run.  A request body may take long to come in over a slow line, so threads wait for it, not workers."""
    return [
        sys.executable, "-m", "gunicorn", "app.wsgi:server", "--bind", f"{host}:{port}", "--worker-class", "gthread",
        "--workers", str(settings.web_workers), "--threads", str(settings.web_threads), "--timeout", "60", "--graceful-timeout", "10",
        "--keep-alive", "30", "--no-control-socket", "--log-level", "warning",
    ]
