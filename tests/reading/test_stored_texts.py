"""Texts as content systems and data sets store them: in blocks, in pieces, with what a program left in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading.whole import read

ONE, TWO = "The council shut the bridge.", "Nobody said why."
BODY = f"{ONE}\n\n{TWO}"


def _bodies(tmp_path: Path, value: Any) -> list[str]:
    (tmp_path / "a.json").write_text(json.dumps(value), encoding="utf-8")
    return [one.body for one in read(tmp_path)[0]]


@pytest.mark.parametrize(
    "record",
    [
        {"body": [{"type": "paragraph", "text": ONE}, {"type": "paragraph", "text": TWO}]},
        {"content": {"blocks": [{"data": {"text": ONE}}, {"data": {"text": TWO}}]}},
        {"body": [{"children": [{"text": ONE[:9]}, {"text": ONE[9:]}]}, {"children": [{"text": TWO}]}]},
        {"title": "T", "paragraphs": {"0": ONE, "1": TWO}},
        {"attributes": {"title": "T", "body": {"value": f"<p>{ONE}</p><p>{TWO}</p>"}}},
        {"data": {"posts": {"edges": [{"node": {"title": "T", "body": BODY}}]}}},
        {"title": "T", "html_content": f"<p>{ONE}</p><p>{TWO}</p>"},
        {"Headline": "T", "Article text": BODY},
    ],
)  # fmt: skip
def test_a_text_is_put_together_from_where_it_is_stored(tmp_path: Path, record: Any) -> None:
    assert _bodies(tmp_path, record) == [BODY]


@pytest.mark.parametrize(
    ("stored", "body"),
    [
        (f"{ONE}\\n\\n{TWO}", BODY),
        (f"{ONE}\\r\\n\\r\\n{TWO}", BODY),
        ("The council&#8217;s&nbsp;vote, &quot;late&quot; &amp; so.", 'The council’s\xa0vote, "late" & so.'),
        ("Write \\n for a line end.", "Write \\n for a line end."),
        ("AT&amp;T is written AT&amp;T.", "AT&amp;T is written AT&amp;T."),
        ("Write <b>&#8217;</b> for it.", "Write <b>&#8217;</b> for it."),
    ],
)  # fmt: skip
def test_what_programs_left_in_a_text_is_taken_off(tmp_path: Path, stored: str, body: str) -> None:
    assert _bodies(tmp_path, {"text": stored}) == [body]


@pytest.mark.parametrize("inner", ["text", "children", "0", "name", "href"])
@pytest.mark.parametrize("field", ["text", "title", "source", "url", "date"])
def test_no_depth_of_objects_stops_a_reading(tmp_path: Path, field: str, inner: str) -> None:
    for depth in (300, 480, 970, 990):
        deep = f'{{"{inner}":' * depth + '"x"' + "}" * depth
        lists = '{"children":[' * (depth // 2) + '"x"' + "]}" * (depth // 2)
        records = [f'{{"{field}":{one}}}' for one in (deep, lists)]
        (tmp_path / "a.jsonl").write_text("\n".join([*records, '{"body": "Kept."}']))
        assert [one.body for one in read(tmp_path)[0]][-1] == "Kept."
