"""The desk in headless Chromium against gunicorn: from a verdict key to the next photograph painted, keys lost in bursts, slow lines."""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import tempfile
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
from playwright.sync_api import Page, sync_playwright

from benchmarks.camera_file import camera_jpeg
from benchmarks.first_page import open_desk
from tests.journeys.conftest import CHROMIUM
from tests.journeys.live_desk import LiveDesk
from tests.journeys.signed_in import READY, add_people, signed_in

VERDICTS = 200
BURST = 80            # presses
AT_ONCE = 40          # photographs a command
LOOK_MS = 250         # nobody judges faster; the desk fetches ahead meanwhile
MEGABITS, LATENCY_MS = 10.0, 40.0
WATCH = """() => {
    window.pressed = 0; window.painted = []; window.accepted = [];
    document.addEventListener("keydown", () => { window.pressed = performance.now(); }, true);
    document.getElementById("desk").addEventListener("painted", () => window.painted.push(performance.now() - window.pressed));
    const give = loupe.desk.flow.give.bind(loupe.desk.flow);
    loupe.desk.flow.give = (verdict) => { window.accepted.push(loupe.desk.photo.id); return give(verdict); };
}"""


def measure(verdicts: int = VERDICTS) -> dict[str, float]:
    """{key_to_painted_p50_ms, key_to_painted_p95_ms, keys_lost_20ms, keys_lost_60ms, …}: 200 verdicts after a look of 250 ms each,
    80 presses 20 and 60 ms apart, and the first page at 10 Mbit/s with 40 ms of latency, cold and warm."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        desk = LiveDesk(Path(home) / "desk")
        desk.start()
        try:
            add_people(desk, anna="reviewer")
            paths = photographs(Path(home), verdicts + 2 * BURST + 5)
            for start in range(0, len(paths), AT_ONCE):
                desk.command("ingest", *(str(path) for path in paths[start:start + AT_ONCE]))
            chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM))
            page = signed_in(chromium, desk, "anna")
            page.evaluate(WATCH)
            figures = key_to_painted(page, verdicts) | _bursts(page, desk) | _slow_line(page, desk)
            chromium.close()
        finally:
            desk.stop()
    return figures


def photographs(folder: Path, count: int) -> list[Path]:
    """2 MP headshots that differ in a corner, so that each is another file."""
    image = cv2.imdecode(np.frombuffer(camera_jpeg(1632, 1224), np.uint8), cv2.IMREAD_COLOR)
    paths = [folder / f"{seed}.jpg" for seed in range(count)]
    for seed, path in enumerate(paths):
        image[:64, :64] = np.random.default_rng(seed).integers(0, 256, (64, 64, 3))
        path.write_bytes(cv2.imencode(".jpg", image)[1].tobytes())
    return paths


def key_to_painted(page: Page, verdicts: int) -> dict[str, float]:
    for _ in range(verdicts):
        before = page.get_attribute("#desk", "data-showing")
        page.wait_for_timeout(LOOK_MS)
        page.keyboard.press("a")
        page.wait_for_selector(f"{READY}:not([data-showing='{before}'])")
    times = page.evaluate("window.painted")
    return {"key_to_painted_p50_ms": statistics.median(times), "key_to_painted_p95_ms": statistics.quantiles(times, n=20)[18],
            "key_to_painted_n": len(times)}


def _bursts(page: Page, desk: LiveDesk) -> dict[str, float]:
    """lost: accepted verdicts that are not stored exactly once; a press that the desk refuses visibly is not accepted."""
    figures: dict[str, float] = {}
    for apart in (20, 60):
        page.evaluate("window.accepted = []")
        for _ in range(BURST):
            page.keyboard.press("a")
            page.wait_for_timeout(apart)
        page.wait_for_selector("#desk:is([data-state=ready], [data-state=empty])", state="attached")
        accepted = page.evaluate("window.accepted")
        figures[f"keys_lost_{apart}ms"] = sum(_times_stored(desk, photo) != 1 for photo in accepted)
        figures[f"keys_accepted_{apart}ms"] = len(accepted)
    return figures


def _times_stored(desk: LiveDesk, photo: str) -> int:
    with closing(sqlite3.connect(f"file:{desk.home / 'loupe.db'}?mode=ro", uri=True)) as database:
        return database.execute("SELECT count(*) FROM decisions WHERE photo_id = ?", (photo,)).fetchone()[0]


def _slow_line(page: Page, desk: LiveDesk) -> dict[str, float]:
    page.goto("about:blank")
    cold = open_desk(page, desk, empty_cache=True, megabits=MEGABITS, latency_ms=LATENCY_MS)
    warm = open_desk(page, desk, empty_cache=False, megabits=MEGABITS, latency_ms=LATENCY_MS)
    return {"cold_10mbit_kb": cold[0], "cold_10mbit_s": cold[1], "warm_10mbit_kb": warm[0], "warm_10mbit_s": warm[1]}
