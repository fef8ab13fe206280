"""Write a trained checker as an int8 ONNX graph that onnxruntime runs with its fused operators.

Weights are signed, one scale a column, in seven bits, so that processors without VNNI instructions
(whose 16-bit sums saturate) give the same scores; activations are quantised as they come. The
embedding table is kept in int8 with one scale a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from scripts.checker_training.network import HEADS, WIDTH

Floats = NDArray[np.float32]
CONTRIB = "com.microsoft"
WEIGHT_LIMIT = 63


def quantised(table: Floats, axis: int, limit: int) -> tuple[NDArray[np.int8], Floats]:
    """Return int8 values and the scale of each column (axis 0) or row (axis 1)."""
    scale = np.maximum(np.abs(table).max(axis=axis, keepdims=True), 1e-8) / limit
    return np.clip(np.rint(table / scale), -limit, limit).astype(np.int8), scale.squeeze(
        axis
    ).astype(np.float32)


class Graph:
    """Collects operators and constants; every method returns the name of its output."""

    def __init__(self) -> None:
        self.operators: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: NDArray[np.generic]) -> str:
        """Add a constant."""
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def op(
        self,
        kind: str,
        inputs: Sequence[str],
        *,
        outputs: int = 1,
        domain: str = "",
        **options: object,
    ) -> str:
        """Add an operator and return its first output (the others end in _1, _2)."""
        name = f"v{len(self.operators)}"
        names = [name] + [f"{name}_{i}" for i in range(1, outputs)]
        self.operators.append(helper.make_node(kind, list(inputs), names, domain=domain, **options))
        return name

    def linear(self, x: str, weight: Floats, bias: Floats) -> str:
        """Multiply by an int8 weight (out, in) and add a bias."""
        values, scales = quantised(weight.T.copy(), 0, WEIGHT_LIMIT)
        zero = self.constant(np.zeros(scales.shape, np.int8))
        inputs = [x, self.constant(values), self.constant(scales), zero, self.constant(bias)]
        return self.op("DynamicQuantizeMatMul", inputs, domain=CONTRIB)

    def normed(self, x: str, skip: str, gain: Floats, bias: Floats) -> str:
        """Add and normalise (unfused: onnxruntime's fused operator takes five times as long)."""
        inputs = [self.op("Add", [x, skip]), self.constant(gain), self.constant(bias)]
        return self.op("LayerNormalization", inputs, epsilon=1e-12, axis=-1)


def _embedded(graph: Graph, state: dict[str, Floats]) -> str:
    values, scales = quantised(state["words.weight"], 1, 127)
    words = graph.op(
        "Cast", [graph.op("Gather", [graph.constant(values), "ids"])], to=TensorProto.FLOAT
    )
    scale = graph.op("Gather", [graph.constant(scales[:, None]), "ids"])
    words = graph.op("Mul", [words, scale])
    kinds = graph.op("Gather", [graph.constant(state["segments.weight"]), "segments"])
    width = graph.op("Shape", ["ids"], start=1, end=2)
    zero, axis = graph.constant(np.array([0], np.int64)), graph.constant(np.array([0], np.int64))
    places = graph.op("Slice", [graph.constant(state["places.weight"][:128]), zero, width, axis])
    places = graph.op("Unsqueeze", [places, axis])
    whole = graph.op("Add", [words, kinds])
    return graph.normed(whole, places, state["norm.weight"], state["norm.bias"])


def _all_attend(graph: Graph, x: str, mask: str, part: dict[str, Floats]) -> str:
    names = ("query", "key", "value")
    weight = np.concatenate([part[f"{n}.weight"] for n in names]).T.copy()
    bias = np.concatenate([part[f"{n}.bias"] for n in names])
    values, scales = quantised(weight, 0, WEIGHT_LIMIT)
    graph.op("DynamicQuantizeLinear", [x], outputs=3)
    x, x_scale, x_zero = graph.operators[-1].output
    zero = graph.constant(np.zeros(scales.shape, np.int8))
    inputs = [
        x,
        graph.constant(values),
        graph.constant(bias),
        x_scale,
        graph.constant(scales),
        mask,
        x_zero,
        zero,
    ]
    return graph.op("QAttention", inputs, domain=CONTRIB, num_heads=HEADS)


def _first_attends(graph: Graph, x: str, mask: str, part: dict[str, Floats]) -> tuple[str, str]:
    one = [graph.constant(np.array([n], np.int64)) for n in (0, 1, 1)]
    first = graph.op("Slice", [x, *one])
    query = graph.linear(first, part["query.weight"], part["query.bias"])
    key, value = (graph.linear(x, part[f"{n}.weight"], part[f"{n}.bias"]) for n in ("key", "value"))
    return graph.op(
        "MultiHeadAttention", [query, key, value, "", mask], domain=CONTRIB, num_heads=HEADS
    ), first


def _layer(graph: Graph, x: str, mask: str, part: dict[str, Floats], last: bool) -> str:
    if last:
        seen, x = _first_attends(graph, x, mask, part)
    else:
        seen = _all_attend(graph, x, mask, part)
    out = graph.linear(seen, part["out.weight"], part["out.bias"])
    x = graph.normed(out, x, part["norm1.weight"], part["norm1.bias"])
    inner = graph.op("Gelu", [graph.linear(x, part["up.weight"], part["up.bias"])], domain=CONTRIB)
    down = graph.linear(inner, part["down.weight"], part["down.bias"])
    return graph.normed(down, x, part["norm2.weight"], part["norm2.bias"])


def write_onnx(tensors: dict[str, Tensor], path: Path) -> int:
    """Write the network; return its size in bytes."""
    state = {k: v.detach().float().numpy() for k, v in tensors.items()}
    count = 1 + max(int(k.split(".")[1]) for k in state if k.startswith("layers."))
    graph = Graph()
    pad = graph.constant(np.array(0, np.int32))
    mask = graph.op("Cast", [graph.op("Greater", ["ids", pad])], to=TensorProto.INT32)
    x = _embedded(graph, state)
    for n in range(count):
        head = f"layers.{n}."
        part = {k.removeprefix(head): v for k, v in state.items() if k.startswith(head)}
        x = _layer(graph, x, mask, part, n == count - 1)
    first = graph.op("Reshape", [x, graph.constant(np.array([-1, WIDTH], np.int64))])
    weight, bias = state["answers.weight"].T, state["answers.bias"]
    logits = graph.op("Gemm", [first, graph.constant(weight), graph.constant(bias)])
    graph.op("Reshape", [logits, graph.constant(np.array([-1], np.int64))])
    graph.operators[-1].output[0] = "logits"
    return _saved(graph, path)


def _saved(graph: Graph, path: Path) -> int:
    inputs = [
        helper.make_tensor_value_info(n, TensorProto.INT32, ["pairs", "tokens"])
        for n in ("ids", "segments")
    ]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["pairs"])]
    body = helper.make_graph(graph.operators, "checker", inputs, outputs, graph.constants)
    versions = [helper.make_opsetid("", 18), helper.make_opsetid(CONTRIB, 1)]
    model = helper.make_model(body, opset_imports=versions, ir_version=9)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString(deterministic=True))
    return path.stat().st_size
