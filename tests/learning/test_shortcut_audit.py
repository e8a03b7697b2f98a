from __future__ import annotations

import json

import numpy as np

from app.learning.shortcut_audit import shortcut_audit

RNG = np.random.default_rng(0)
N = 400
TRUTH = np.arange(N) % 2 == 1
SOURCE = np.array(["clean" if row < N // 2 else "leaky" for row in range(N)])
GROUP = np.array([f"g{row // 2}" for row in range(N)])


def facts() -> dict[str, np.ndarray]:
    leaky = np.where((SOURCE == "leaky") & TRUTH, -3.0, 0.0)
    return {"pixels": RNG.normal(size=N), "bytes_per_pixel": RNG.normal(size=N) + leaky, "jpeg_quality": np.full(N, np.nan)}


def test_a_fact_that_separates_the_labels_is_found_where_it_does():
    audit = json.loads(json.dumps(shortcut_audit(facts(), TRUTH, SOURCE, GROUP), allow_nan=False))
    assert audit["sources"]["leaky"]["worst"] == "bytes_per_pixel"
    assert audit["sources"]["leaky"]["facts"]["bytes_per_pixel"]["value"] > 0.95  # lower counts like higher
    assert audit["sources"]["leaky"]["supports_a_claim"] is False
    assert audit["sources"]["clean"]["supports_a_claim"] is True


def test_what_is_unknown_is_null_with_a_reason():
    audit = shortcut_audit(facts(), TRUTH, SOURCE, GROUP)
    figure = audit["pooled"]["facts"]["jpeg_quality"]
    assert figure["value"] is None and "known" in figure["reason"] and figure["n"] == 0


def test_one_label_supports_no_verdict():
    audit = shortcut_audit(facts(), np.ones(N, bool), SOURCE, GROUP)
    assert audit["pooled"]["worst"] is None and audit["pooled"]["supports_a_claim"] is None


def test_no_facts_no_verdict():
    assert shortcut_audit({}, TRUTH, SOURCE, GROUP)["pooled"] == {"facts": {}, "worst": None, "supports_a_claim": None}
