"""The default encoder's network as an ONNX graph, in int8 or float32, made from its published weights.

Eight-bit products lose little as long as no activation is much larger than the rest, since one scale
serves all. In this network a handful of channels are ten times as large as the others; those are
multiplied in float32 beside the rest (Dettmers et al., "LLM.int8()", 2022). ``outliers.json`` names them;
``scripts/find_outliers.py`` finds them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from index.encoders.encoder import Matrix
from index.encoders.onnx_graph import CONTRIB, Graph

HEADS = 12
WIDTH = 384
LAYERS = 6
EPSILON = 1e-12
_OUTLIERS = Path(__file__).with_name("outliers.json")

Weights = Mapping[str, Matrix]


def network(weights: Weights, *, int8: bool, watched: bool = False) -> bytes:
    """Return the network as a model file.

    Inputs: ``rows`` (1, n, d), the embedded tokens of all texts; ``ones`` and ``zeros`` (n,); ``shape``
    = (texts, tokens, d). Output: ``hidden`` (1, n, d). ``watched`` adds what every linear layer reads, as
    ``LAYER.NAME``.
    """
    made = _Network(weights, int8=int8)
    last = made.layers("rows")
    made.graph.rename(last, "hidden")
    outputs: dict[str, tuple[str, list[int | str]]] = {"hidden": ("float32", [1, "n", WIDTH])}
    for name, value in made.read.items() if watched else ():
        made.graph.rename(value, name)
        outputs[name] = ("float32", [1, "n", "k"])
    inputs: dict[str, tuple[str, list[int | str]]] = {
        "rows": ("float32", [1, "n", WIDTH]),
        "ones": ("float32", ["n"]),
        "zeros": ("float32", ["n"]),
        "shape": ("int64", [3]),
    }
    return made.graph.written(inputs, outputs)


@cache
def outliers() -> dict[str, list[int]]:
    """Return the channels multiplied in float32, by linear layer."""
    read: dict[str, list[int]] = json.loads(_OUTLIERS.read_text("utf-8"))
    return read


class _Network:
    def __init__(self, weights: Weights, *, int8: bool) -> None:
        self.graph = Graph()
        self.read: dict[str, str] = {}
        self._weights, self._int8 = weights, int8
        self._flat = self.graph.constant(np.array([1, -1, WIDTH], np.int64))

    def layers(self, rows: str) -> str:
        for number in range(LAYERS):
            rows = self._layer(rows, number)
        return rows

    def _layer(self, rows: str, number: int) -> str:
        seen = self._attention(rows, number)
        out = self._linear(seen, number, ["attention.output.dense"])
        rows = self._norm(out, rows, number, "attention.output.LayerNorm")
        inner = self._linear(rows, number, ["intermediate.dense"])
        inner = self.graph.op("Gelu", inner, domain=CONTRIB)
        down = self._linear(inner, number, ["output.dense"])
        return self._norm(down, rows, number, "output.LayerNorm")

    def _attention(self, rows: str, number: int) -> str:
        parts = [f"attention.self.{part}" for part in ("query", "key", "value")]
        joined = self.graph.op("Reshape", self._linear(rows, number, parts), "shape")
        each = self.graph.split("Split", joined, parts=3, axis=2, num_outputs=3)
        seen = self.graph.op("MultiHeadAttention", *each, domain=CONTRIB, num_heads=HEADS)
        return self.graph.op("Reshape", seen, self._flat)

    def _linear(self, rows: str, number: int, names: Sequence[str]) -> str:
        weight, bias = (
            np.concatenate([self._of(number, f"{name}.{kind}") for name in names])
            for kind in ("weight", "bias")
        )
        self.read[f"{number}.{names[0]}"] = rows
        if self._int8:
            return self._quantised(rows, weight, bias, outliers()[f"{number}.{names[0]}"])
        product = self.graph.op("MatMul", rows, self.graph.constant(weight.T))
        return self.graph.op("Add", product, self.graph.constant(bias))

    def _quantised(self, rows: str, weight: Matrix, bias: Matrix, apart: Sequence[int]) -> str:
        graph = self.graph
        beside = None
        if apart:
            mask = np.ones(weight.shape[1], np.float32)
            mask[apart] = 0
            large = graph.op("Gather", rows, graph.constant(np.array(apart, np.int64)), axis=-1)
            rows = graph.op("Mul", rows, graph.constant(mask))
            beside = graph.op("MatMul", large, graph.constant(weight[:, apart].T))
            weight = weight * mask
        scales = np.maximum(np.abs(weight).max(1), 1e-8) / np.float32(127)
        values = np.rint(weight * (1 / scales)[:, None]).astype(np.int8)
        constants = (values.T, scales, np.zeros(len(scales), np.int8), bias)
        names = [graph.constant(one) for one in constants]
        out = graph.op("DynamicQuantizeMatMul", rows, *names, domain=CONTRIB)
        return graph.op("Add", out, beside) if beside else out

    def _norm(self, rows: str, skip: str, number: int, name: str) -> str:
        """Add and normalise.

        Each row is taken for a channel of one picture: onnxruntime's operators for layers take five
        times as long as the one for pictures.
        """
        graph = self.graph
        total = graph.op("Add", rows, skip)
        even = graph.op("InstanceNormalization", total, "ones", "zeros", epsilon=EPSILON)
        gain, bias = (
            graph.constant(self._of(number, f"{name}.{kind}")) for kind in ("weight", "bias")
        )
        return graph.op("Add", graph.op("Mul", even, gain), bias)

    def _of(self, number: int, name: str) -> Matrix:
        return self._weights[f"encoder.layer.{number}.{name}"]
