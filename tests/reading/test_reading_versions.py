"""Ids, duplicates, later versions and digests of articles."""

from __future__ import annotations

from pathlib import Path

from tests.reading.whole import ids, lines, read


def test_the_same_id_later_in_the_reading_replaces_the_older_self(tmp_path: Path) -> None:
    lines(tmp_path / "1.jsonl", {"id": "x", "body": "Old."}, {"id": "y", "body": "Other."})
    lines(tmp_path / "2.jsonl", {"id": "x", "body": "New."})
    articles, report = read(tmp_path)
    assert [(one.id, one.body) for one in articles] == [("y", "Other."), ("x", "New.")]
    assert (report.read, report.replaced, report.duplicates) == (3, 1, 0)


def test_the_same_address_is_the_same_article_where_records_have_noids(tmp_path: Path) -> None:
    url = "https://www.cnn.com/2024/a/"
    lines(tmp_path / "1.jsonl", {"url": url, "body": "Old."})
    lines(tmp_path / "2.jsonl", {"url": "http://cnn.com/2024/a?utm_source=x#top", "body": "New."})
    articles, report = read(tmp_path)
    assert [(one.id, one.body) for one in articles] == [("2", "New.")]
    assert report.replaced == 1


def test_records_with_ids_of_their_own_stay_apart_at_one_address(tmp_path: Path) -> None:
    records = [{"id": name, "url": "https://cnn.com/live", "body": name * 9} for name in "ab"]
    assert ids(read(lines(tmp_path / "a.jsonl", *records))[0]) == ["a", "b"]


def test_the_same_text_of_one_outlet_is_a_duplicate_and_of_two_is_not(tmp_path: Path) -> None:
    same = {"title": "T", "body": "The same words.\n\nHere.", "source": "CNN"}
    again = {**same, "id": "2", "body": "The same  words.\r\n\r\nHere."}
    other = {**same, "id": "3", "source": "Fox News"}
    titled = {**same, "id": "4", "title": "Opinion: T"}
    path = lines(tmp_path / "a.jsonl", {**same, "id": "1"}, again, other, titled)
    articles, report = read(path)
    assert ids(articles) == ["1", "3", "4"]
    assert report.duplicates == 1


def test_two_sources_that_both_count_from_one_keep_all_their_articles(tmp_path: Path) -> None:
    one = {"id": 1, "source": "CNN", "title": "A", "body": "About A."}
    two = {"id": 1, "source": "Fox News", "title": "B", "body": "About B."}
    lines(tmp_path / "cnn.jsonl", one)
    lines(tmp_path / "fox.jsonl", two, {**two, "body": "About B, corrected."})
    articles, _ = read(tmp_path)
    assert len(articles) >= 2
    assert ("1", "About A.") in [(a.id, a.body) for a in articles]
    assert len(set(ids(articles))) == len(articles)


def test_files_of_one_name_in_several_folders_get_ids_that_tell_them_apart(tmp_path: Path) -> None:
    for folder in ("a", "b", "c/b"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "x.txt").write_text(f"Text of {folder}.")
    first, _ = read(tmp_path)
    assert ids(first) == ["x", "b/x", "b/x~2"]
    assert ids(read(tmp_path)[0]) == ids(first)


def test_an_unchanged_file_gives_the_same_digests_and_any_change_another(tmp_path: Path) -> None:
    record = {"id": "a", "title": "T", "source": "CNN", "date": "2024-03-04", "body": "B.",
              "url": "https://cnn.com/a", "author": "Ann"}  # fmt: skip
    digest = read(lines(tmp_path / "a.jsonl", record))[0][0].digest
    assert read(lines(tmp_path / "b.jsonl", record))[0][0].digest == digest
    for field, value in (("title", "U"), ("source", "NPR"), ("date", "2024-03-05"), ("body", "C."),
                         ("url", "https://cnn.com/b"), ("author", "Bo"), ("id", "b")):  # fmt: skip
        changed = lines(tmp_path / "c.jsonl", {**record, field: value})
        assert read(changed)[0][0].digest != digest, field


def _feed(path: Path, *numbers: int) -> None:
    items = "".join(
        f"<item><title>T{n}</title><link>https://tarnside.test/{n}</link>"
        f"<guid>https://tarnside.test/{n}</guid><description>About {n}.</description></item>"
        for n in numbers
    )
    path.write_text(f'<rss version="2.0"><channel><title>A</title>{items}</channel></rss>')


def test_entries_keep_their_ids_when_their_feed_moves_on(tmp_path: Path) -> None:
    _feed(tmp_path / "a.rss", 1, 2)
    before = {one.id: one.digest for one in read(tmp_path)[0]}
    _feed(tmp_path / "a.rss", 3, 1, 2)
    after = {one.id: one.digest for one in read(tmp_path)[0]}
    assert len(after) == 3
    assert before.items() <= after.items()
    _feed(tmp_path / "b.rss", 3, 4)
    assert len(read(tmp_path)[0]) == 4


def test_an_entry_and_its_article_are_one_where_the_entry_has_its_address_for_an_id(
    tmp_path: Path,
) -> None:
    _feed(tmp_path / "a.rss", 1)
    lines(tmp_path / "b.jsonl", {"id": "x", "url": "https://tarnside.test/1", "body": "All of 1."})
    assert [one.body for one in read(tmp_path)[0]] == ["All of 1."]
