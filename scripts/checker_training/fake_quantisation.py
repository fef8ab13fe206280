"""Linear layers that round as the exported int8 model does, so that training makes up for it.

Straight-through gradients (Jacob et al., 2018). Weights have one scale an output; activations are
given a range as onnxruntime gives them, over the few pairs that are read together.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as fn

WEIGHT_LIMIT = 63
TOGETHER = 8
"""Pairs that share the range of their activations."""


def quantised_linear(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    """Return what an int8 product gives for x (n, t, inputs) and a weight (outputs, inputs)."""
    with torch.autocast(x.device.type, enabled=False):
        rounded = _activations(x.float()), _weights(weight.float())
    return fn.linear(rounded[0], rounded[1], bias)


def _weights(weight: Tensor) -> Tensor:
    scale = weight.detach().abs().amax(1).clamp(min=1e-8) / WEIGHT_LIMIT
    zero = torch.zeros_like(scale, dtype=torch.int32)
    return torch.fake_quantize_per_channel_affine(
        weight, scale, zero, 0, -WEIGHT_LIMIT, WEIGHT_LIMIT
    )


def _activations(x: Tensor) -> Tensor:
    flat = x.detach().flatten(1)
    low, high = _shared(-flat.amin(1)).neg().clamp(max=0), _shared(flat.amax(1)).clamp(min=0)
    scale = ((high - low) / 255).clamp(min=1e-8)
    zero = (-low / scale).round().clamp(0, 255).to(torch.int32)
    return torch.fake_quantize_per_channel_affine(x, scale, zero, 0, 0, 255)


def _shared(most: Tensor) -> Tensor:
    """Return the largest value of each run of ``TOGETHER`` pairs, once for every pair."""
    count = len(most)
    runs = fn.pad(most, (0, -count % TOGETHER), value=-torch.inf).view(-1, TOGETHER)
    return runs.amax(1).repeat_interleave(TOGETHER)[:count]
