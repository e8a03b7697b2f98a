"""A million decisions as CSV, streamed: seconds, and memory beyond what the process held before."""

from __future__ import annotations

import os
import time

from app.config import Settings
from app.services.access import OPERATOR
from app.services.decision_log import Filters
from app.services.deps import build_deps
from app.services.export import export_decisions
from benchmarks.memory_child import resident_mb
from benchmarks.million import million_desk


def measure() -> dict[str, float]:
    """{export_1m_s, export_1m_extra_mb, export_1m_mb, export_1m_cpu_s}; the first piece is asked for once before, to warm up."""
    deps = build_deps(Settings.from_environment({"LOUPE_HOME": str(million_desk())}))
    try:
        next(export_decisions(deps, OPERATOR, Filters(), "csv"))
        before, size, peak = resident_mb([os.getpid()]), 0, 0.0
        started, worked = time.perf_counter(), time.process_time()
        for number, piece in enumerate(export_decisions(deps, OPERATOR, Filters(), "csv")):
            size += len(piece)
            if number % 50 == 0:
                peak = max(peak, resident_mb([os.getpid()]))
        return {"export_1m_s": time.perf_counter() - started, "export_1m_cpu_s": time.process_time() - worked,
                "export_1m_extra_mb": peak - before, "export_1m_mb": size / 1e6}
    finally:
        deps.close()
