"""The index of what was printed where, as it is written and brought up to date."""

from __future__ import annotations

from pathlib import Path

from index.printings import PrintingsPart
from index.values import Article
from scripts.press_evaluation.plain import PlainArchive

HARBOUR = "The harbour master said on Tuesday that the lighthouse would stay dark until the spring."
BAKERY = "The oldest bakery will close its doors in June after one hundred and forty years in one family."


def article(name: str, body: str) -> Article:
    return Article(id=name, body=body, outlet=None, published=None, title=name, digest=name)


def test_an_updated_index_is_that_of_a_rebuild(tmp_path: Path) -> None:
    old = PlainArchive([article("harbour", HARBOUR)], tmp_path / "old")
    both = [article("harbour", HARBOUR), article("bakery", BAKERY)]
    fresh = PlainArchive(both, tmp_path / "fresh")
    PrintingsPart().write(tmp_path / "updated", fresh, old.folder)  # type: ignore[arg-type]
    for file in sorted((fresh.folder / "printings").iterdir()):
        assert (tmp_path / "updated/printings" / file.name).read_bytes() == file.read_bytes()
