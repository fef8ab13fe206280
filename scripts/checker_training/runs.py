"""The jobs of ``train_checker.py``: pairs, train, label, export, measure."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from bot.evidence.checker import Candidate, OnnxChecker, load_tokenizer
from scripts.checker_training.drawings import TABLE, Wanted, write_pairs
from scripts.checker_training.fitting import Plan, fit, logits_of
from scripts.checker_training.measure import Scorer, figures, scored, table, wikiqa
from scripts.checker_training.network import CheckerNet, fresh_net, stacked
from scripts.checker_training.pairs import Pair
from scripts.checker_training.saved import saved_net
from scripts.checker_training.tables import PairTable, TableMaker


def run_pairs(args: argparse.Namespace) -> None:
    """Write the tables of all pairs and drawings to ``work/name``."""
    wanted = Wanted(
        drawings=args.drawings, unlabelled=args.unlabelled, seed=args.seed, most=args.most
    )
    write_pairs(args.data, wanted, args.work / args.name, partial(print, flush=True))


def run_train(args: argparse.Namespace) -> None:
    """Train the network that the arguments describe; leave it in ``work/name/net.pt``."""
    torch.manual_seed(args.seed)
    net = saved_net(args.start) if args.start else fresh_net(args.encoder)
    if args.layers:
        net = stacked(net, tuple(int(one) for one in args.layers.split(",")))
    net.freeze(args.frozen)
    if args.auxiliary:
        net.supervise(args.auxiliary)
    plan = Plan(
        rounds=tuple(tuple(names.split("+")) for names in args.rounds),
        size=args.size,
        rate=args.rate,
        seed=args.seed,
        steps=args.steps,
        device=args.device,
        quantised_after=args.quantised_after,
    )
    labels = np.load(args.labels, allow_pickle=False) if args.labels else None
    fit(net, args.pairs or args.work / "pairs", labels, plan, args.work / args.name)


def run_label(args: argparse.Namespace) -> None:
    """Write the teacher's logit of every pair, (n,) in the order of the table, to ``work/name.npy``."""
    pairs = PairTable.load((args.pairs or args.work / "pairs") / f"{TABLE}.npz")
    logits = logits_of(saved_net(args.teacher), pairs, args.device)
    args.work.mkdir(parents=True, exist_ok=True)
    np.save(args.work / f"{args.name}.npy", logits)
    print(f"{args.name}: {len(logits)} pairs", flush=True)


def run_export(args: argparse.Namespace) -> None:
    """Write the int8 model, and a card with its data and figures."""
    from scripts.checker_training.export import write_onnx

    net = saved_net(args.net or args.work / "student" / "net.pt")
    size = write_onnx(net.state_dict(), args.out / "model.onnx")
    checker = OnnxChecker(args.out, threads=args.threads)
    card = {
        "name": "whosaid-checker",
        "does": "says whether a sentence answers a question (cross-encoder, int8 ONNX)",
        "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        "teachers": "sentence-transformers/all-mpnet-base-v2 (Apache-2.0), fine-tuned likewise",
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
    pairs = [(a.question, c) for a in asked for c in a.candidates]
    exact = 1 / (1 + np.exp(-_net_scorer(net, "cpu")(pairs)))
    cuts = np.cumsum([len(a.candidates) for a in asked])[:-1]
    small = np.concatenate(scored(checker.score_pairs, asked))
    return {
        "correlation": round(float(np.corrcoef(exact, small)[0, 1]), 4),
        "auroc_float32": round(figures(asked, np.split(exact, cuts))["auroc"], 4),
        "auroc_int8": round(figures(asked, np.split(small, cuts))["auroc"], 4),
    }


_TRAIN = "train_checker.py train --device cuda"
_ROUND = "news-0+news-1+news-2+unlabelled+general-{}"
_NETS = "build/checker/{}/net.pt"
RECIPE = (
    "the network that the student starts from is config/checker/model.onnx of version c70d530, whose card says "
    "how it was made: git show c70d530:config/checker/model.onnx > build/checker/start.onnx",
    "train_checker.py pairs --drawings 3 --unlabelled 60000 --seed 101",
    f"{_TRAIN} --encoder all-mpnet-base-v2 --rounds news-0+general-0 news-1+general-1 --size 768 --rate 6e-5 "
    "--name teacher",
    f"train_checker.py label --device cuda --teacher {_NETS.format('teacher')}",
    f"{_TRAIN} --start build/checker/start.onnx --labels build/checker/labels.npy --auxiliary 3 --rounds "
    f"{' '.join(_ROUND.format(n) for n in range(3))} --layers 0,1,2,3,3,4,4,5 --size 1024 --rate 3e-4 "
    "--steps 4234 --quantised-after 0.978 --name student",
    f"train_checker.py export --net {_NETS.format('student')}",
    "the teacher of the shipped network started from its encoder's weights rounded to four bits, and the norms of "
    "both were computed in bfloat16, not in float32",
)
DATA = {
    "squad2": "SQuAD 2.0, 19 articles (CC BY-SA 4.0)",
    "squadshifts": "SQuADShifts, new Wikipedia (CC BY 4.0)",
    "qed": "QED, Google questions over Wikipedia (CC BY-SA 3.0)",
    "selqa": "SelQA (Apache-2.0)",
    "clapnq": "CLAP NQ (Apache-2.0)",
    "qamr": "QAMR, Wikinews and Wikipedia (MIT; text CC BY, CC BY-SA)",
    "qadiscourse": "QADiscourse, Wikinews (CC BY 4.0)",
    "news": "129,000 questions written for Whosaid on excerpts of AllSides articles (Apache-2.0)",
    "said": "questions made by rule from attributed sentences of the sets above",
}


def run_measure(args: argparse.Namespace) -> None:
    """Print figures of a model or of a network, or how long the model takes."""
    if args.net:
        found = table(_net_scorer(saved_net(args.net), args.device), args.data, args.limit)
        print(json.dumps(found, indent=2))
        return
    checker = OnnxChecker(args.model, threads=args.threads)
    found = _speed(checker) if args.speed else table(checker.score_pairs, args.data, args.limit)
    print(json.dumps(found, indent=2))


def _net_scorer(net: CheckerNet, device: str) -> Scorer:
    """Return a function that gives pairs the logits (n,) of a torch network."""

    def score(pairs: Sequence[tuple[str, Candidate]]) -> NDArray[np.float32]:
        maker = TableMaker(load_tokenizer())
        rows = [
            maker.row(Pair(question=q, sentence=c.sentence, before=c.before, answers=False))
            for q, c in pairs
        ]
        return logits_of(net, maker.table(), device=device)[rows]

    return score


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
