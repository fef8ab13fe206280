"""Write ONNX models: operators, constants, and the few fields of the file format that they need.

The format is protobuf (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, whose field numbers
stand below); writing it here spares a package that is needed for nothing else.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

CONTRIB = "com.microsoft"
_OPSET, _CONTRIB_OPSET, _IR = 18, 1, 9
FLOAT32, INT32 = 1, 6
"""The format's numbers of types, for operators that ask for one."""
_KINDS = {"float32": FLOAT32, "uint8": 2, "int8": 3, "int32": INT32, "int64": 7}

Option = int | float
Shape = Sequence[int | str]


class Graph:
    """Collects operators and constants; its methods return the names of what they make."""

    def __init__(self) -> None:
        self._operators: list[bytes] = []
        self._constants: list[bytes] = []
        self._count = 0

    def constant(self, value: npt.NDArray[np.generic]) -> str:
        """Add a constant."""
        name = self._name()
        value = np.ascontiguousarray(value)
        fields = [_number(1, size) for size in value.shape]
        fields += [_number(2, _KINDS[value.dtype.name]), _text(8, name), _bytes(9, value.tobytes())]
        self._constants.append(b"".join(fields))
        return name

    def op(self, kind: str, *inputs: str, domain: str = "", **options: Option) -> str:
        """Add an operator with one output."""
        return self.split(kind, *inputs, parts=1, domain=domain, **options)[0]

    def split(
        self, kind: str, *inputs: str, parts: int, domain: str = "", **options: Option
    ) -> list[str]:
        """Add an operator with several outputs."""
        outputs = [self._name() for _ in range(parts)]
        fields = [_text(1, name) for name in inputs] + [_text(2, name) for name in outputs]
        fields += [_text(4, kind), _text(7, domain)]
        fields += [_bytes(5, _option(name, value)) for name, value in options.items()]
        self._operators.append(b"".join(fields))
        return outputs

    def rename(self, name: str, to: str) -> None:
        """Give a value the name that it has outside."""
        fields = [_text(1, name), _text(2, to), _text(4, "Identity")]
        self._operators.append(b"".join(fields))

    def written(
        self, inputs: Mapping[str, tuple[str, Shape]], outputs: Mapping[str, tuple[str, Shape]]
    ) -> bytes:
        """Return the model file; ``inputs`` and ``outputs`` give each name's type and shape."""
        graph = [_bytes(1, one) for one in self._operators] + [_text(2, "graph")]
        graph += [_bytes(5, one) for one in self._constants]
        graph += [_bytes(11, _value(name, *told)) for name, told in inputs.items()]
        graph += [_bytes(12, _value(name, *told)) for name, told in outputs.items()]
        versions = [(_OPSET, ""), (_CONTRIB_OPSET, CONTRIB)]
        model = [_number(1, _IR), _bytes(7, b"".join(graph))]
        model += [_bytes(8, _text(1, domain) + _number(2, one)) for one, domain in versions]
        return b"".join(model)

    def _name(self) -> str:
        self._count += 1
        return f"v{self._count}"


def _option(name: str, value: Option) -> bytes:
    if isinstance(value, float):
        return _text(1, name) + b"\x15" + struct.pack("<f", value) + _number(20, 1)
    return _text(1, name) + _number(3, value) + _number(20, 2)


def _value(name: str, kind: str, shape: Shape) -> bytes:
    sizes = [_number(1, size) if isinstance(size, int) else _text(2, size) for size in shape]
    dimensions = b"".join(_bytes(1, size) for size in sizes)
    tensor = _number(1, _KINDS[kind]) + _bytes(2, dimensions)
    return _text(1, name) + _bytes(2, _bytes(1, tensor))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value % (1 << 64))


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
