"""The checker as a torch network: layers of a BERT-like encoder, read at [CLS].

The last layer is computed for the [CLS] position alone (its keys and values for all), which gives
the same logit for about a fifth of the layer's work. ``MINILM`` is what is shipped; ``MPNET``
(all-mpnet-base-v2) is what teachers are made of.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from index.encoders.weights import default_model
from index.errors import UsageError
from scripts.checker_training.fake_quantisation import quantised_linear


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Sizes of an encoder; ``buckets`` of relative distance where it uses them (0: it does not)."""

    width: int
    inner: int
    words: int
    places: int
    first_place: int = 0
    buckets: int = 0
    epsilon: float = 1e-12
    heads: int = 12


MINILM = Shape(width=384, inner=1536, words=30522, places=512)
MPNET = Shape(
    width=768, inner=3072, words=30527, places=514, first_place=2, buckets=32, epsilon=1e-5
)
_FARTHEST = 128


class Logits(NamedTuple):
    """What a network says of pairs: that the sentence answers (n,), that a token is of the answer (n, t).

    ``auxiliary`` (n,) says the first again after an earlier layer, None where the network has no such head.
    """

    answers: Tensor
    tags: Tensor
    auxiliary: Tensor | None


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor, *, fused: bool) -> Tensor:
    """Return the scaled dot-product attention (n, heads, asking, part) of queries to t keys and values.

    ``mask`` (n, 1 or heads, asking, t) is added to the products. Written out unless ``fused``: on processors
    the fused operator takes a third longer, forth and back.
    """
    if fused:
        mask = mask.expand(-1, q.shape[1], -1, -1).to(q.dtype)
        return fn.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    heat = q @ k.transpose(-1, -2) * k.shape[-1] ** -0.5 + mask
    seen: Tensor = heat.softmax(-1, dtype=torch.float32).to(v.dtype) @ v
    return seen


class Layer(nn.Module):
    """One transformer layer of BERT (post-norm); ``quantised`` computes as int8 would."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width, self._heads = shape.width, shape.heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, shape.inner), nn.Linear(shape.inner, width)
        self.norm1 = nn.LayerNorm(width, shape.epsilon)
        self.norm2 = nn.LayerNorm(width, shape.epsilon)
        self.quantised = False

    def forward(self, hidden: Tensor, mask: Tensor, first_only: bool = False) -> Tensor:
        """Map (n, t, width) to the same shape, or to (n, 1, width) for the first place alone."""
        asking = hidden[:, :1] if first_only else hidden
        q, k, v = (
            self._times(part, x).unflatten(-1, (self._heads, -1)).transpose(1, 2)
            for part, x in ((self.query, asking), (self.key, hidden), (self.value, hidden))
        )
        seen = attention(q, k, v, mask[:, :, : asking.shape[1]], fused=hidden.is_cuda)
        hidden = self.norm1(asking + self._times(self.out, seen.transpose(1, 2).flatten(2)))
        inner = fn.gelu(self._times(self.up, hidden))
        out: Tensor = self.norm2(hidden + self._times(self.down, inner))
        return out

    def _times(self, part: nn.Linear, x: Tensor) -> Tensor:
        if self.quantised:
            return quantised_linear(x, part.weight, part.bias)
        out: Tensor = part(x)
        return out


class CheckerNet(nn.Module):
    """Token ids and segments in, one logit a pair out (and one a token, for training).

    ``supervise`` adds an auxiliary head, for training too.

    Ids are those of the default encoder; ``known_as`` holds what the shape's own encoder calls
    them.
    """

    known_as: Tensor

    def __init__(self, layers: int, shape: Shape = MINILM) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.words, shape.width)
        self.places = nn.Embedding(shape.places, shape.width)
        self.segments = nn.Embedding(2, shape.width)
        self.norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(layers))
        self.answers = nn.Linear(shape.width, 1)
        self.tags = nn.Linear(shape.width, 1)
        self.drop = nn.Dropout(0.1)
        self.words.weight.requires_grad_(False)
        if shape.buckets:
            self.distances = nn.Embedding(shape.buckets, shape.heads)
            self.distances.weight.requires_grad_(False)
        self.register_buffer("known_as", torch.arange(MINILM.words))
        self._auxiliary_at = 0

    def supervise(self, layer: int) -> None:
        """Read [CLS] after a layer (1: the first), too, so that the layers up to it learn by a shorter way.

        Deep supervision (Lee et al., 2015, "Deeply-supervised nets"). Raises ``UsageError`` where the layer
        is the last or there is none.
        """
        if not 0 < layer < len(self.layers):
            raise UsageError(f"no layer {layer} before the last of {len(self.layers)}")
        self.auxiliary = nn.Linear(self.shape.width, 1)
        self._auxiliary_at = layer

    def without_auxiliary(self) -> dict[str, Tensor]:
        """Return the state on the processor, without the auxiliary head."""
        state = self.state_dict()
        return {k: v.cpu() for k, v in state.items() if not k.startswith("auxiliary.")}

    def quantise(self, wanted: bool = True) -> None:
        """Compute every product as the int8 model would, or no longer."""
        for layer in self.layers:
            layer.quantised = wanted

    def freeze(self, layers: int) -> None:
        """Leave the first layers, and the embeddings below them, as they are (0: nothing more)."""
        if layers:
            for part in (self.places, self.segments, self.norm, *self.layers[:layers]):
                part.requires_grad_(False)

    def forward(self, ids: Tensor, segments: Tensor) -> Logits:
        """Return the logits of pairs, whose ids and segments are (n, t)."""
        mask = (ids == 0)[:, None, None, :].to(self.norm.weight.dtype) * -1e4
        length, start = ids.shape[1], self.shape.first_place
        if self.shape.buckets:
            mask = mask + self.distances(_buckets(length, self.shape, ids)).permute(2, 0, 1)
        else:
            mask = mask.expand(-1, -1, length, -1)
        hidden = self.words(self.known_as[ids]) + self.segments(segments)
        hidden = self.norm(hidden + self.places.weight[start : start + length])
        auxiliary = None
        for number, layer in enumerate(self.layers[:-1], 1):
            hidden = layer(hidden, mask)
            if number == self._auxiliary_at:
                auxiliary = _read(self.auxiliary, hidden[:, 0])
        first = self.layers[-1](hidden, mask, first_only=True)[:, 0]
        return Logits(_read(self.answers, self.drop(first)), _read(self.tags, hidden), auxiliary)


def _buckets(length: int, shape: Shape, like: Tensor) -> Tensor:
    """Number the distance between two places, (t, t), as T5 does (Raffel et al., 2020)."""
    place = torch.arange(length, device=like.device)
    away = place[:, None] - place[None, :]
    half = shape.buckets // 2
    exact = half // 2
    far = away.abs().clamp(min=1).float()
    scale = torch.log(far / exact) / torch.log(torch.tensor(_FARTHEST / exact))
    wide = (exact + (scale * (half - exact)).long()).clamp(max=half - 1)
    return (away < 0) * half + torch.where(away.abs() < exact, away.abs(), wide)


def _read(head: nn.Linear, hidden: Tensor) -> Tensor:
    return (hidden.float() @ head.weight.float().T + head.bias.float())[..., 0]


_TABLES = {"words": "word", "places": "position", "segments": "token_type"}
_BERT = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}
_MPNET = _BERT | {
    "query": "attention.attn.q",
    "key": "attention.attn.k",
    "value": "attention.attn.v",
    "out": "attention.attn.o",
    "norm1": "attention.LayerNorm",
}


def fresh_net(folder: Path | None, picks: tuple[int, ...] | None = None) -> CheckerNet:
    """Return a network with an encoder's embeddings and picked layers (None: all), and fresh heads.

    ``folder`` holds a sentence-transformers model of the kind MPNet; None is the default encoder. Raises
    ``ValueError`` where its weights are of another kind.
    """
    from safetensors.torch import load_file

    path = folder / "model.safetensors" if folder else default_model().weights
    source = {k: v.float() for k, v in load_file(str(path)).items()}
    strip = {k.removeprefix("bert.").removeprefix("mpnet."): v for k, v in source.items()}
    if picks is None:
        known = {k.split(".")[2] for k in strip if k.startswith("encoder.layer.")}
        picks = tuple(range(len(known)))
    net = CheckerNet(len(picks), MPNET if folder else MINILM)
    names = _MPNET if folder else _BERT
    state = {
        f"{k}.weight": strip[name]
        for k, v in _TABLES.items()
        if (name := f"embeddings.{v}_embeddings.weight") in strip
    }
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = strip[f"embeddings.LayerNorm.{kind}"]
        for place, pick in enumerate(picks):
            for mine, theirs in names.items():
                key = f"encoder.layer.{pick}.{theirs}.{kind}"
                state[f"layers.{place}.{mine}.{kind}"] = strip[key]
    if folder:
        state["distances.weight"] = strip["encoder.relative_attention_bias.weight"]
        state["known_as"] = _known_as(folder)
    left = net.load_state_dict(state, strict=False)
    fresh = ("answers", "tags", "known_as", *(["segments"] if folder else []))
    if left.unexpected_keys or any(not k.startswith(fresh) for k in left.missing_keys):
        raise ValueError(f"{path} does not fit the network: {left}")
    with torch.no_grad():
        for head in (net.answers, net.tags):
            head.weight.normal_(0, 0.02)
            head.bias.zero_()
        if folder:
            net.segments.weight.normal_(0, 0.02)
    return net


def _known_as(folder: Path) -> Tensor:
    """Return what an MPNet encoder calls each word of the default encoder, (30522,)."""
    mine = json.loads(default_model().tokenizer.read_text("utf-8"))["model"]["vocab"]
    theirs = {w: i for i, w in enumerate((folder / "vocab.txt").read_text("utf-8").split("\n"))}
    same = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
    table = torch.full((MINILM.words,), theirs["[UNK]"])
    for word, number in mine.items():
        table[number] = theirs.get(same.get(word, word), theirs["[UNK]"])
    return table


def stacked(net: CheckerNet, picks: tuple[int, ...]) -> CheckerNet:
    """Return a network of the picked layers of another, some of them twice, with its embeddings and heads.

    A deeper one that starts from what a shallower one has learnt learns sooner (Gong et al., 2019,
    "Efficient training of BERT by progressively stacking"). Raises ``UsageError`` where there is no such layer.
    """
    if not all(0 <= pick < len(net.layers) for pick in picks):
        raise UsageError(f"no layers {picks} in a network of {len(net.layers)}")
    deeper = CheckerNet(len(picks), net.shape)
    state = {k: v for k, v in net.state_dict().items() if not k.startswith("layers.")}
    for place, pick in enumerate(picks):
        part = net.layers[pick].state_dict()
        state |= {f"layers.{place}.{k}": v for k, v in part.items()}
    deeper.load_state_dict(state)
    return deeper
