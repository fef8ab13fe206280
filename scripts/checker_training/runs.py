"""The three jobs of ``train_checker.py``: train, export, measure."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

from bot.checker import Candidate, Layout, OnnxChecker, load_tokenizer
from index.weights import default_model
from scripts.checker_training.encoding import PairEncoder
from scripts.checker_training.fitting import Plan, fit, logits_of
from scripts.checker_training.measure import figures, scored, table, wikiqa
from scripts.checker_training.network import CheckerNet, keep_layers, load_encoder
from scripts.checker_training.pairs import Pair, PairMaker, load_items

SHARES = (
    {
        "qamr": 0.5,
        "qadiscourse": 0.7,
        "selqa": 2.0,
        "qed": 3.0,
        "clapnq": 2.0,
        "squad2": 2.0,
        "said": 1.5,
    },
)
"""How often each epoch draws the items of a source (1 if not named)."""


def saved_net(path: Path) -> CheckerNet:
    """Load a network that ``fit`` has saved."""
    state = torch.load(path, weights_only=True)
    net = CheckerNet(1 + max(int(k.split(".")[1]) for k in state if k.startswith("layers.")))
    net.load_state_dict(state)
    return net


def run_train(args: argparse.Namespace) -> None:
    """Train the network that the arguments describe; leave it in ``work/name/net.pt``."""
    torch.manual_seed(args.seed)
    picks = tuple(int(x) for x in args.layers.split(","))
    net = CheckerNet(len(picks))
    if args.start:
        keep_layers(net, torch.load(args.start, weights_only=True), picks)
    else:
        load_encoder(net, default_model().weights, picks)
    teachers = [saved_net(path).eval().to(args.device) for path in args.teacher]
    maker = PairMaker(load_items(args.data / "qa_train"), negatives=args.negatives)
    encoder = PairEncoder(load_tokenizer(), Layout())
    plan = Plan(
        epochs=args.epochs,
        size=args.size,
        rate=args.rate,
        seed=args.seed,
        shares=SHARES,
        limit=args.steps,
        device=args.device,
    )
    fit(net, maker, encoder, plan, args.work / args.name, teachers)


def run_export(args: argparse.Namespace) -> None:
    """Write the int8 model, and a card with its data and figures."""
    from scripts.checker_training.export import write_onnx

    path = args.net or args.work / "checker" / "net.pt"
    net = saved_net(path)
    size = write_onnx(net.state_dict(), args.out / "model.onnx")
    checker = OnnxChecker(args.out, threads=args.threads)
    card = {
        "name": "whosaid-checker",
        "does": "says whether a sentence answers a question (cross-encoder, int8 ONNX)",
        "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        "layers": len(net.layers),
        "licence": "CC BY-SA 4.0",
        "scores": "sigmoid of the logit; not calibrated further",
        "data": DATA,
        "recipe": RECIPE,
        "bytes": size,
        "int8_against_float32": _agreement(net, checker, args.data),
        "figures": _rounded(table(checker.score_pairs, args.data)),
    }
    (args.out / "card.json").write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    print(json.dumps(card["figures"], indent=2))


def _rounded(figures: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    return {part: {k: round(v, 3) for k, v in row.items()} for part, row in figures.items()}


def _agreement(net: CheckerNet, checker: OnnxChecker, data: Path) -> dict[str, float]:
    """Compare the scores of the int8 model with those of the float32 network on WikiQA."""
    asked = wikiqa(data)
    encoder = PairEncoder(load_tokenizer(), Layout())
    pairs = [
        Pair(question=a.question, sentence=c.sentence, before=c.before, answers=False)
        for a in asked
        for c in a.candidates
    ]
    exact = 1 / (1 + np.exp(-logits_of(net, [encoder.row(p) for p in pairs])))
    cuts = np.cumsum([len(a.candidates) for a in asked])[:-1]
    small = np.concatenate(scored(checker.score_pairs, asked))
    return {
        "correlation": round(float(np.corrcoef(exact, small)[0, 1]), 4),
        "auroc_float32": round(figures(asked, np.split(exact, cuts))["auroc"], 4),
        "auroc_int8": round(figures(asked, np.split(small, cuts))["auroc"], 4),
    }


_TRAIN = "train_checker.py train --device cuda --layers 0,1,2,3,4,5"
_FIRST = f"{_TRAIN} --epochs 5 --negatives 6 --rate 2e-4"
RECIPE = (
    *(f"{_FIRST} --name t{seed} --seed {seed}" for seed in (7, 8, 9)),
    f"{_TRAIN} --epochs 2 --negatives 10 --size 512 --rate 2.5e-4 --name checker --seed 23 "
    "--start build/checker/t7/net.pt "
    "--teacher build/checker/t7/net.pt build/checker/t8/net.pt build/checker/t9/net.pt",
    "train_checker.py export",
)
DATA = {
    "squad2": "SQuAD 2.0, 19 articles (CC BY-SA 4.0)",
    "squadshifts": "SQuADShifts, new Wikipedia (CC BY 4.0)",
    "qed": "QED, Google questions over Wikipedia (CC BY-SA 3.0)",
    "selqa": "SelQA (Apache-2.0)",
    "clapnq": "CLAP NQ (Apache-2.0)",
    "qamr": "QAMR, Wikinews and Wikipedia (MIT; text CC BY, CC BY-SA)",
    "qadiscourse": "QADiscourse, Wikinews (CC BY 4.0)",
    "said": "questions made by rule from attributed sentences of the sets above",
}


def run_measure(args: argparse.Namespace) -> None:
    """Print figures of a model, or how long it takes."""
    checker = OnnxChecker(args.model, threads=args.threads)
    found = _speed(checker) if args.speed else table(checker.score_pairs, args.data, args.limit)
    print(json.dumps(found, indent=2))


def _speed(checker: OnnxChecker) -> dict[str, dict[str, float]]:
    question = "What did the spokesman say about the invitation to the birthday dinner?"
    candidate = Candidate(
        sentence="A spokesman told reporters on Tuesday that no invitation had been received, and "
        "that the couple had learned of the dinner from the newspapers.",
        before="The dinner was held at the palace.",
    )
    found = {}
    for count in (1, 4, 8, 16):
        times = []
        for _ in range(40):
            begun = time.perf_counter()
            checker.score(question, [candidate] * count)
            times.append(1000 * (time.perf_counter() - begun))
        found[str(count)] = {"least_ms": min(times), "median_ms": float(np.median(times))}
    return found
