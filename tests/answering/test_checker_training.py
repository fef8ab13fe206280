"""Training the checker: what is learnt with rounding is what the exported model computes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from bot.evidence.checker import load_tokenizer
from index.encoders.onnx_runtime import onnxruntime
from index.errors import UsageError
from scripts.checker_training.batches import Assembler
from scripts.checker_training.export import WORD_LIMIT, packed, quantised, write_onnx
from scripts.checker_training.fake_quantisation import WEIGHT_LIMIT, quantised_linear
from scripts.checker_training.network import CheckerNet, fresh_net, stacked
from scripts.checker_training.pairs import Pair
from scripts.checker_training.saved import saved_net
from scripts.checker_training.tables import TableMaker

QUESTION = "Who told the council that the bridge was unsafe?"
SENTENCES = (
    "An engineer told the council that the bridge was unsafe.",
    "The council met on Tuesday and talked about school meals.",
    "Lorries over ten tonnes were sent round by the coast road.",
    "The bridge was built in 1931 and painted green last year.",
    "A spokesman said that the mayor had not read the report.",
    "Unsafe bridges are closed at once, a ministry letter says.",
)


def network() -> CheckerNet:
    torch.manual_seed(3)
    net = fresh_net(None, (0, 5)).eval()
    with torch.no_grad():
        net.answers.weight.normal_(0, 0.5)
        values, scales = quantised(net.words.weight.numpy(), 1, WORD_LIMIT)
        net.words.weight.copy_(torch.from_numpy(values * scales[:, None]))
    return net


def test_the_exported_model_computes_what_the_network_that_rounds_like_it_computes(
    tmp_path: Path,
) -> None:
    net = network()
    write_onnx(net.state_dict(), tmp_path / "model.onnx")
    maker = TableMaker(load_tokenizer())
    rows = [maker.row(Pair(question=QUESTION, sentence=s, answers=False)) for s in SENTENCES]
    batch = Assembler(maker.table()).laid_out(np.array(rows))
    session = onnxruntime.InferenceSession(str(tmp_path / "model.onnx"))
    fed = {"ids": batch.ids, "segments": batch.segments}
    exported = session.run(None, {k: v.numpy().astype(np.int32) for k, v in fed.items()})[0]
    with torch.no_grad():
        exact = net(batch.ids, batch.segments)[0].numpy()
        net.quantise()
        rounding = net(batch.ids, batch.segments)[0].numpy()
    np.testing.assert_allclose(rounding, exported, atol=1e-3)
    assert np.abs(exact - exported).max() > 0.05


def test_an_exported_model_is_read_back_as_the_network_that_it_was_but_for_rounding(
    tmp_path: Path,
) -> None:
    net = network()
    write_onnx(net.state_dict(), tmp_path / "model.onnx")
    back = saved_net(tmp_path / "model.onnx").state_dict()
    for name, value in net.state_dict().items():
        if name.startswith(("tags", "words")) or not value.is_floating_point():
            continue
        left = (back[name] - value).abs().max()
        assert left <= value.abs().max() / (2 * WEIGHT_LIMIT) + 1e-6, name


def test_rounding_lets_gradients_through_to_inputs_and_weights() -> None:
    torch.manual_seed(1)
    x = torch.randn(9, 4, 16, requires_grad=True)
    weight = torch.randn(8, 16, requires_grad=True)
    out = quantised_linear(x, weight, torch.zeros(8))
    torch.testing.assert_close(out, x @ weight.T, atol=0.2, rtol=0.05)
    torch.autograd.backward(out.sum())
    assert x.grad is not None and weight.grad is not None
    torch.testing.assert_close(x.grad, weight.sum(0).expand_as(x), atol=0.2, rtol=0.05)


def test_frozen_layers_are_not_learnt_and_the_words_never_are() -> None:
    net = fresh_net(None, (0, 5))
    net.freeze(1)
    learnt = {name.split(".")[0] for name, p in net.named_parameters() if p.requires_grad}
    assert learnt == {"layers", "answers", "tags"}
    assert not any(p.requires_grad for p in net.layers[0].parameters())
    assert all(p.requires_grad for p in net.layers[1].parameters())


def test_words_are_packed_in_six_bits_a_value_and_come_back_as_they_were() -> None:
    values = np.random.default_rng(3).integers(-31, 32, (50, 16)).astype(np.int8)
    low, high = packed(values)
    assert low.shape == (50, 8) and high.shape == (50, 4)
    fours = np.hstack([low & 15, low >> 4])
    twos = np.hstack([high >> shift & 3 for shift in (0, 2, 4, 6)])
    np.testing.assert_array_equal(fours.astype(int) + 16 * twos.astype(int) - 32, values)


def test_a_deeper_network_starts_from_layers_of_a_shallower_one() -> None:
    shallow = fresh_net(None, (0, 5))
    deep = stacked(shallow, (0, 0, 1))
    assert len(deep.layers) == 3
    for place, pick in enumerate((0, 0, 1)):
        torch.testing.assert_close(
            deep.layers[place].up.weight, shallow.layers[pick].up.weight, atol=0, rtol=0
        )
    torch.testing.assert_close(deep.answers.weight, shallow.answers.weight, atol=0, rtol=0)
    with torch.no_grad():
        deep.layers[0].up.weight.zero_()
    assert deep.layers[1].up.weight.abs().max() > 0
    with pytest.raises(UsageError, match="no layers"):
        stacked(shallow, (0, 2))
