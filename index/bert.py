"""The forward pass of a BERT encoder in torch, from a safetensors file.

Written out so that a bulk build needs neither transformers nor its seconds of import time, and so
that the weights can be held in bfloat16 where the CPU multiplies it faster (Devlin et al., 2019,
for the network).
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch.nn import functional

_HEADS = 12
_LINEAR = ("qkv", "attention.output.dense", "intermediate.dense", "output.dense")
_PACKED_FOR = 2048
_EPSILON = 1e-12


Layer = dict[str, torch.Tensor]


class Bert:
    """all-MiniLM-L6-v2's network: 6 layers, 12 heads of 32. Weights are kept in ``dtype``."""

    def __init__(self, weights: Path, dtype: torch.dtype) -> None:
        raw = load_file(weights)
        self._weights = {name.removeprefix("bert."): value.to(dtype) for name, value in raw.items()}
        self.dtype = dtype
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
    def __call__(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Run token ids (b, t) with a mask (b, t; True = a token): last hidden states (b, t, d)."""
        words = functional.embedding(ids, self._weights["embeddings.word_embeddings.weight"])
        hidden = self._norm(
            words + self._positions[: ids.shape[1]], self._weights, "embeddings.LayerNorm"
        )
        whole = bool(mask.all())
        bias = None if whole else torch.zeros(mask.shape, dtype=self.dtype)
        if bias is not None:
            bias = bias.masked_fill(~mask, float("-inf"))[:, None, None, :]
        for layer in self._layers:
            hidden = self._pass(hidden, layer, bias)
        return hidden

    def _pass(self, hidden: torch.Tensor, layer: Layer, bias: torch.Tensor | None) -> torch.Tensor:
        batch, length, width = hidden.shape
        joined = self._linear(hidden, layer, "qkv").view(batch, length, 3, _HEADS, -1)
        query, key, value = joined.permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        seen = seen.transpose(1, 2).reshape(batch, length, width)
        hidden = hidden + self._linear(seen, layer, "attention.output.dense")
        hidden = self._norm(hidden, layer, "attention.output.LayerNorm")
        inner = self._linear(hidden, layer, "intermediate.dense", gelu=True)
        hidden = hidden + self._linear(inner, layer, "output.dense")
        return self._norm(hidden, layer, "output.LayerNorm")

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
