"""Deciding and getting the next photograph through HTTP, against gunicorn on a queue of a million: one reviewer, then 25 at once.

The 25 are measured three times: while each looks at a photograph for a quarter of a second, which is as fast as anybody judges; the same
while a million decisions are exported; and without any pause, which is as much as the desk can take.
"""

from __future__ import annotations

import http.client
import json
import shutil
import tempfile
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.million import PASSWORD, REVIEWERS, million_desk
from tests.journeys.live_desk import LiveDesk

ALONE, TOGETHER = 300, 40  # verdicts of one reviewer alone, and of each of the 25
LOOK = 0.25                # seconds
HEADERS = {"Accept": "application/json", "Content-Type": "application/json"}


@dataclass
class Client:
    """A reviewer's connection that stays open, signed in."""

    port: int
    name: str
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, body: dict | None = None) -> dict:
        self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = HEADERS | {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
                             "X-CSRFToken": self.cookies.get("_csrf_token", ""), "Origin": f"http://127.0.0.1:{self.port}"}
        self.connection.request(method, path, json.dumps(body) if body else None, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name == "Set-Cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        assert answer.status < 400, (answer.status, content[:300])
        return json.loads(content or b"{}")

    def sign_in(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        self.connection.request("POST", "/sign-in", f"name={self.name.replace(' ', '+')}&password={PASSWORD.replace(' ', '+')}", {
            "Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"})
        answer = self.connection.getresponse()
        content = answer.read()
        assert answer.status == 200, content[:300]
        for name, value in answer.getheaders():
            if name == "Set-Cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]

    def judge(self, count: int, look: float = 0.0) -> list[float]:
        """Milliseconds from each verdict to the answer that brings the next photograph.  look : seconds before each verdict."""
        item, times = self.ask("GET", "/api/next?question=recapture")["item"], []
        for number in range(count):
            body = {"request_id": str(uuid.uuid4()), "photo_id": item["photo"]["id"], "question": "recapture", "lease_id": item["lease_id"],
                    "verdict": ("ACCEPT", "REJECT")[number % 2], "reasons": []}
            time.sleep(look)
            started = time.perf_counter()
            item = self.ask("POST", "/api/decisions", body)["next"]
            times.append(1000 * (time.perf_counter() - started))
        return times


def measure() -> dict[str, float]:
    """p50, p95 and p99 in milliseconds: lease_decide_* for one reviewer, lease_decide_25_* for 25 who look, lease_decide_25_export_* beside
    an export, lease_decide_25_rush_* for 25 without a pause; and how many verdicts a second those gave."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "desk"
        shutil.copytree(million_desk(), home)
        desk = LiveDesk(home)
        desk.start()
        try:
            return run(desk)
        finally:
            desk.stop()


def run(desk: LiveDesk) -> dict[str, float]:
    """The measurement against a desk that runs already."""
    clients = [Client(desk.port, f"reviewer {number}") for number in range(REVIEWERS)]
    for client in clients:
        client.sign_in()
    clients[0].judge(20)
    figures = summary("lease_decide", clients[0].judge(ALONE))
    figures |= summary("lease_decide_25", _together(clients, LOOK)) | summary("lease_decide_25_export", _beside_export(desk, clients))
    started = time.perf_counter()
    rush = _together(clients, 0.0)
    return figures | summary("lease_decide_25_rush", rush) | {"verdicts_per_s": len(rush) / (time.perf_counter() - started)}


def _beside_export(desk: LiveDesk, clients: list[Client]) -> list[float]:
    exporting = threading.Thread(target=desk.command, args=("export", "--out", str(desk.home / "all.csv")))
    exporting.start()
    answers = _together(clients, LOOK)
    assert exporting.is_alive(), "the export ended before the verdicts did"
    exporting.join()
    return answers


def _together(clients: list[Client], look: float) -> list[float]:
    """What TOGETHER verdicts of each took, all at the same time."""
    answers: list[list[float]] = []
    threads = [threading.Thread(target=lambda client=client: answers.append(client.judge(TOGETHER, look))) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == len(clients), "a reviewer met an error"
    return [one for times in answers for one in times]


def summary(name: str, times: list[float]) -> dict[str, float]:
    """p50, p95 and p99."""
    return {f"{name}_p{percent}_ms": float(np.percentile(times, percent)) for percent in (50, 95, 99)}
