"""The features of a candidate passage, and the weights that ``scripts/calibrate.py`` has fitted to them."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

FIRST = (
    "dense", "dense_part", "words", "words_part", "best_part", "outlet", "outlet_rank", "unstated", "day"
)  # fmt: skip
FURTHER = (
    "like_best_mean", "like_best_most", "dense_part_rank", "words_part_rank", "other_outlet",
    "outlet_part_rank", "link", "links", "exact_day", "outlet_day", "outlet_day_rank",
)  # fmt: skip
FEATURES = FIRST + FURTHER
_FILE = Path(__file__).resolve().parents[2] / "config" / "ranking.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One hidden layer of rectified units over standardised features."""

    centre: Floats
    spread: Floats
    hidden: Floats
    """(units, features)."""
    bias: Floats
    out: Floats
    """(units,)."""

    def scores(self, features: Floats) -> Floats:
        """Return the score (n,) of each row of features."""
        units = np.maximum((features - self.centre) / self.spread @ self.hidden.T + self.bias, 0.0)
        scores: Floats = units @ self.out
        return scores

    def form(self) -> dict[str, list[Any]]:
        """Return it as ``config/ranking.json`` has it."""
        return {
            field.name: np.round(getattr(self, field.name).astype(float), 4).tolist()
            for field in fields(self)
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What ``scripts/calibrate.py`` has fitted: a weight for each of ``FIRST``, and the network."""

    first: Floats
    network: Network


@cache
def fitted() -> Fitted:
    """Return the fitted weights of ``config/ranking.json``."""
    read = json.loads(_FILE.read_text(encoding="utf-8"))
    network = {name: np.array(value, np.float32) for name, value in read["network"].items()}
    return Fitted(
        first=np.array([read["first"][name] for name in FIRST], np.float32),
        network=Network(**network),
    )
