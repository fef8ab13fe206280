"""Turn logits into probabilities (Platt 1999, with his smoothed targets)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def platt(scores: NDArray[np.float32], right: NDArray[np.bool_]) -> tuple[float, float]:
    """Fit ``slope * logit + shift`` to probabilities ``scores`` (n,) and outcomes; by Newton."""
    clipped = np.clip(scores.astype(np.float64), 1e-6, 1 - 1e-6)
    logits = np.log(clipped / (1 - clipped))
    yes, no = int(right.sum()), int((~right).sum())
    target = np.where(right, (yes + 1) / (yes + 2), 1 / (no + 2))
    table = np.stack([logits, np.ones_like(logits)], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(50):
        guess = 1 / (1 + np.exp(-table @ weights))
        curve = table.T @ (table * (guess * (1 - guess))[:, None]) + 1e-9 * np.eye(2)
        weights -= np.linalg.solve(curve, table.T @ (guess - target))
    return float(weights[0]), float(weights[1])
