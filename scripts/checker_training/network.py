"""The checker as a torch network: the first layers of the default encoder, read at [CLS].

The last layer is computed for the [CLS] position alone (its keys and values for all), which gives
the same logit for about a fifth of the layer's work.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

WIDTH, HEADS, INNER = 384, 12, 1536


class Layer(nn.Module):
    """One transformer layer of BERT (post-norm); ``inner`` may be narrower than the encoder's."""

    def __init__(self, inner: int = INNER) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, hidden: Tensor, mask: Tensor, first_only: bool = False) -> Tensor:
        """Map (n, t, 384) to the same shape, or to (n, 1, 384) for the first position alone."""
        asking = hidden[:, :1] if first_only else hidden
        q, k, v = (
            part(x).unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2)
            for part, x in ((self.query, asking), (self.key, hidden), (self.value, hidden))
        )
        seen = fn.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        hidden = self.norm1(asking + self.out(seen.transpose(1, 2).flatten(2)))
        inner = fn.gelu(self.up(hidden))
        out: Tensor = self.norm2(hidden + self.down(inner))
        return out


class CheckerNet(nn.Module):
    """Token ids and segments in, one logit a pair out (and one a token, for training)."""

    def __init__(self, layers: int, inner: int = INNER) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.segments = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(inner) for _ in range(layers))
        self.answers = nn.Linear(WIDTH, 1)
        self.tags = nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(0.1)
        self.words.weight.requires_grad_(False)

    def forward(self, ids: Tensor, segments: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits (n,) that the sentence answers, (n, t) that a token is in it."""
        mask = (ids == 0)[:, None, None, :].to(self.norm.weight.dtype) * -1e4
        hidden = self.words(ids) + self.segments(segments) + self.places.weight[: ids.shape[1]]
        hidden = self.norm(hidden)
        for layer in self.layers[:-1]:
            hidden = layer(hidden, mask)
        first = self.layers[-1](hidden, mask, first_only=True)[:, 0]
        return _read(self.answers, self.drop(first)), _read(self.tags, hidden)


def _read(head: nn.Linear, hidden: Tensor) -> Tensor:
    return (hidden.float() @ head.weight.float().T + head.bias.float())[..., 0]


def load_encoder(net: CheckerNet, path: Path, picks: tuple[int, ...]) -> None:
    """Copy the default encoder's embeddings and the picked layers into a fresh network."""
    from safetensors.torch import load_file

    source: Mapping[str, Tensor] = {k: v.float() for k, v in load_file(str(path)).items()}
    strip = {k.removeprefix("bert."): v for k, v in source.items()}
    table = {"words": "word", "places": "position", "segments": "token_type"}
    state = {f"{k}.weight": strip[f"embeddings.{v}_embeddings.weight"] for k, v in table.items()}
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = strip[f"embeddings.LayerNorm.{kind}"]
        for place, pick in enumerate(picks):
            for mine, theirs in names.items():
                state[f"layers.{place}.{mine}.{kind}"] = strip[
                    f"encoder.layer.{pick}.{theirs}.{kind}"
                ]
    left = net.load_state_dict(state, strict=False)
    if left.unexpected_keys or any(
        not k.startswith(("answers", "tags")) for k in left.missing_keys
    ):
        raise ValueError(f"{path} does not fit the network: {left}")
    with torch.no_grad():
        for head in (net.answers, net.tags):
            head.weight.normal_(0, 0.02)
            head.bias.zero_()


def keep_layers(net: CheckerNet, state: Mapping[str, Tensor], picks: tuple[int, ...]) -> None:
    """Fill a shallower network with the picked layers and the heads of a trained one."""
    kept = {k: v for k, v in state.items() if not k.startswith("layers.")}
    for place, pick in enumerate(picks):
        head = f"layers.{pick}."
        kept |= {
            f"layers.{place}.{k.removeprefix(head)}": v
            for k, v in state.items()
            if k.startswith(head)
        }
    net.load_state_dict(kept)
