"""Files that no program should have written: mutations of real ones, reproducible by seed."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Iterator
from pathlib import Path

Mutation = Callable[[bytes, random.Random], bytes]

_ODD = (
    b"\x00", b"\x00\x00\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\\ud83d",
    b"\xc3", b"\xe2\x80\xae", b"\r", b"\r\n", b"\x1a", b"\x1b[31m", b"&#0;", b"&lt;", b"<!--",
    b"<![CDATA[", b"]]>", b"<script>", b"---\n", b"+++\n", b'"', b"{", b"[", b"}", b"NaN", b"1e999",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"\xf0\x9f\x92\xa9", b"\xcc\x81" * 50,
)  # fmt: skip


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _drop(data: bytes, chance: random.Random) -> bytes:
    start = chance.randint(0, len(data))
    return data[:start] + data[start + chance.randint(0, 200) :]


def _insert(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 5)):
        place = chance.randint(0, len(data))
        data = data[:place] + chance.choice(_ODD) * chance.randint(1, 3) + data[place:]
    return data


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start = chance.randint(0, len(data))
    piece = data[start : start + chance.randint(1, 400)]
    return data[:start] + piece * chance.randint(2, 40) + data[start:]


def _nest(data: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((10, 1_000, 50_000))
    opening = chance.choice((b"[", b'{"body":', b"<div>", b"<b><i>"))
    return opening * depth + data


def _recode(data: bytes, chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251", "shift_jis"))
    return data.decode("utf-8", "replace").encode(encoding, "replace")


def _noise(data: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(chance.randint(0, 3_000))


def _shuffle(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _retype(data: bytes, chance: random.Random) -> bytes:
    """Put a value of another type where a text is expected."""
    value = chance.choice((b"null", b"3", b"-1e400", b"[]", b"{}", b"true", b'[[["a"]]]', b'""'))
    key = chance.choice((b'"body": ', b'"id": ', b'"title": ', b'"published_at": ', b'"url": '))
    return data.replace(key, key + value + b', "x": ')


def _pack_badly(data: bytes, chance: random.Random) -> bytes:
    return _flip(gzip.compress(data), chance)


MUTATIONS: tuple[Mutation, ...] = (
    _flip, _cut, _drop, _insert, _repeat, _nest, _recode, _noise, _shuffle, _retype, _pack_badly,
)  # fmt: skip


def malformed(samples: list[Path], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield ``count`` file names and contents, made from real files by one to three mutations.

    One in ten has a name that does not fit its contents. The same seed gives the same files.
    """
    chance = random.Random(seed)
    endings = [path.suffix for path in samples]
    for number in range(count):
        path = chance.choice(samples)
        data = path.read_bytes()
        mutations = chance.choices(MUTATIONS, k=chance.randint(1, 3))
        for mutation in mutations:
            data = mutation(data, chance)
        ending = chance.choice(endings) if chance.random() < 0.1 else path.suffix
        packed = ".gz" if _pack_badly in mutations else ""
        yield f"{seed}-{number}{ending}{packed}", data
