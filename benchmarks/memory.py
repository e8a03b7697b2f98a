"""Resident memory that scoring a 24 MP photograph takes above an idle process, its decoding child included."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def measure() -> dict[str, float]:
    """{idle_mb, peak_mb, rss_24mp_mb}: megabytes, of a process of its own that scores three photographs of 24 MP one after the other."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.memory_child"], cwd=PROJECT, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)
