"""Load networks: those that training saved, and exported models, to go on learning from them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from scripts.checker_training.network import MINILM, MPNET, CheckerNet, fresh_net

Part = tuple[NDArray[np.float32], NDArray[np.float32]]
_ATTENDING = ("query", "key", "value")
_BEHIND = ("out", "up", "down")


def saved_net(path: Path) -> CheckerNet:
    """Load a network that ``fit`` has saved, or an exported ``model.onnx``."""
    if path.suffix == ".onnx":
        return _exported(path)
    state: Mapping[str, Tensor] = torch.load(path, weights_only=True)
    layers = 1 + max(int(k.split(".")[1]) for k in state if k.startswith("layers."))
    net = CheckerNet(layers, MPNET if "distances.weight" in state else MINILM)
    net.load_state_dict({"known_as": net.known_as, **state})
    return net


def _exported(path: Path) -> CheckerNet:
    """Load what ``write_onnx`` has written.

    What rounding took is lost (a 126th of a column's largest weight), and the head for tags, which is fresh.
    Needs ``onnx``, which comes with the development requirements.
    """
    linear, attending, norms, tables = _read(path)
    layers = 1 + len(attending)
    state: dict[str, NDArray[np.float32]] = dict(tables)
    for number in range(layers):
        parts: dict[str, Part] = {}
        last = number == layers - 1
        if not last:
            weight, bias = attending[number]
            for place, name in enumerate(_ATTENDING):
                own = slice(place * MINILM.width, (place + 1) * MINILM.width)
                parts[name] = weight[own], bias[own]
        names = (*_ATTENDING, *_BEHIND) if last else _BEHIND
        parts |= {name: linear.pop(0) for name in names}
        parts |= {"norm1": norms[2 * number + 1], "norm2": norms[2 * number + 2]}
        for name, (weight, bias) in parts.items():
            state[f"layers.{number}.{name}.weight"] = weight
            state[f"layers.{number}.{name}.bias"] = bias
    state["norm.weight"], state["norm.bias"] = norms[0]
    net = fresh_net(None, tuple(range(layers)))
    kept = net.state_dict()
    for name, value in state.items():
        kept[name][: len(value)] = torch.from_numpy(np.array(value))
    net.load_state_dict(kept)
    return net


def _read(
    path: Path,
) -> tuple[list[Part], list[Part], list[Part], dict[str, NDArray[np.float32]]]:
    """Return the products, those of attention, the norms (each in order), and what there is one of."""
    import onnx

    graph = onnx.load(str(path)).graph
    known = {one.name: onnx.numpy_helper.to_array(one) for one in graph.initializer}
    linear: list[Part] = []
    attending: list[Part] = []
    norms: list[Part] = []
    tables: dict[str, NDArray[np.float32]] = {}
    for node in graph.node:
        given = [known.get(name) for name in node.input]
        match node.op_type:
            case "DynamicQuantizeMatMul":
                linear.append(((given[1] * given[2]).T.astype(np.float32), given[4]))
            case "QAttention":
                attending.append(((given[1] * given[4]).T.astype(np.float32), given[2]))
            case "LayerNormalization":
                norms.append((given[1], given[2]))
            case "Gemm":
                tables["answers.weight"], tables["answers.bias"] = given[1].T, given[2]
            case "Gather" if node.input[1] == "segments":
                tables["segments.weight"] = given[0]
            case "Slice" if given[0] is not None and given[0].ndim == 2:
                tables["places.weight"] = given[0]
    return linear, attending, norms, tables
