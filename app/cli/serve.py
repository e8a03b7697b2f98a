"""serve: the web server, gunicorn with threads."""

from __future__ import annotations

import argparse
import gc
import importlib
from typing import Any

from app.cli.desk import open_desk
from app.config import Settings

# what a worker needs before its first answer; loaded once, before the workers are forked, so that they start at once and share it
LOADED_BEFORE_FORK = ("app.factory", "app.learning.artifact", "app.services.take_in")
ABANDONED_SECONDS = 86_400  # an upload that was cut off by a crash is cleared away at the first start after this time


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("serve", help="the web server")
    parser.add_argument("--host", help="the address to listen on (default: LOUPE_HOST or 127.0.0.1)")
    parser.add_argument("--port", type=int, help="the port to listen on (default: PORT or 8050)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Checks the database, says where the desk is and how to become its first admin, and serves until it is told to stop."""
    settings = Settings.from_environment()
    host, port = arguments.host or settings.host, arguments.port or settings.port
    greet(host, port)
    for module in LOADED_BEFORE_FORK:
        importlib.import_module(module)  # importing builds nothing: each worker opens its own database and decoder
    gc.freeze()
    _gunicorn(gunicorn_options(settings, host, port))
    return 0


def greet(host: str, port: int) -> None:
    """Clears up after a crash and prints the address, and the one-time link while there is no admin.  Raises DatabaseTooOld."""
    from app.services.first_admin import ensure_first_admin, first_admin_path
    from app.services.register_shipped import register_shipped

    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    with open_desk() as deps:
        deps.blobs.clear_temporary(ABANDONED_SECONDS)
        register_shipped(deps)
        token = ensure_first_admin(deps)
    print(f"Loupe serves http://{shown}:{port}", flush=True)
    if token:
        print(f"There is no admin yet. Open this link once to become the first:\n\n    http://{shown}:{port}{first_admin_path(token)}\n",
              flush=True)


def gunicorn_options(settings: Settings, host: str, port: int) -> dict[str, Any]:
    """A request body may take long to come in over a slow line: threads wait for it, not whole workers."""
    return {
        "bind": f"{host}:{port}", "worker_class": "gthread", "workers": settings.web_workers, "threads": settings.web_threads,
        "timeout": 60, "graceful_timeout": 10, "keepalive": 30, "control_socket_disable": True, "loglevel": "warning", "proc_name": "loupe",
    }


def _gunicorn(options: dict[str, Any]) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from app.wsgi import server

            return server

    Server().run()
