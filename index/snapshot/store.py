"""The database inside a snapshot: articles, passages, sentences, attributions and the lexical
index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index.analysis.entries import Entry
from index.packing import unpack_rows
from index.snapshot.postings import Wording
from index.snapshot.sqlite import Connection, connect
from index.values import Article, Filter

FILE = "archive.sqlite"
FORMER_KEPT = 10
"""Most former versions kept of an article: one that changes every hour must not fill the disk."""

_SCHEMA = """
CREATE TABLE article (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT, outlet TEXT, published TEXT, url
    TEXT, authors TEXT NOT NULL, digest TEXT NOT NULL,
    first_passage INTEGER NOT NULL, passages INTEGER NOT NULL,
    first_sentence INTEGER NOT NULL, sentences INTEGER NOT NULL, attributions INTEGER NOT NULL
);
CREATE TABLE content (
    seq INTEGER PRIMARY KEY REFERENCES article(seq) ON DELETE CASCADE,
    body TEXT NOT NULL, sentences BLOB NOT NULL, attributions TEXT NOT NULL
);
CREATE TABLE passage (
    row INTEGER PRIMARY KEY, article INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL
);
CREATE TABLE former (
    id TEXT NOT NULL, digest TEXT NOT NULL, title TEXT, outlet TEXT, published TEXT, url TEXT,
    authors TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (id, digest)
);
CREATE TABLE making (found_with TEXT NOT NULL);
CREATE INDEX article_outlet ON article(outlet);
CREATE INDEX article_published ON article(published);
"""

_ARTICLE_FIELDS = "id, title, outlet, published, url, authors, digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Where an article's passages and sentences lie among all of the snapshot."""

    seq: int
    first_passage: int
    passages: int
    first_sentence: int
    sentences: int


def open_for_writing(path: Path) -> Connection:
    """Open the database of a snapshot that is being built; a new one gets its tables."""
    fresh = not path.exists() or not path.stat().st_size
    connection = connect(path)
    if fresh:
        connection.execute("PRAGMA page_size=8192")
        connection.executescript(f"BEGIN; {_SCHEMA} COMMIT;")
    return connection


def add_entry(
    connection: Connection, entry: Entry, *, first_passage: int, first_sentence: int
) -> None:
    """Store one article whose passages and sentences get the rows from the given ones on."""
    article = entry.article
    seq = connection.execute(
        f"INSERT INTO article ({_ARTICLE_FIELDS}, first_passage, passages, first_sentence,"
        " sentences, attributions) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            *_article_values(article),
            first_passage,
            entry.passage_count,
            first_sentence,
            entry.sentence_count,
            entry.attribution_count,
        ),
    ).lastrowid
    connection.execute(
        "INSERT INTO content VALUES (?,?,?,?)",
        (seq, article.body, entry.packed_sentences, entry.packed_attributions),
    )
    connection.executemany(
        "INSERT INTO passage VALUES (?,?,?,?,?,?)",
        [
            (row, seq, *numbers)
            for row, numbers in enumerate(unpack_rows(entry.packed_passages), first_passage)
        ],
    )


def remove_entry(connection: Connection, article_id: str, *, keep_former: bool) -> Extent:
    """Take an article out; ``keep_former`` stores its text among the former versions, else those go
    too."""
    extent = extent_of(connection, article_id)
    article = read_articles(connection, [article_id])[article_id]
    if keep_former:
        _add_former(connection, (*_article_values(article), article.body))
    else:
        connection.execute("DELETE FROM former WHERE id = ?", (article_id,))
    connection.execute(
        "DELETE FROM passage WHERE row >= ? AND row < ?",
        (extent.first_passage, extent.first_passage + extent.passages),
    )
    connection.execute("DELETE FROM article WHERE seq = ?", (extent.seq,))
    return extent


def _add_former(connection: Connection, values: Sequence[str | None]) -> None:
    connection.execute(
        f"INSERT OR IGNORE INTO former ({_ARTICLE_FIELDS}, body) VALUES (?,?,?,?,?,?,?,?)", values
    )
    connection.execute(
        "DELETE FROM former WHERE id = ? AND rowid NOT IN"
        " (SELECT rowid FROM former WHERE id = ? ORDER BY rowid DESC LIMIT ?)",
        (values[0], values[0], FORMER_KEPT),
    )


def inherit_former(
    connection: Connection, earlier: Path, articles: Sequence[tuple[str, str]]
) -> None:
    """Store what a snapshot knows of articles (ids and digests) that another takes up from nothing:
    their former versions, and the one that it holds itself where that is another."""
    given = dict(articles)
    with closing(connect(earlier / FILE, readonly=True)) as other:
        for row in other.execute(f"SELECT {_ARTICLE_FIELDS}, body FROM former ORDER BY rowid"):
            if row[0] in given:
                _add_former(connection, row)
        held = digests(other)
        for part in _parts(one for one, digest in articles if held.get(one, digest) != digest):
            found = read_articles(other, part)
            for one in part:
                _add_former(connection, (*_article_values(found[one]), found[one].body))


def note_making(connection: Connection, found_with: str) -> None:
    """Note which outlets and rules (their fingerprints) the attributions were found with."""
    connection.execute("INSERT INTO making VALUES (?)", (found_with,))


def making_of(connection: Connection) -> str | None:
    """Read which outlets and rules the attributions were found with; None where that was not noted."""
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'making'").fetchone()
    row = connection.execute("SELECT * FROM making").fetchone() if there else None
    return str(row[0]) if row else None


def wordings(connection: Connection, first_row: int) -> Iterator[Wording]:
    """Yield the words of every passage from a row on, in the order of rows."""
    rows = connection.execute(
        "SELECT p.row, p.start, p.end, a.seq, a.title, a.outlet FROM passage p"
        " JOIN article a ON a.seq = p.article WHERE p.row >= ? ORDER BY p.row",
        (first_row,),
    )
    current, body = None, ""
    for row, start, end, seq, title, outlet in rows:
        if seq != current:
            (body,) = connection.execute(
                "SELECT body FROM content WHERE seq = ?", (seq,)
            ).fetchone()
            current = seq
        yield Wording(row=row, text=body[start:end], title=title, outlet=outlet)


def live_extents(connection: Connection) -> list[tuple[int, int]]:
    """List (first passage row, passages) of all articles, by row."""
    return connection.execute(
        "SELECT first_passage, passages FROM article ORDER BY first_passage"
    ).fetchall()


def extent_of(connection: Connection, article_id: str) -> Extent:
    """Find where an article's passages and sentences lie. Raises ``KeyError`` for an unknown id."""
    row = connection.execute(
        "SELECT seq, first_passage, passages, first_sentence, sentences FROM article WHERE id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        raise KeyError(article_id)
    return Extent(
        seq=row[0], first_passage=row[1], passages=row[2], first_sentence=row[3], sentences=row[4]
    )


def read_articles(connection: Connection, ids: Sequence[str]) -> dict[str, Article]:
    """Read whole articles by id; unknown ids are left out."""
    found = {}
    for part in _parts(ids):
        marks = ",".join("?" * len(part))
        fields = ", ".join(f"a.{name}" for name in _ARTICLE_FIELDS.split(", "))
        for row in connection.execute(
            f"SELECT {fields}, c.body FROM article a JOIN content c USING (seq)"
            f" WHERE a.id IN ({marks})",
            part,
        ):
            found[row[0]] = _article(row)
    return found


def former_versions(connection: Connection, article_id: str) -> list[Article]:
    """Read the earlier versions of an article, oldest first."""
    rows = connection.execute(
        f"SELECT {_ARTICLE_FIELDS}, body FROM former WHERE id = ? ORDER BY rowid", (article_id,)
    )
    return [_article(row) for row in rows]


def former_ids(connection: Connection) -> list[str]:
    """List the ids of articles that have former versions."""
    return [row[0] for row in connection.execute("SELECT DISTINCT id FROM former ORDER BY id")]


def digests(connection: Connection) -> dict[str, str]:
    """Read every article's digest by id."""
    return dict(connection.execute("SELECT id, digest FROM article").fetchall())


def where(wanted: Filter) -> tuple[str, list[str]]:
    """Turn a filter into a WHERE clause over ``article`` and its values."""
    clauses, values = ["1"], []
    if wanted.outlets:
        clauses.append(f"outlet IN ({','.join('?' * len(wanted.outlets))})")
        values += list(wanted.outlets)
    if wanted.since:
        clauses.append("published >= ?")
        values.append(wanted.since.isoformat())
    if wanted.until:
        clauses.append("published < ?")
        values.append(_day_after(wanted.until))
    if wanted.article_ids:
        clauses.append("id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(wanted.article_ids))
    return " AND ".join(clauses), values


def _day_after(day: date) -> str:
    return (day + date.resolution).isoformat() if day < date.max else "9999-12-31T99"


def _article_values(article: Article) -> tuple[str | None, ...]:
    return (
        article.id,
        article.title,
        article.outlet,
        article.published,
        article.url,
        json.dumps(article.authors, ensure_ascii=False),
        article.digest,
    )


def _article(row: Sequence[str]) -> Article:
    return Article(
        id=row[0],
        title=row[1],
        outlet=row[2],
        published=row[3],
        url=row[4],
        authors=tuple(json.loads(row[5])),
        digest=row[6],
        body=row[7],
    )


def _parts(ids: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    whole = list(ids)
    for start in range(0, len(whole), size):
        yield whole[start : start + size]
