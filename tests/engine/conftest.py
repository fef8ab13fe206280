"""Small archives made with the fake encoder, for the engine's tests."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from config.outlets import OutletRegistry
from index.building.build import build
from index.building.values import BuildPlan, BuildReport
from index.encoders.encoder import PassageInput, PassageVectors
from index.encoders.fake import FakeEncoder
from index.values import Article

_WORDS = [
    "minister",
    "budget",
    "river",
    "court",
    "match",
    "goal",
    "storm",
    "school",
    "hospital",
    "strike",
    "vote",
    "union",
    "police",
    "bank",
    "price",
    "train",
    "bridge",
    "report",
    "letter",
    "inquiry",
    "museum",
    "actor",
    "planet",
    "signal",
    "harvest",
]


def made_article(number: int, *, version: int = 0, sentences: int = 12) -> Article:
    """Make up an article; the same number and version always give the same one."""
    chance = random.Random(f"{number}/{version}")
    lines = []
    for place in range(sentences):
        words = " ".join(chance.choice(_WORDS) for _ in range(chance.randint(6, 18)))
        lines.append(
            f'"{words.capitalize()}," a source told The Sun.'
            if place % 5 == 2
            else f"{words.capitalize()}."
        )
    body = "\n\n".join(" ".join(lines[start : start + 3]) for start in range(0, len(lines), 3))
    outlet = ("The Guardian", "BBC News", "Reuters", None)[number % 4]
    return Article(
        id=f"a{number:05d}",
        body=body,
        title=f"{chance.choice(_WORDS).capitalize()} and {chance.choice(_WORDS)} {number}",
        outlet=outlet,
        published=f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        url=f"https://example.org/{number}",
        digest=hashlib.sha256(f"{number}{body}{version}".encode()).hexdigest(),
    )


class CountingEncoder(FakeEncoder):
    """Counts the passages that it embeds."""

    def __init__(self) -> None:
        self.embedded = 0

    def encode_passages(self, inputs: Sequence[PassageInput]) -> PassageVectors:
        self.embedded += len(inputs)
        return super().encode_passages(inputs)


@pytest.fixture(scope="session")
def registry() -> OutletRegistry:
    return OutletRegistry.load()


@pytest.fixture(scope="session")
def article_of() -> Callable[..., Article]:
    return made_article


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


Builder = Callable[..., BuildReport]


@pytest.fixture
def build_index(folder: Path, registry: OutletRegistry) -> Builder:
    """Build the index in ``folder`` from articles with the fake encoder."""

    def run(articles: Iterable[Article] | Sequence[int], **changes: object) -> BuildReport:
        given = [made_article(one) if isinstance(one, int) else one for one in articles]
        calls = {name: changes.pop(name) for name in ("progress", "cancel") if name in changes}
        fields = {"folder": folder, "registry": registry, "encoder": FakeEncoder(), "keep": 5}
        return build(given, BuildPlan(**(fields | changes)), **calls)  # type: ignore[arg-type]

    return run
