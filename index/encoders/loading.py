"""Load the encoder that a setting names; what it is made of is imported by then only."""

from __future__ import annotations

from typing import Literal

from index.encoders.encoder import DEFAULT, FAKE, Encoder

EncoderRole = Literal["question", "passages"]


def load_encoder(name: str = DEFAULT, *, role: EncoderRole, threads: int = 2) -> Encoder:
    """Load an encoder by name for one role.

    ``default`` is all-MiniLM-L6-v2 from installed packages: int8 ONNX for questions (torch is not
    imported), torch for passages in bulk. ``fake`` needs no model. Any other name or path goes to
    sentence-transformers.
    """
    if name == FAKE:
        from index.encoders.fake import FakeEncoder

        return FakeEncoder()
    if name != DEFAULT:
        from index.encoders.named import NamedEncoder

        return NamedEncoder(name, threads=threads)
    if role == "question":
        from index.encoders.onnx_encoder import OnnxEncoder

        return OnnxEncoder(threads=threads)
    from index.encoders.torch_encoder import TorchEncoder

    return TorchEncoder(threads=threads)
