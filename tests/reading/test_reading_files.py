"""Which files are read: folders, patterns, links, and what is no file."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path
from typing import Any

import pytest

from index.reading import ReadingReport, read_articles
from tests.reading.whole import REGISTRY, ids, read, reasons


def test_folders_are_read_at_any_depth_in_order_of_name_and_other_files_ignored(
    tmp_path: Path,
) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.txt", ".hidden.txt", ".git/x.txt", "README.md", "p.png"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Text of {name}.")
    articles, report = read(tmp_path)
    assert ids(articles) == ["b", "z", "c"]
    assert (report.files, report.ignored, report.problems) == (3, 3, [])


def test_globs_and_files_reached_twice_are_read_once(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(name * 3)
    articles, _ = read(f"{tmp_path}/[ab].txt", tmp_path, tmp_path / "c.txt")
    assert ids(articles) == ["a", "b", "c"]


def test_a_name_with_glob_characters_is_the_file_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("Text.")
    assert ids(read(tmp_path / "a[1].txt")[0]) == ["a[1]"]


def test_links_in_a_circle_and_to_folders_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Text.")
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    (tmp_path / "also").symlink_to(tmp_path / "in")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere")
    articles, report = read(tmp_path)
    assert ids(articles) == ["a"]
    assert reasons(report) == ["does not exist"]


def test_pipes_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text("Text.")
    found: list[Any] = []
    reader = threading.Thread(target=lambda: found.append(read(tmp_path, "/dev/zero")), daemon=True)
    reader.start()
    reader.join(20)
    articles, report = found[0]
    assert ids(articles) == ["a"]
    assert reasons(report) == ["is no regular file", "is no regular file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text.")
    path.chmod(stat.S_IWUSR)
    assert reasons(read(tmp_path)[1]) == ["may not be read"]


def test_what_does_not_exist_or_matches_nothing_is_named(tmp_path: Path) -> None:
    articles, report = read(tmp_path / "none.txt", tmp_path / "*.json", "a\0b")
    assert articles == []
    assert sorted(reasons(report)) == [
        "cannot be opened (its name holds a NUL)",
        "does not exist",
        "matches no file",
    ]
    assert report.skipped == 3


@pytest.mark.parametrize("name", [b"bad\xff.txt", b"two\nlines.txt"])
def test_a_name_that_no_text_can_hold_gives_an_id_all_the_same(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    try:
        path.write_text("Text.")
    except OSError:
        pytest.skip("this file system takes no such names")
    ((article,), _) = read(tmp_path)
    assert article.id in ("bad\ufffd", "two\ufffdlines")


@pytest.mark.parametrize("name", ["table.csv", "paper.PDF", "page.mhtml", "all.zip"])
def test_a_named_file_of_another_kind_is_refused_and_not_read_as_text(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_text("title,body\nA,Text.\n")
    articles, report = read(path)
    assert articles == []
    assert reasons(report) == [f"is a {path.suffix.lower()} file, which is not read"]
    assert "JSON lines" in report.problems[0].mend


def test_what_a_folder_holds_beside_articles_is_counted_by_its_endings(tmp_path: Path) -> None:
    for name in ("a.txt", "b.csv", "c.csv", "d.pdf", "plain", "p.png", "LICENSE", ".x"):
        (tmp_path / name).write_text(f"Text of {name}.")
    _, report = read(tmp_path)
    assert report.ignored_endings == {".csv": 2, ".pdf": 1, "": 1}
    assert report.ignored == 7


def test_articles_in_the_folder_of_the_index_are_said_to_be_there(tmp_path: Path) -> None:
    for name in ("index/a.txt", "index/deep/b.txt", "news/index/c.txt", "news/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Text of {name}.")
    index, news = tmp_path / "index", tmp_path / "news"
    for given in (index, index / "deep", index / "a.txt", f"{index}/*.txt"):
        report = ReadingReport()
        assert list(read_articles([given], REGISTRY, report, apart=index)) == []
        assert reasons(report) == ["lies in the folder of the index, where no articles are read"]
        assert report.problems[0].file == Path(given)
    for found in (["d"], []):
        report = ReadingReport()
        assert ids(read_articles([news], REGISTRY, report, apart=news / "index")) == found
        assert report.problems == []
        (news / "d.txt").unlink(missing_ok=True)
