"""The process that benchmarks.memory watches: idle with a loaded model, then scoring 24 MP."""

from __future__ import annotations

import json
import os
import tempfile
import threading
from pathlib import Path

from app.config import Settings
from app.photos.decode import Decoder
from app.services.feature_row import measure as measure_row
from app.services.feature_row import schema_of_model
from app.services.scorer import ModelShelf
from benchmarks.camera_file import camera_jpeg

PERIOD = 0.005  # seconds


def resident_mb(processes: list[int]) -> float:
    """Resident megabytes of processes, as the kernel counts them."""
    total = 0
    for process in processes:
        status = Path(f"/proc/{process}/status")
        if status.exists():
            total += sum(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return total / 1024


def family() -> list[int]:
    """This process and its children."""
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return [os.getpid(), *(int(child) for child in children.read_text().split())]


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        settings = Settings.from_environment({"LOUPE_HOME": home})
        decoder, model = Decoder(settings), ModelShelf(settings, None).champion("recapture").model
        small, large = Path(home) / "small.jpg", Path(home) / "large.jpg"
        small.write_bytes(camera_jpeg(800, 600))
        large.write_bytes(camera_jpeg(6000, 4000))
        schema = schema_of_model(model)
        model.predict(measure_row(decoder.decode(small).image, schema), True)
        idle, peaks, over = resident_mb(family()), [0.0], threading.Event()

        def watch() -> None:
            while not over.wait(PERIOD):
                peaks.append(resident_mb(family()))

        watcher = threading.Thread(target=watch)
        watcher.start()
        for _ in range(3):
            model.predict(measure_row(decoder.decode(large).image, schema), False)
        over.set()
        watcher.join()
        decoder.close()
    print(json.dumps({"idle_mb": idle, "peak_mb": max(peaks), "rss_24mp_mb": max(peaks) - idle}))


if __name__ == "__main__":
    main()
