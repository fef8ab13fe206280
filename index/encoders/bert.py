"""The forward pass of a BERT encoder in torch, from a safetensors file.

Written out so that a bulk build needs neither transformers nor its seconds of import time, and so
that the weights can be held in bfloat16 where the CPU multiplies it faster (Devlin et al., 2019,
for the network).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch.nn import functional

_HEADS = 12
_HEAD_WIDTH = 32
_LINEAR = ("qkv", "attention.output.dense", "intermediate.dense", "output.dense")
_PACKED_FOR = 2048
_EPSILON = 1e-12


Layer = dict[str, torch.Tensor]


class Bert:
    """all-MiniLM-L6-v2's network: 6 layers, 12 heads of 32. Weights are kept in ``dtype``."""

    def __init__(self, weights: Path, dtype: torch.dtype) -> None:
        self.dtype = dtype
        raw = load_file(weights)
        if dtype == torch.bfloat16:
            _scale_queries(raw)
        self._weights = {name.removeprefix("bert."): value.to(dtype) for name, value in raw.items()}
        layers = 1 + max(int(name.split(".")[2]) for name in self._weights if ".layer." in name)
        self._layers = [self._layer(number) for number in range(layers)]
        # Token type 0 everywhere, so it can be added to the positions once.
        self._positions = (
            self._weights["embeddings.position_embeddings.weight"]
            + self._weights["embeddings.token_type_embeddings.weight"][0]
        )

    def _layer(self, number: int) -> Layer:
        opening = f"encoder.layer.{number}."
        layer = {
            name.removeprefix(opening): value
            for name, value in self._weights.items()
            if name.startswith(opening)
        }
        for kind in ("weight", "bias"):
            parts = [
                layer.pop(f"attention.self.{part}.{kind}") for part in ("query", "key", "value")
            ]
            layer[f"qkv.{kind}"] = torch.cat(parts)
        if self.dtype == torch.bfloat16:
            layer |= _packed(layer)
        return layer

    @torch.inference_mode()
    def __call__(self, ids: torch.Tensor, lengths: Sequence[int]) -> torch.Tensor:
        """Run the token ids (n,) of several texts laid end to end: last hidden states (n, d).

        ``lengths`` are the texts' numbers of tokens; ids behind them are run for nothing, so that few
        different sizes occur (each is prepared anew).
        """
        places = torch.cat([torch.arange(length) for length in lengths])
        places = functional.pad(places, (0, len(ids) - len(places)))
        words = functional.embedding(ids, self._weights["embeddings.word_embeddings.weight"])
        rows = words + functional.embedding(places, self._positions)
        hidden = self._norm(rows, self._weights, "embeddings.LayerNorm")
        for layer in self._layers:
            hidden = self._pass(hidden, layer, lengths)
        return hidden

    @torch.inference_mode()
    def multiply(self, count: int) -> None:
        """Multiply ``count`` rows by every weight and do nothing else: the least that a pass can take."""
        narrow = torch.full((count, self._positions.shape[1]), 0.01, dtype=self.dtype)
        for layer in self._layers:
            self._linear(narrow, layer, "qkv")
            self._linear(narrow, layer, "attention.output.dense")
            wide = self._linear(narrow, layer, "intermediate.dense")
            self._linear(wide, layer, "output.dense")

    def _pass(self, hidden: torch.Tensor, layer: Layer, lengths: Sequence[int]) -> torch.Tensor:
        joined = self._linear(hidden, layer, "qkv").view(len(hidden), 3, _HEADS, -1)
        seen = torch.zeros_like(hidden)
        start = 0
        # Text by text: one text's products stay in the second-level cache.
        for length in lengths:
            text = slice(start, start + length)
            own = seen[text].view(length, _HEADS, -1)
            own.copy_(self._attend(joined[text].permute(1, 2, 0, 3).contiguous()).transpose(0, 1))
            start += length
        hidden = hidden + self._linear(seen, layer, "attention.output.dense")
        hidden = self._norm(hidden, layer, "attention.output.LayerNorm")
        inner = self._linear(hidden, layer, "intermediate.dense", gelu=True)
        hidden = hidden + self._linear(inner, layer, "output.dense")
        return self._norm(hidden, layer, "output.LayerNorm")

    def _attend(self, parts: torch.Tensor) -> torch.Tensor:
        """Attend within one text: query, key and value (3, heads, t, w) to (heads, t, w)."""
        if self.dtype != torch.bfloat16:
            return functional.scaled_dot_product_attention(*parts[:, None])[0]
        # Plain products: torch's fused operator takes half as long again in bfloat16.
        query, key, value = parts
        likeness = torch.bmm(query, key.transpose(1, 2))
        shares = torch.softmax(likeness, -1, dtype=torch.float32).to(torch.bfloat16)
        return torch.bmm(shares, value)

    def _linear(
        self, rows: torch.Tensor, layer: Layer, name: str, *, gelu: bool = False
    ) -> torch.Tensor:
        packed = layer.get(f"{name}.packed")
        if packed is not None:
            follow: tuple[str, list[float], str] = (
                ("gelu", [], "none") if gelu else ("none", [], "")
            )
            joined: torch.Tensor = torch.ops.mkldnn._linear_pointwise(
                rows, packed, layer[f"{name}.bias"], *follow
            )
            return joined
        plain = functional.linear(rows, layer[f"{name}.weight"], layer[f"{name}.bias"])
        return functional.gelu(plain) if gelu else plain

    @staticmethod
    def _norm(rows: torch.Tensor, weights: Layer, name: str) -> torch.Tensor:
        return functional.layer_norm(
            rows, rows.shape[-1:], weights[f"{name}.weight"], weights[f"{name}.bias"], _EPSILON
        )


def _scale_queries(weights: Layer) -> None:
    """Scale queries once in their weights instead of every product."""
    for name in weights:
        if ".attention.self.query." in name:
            weights[name] = weights[name] * _HEAD_WIDTH**-0.5


def _packed(layer: Layer) -> Layer:
    """Lay weights out as oneDNN multiplies them (twice as fast as plain ones, and gelu comes with
    it).

    The operators are torch's own for compiled models; where a build lacks them, plain weights are
    used.
    """
    try:
        reorder = torch.ops.mkldnn._reorder_linear_weight
        packed = {
            f"{name}.packed": reorder(layer[f"{name}.weight"], _PACKED_FOR) for name in _LINEAR
        }
        probe = torch.zeros(1, layer["qkv.weight"].shape[1], dtype=torch.bfloat16)
        torch.ops.mkldnn._linear_pointwise(
            probe, packed["qkv.packed"], layer["qkv.bias"], "none", [], ""
        )
    except (AttributeError, RuntimeError):
        return {}
    return packed
