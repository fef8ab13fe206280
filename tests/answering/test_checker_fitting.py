"""Fitting the checker from tables: it learns, follows a teacher, goes on where it stopped, and is saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from bot.evidence.checker import load_tokenizer
from index.errors import UsageError
from scripts.checker_training.batches import Assembler, Batch
from scripts.checker_training.fitting import Plan, fit, logits_of, loss_of
from scripts.checker_training.network import CheckerNet, attention, fresh_net
from scripts.checker_training.pairs import Group, Pair
from scripts.checker_training.saved import saved_net
from scripts.checker_training.tables import Drawing, PairTable, TableMaker

QUESTIONS = ("Who closed the bridge?", "Where do lorries go?", "When was it painted?")
SENTENCES = (
    "The council closed the bridge.",
    "Lorries are sent round by the coast road.",
    "The bridge was painted green in 1931, the record says.",
)
GROUPS = [
    Group(
        tuple(Pair(question=q, sentence=s, answers=i == n) for n, s in enumerate(SENTENCES)),
        0.3,
    )
    for i, q in enumerate(QUESTIONS)
]


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Small products take longest where threads that others hold up wait for each other."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def network(seed: int = 5) -> CheckerNet:
    torch.manual_seed(seed)
    return fresh_net(None, (0, 5))


def tables(folder: Path) -> PairTable:
    """Write one drawing called ``all``; return the table of its nine pairs."""
    maker = TableMaker(load_tokenizer())
    maker.drawing(GROUPS, marked=True).save(folder / "all.npz")
    maker.table().save(folder / "pairs.npz")
    return PairTable.load(folder / "pairs.npz")


def whole(folder: Path, labels: np.ndarray | None = None) -> Batch:
    table, drawing = tables(folder), Drawing.load(folder / "all.npz")
    return Assembler(table).batch(drawing, np.arange(9), labels)


def test_a_network_learns_which_sentence_answers_and_is_saved_as_it_was(tmp_path: Path) -> None:
    table, net = tables(tmp_path), network()
    plan = Plan(rounds=(("all",),), size=9, rate=3e-4, steps=24)
    fit(net, tmp_path, None, plan, tmp_path / "net")
    found = logits_of(net, table)
    assert (found.reshape(3, 3).argmax(1) == [0, 1, 2]).all()
    back = saved_net(tmp_path / "net" / "net.pt")
    np.testing.assert_allclose(logits_of(back, table, size=2), found, atol=1e-4)


def test_a_student_comes_nearer_to_its_teacher_with_an_auxiliary_head_that_is_not_kept(
    tmp_path: Path,
) -> None:
    table, net = tables(tmp_path), network()
    wanted = np.linspace(-3, 3, 9, dtype=np.float32)[::-1].copy()
    before = np.abs(logits_of(net, table) - wanted).mean()
    net.supervise(1)
    plan = Plan(rounds=(("all",), ("all", "all")), size=9, rate=3e-4, steps=24, quantised_after=0.9)
    fit(net, tmp_path, wanted, plan, tmp_path / "net")
    back = saved_net(tmp_path / "net" / "net.pt")
    assert np.abs(logits_of(back, table) - wanted).mean() < 0.6 * before
    assert not any(name.startswith("auxiliary") for name in back.state_dict())


def test_a_stopped_run_goes_on_at_the_step_where_it_stopped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables(tmp_path)
    plan = Plan(rounds=(("all",),), size=3, rate=1e-4)  # three steps: one a question
    fit(network(), tmp_path, None, plan, tmp_path / "net")
    first = torch.load(tmp_path / "net" / "state.pt", weights_only=True)
    assert first["done"] == 3 and "step 3/3" in capsys.readouterr().out
    again = network(6)
    fit(again, tmp_path, None, plan, tmp_path / "net")
    assert all(torch.equal(v, first["net"][k]) for k, v in again.state_dict().items())
    longer = Plan(rounds=(("all",),), size=3, rate=1e-4, steps=5)
    fit(again, tmp_path, None, longer, tmp_path / "net")
    assert torch.load(tmp_path / "net" / "state.pt", weights_only=True)["done"] == 5
    assert not torch.equal(again.answers.weight, first["net"]["answers.weight"])


def test_labels_of_other_pairs_are_refused(tmp_path: Path) -> None:
    tables(tmp_path)
    plan = Plan(rounds=(("all",),), steps=1)
    with pytest.raises(UsageError, match="8 labels for 9 pairs"):
        fit(network(), tmp_path, np.zeros(8, np.float32), plan, tmp_path / "net")


def test_the_loss_is_least_where_truth_and_teacher_are_met(tmp_path: Path) -> None:
    batch = whole(tmp_path, np.where(np.eye(3, dtype=bool), 6, -6).reshape(9).astype(np.float32))
    net = network().eval()
    with torch.no_grad():
        plain = loss_of(net, batch)
        net.supervise(1)
        both = loss_of(net, batch)
        for head in (net.answers, net.auxiliary):
            head.weight.zero_()
            head.bias.fill_(6.0)
        worse = loss_of(net, batch)
    assert plain < both < worse


def test_only_layers_before_the_last_can_be_supervised_and_learn_from_it(tmp_path: Path) -> None:
    net, batch = network(), whole(tmp_path)
    for layer in (0, 2):
        with pytest.raises(UsageError, match="before the last of 2"):
            net.supervise(layer)
    assert net(batch.ids, batch.segments).auxiliary is None
    net.supervise(1)
    read = net(batch.ids, batch.segments).auxiliary
    assert read is not None and read.shape == (9,)
    torch.autograd.backward(read.sum())
    assert net.layers[0].query.weight.grad is not None
    assert net.layers[1].query.weight.grad is None


def test_attention_is_the_same_written_out_and_fused() -> None:
    torch.manual_seed(2)
    q, k, v = torch.randn(2, 12, 1, 32), torch.randn(2, 12, 7, 32), torch.randn(2, 12, 7, 32)
    for heads in (1, 12):
        mask = torch.randn(2, heads, 1, 7)
        mask[1, :, :, 5:] = -1e4
        fused, plain = (attention(q, k, v, mask, fused=how) for how in (True, False))
        torch.testing.assert_close(fused, plain, atol=1e-5, rtol=1e-4)
