"""Samples of the bars, on real articles kept beside the project."""

import json

import pytest

from bot.conflict.disputes import counterparts, disputed_pairs
from bot.values import Quote
from index.printings import Status, who_said
from index.sentences.splitting import split_sentences
from index.values import Article
from index.words.folding import fold_text
from scripts.press_evaluation.plain import DATA, PlainArchive, allsides

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"no articles at {DATA}")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> PlainArchive:
    return PlainArchive(allsides(600), tmp_path_factory.mktemp("allsides"))


def test_listed_printings_are_found_and_none_lacks_the_text(archive: PlainArchive) -> None:
    wanted = found = 0
    lines = (DATA / "allsides/printed_by.jsonl").read_text("utf-8").splitlines()
    for line in lines[:200]:
        record = json.loads(line)
        listed = {one["ID"] for one in record["occurrences"] if archive.article(one["ID"])}
        if not listed:
            continue
        result = who_said(archive, record["quote_normalised"])  # type: ignore[arg-type]
        assert result.status is Status.VERBATIM
        wanted += len(listed)
        found += len(listed & {one.article.id for one in result.printings})
        needle = fold_text(record["quote_normalised"]).strip(" '-…")
        assert all(needle in fold_text(one.text) for one in result.printings)
    assert wanted > 5
    assert found == wanted


def seeds() -> list[Article]:
    texts = {path.stem: path.read_text("utf-8") for path in sorted((DATA / "seeds").glob("*.txt"))}
    return [Article(id=name, body=text.split(" ", 3)[3]) for name, text in texts.items()]


def quoted(article: Article, words: str) -> Quote:
    (sentence, *_) = [
        one for one in split_sentences(article.body) if words in one.span.of(article.body)
    ]
    text = sentence.span.of(article.body)
    return Quote(
        article=article, text=text, start=sentence.start, end=sentence.end, score=1.0, chain=()
    )


def test_the_snub_and_the_denial_are_disputed_from_either_side() -> None:
    one, other = seeds()
    report, denial = quoted(one, "snubbed"), quoted(other, "no contact")
    assert disputed_pairs([report, denial]) == ((0, 1),)
    assert disputed_pairs([denial, report]) == ((0, 1),)
    assert counterparts([report], [one, other])
    assert counterparts([denial], [one, other])


def test_sentences_that_tell_of_the_call_are_not_disputed() -> None:
    one, other = seeds()
    quotes = [
        quoted(one, "phone call to mark"),
        quoted(other, "turning point"),
        quoted(other, "Meghan"),
    ]
    assert disputed_pairs(quotes) == ()
