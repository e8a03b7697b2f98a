"""Next + submit through HTTP beside Label Studio with SQLite, on a list of 10,000 photographs, in one run with the turns alternating.

Label Studio is measured where LABEL_STUDIO names its command (pip install label-studio in an environment of its own); else it is left out,
with a message.
"""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.lease_decide import Client
from benchmarks.million import million_desk
from tests.journeys.live_desk import LiveDesk, free_port, wait_for

PHOTOS, TURNS, WARM = 10_000, 200, 10
EMAIL, PASSWORD = "anna@example.org", "lantern orchard seven"
CONFIG = ('<View><Image name="photo" value="$image"/><Choices name="said" toName="photo"><Choice value="original"/>'
          '<Choice value="recaptured"/></Choices></View>')


def measure() -> dict[str, float]:
    """Median and p95 in milliseconds of a round trip on each, and the ratio of the medians; Loupe's alone without Label Studio."""
    command = os.environ.get("LABEL_STUDIO") or shutil.which("label-studio")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "desk"
        shutil.copytree(million_desk(PHOTOS, decided=False), home)
        desk = LiveDesk(home)
        desk.start()
        try:
            if command is None:
                print("Label Studio is not installed; name its command in LABEL_STUDIO to compare.", file=sys.stderr)
                return _figures({"loupe": _loupe_turn(desk)})
            return _beside(command, Path(folder) / "label-studio", desk)
        finally:
            desk.stop()


def _beside(command: str, folder: Path, desk: LiveDesk) -> dict[str, float]:
    port = free_port()
    environment = os.environ | {"LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK": "false", "COLLECT_ANALYTICS": "false"}
    server = subprocess.Popen(
        [command, "start", "--no-browser", "--port", str(port), "--internal-host", "127.0.0.1", "--data-dir", str(folder),
         "--username", EMAIL, "--password", PASSWORD], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/health")
        label_studio = _label_studio_turn(f"http://127.0.0.1:{port}")  # takes minutes, which no open connection outlasts
        figures = _figures({"loupe": _loupe_turn(desk), "label_studio": label_studio})
        return figures | {"label_studio_over_loupe": figures["label_studio_p50_ms"] / figures["loupe_p50_ms"]}
    finally:
        server.terminate()
        server.wait(timeout=30)


def _figures(turns: dict[str, Callable[[], None]]) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in turns}
    for _ in range(TURNS + WARM):
        for name, turn in turns.items():
            started = time.perf_counter()
            turn()
            times[name].append(1000 * (time.perf_counter() - started))
    return {f"{name}_p{percent}_ms": float(np.percentile(taken[WARM:], percent)) for name, taken in times.items() for percent in (50, 95)}


def _loupe_turn(desk: LiveDesk) -> Callable[[], None]:
    """The verdict that also brings the next photograph."""
    client = Client(desk.port, "reviewer 0")
    client.sign_in()
    at_hand = [client.ask("GET", "/api/next?question=recapture")["item"]]

    def turn() -> None:
        body = {"request_id": str(uuid.uuid4()), "photo_id": at_hand[0]["photo"]["id"], "question": "recapture",
                "lease_id": at_hand[0]["lease_id"], "verdict": "ACCEPT", "reasons": []}
        at_hand[0] = client.ask("POST", "/api/decisions", body)["next"]

    return turn


def _label_studio_turn(address: str) -> Callable[[], None]:
    """The annotation, then the next task, as its own page asks for them."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = browser.open(f"{address}/user/login").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)  # type: ignore[union-attr]
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "email": EMAIL, "password": PASSWORD}).encode()
    browser.open(urllib.request.Request(f"{address}/user/login", form, {"Referer": f"{address}/user/login"}))

    def ask(path: str, body: object | None = None) -> dict:
        cookies = {cookie.name: cookie.value for handler in browser.handlers if isinstance(handler, urllib.request.HTTPCookieProcessor)
                   for cookie in handler.cookiejar}
        headers = {"Content-Type": "application/json", "X-CSRFToken": cookies.get("csrftoken") or "", "Referer": address}
        content = None if body is None else json.dumps(body).encode()
        return json.loads(browser.open(urllib.request.Request(address + path, content, headers), timeout=300).read())

    project = ask("/api/projects/", {"title": "photographs", "label_config": CONFIG})["id"]
    for start in range(0, PHOTOS, 2500):
        ask(f"/api/projects/{project}/import", [{"image": f"/photos/{number}.jpg"} for number in range(start, start + 2500)])
    said = [{"from_name": "said", "to_name": "photo", "type": "choices", "value": {"choices": ["original"]}}]
    at_hand = [ask(f"/api/projects/{project}/next")["id"]]

    def turn() -> None:
        ask(f"/api/tasks/{at_hand[0]}/annotations/?project={project}", {"result": said, "lead_time": 3.0})
        at_hand[0] = ask(f"/api/projects/{project}/next")["id"]

    return turn
