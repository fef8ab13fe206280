"""Comparisons of more outlets than are set side by side: none that writes about the topic is called silent."""

from __future__ import annotations

from pathlib import Path

from bot.wording.press import missing_words
from tests.own_archive import serving

TOWNS = "Marlow Henley Renn Ister Tarn Skerry Ouse Leck Brun Calder Derwent Esk Fal Gade".split()  # noqa: SIM905


def test_of_too_many_outlets_those_left_out_are_named_and_not_called_silent(tmp_path: Path) -> None:
    articles = [
        {
            "id": town,
            "source": f"The {town} Courier",
            "title": "Bridge at Quaymouth shut",
            "body": f"The bridge at Quaymouth was shut after an engineer of {town} found {number + 2} cracks in it.",
        }
        for number, town in enumerate(TOWNS)
    ]
    names = [f"The {town} Courier" for town in TOWNS]
    with serving(articles, tmp_path) as service:
        found = service.compare("the bridge at Quaymouth", [*names, "The Choir Gazette"])
    assert found.missing == ("The Choir Gazette",)
    assert len(found.columns) == 12 and len(found.left_out) == 2
    assert {*(column.outlet for column in found.columns), *found.left_out} == set(names)
    left = " and ".join(map(str, found.left_out))
    assert f"Not compared, though they write about it: {left}." in missing_words(found)
