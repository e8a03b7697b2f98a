"""The first page in headless Chromium against gunicorn: kilobytes over the wire, seconds until the desk is ready, resident memory."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.camera_file import camera_jpeg
from benchmarks.memory_child import resident_mb
from tests.journeys.conftest import CHROMIUM
from tests.journeys.live_desk import LiveDesk

PASSWORD = "lantern orchard seven"


def measure() -> dict[str, float]:
    """{first_page_kb, desk_ready_s, warm_page_kb, web_rss_mb, worker_rss_mb}: compressed kilobytes and seconds, with an empty cache."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        desk = LiveDesk(Path(home) / "desk")
        desk.start()
        try:
            photograph = Path(home) / "one.jpg"
            photograph.write_bytes(camera_jpeg(1632, 1224))
            desk.command("user", "add", "anna", "--role", "admin", given=f"{PASSWORD}\n")
            desk.command("ingest", str(photograph))
            chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM))
            page = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
            _sign_in(page, desk)
            cold = open_desk(page, desk, empty_cache=True)
            warm = open_desk(page, desk, empty_cache=False)
            memory = {"web_rss_mb": resident_mb([desk.processes[0].pid]), "worker_rss_mb": resident_mb([desk.processes[1].pid])}
            chromium.close()
        finally:
            desk.stop()
    return {"first_page_kb": cold[0], "desk_ready_s": cold[1], "warm_page_kb": warm[0], "warm_ready_s": warm[1]} | memory


def _sign_in(page: Page, desk: LiveDesk) -> None:
    page.goto(desk.address)
    page.fill("input[name=name]", "anna")
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_selector("#desk")
    page.goto("about:blank")


def open_desk(page: Page, desk: LiveDesk, empty_cache: bool, megabits: float | None = None, latency_ms: float = 0.0) -> tuple[float, float]:
    """Kilobytes over the wire until the network is idle, and seconds until the desk is ready.  megabits: a second, None for no limit."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("Network.enable")
    if megabits is not None:
        rate = megabits * 1e6 / 8
        protocol.send("Network.emulateNetworkConditions", {"offline": False, "latency": latency_ms, "downloadThroughput": rate,
                                                           "uploadThroughput": rate})
    if empty_cache:
        protocol.send("Network.clearBrowserCache")
    received = [0.0]
    protocol.on("Network.loadingFinished", lambda event: received.__setitem__(0, received[0] + event["encodedDataLength"]))
    started = time.perf_counter()
    page.goto(desk.address)
    page.wait_for_selector("#desk[data-state=ready]", state="attached")
    ready = time.perf_counter() - started
    page.wait_for_load_state("networkidle")
    protocol.detach()
    page.goto("about:blank")
    return received[0] / 1024, ready
