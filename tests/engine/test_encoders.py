"""The encoders: both roles agree with the float32 model, and nothing is cut in silence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.encoders import onnx_encoder
from index.encoders.encoder import Encoder, PassageInput, unit_rows
from index.encoders.loading import load_encoder
from index.encoders.minilm import outliers
from index.encoders.onnx_encoder import OnnxEncoder, multiplies_bytes
from index.encoders.pooling import mean_of_ranges, token_ranges
from index.encoders.torch_encoder import TorchEncoder
from index.values import Span
from scripts.find_outliers import APART

ROOT = Path(__file__).parents[2]
TEXTS = [
    "The prime minister resigned on Tuesday after a vote in parliament.",
    "A source told The Sun that the duke had not been invited to the party.",
    "Shares in the carmaker fell 12 per cent, the biggest one-day loss since 2008.",
    "東京の首相は火曜日に辞任した。",
    "Who won the final?",
    "“We will not comment,” a spokesperson said — twice; the office later declined to say why. "
    * 6,
]


@pytest.fixture(scope="module")
def question() -> OnnxEncoder:
    return OnnxEncoder(threads=2)


@pytest.fixture(scope="module")
def bulk() -> TorchEncoder:
    return TorchEncoder(threads=1)


@pytest.fixture(scope="module")
def exact() -> TorchEncoder:
    import torch

    return TorchEncoder(threads=1, dtype=torch.float32)


def inputs(texts: list[str]) -> list[PassageInput]:
    return [
        PassageInput(
            text=text, sentences=(Span(0, len(text) // 2), Span(len(text) // 2, len(text)))
        )
        for text in texts
    ]


def test_the_float32_encoder_is_the_published_model(exact: TorchEncoder) -> None:
    """Cosines of the model card's own example sentences, as sentence-transformers computes them."""
    from sentence_transformers import SentenceTransformer

    from index.encoders.weights import default_model

    model = SentenceTransformer(str(default_model().weights.parent), device="cpu")
    theirs = model.encode(TEXTS, normalize_embeddings=True)
    ours = exact.encode_passages(inputs(TEXTS)).passages
    assert (ours * theirs).sum(axis=1).min() > 0.99999


@pytest.mark.parametrize("role", ["question", "bulk"])
def test_both_roles_agree_with_float32(
    role: str, question: OnnxEncoder, bulk: TorchEncoder, exact: TorchEncoder
) -> None:
    encoder: Encoder = question if role == "question" else bulk
    ours = encoder.encode_passages(inputs(TEXTS))
    theirs = exact.encode_passages(inputs(TEXTS))
    assert (ours.passages * theirs.passages).sum(axis=1).mean() >= 0.999
    assert (ours.sentences * theirs.sentences).sum(axis=1).mean() >= 0.998
    assert np.allclose(np.linalg.norm(ours.passages, axis=1), 1.0, atol=1e-5)


def test_the_graph_in_float32_is_the_published_model(exact: TorchEncoder) -> None:
    ours = OnnxEncoder(threads=1, int8=False).encode_passages(inputs(TEXTS))
    theirs = exact.encode_passages(inputs(TEXTS))
    assert (ours.passages * theirs.passages).sum(axis=1).min() > 0.99999
    assert (ours.sentences * theirs.sentences).sum(axis=1).min() > 0.9999


def test_a_question_gets_the_same_vector_alone_and_in_company(question: OnnxEncoder) -> None:
    together = question.encode_question(TEXTS)
    for text, row in zip(TEXTS, together, strict=True):
        assert np.array_equal(question.encode_question([text])[0], row)


@pytest.mark.parametrize(
    ("flags", "wanted"),
    [("avx2 avx512_vnni", True), ("avx2 avx_vnni fma", True), ("sse4_2 avx2 avx512f", False)],
)
def test_bytes_are_multiplied_only_where_the_processor_adds_them_up_in_full(
    flags: str, wanted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cpuinfo").write_text(f"processor\t: 0\nflags\t\t: fpu {flags}\n")
    monkeypatch.setattr(onnx_encoder, "_CPU", tmp_path / "cpuinfo")
    monkeypatch.setattr(onnx_encoder.platform, "machine", lambda: "x86_64")
    assert multiplies_bytes.__wrapped__() is wanted


def test_an_unknown_processor_multiplies_in_float32(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnx_encoder, "_CPU", tmp_path / "none")
    monkeypatch.setattr(onnx_encoder.platform, "machine", lambda: "AMD64")
    assert multiplies_bytes.__wrapped__() is False


def test_batching_does_not_mix_texts_up(bulk: TorchEncoder) -> None:
    together = bulk.encode_passages(inputs(TEXTS * 40))
    alone = np.concatenate([bulk.encode_passages(inputs([text])).passages for text in TEXTS])
    assert (together.passages.reshape(40, len(TEXTS), -1) * alone).sum(axis=2).min() > 0.999


def test_a_text_that_is_too_long_is_refused_not_cut(
    bulk: TorchEncoder, question: OnnxEncoder
) -> None:
    for encoder in (bulk, question):
        with pytest.raises(ValueError, match="reads 256"):
            encoder.encode_passages([PassageInput(text="word " * 300)])


def test_a_long_question_is_read_up_to_the_limit(question: OnnxEncoder) -> None:
    long = question.encode_question(["what did the minister say " * 100])
    assert long.shape == (1, 384)
    assert np.isfinite(long).all()


def test_a_part_of_a_question_is_read_in_the_question(question: OnnxEncoder) -> None:
    text = "Did the minister resign, and who was told that he would?"
    parts = (Span(0, 23), Span(25, len(text)))
    (rows,) = question.encode_parts([PassageInput(text=text, sentences=parts)])
    alone = question.encode_question([text, *(part.of(text) for part in parts)])
    assert np.array_equal(rows[0], alone[0])
    like = rows @ alone.T
    assert like[1, 1] > like[2, 1]
    assert like[2, 2] > like[1, 2]
    assert like[2, 0] > alone[2] @ alone[0]  # it keeps what it refers to


def test_a_part_beyond_the_limit_gets_the_vector_of_the_whole(question: OnnxEncoder) -> None:
    text = "what did the minister say " * 100
    (rows,) = question.encode_parts(
        [PassageInput(text=text, sentences=(Span(0, 25), Span(2500, 2600)))]
    )
    assert np.array_equal(rows[2], rows[0])
    assert not np.array_equal(rows[1], rows[0])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize("name", ["default", "fake"])
def test_parts_of_many_questions_come_in_their_order(name: str) -> None:
    encoder = load_encoder(name, role="question")
    asked = [PassageInput(text=text, sentences=(Span(0, 9),) * n) for n, text in enumerate(TEXTS)]
    together = encoder.encode_parts(asked)
    assert [len(one) for one in together] == [1 + n for n in range(len(TEXTS))]
    for one, rows in zip(asked, together, strict=True):
        assert np.array_equal(encoder.encode_parts([one])[0], rows)
    assert encoder.encode_parts([]) == []


def test_a_fingerprint_is_the_same_for_both_roles(
    bulk: TorchEncoder, question: OnnxEncoder
) -> None:
    assert bulk.fingerprint == question.fingerprint
    assert load_encoder("fake", role="question").fingerprint != bulk.fingerprint


def test_the_question_path_does_not_import_torch() -> None:
    code = (
        "import sys; from index.encoders.loading import load_encoder;"
        "from index.snapshot.archive import Archive;"
        "load_encoder(role='question').encode_question(['who?']);"
        "print([name for name in ('torch', 'transformers', 'sklearn', 'trafilatura', 'matplotlib')"
        " if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


def test_sentence_vectors_are_means_of_their_own_tokens() -> None:
    offsets = [(0, 0), (0, 3), (4, 7), (7, 8), (9, 12), (0, 0)]
    ranges = token_ranges(offsets, [Span(0, 8), Span(9, 12), Span(12, 12)])
    assert ranges.tolist() == [[1, 4], [4, 5], [5, 5]]
    tokens = np.arange(12, dtype=np.float32).reshape(6, 2)
    assert mean_of_ranges(tokens, ranges).tolist() == [[4.0, 5.0], [8.0, 9.0], [0.0, 0.0]]


def test_rows_of_zeros_stay_zeros() -> None:
    assert unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]], np.float32)).tolist() == [
        [pytest.approx(0.6), pytest.approx(0.8)],
        [0.0, 0.0],
    ]


def test_the_models_tell_nobody_that_they_are_used(tmp_path: Path) -> None:
    script = (
        "import time; from bot.evidence.checker import OnnxChecker;"
        "from index.encoders.onnx_encoder import OnnxEncoder;"
        "OnnxEncoder(threads=1); OnnxChecker(threads=1); time.sleep(1)"
    )
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "PATH": ""}
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=home, check=True)
    assert list(tmp_path.rglob("*")) == []


def test_the_script_that_finds_outliers_keeps_as_many_as_are_shipped() -> None:
    for layer, channels in outliers().items():
        assert len(channels) == APART.get(layer.partition(".")[2], 0), layer
