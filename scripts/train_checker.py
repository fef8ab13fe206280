"""Train, export and measure the checker that is shipped in config/checker.

    train_checker.py pairs    draw the pairs of the question sets to learn from, as tables
    train_checker.py train    fine-tune an encoder or a network on them (resumes)
    train_checker.py label    let a trained teacher judge the pairs that a smaller one learns from
    train_checker.py export   write the trained network as int8 ONNX, with its card
    train_checker.py measure  rank and refuse on the evaluation sets; --speed for milliseconds

The recipe in config/checker/card.json took about ten minutes of a large GPU (--device cuda); drawing the pairs
takes four of a processor.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("train_checker.py")

import argparse
import os

from bot.command_line.ending import run_script
from config.settings import ROOT


def _parser() -> argparse.ArgumentParser:
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    data = Path(os.environ.get("WHOSAID_DATA", ROOT.parent / "shared" / "data"))
    parser.add_argument("--data", type=Path, default=data, help="holds qa_train and the rest")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "checker", help="networks")
    parser.add_argument("--threads", type=int, default=1, help="threads of torch or onnxruntime")
    jobs = parser.add_subparsers(dest="job", required=True)
    pairs = jobs.add_parser("pairs", help="draw the pairs to learn from, as tables of tokens")
    pairs.add_argument("--name", default="pairs", help="folder below --work")
    pairs.add_argument("--drawings", type=int, default=3, help="drawings of either kind")
    pairs.add_argument(
        "--unlabelled", type=int, default=60_000, help="questions with pairs for a teacher alone"
    )
    pairs.add_argument("--most", type=int, default=0, help="questions of either kind (0: all)")
    pairs.add_argument("--seed", type=int, default=101, help="of the drawings")
    train = jobs.add_parser("train", help="fine-tune a network, resuming where it stopped")
    train.add_argument("--name", default="student", help="folder below --work")
    train.add_argument(
        "--rounds",
        nargs="+",
        required=True,
        metavar="DRAWING+DRAWING",
        help="drawings to learn from together, round by round (news-0+general-0 …), over and over",
    )
    start = train.add_mutually_exclusive_group()
    start.add_argument("--encoder", type=Path, help="folder of an MPNet encoder (a teacher's)")
    start.add_argument("--start", type=Path, help="net.pt or model.onnx to go on from")
    train.add_argument("--layers", help="layers of that to keep, some twice (0,1,2,3,3,4)")
    train.add_argument("--labels", type=Path, help="file of a teacher's logits (a student's)")
    train.add_argument("--steps", type=int, help="stop after so many (after each round once)")
    train.add_argument("--rate", type=float, default=3e-4, help="highest learning rate")
    train.add_argument("--size", type=int, default=768, help="pairs in a step")
    train.add_argument("--frozen", type=int, default=0, help="first layers to leave as they are")
    train.add_argument(
        "--auxiliary", type=int, default=0, help="layer that a second head reads (0: none)"
    )
    train.add_argument(
        "--quantised-after", type=float, default=1.0, help="round as int8 does after such a share"
    )
    train.add_argument("--seed", type=int, default=7, help="of the heads and of the batches")
    label = jobs.add_parser("label", help="let a teacher judge all pairs")
    label.add_argument("--name", default="labels", help="file below --work, without .npy")
    label.add_argument("--teacher", type=Path, required=True, help="net.pt or model.onnx")
    for job in (train, label):
        job.add_argument("--pairs", type=Path, help="folder of the tables (--work/pairs)")
        job.add_argument("--device", default="cpu", help="cpu or cuda")
    export = jobs.add_parser("export", help="write model.onnx and card.json")
    export.add_argument("--net", type=Path, help="net.pt or model.onnx (--work/student/net.pt)")
    export.add_argument("--out", type=Path, default=ROOT / "config" / "checker")
    measure = jobs.add_parser("measure", help="print figures of a model as JSON")
    measure.add_argument("--model", type=Path, default=ROOT / "config" / "checker")
    measure.add_argument("--net", type=Path, help="a net.pt instead of --model")
    measure.add_argument("--device", default="cpu", help="cpu or cuda, for --net")
    measure.add_argument("--limit", type=int, help="questions of each half")
    measure.add_argument("--speed", action="store_true", help="time 4, 8 and 16 candidates instead")
    return parser


def main() -> int:
    """Run one job; 2 where the data is not there."""
    args = _parser().parse_args()
    if not (args.data / "qa_train").is_dir():
        missing = args.data / "qa_train"
        print(f"train_checker: no folder {missing}; set WHOSAID_DATA or --data", file=sys.stderr)
        return 2
    import torch

    from scripts.checker_training import runs

    torch.set_num_threads(args.threads)
    getattr(runs, f"run_{args.job}")(args)
    return 0


if __name__ == "__main__":
    sys.exit(run_script("train_checker.py", main))
