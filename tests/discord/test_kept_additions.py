"""What is kept of files that are added, and how a build's words about files are shown."""

from __future__ import annotations

import pytest

from bot.discord.administration import additions
from bot.discord.administration.additions import Addition
from bot.discord.administration.builds import BuildState
from bot.discord.administration.progress import state_words
from config.outlets import OutletRegistry
from index.reading import ReadingReport, read_articles
from tests.discord.ferries import article, nothing_built


@pytest.fixture
def settings(tmp_path):
    return nothing_built(tmp_path)


def test_what_holds_no_article_is_told_once_and_not_with_every_build(settings) -> None:
    given = [
        Addition(name="bad.json", data=b"{no"),
        Addition(name="a.md", data=article(1)),
        Addition(name="half.jsonl", data=b'{"body": "The ferry sailed again."}\n{no\n'),
    ]
    added = additions.keep(settings, given)
    assert added.articles == 2
    assert [one.partition(":")[0] for one in added.problems] == ["bad.json", "half.jsonl"]
    kept = sorted(path.name.rpartition("-")[2] for path in added.folder.iterdir())
    assert kept == ["a.md", "half.jsonl"]
    report = ReadingReport()
    assert len(list(read_articles([added.folder], OutletRegistry.load(), report))) == 2
    assert [one.file.name.rpartition("-")[2] for one in report.problems] == ["half.jsonl"]


def test_a_build_is_shown_without_the_folders_of_its_machine() -> None:
    skipped = "skipped /srv/my news/added/20260101-a.json: is not JSON; see https://a.example/b/c"
    failed = "build_index.py: no article could be read from what was given: /srv/news; give files"
    state = BuildState(running=False, line="", code=2, summary=(skipped, failed))
    words = state_words(state).replace("\\", "")
    assert "skipped 20260101-a.json: is not JSON; see https://a.example/b/c" in words
    assert "\nno article could be read from what was given: news; give files" in words
