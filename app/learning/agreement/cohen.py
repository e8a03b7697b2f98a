"""Cohen's kappa: two readers, each with a habit of their own."""

from __future__ import annotations

import numpy as np


def cohen_kappa(tables: np.ndarray) -> np.ndarray:
    """(draws,) float64, 1 for full agreement, 0 for chance; NaN where both readers gave one and the same answer only.

    tables : (draws, k, k), photographs by the first reader's answer (rows) and the second's (columns).  With rare answers kappa is low
    although readers nearly always agree; read it beside the prevalence and AC1.  Source: Cohen, Educ. Psychol. Meas. 20(1), 1960.
    """
    shares = tables / tables.sum(axis=(1, 2), keepdims=True)
    agreed = np.trace(shares, axis1=1, axis2=2)
    expected = (shares.sum(axis=1) * shares.sum(axis=2)).sum(axis=1)
    return np.divide(agreed - expected, 1 - expected, out=np.full(len(tables), np.nan), where=1 - expected > 1e-12)
