"""Passages: exact spans, within both budgets, covering all that can be quoted."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.analysis.measure import TokenMeasure, is_odd, token_count
from index.analysis.passages import embedding_text, passage_input, safe_cut, split_passages
from index.analysis.sentence_counts import sentence_counts
from index.attribution import Runs, cut_bodies, scene_of
from index.encoders.fake import FakeEncoder
from index.encoders.lazy import LazyEncoder
from index.sentences.splitting import split_sentences
from index.values import Article, Passage, Sentence, SentenceKind

DATA = Path(os.environ.get("WHOSAID_DATA", Path(__file__).parents[3] / "shared" / "data"))

_PIECES = st.sampled_from(
    [
        "The minister said no. ",
        "“Never,” he told the BBC.\r\n\r\n",
        "👩‍👩‍👧‍👦🏽 ",
        "é̂́ combining ",
        "東京で首相が述べた。",
        "مرحبا بالعالم. ",
        "\x00\x1f",
        "\u200b\u202e",
        "https://example.org/" + "a" * 90 + " ",
        "0123456789" * 30,
        "\n\n",
        "Zażółć gęślą jaźń! ",
        "\r",
        "\t",
        "U.S. Senate. Mr. Smith? ",
    ]
)
_BODIES = st.lists(st.one_of(_PIECES, st.text(max_size=40)), max_size=60).map("".join)


@pytest.fixture(scope="module")
def encoder() -> LazyEncoder:
    return LazyEncoder()


@pytest.fixture(scope="module")
def measure(encoder: LazyEncoder) -> TokenMeasure:
    return TokenMeasure(encoder.count_tokens)


def cut(body: str, measure: TokenMeasure, encoder: LazyEncoder, budget: int = 60) -> list[Passage]:
    article = Article(
        id="x", body=body, title="A title 東京", outlet="BBC News", published="2024-01-02"
    )
    sentences = split_sentences(body)
    return split_passages(
        article,
        sentences,
        max_tokens=budget,
        measure=measure,
        encoder_tokens=encoder.max_tokens,
    )


@settings(max_examples=200, deadline=None)
@given(body=_BODIES)
def test_passages_are_exact_spans_within_both_budgets_and_cover_all_sentences(
    body: str, measure: TokenMeasure, encoder: LazyEncoder
) -> None:
    body = body.encode("utf-8", "ignore").decode()
    passages = cut(body, measure, encoder)
    sentences = split_sentences(body)
    article = Article(
        id="x", body=body, title="A title 東京", outlet="BBC News", published="2024-01-02"
    )
    covered = [False] * len(body)
    before = 0
    for passage in passages:
        assert body[passage.start : passage.end] == passage.text
        assert passage.start >= before
        before = passage.end
        assert token_count(passage.text) <= 60 or len(passage.text) == 1
        assert encoder.count_tokens([embedding_text(article, passage)])[0] <= encoder.max_tokens
        covered[passage.start : passage.end] = [True] * (passage.end - passage.start)
        assert sentences[passage.first].start <= passage.start
        assert passage.end <= sentences[passage.last].end
    for sentence in sentences:
        if sentence.kind is not SentenceKind.BOILERPLATE:
            text = body[sentence.start : sentence.end]
            inside = covered[sentence.start : sentence.end]
            assert all(seen or sign.isspace() for seen, sign in zip(inside, text, strict=True))


@settings(max_examples=300, deadline=None)
@given(text=_BODIES)
def test_counting_word_by_word_never_falls_short_of_the_encoders_own_count(
    text: str, measure: TokenMeasure, encoder: LazyEncoder
) -> None:
    text = text.encode("utf-8", "ignore").decode()
    counted = measure.exact(text) if is_odd(text) else measure(text)
    assert counted[1] >= encoder.count_tokens([text])[0] - 2


@settings(max_examples=300, deadline=None)
@given(text=_BODIES)
@example(text="One two \tthree four. Five \nsix.")
@example(text="\n".join(["and so it went on for a good while, \non and on", *["more of it"] * 9]))
def test_sentences_counted_at_one_go_have_the_counts_that_each_has_alone(
    text: str, encoder: LazyEncoder
) -> None:
    measure = TokenMeasure(encoder.count_tokens)
    sentences = split_sentences(text)
    (tokens,) = cut_bodies([text], Runs(measure))
    scene = scene_of(tokens, sentences)
    counts = sentence_counts(scene.tokens, sentences, scene.edges, measure)
    alone = measure.exact if is_odd(text) else measure
    assert counts == [alone(text[one.start : one.end]) for one in sentences]


@settings(max_examples=300, deadline=None)
@given(
    core=st.sampled_from(["Pelosi", "don't", "naïve", "U.S", "2018", "x9", "l’été", ""])
    | st.text(max_size=5),
    marks=st.text(alphabet=".,;:!?\"”’')…", max_size=4),
)
def test_a_word_with_marks_counts_the_same_whether_or_not_it_was_met_without(
    core: str, marks: str
) -> None:
    measure = TokenMeasure()
    measure(core)
    assert measure(f"a {core}{marks} b") == TokenMeasure()(f"a {core}{marks} b")


@given(text=st.text() | _BODIES)
def test_odd_characters_are_found_wherever_they_stand(text: str) -> None:
    from index.analysis import measure

    assert measure.is_odd(text) == bool(measure._ODD.search(text))


def test_a_passage_ends_with_its_paragraph_when_it_is_full_enough() -> None:
    first = "One two three four five six seven eight. Nine ten eleven twelve thirteen."
    body = f"{first}\n\nNext paragraph."
    sentences = [
        Sentence(start=0, end=40, paragraph=0),
        Sentence(start=41, end=73, paragraph=0),
        Sentence(start=75, end=len(body), paragraph=1),
    ]
    passages = split_passages(Article(id="x", body=body), sentences, max_tokens=19)
    assert [(one.first, one.last) for one in passages] == [(0, 1), (2, 2)]


def test_boilerplate_opens_and_ends_no_passage() -> None:
    body = "Subscribe now. Real news here. Follow us."
    kinds = (SentenceKind.BOILERPLATE, SentenceKind.NEWS, SentenceKind.BOILERPLATE)
    sentences = [
        Sentence(start=start, end=end, paragraph=0, kind=kind)
        for (start, end), kind in zip(((0, 14), (15, 30), (31, 41)), kinds, strict=True)
    ]
    (passage,) = split_passages(Article(id="x", body=body), sentences, max_tokens=60)
    assert passage.text == "Real news here."


def test_a_cut_keeps_letters_with_their_marks_and_joined_emoji_together() -> None:
    assert safe_cut("ab" + "e\u0301" * 10, 0, 13) == 12
    assert safe_cut("word next", 0, 7) == 4
    family = "x" * 9 + "👩\u200d👧"
    assert safe_cut(family, 0, 11) == 9


def test_the_spans_to_embed_are_the_sentences_of_the_passage() -> None:
    body = "First sentence here. Second one there."
    article = Article(id="x", body=body, title="Title", outlet="BBC News", published="2024-01-02")
    sentences = split_sentences(body)
    (passage,) = split_passages(article, sentences, max_tokens=60)
    given_input = passage_input(article, passage, sentences)
    assert given_input.text.endswith(body)
    assert [span.of(given_input.text) for span in given_input.sentences] == [
        "First sentence here.",
        "Second one there.",
    ]


def test_real_articles_never_exceed_what_the_encoder_reads(
    encoder: LazyEncoder, measure: TokenMeasure
) -> None:
    path = DATA / "nanco" / "documents_recession.json"
    if not path.exists():
        pytest.skip(f"no shared data at {DATA} (set WHOSAID_DATA)")
    for record in json.loads(path.read_text("utf-8"))[:20]:
        article = Article(id="x", body=record["content"], title=record["title"])
        sentences = split_sentences(article.body)
        passages = split_passages(
            article, sentences, max_tokens=180, measure=measure, encoder_tokens=encoder.max_tokens
        )
        texts = [embedding_text(article, passage) for passage in passages]
        assert max(encoder.count_tokens(texts), default=0) <= encoder.max_tokens
        assert max((token_count(one.text) for one in passages), default=0) <= 180


def test_the_fake_encoders_limit_is_held_too() -> None:
    fake = FakeEncoder()
    body = ("word " * 2000).strip() + "."
    article = Article(id="x", body=body)
    passages = split_passages(
        article,
        split_sentences(body),
        max_tokens=1000,
        measure=TokenMeasure(fake.count_tokens),
        encoder_tokens=fake.max_tokens,
    )
    assert max(fake.count_tokens([one.text for one in passages])) <= fake.max_tokens
    assert 8 <= len(passages) <= 10
