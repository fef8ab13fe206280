"""Write a trained checker as an int8 ONNX graph that onnxruntime runs with its fused operators.

Weights are signed, one scale a column, in seven bits, so that processors without VNNI instructions
(whose 16-bit sums saturate) give the same scores; activations are quantised as they come. The
embedding table is kept in six bits a value, with one scale a word.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from index.encoders.onnx_graph import CONTRIB, FLOAT32, INT32, Graph
from scripts.checker_training.fake_quantisation import WEIGHT_LIMIT
from scripts.checker_training.network import MINILM

Floats = NDArray[np.float32]
HEADS, WIDTH = MINILM.heads, MINILM.width
_PLACES = 128
WORD_LIMIT, _MIDDLE = 31, 32


def quantised(table: Floats, axis: int, limit: int) -> tuple[NDArray[np.int8], Floats]:
    """Return int8 values and the scale of each column (axis 0) or row (axis 1)."""
    scale = np.maximum(np.abs(table).max(axis=axis, keepdims=True), 1e-8) / limit
    return np.clip(np.rint(table / scale), -limit, limit).astype(np.int8), scale.squeeze(
        axis
    ).astype(np.float32)


def packed(values: NDArray[np.int8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return values (n, d) from -31 to 31 in six bits each: the low fours (n, d / 2), the high twos (n, d / 4).

    A byte holds values that are d / 2 or d / 4 apart, the first of them lowest.
    """
    raised = (values + _MIDDLE).astype(np.uint8)
    fours, twos = np.split(raised & 15, 2, axis=1), np.split(raised >> 4, 4, axis=1)
    low = fours[0] | fours[1] << 4
    return low, twos[0] | twos[1] << 2 | twos[2] << 4 | twos[3] << 6


def _unpacked(graph: Graph, table: NDArray[np.uint8], bits: int) -> str:
    """Gather rows of a table of which each byte holds several values of so many bits."""
    rows = graph.op("Gather", graph.constant(table), "ids")
    parts = []
    for shift in range(0, 8, bits):
        mask = graph.constant(np.array((2**bits - 1) << shift, np.uint8))
        part = graph.op("Cast", graph.op("BitwiseAnd", rows, mask), to=FLOAT32)
        parts.append(graph.op("Mul", part, graph.constant(np.array(2.0**-shift, np.float32))))
    return graph.op("Concat", *parts, axis=2)


def _whole(graph: Graph, *numbers: int) -> str:
    return graph.constant(np.array(numbers, np.int64))


def _linear(graph: Graph, x: str, weight: Floats, bias: Floats) -> str:
    """Multiply by an int8 weight (out, in) and add a bias."""
    values, scales = quantised(weight.T.copy(), 0, WEIGHT_LIMIT)
    constants = (values, scales, np.zeros(scales.shape, np.int8), bias)
    names = [graph.constant(one) for one in constants]
    return graph.op("DynamicQuantizeMatMul", x, *names, domain=CONTRIB)


def _normed(graph: Graph, x: str, skip: str, gain: Floats, bias: Floats) -> str:
    """Add and normalise (unfused: onnxruntime's fused operator takes five times as long)."""
    names = [graph.constant(one) for one in (gain, bias)]
    return graph.op("LayerNormalization", graph.op("Add", x, skip), *names, epsilon=1e-12, axis=-1)


def _embedded(graph: Graph, state: dict[str, Floats]) -> str:
    values, scales = quantised(state["words.weight"], 1, WORD_LIMIT)
    low, high = packed(values)
    high_part = graph.op("Mul", _unpacked(graph, high, 2), graph.constant(np.array(16, np.float32)))
    words = graph.op("Add", _unpacked(graph, low, 4), high_part)
    words = graph.op("Sub", words, graph.constant(np.array(_MIDDLE, np.float32)))
    scale = graph.op("Gather", graph.constant(scales[:, None]), "ids")
    words = graph.op("Mul", words, scale)
    kinds = graph.op("Gather", graph.constant(state["segments.weight"]), "segments")
    width = graph.op("Shape", "ids", start=1, end=2)
    places = graph.constant(state["places.weight"][:_PLACES])
    places = graph.op("Slice", places, _whole(graph, 0), width, _whole(graph, 0))
    places = graph.op("Unsqueeze", places, _whole(graph, 0))
    whole = graph.op("Add", words, kinds)
    return _normed(graph, whole, places, state["norm.weight"], state["norm.bias"])


def _all_attend(graph: Graph, x: str, mask: str, part: dict[str, Floats]) -> str:
    names = ("query", "key", "value")
    weight = np.concatenate([part[f"{n}.weight"] for n in names]).T.copy()
    bias = np.concatenate([part[f"{n}.bias"] for n in names])
    values, scales = quantised(weight, 0, WEIGHT_LIMIT)
    x, x_scale, x_zero = graph.split("DynamicQuantizeLinear", x, parts=3)
    inputs = [
        x,
        graph.constant(values),
        graph.constant(bias),
        x_scale,
        graph.constant(scales),
        mask,
        x_zero,
        graph.constant(np.zeros(scales.shape, np.int8)),
    ]
    return graph.op("QAttention", *inputs, domain=CONTRIB, num_heads=HEADS)


def _first_attends(graph: Graph, x: str, mask: str, part: dict[str, Floats]) -> tuple[str, str]:
    first = graph.op("Slice", x, *(_whole(graph, n) for n in (0, 1, 1)))
    query = _linear(graph, first, part["query.weight"], part["query.bias"])
    key, value = (
        _linear(graph, x, part[f"{n}.weight"], part[f"{n}.bias"]) for n in ("key", "value")
    )
    inputs = [query, key, value, "", mask]
    return graph.op("MultiHeadAttention", *inputs, domain=CONTRIB, num_heads=HEADS), first


def _layer(graph: Graph, x: str, mask: str, part: dict[str, Floats], last: bool) -> str:
    if last:
        seen, x = _first_attends(graph, x, mask, part)
    else:
        seen = _all_attend(graph, x, mask, part)
    out = _linear(graph, seen, part["out.weight"], part["out.bias"])
    x = _normed(graph, out, x, part["norm1.weight"], part["norm1.bias"])
    inner = _linear(graph, x, part["up.weight"], part["up.bias"])
    inner = graph.op("Gelu", inner, domain=CONTRIB)
    down = _linear(graph, inner, part["down.weight"], part["down.bias"])
    return _normed(graph, down, x, part["norm2.weight"], part["norm2.bias"])


def write_onnx(tensors: dict[str, Tensor], path: Path) -> int:
    """Write the network; return its size in bytes."""
    state = {k: v.detach().float().numpy() for k, v in tensors.items()}
    count = 1 + max(int(k.split(".")[1]) for k in state if k.startswith("layers."))
    graph = Graph()
    pad = graph.constant(np.array(0, np.int32))
    mask = graph.op("Cast", graph.op("Greater", "ids", pad), to=INT32)
    x = _embedded(graph, state)
    for n in range(count):
        head = f"layers.{n}."
        part = {k.removeprefix(head): v for k, v in state.items() if k.startswith(head)}
        x = _layer(graph, x, mask, part, n == count - 1)
    first = graph.op("Reshape", x, _whole(graph, -1, WIDTH))
    weight, bias = state["answers.weight"].T, state["answers.bias"]
    logits = graph.op("Gemm", first, graph.constant(weight), graph.constant(bias))
    graph.rename(graph.op("Reshape", logits, _whole(graph, -1)), "logits")
    pairs = ("int32", ["pairs", "tokens"])
    model = graph.written({"ids": pairs, "segments": pairs}, {"logits": ("float32", ["pairs"])})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model)
    return len(model)
