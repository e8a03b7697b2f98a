"""A desk as it is run in earnest: gunicorn, a worker, a home of its own."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


@dataclass
class LiveDesk:
    """Starts `migrate`, `serve` and `worker` as the Procfile does, and stops them again."""

    home: Path
    port: int = 0
    processes: list[subprocess.Popen] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "LOUPE_HOST")}
        return kept | {"LOUPE_HOME": str(self.home), "PORT": str(self.port), "PYTHONUNBUFFERED": "1"}

    def command(self, *arguments: str, given: str | None = None) -> str:
        """Runs one command to its end and returns what it printed; a failure shows its words."""
        done = subprocess.run([sys.executable, "-m", "app", *arguments], cwd=PROJECT, env=self.environment(), input=given,
                              capture_output=True, text=True, timeout=900, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        self.port = self.port or free_port()
        self.command("migrate")
        self._run("serve")
        self._run("worker")
        wait_for(self.address + "/healthz")

    def first_admin_link(self) -> str:
        """The one-time link that `serve` prints while there is no admin."""
        links = [found.group(0) for line in list(self.said) if (found := re.search(r"http://\S+/\S+", line))]
        assert links, "".join(self.said)
        return links[0]

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(timeout=30)

    def _run(self, *arguments: Sequence[str]) -> None:
        process = subprocess.Popen([sys.executable, "-m", "app", *arguments], cwd=PROJECT, env=self.environment(),
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.processes.append(process)
        threading.Thread(target=lambda: self.said.extend(process.stdout), daemon=True).start()


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(address: str) -> None:
    """Returns once the address answers.  Raises TimeoutError."""
    pause = threading.Event()
    for _ in range(START_SECONDS * 10):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            pause.wait(0.1)
    raise TimeoutError(f"{address} did not answer within {START_SECONDS} s")
