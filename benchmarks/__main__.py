"""Runs the benchmarks and writes benchmarks/results.json: one object; what was not measured is null.

`make bench` runs them all, `make bench ONLY=features` one; keys that were not measured now keep their former figure.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

RESULTS = Path(__file__).parent / "results.json"
KEYS = (
    "features_over_decode_12mp", "features_speedup_vs_plain", "upload_to_score_p95_ms", "rss_24mp_mb", "key_to_painted_p95_ms",
    "keys_lost_20ms", "lease_decide_p95_ms", "lease_decide_p99_ms", "page_p95_ms_1m", "export_1m_s", "export_1m_extra_mb", "ingest_per_s",
    "retrain_10k_s", "adapt_s", "first_page_kb", "desk_ready_s", "pairing_speedup_200", "pairing_accuracy",
)
BENCHMARKS = (
    "features", "scoring", "memory", "first_page", "maps", "desk", "desk_while_retraining", "viewer", "insights", "retrain", "leases",
    "ingest", "export", "pages", "lease_decide", "pairing", "label_studio",
)


def main(only: list[str]) -> int:
    unknown = set(only) - set(BENCHMARKS)
    if unknown:
        print(f"There is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 1
    former = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    results = {key: former.get(key) for key in KEYS}
    for name in only or BENCHMARKS:
        figures = importlib.import_module(f"benchmarks.{name}").measure()
        print(name, json.dumps({key: round(value, 3) for key, value in figures.items()}, indent=2))
        results |= {key: round(value, 3) for key, value in figures.items() if key in KEYS}
        RESULTS.write_text(json.dumps(results, indent=2) + "\n")  # now, since a later one may fail
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
