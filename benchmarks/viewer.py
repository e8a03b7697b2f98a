"""The viewer with 12 MP photographs in headless Chromium: until one is painted, until all its pixels are, and a frame while zooming."""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import tempfile
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.camera_file import camera_jpeg
from tests.journeys.conftest import CHROMIUM
from tests.journeys.live_desk import LiveDesk
from tests.journeys.signed_in import add_people, signed_in

PHOTOS = 12
STEPS = 60

# from the call that asks for the photograph to two frames after it was decoded; nothing of it was fetched before
OPEN = """async (id) => {
    const started = performance.now();
    await loupe.desk.flow.load(id);
    return performance.now() - started;
}"""
ALL_PIXELS = """async () => {
    const started = performance.now();
    loupe.desk.viewer.actual();
    const viewer = loupe.desk.viewer;
    while (!viewer.full || viewer.frame.lastElementChild !== viewer.full) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - started;
}"""
COUNT_FRAMES = """() => {
    window.frames_ms = []; window.counting = true;
    let last = null;
    const frame = (now) => {
        if (last !== null) window.frames_ms.push(now - last);
        last = now;
        if (window.counting) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
}"""


def measure() -> dict[str, float]:
    """{viewer_ready_ms, viewer_all_pixels_ms, frame_ms, frame_p95_ms}: medians over 12 MP photographs not fetched before."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        desk = LiveDesk(Path(home) / "desk")
        desk.start()
        try:
            add_people(desk, anna="lead")
            paths = [Path(home) / f"{seed}.jpg" for seed in range(PHOTOS)]
            for seed, path in enumerate(paths):
                path.write_bytes(camera_jpeg(4000, 3000, seed))
            desk.command("ingest", *(str(path) for path in paths))
            chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM))
            figures = _measure(signed_in(chromium, desk, "anna"), desk)
            chromium.close()
        finally:
            desk.stop()
    return figures


def _measure(page: Page, desk: LiveDesk) -> dict[str, float]:
    page.wait_for_load_state("networkidle")
    ready, pixels, frames = [], [], []
    for photo in _not_fetched_yet(page, desk):
        ready.append(page.evaluate(OPEN, photo))
        pixels.append(page.evaluate(ALL_PIXELS))
        page.evaluate(COUNT_FRAMES)
        page.mouse.move(560, 400)
        for step in range(STEPS):
            page.mouse.wheel(0, -120 if step < STEPS // 2 else 120)
        frames += page.evaluate("(() => { window.counting = false; return window.frames_ms; })()")
        page.keyboard.press("f")
    return {"viewer_ready_ms": statistics.median(ready), "viewer_ready_max_ms": max(ready),
            "viewer_all_pixels_ms": statistics.median(pixels), "frame_ms": statistics.median(frames),
            "frame_p95_ms": statistics.quantiles(frames, n=20)[18], "photographs": len(ready), "frames": len(frames)}


def _not_fetched_yet(page: Page, desk: LiveDesk) -> list[str]:
    """The photographs that the desk has neither shown nor fetched ahead."""
    fetched = {page.evaluate("loupe.desk.photo.id"), *page.evaluate("loupe.desk.flow.coming.map((photo) => photo.id)")}
    with closing(sqlite3.connect(f"file:{desk.home / 'loupe.db'}?mode=ro", uri=True)) as database:
        return [photo for (photo,) in database.execute("SELECT id FROM photos") if photo not in fetched]
