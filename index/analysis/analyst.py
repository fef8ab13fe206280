"""Find everything in an article's words that a snapshot stores: sentences, attributions,
passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from config.outlets import OutletRegistry
from index.analysis.entries import Entry
from index.analysis.measure import TokenMeasure
from index.analysis.passages import Fits, embedding_header, passage_input, split_passages
from index.analysis.sentence_counts import sentence_counts
from index.attribution import Runs, Scene, accepted, attribution_rows, cut_bodies, scene_of
from index.encoders.encoder import Encoder, Matrix, PassageVectors, unit_rows
from index.encoders.weights import MODEL
from index.sentences.splitting import split_sentences
from index.values import Article, Passage, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyst:
    """Finds sentences, attributions and passages, within one encoder's limit."""

    registry: OutletRegistry
    measure: TokenMeasure
    runs: Runs
    passage_tokens: int
    encoder_tokens: int
    fits: Fits | None

    @classmethod
    def of(cls, registry: OutletRegistry, encoder: Encoder, passage_tokens: int) -> Analyst:
        """Make an analyst for an encoder. Unknown tokenizers are asked about every passage as
        well."""
        known = encoder.fingerprint.startswith(MODEL)
        measure = TokenMeasure(encoder.count_tokens)
        return cls(
            registry=registry,
            measure=measure,
            runs=Runs(measure),
            passage_tokens=passage_tokens,
            encoder_tokens=encoder.max_tokens,
            fits=None if known else fitting(encoder),
        )

    def analyse(self, article: Article) -> Entry:
        """Split an article into sentences and passages and find its attributions."""
        (entry,) = self.analyse_all([article])
        return entry

    def analyse_all(self, articles: Sequence[Article]) -> list[Entry]:
        """Do the same for several articles, each step for all of them: in turn, every step's tables
        are in the processor's cache."""
        sentences = [split_sentences(one.body) for one in articles]
        tokens = cut_bodies([one.body for one in articles], self.runs)
        scenes = list(map(scene_of, tokens, sentences))
        cues = accepted(scenes) if scenes else []
        # Meeting the words of all headers at once takes less than one by one.
        self.measure.own("\n".join(map(embedding_header, articles)))
        attributions = [
            attribution_rows(scene, places, cut, self.registry, one.outlet)
            for one, cut, scene, places in zip(articles, sentences, scenes, cues, strict=True)
        ]
        return [
            Entry.of(
                one, sentences=cut, attributions=rows, passages=self._passages(one, cut, scene)
            )
            for one, cut, rows, scene in zip(articles, sentences, attributions, scenes, strict=True)
        ]

    def _passages(
        self, article: Article, sentences: Sequence[Sentence], scene: Scene
    ) -> list[Passage]:
        return split_passages(
            article,
            sentences,
            max_tokens=self.passage_tokens,
            fits=self.fits,
            measure=self.measure,
            encoder_tokens=self.encoder_tokens,
            counts=sentence_counts(scene.tokens, sentences, scene.edges, self.measure),
        )


def fitting(encoder: Encoder) -> Fits:
    """Return the check that a text is read whole by the encoder."""
    return lambda text: encoder.count_tokens([text])[0] <= encoder.max_tokens


def embed(entries: Sequence[Entry], encoder: Encoder) -> PassageVectors:
    """Embed the passages of a group of articles; sentences of one article follow those of the one
    before.

    A sentence cut over several passages gets the mean of its parts; one in no passage gets zeros.
    """
    inputs = []
    for entry in entries:
        sentences = entry.sentences()
        inputs += [passage_input(entry.article, one, sentences) for one in entry.passages()]
    if not inputs:
        empty = np.zeros((0, encoder.dimensions), np.float32)
        counts = sum(entry.sentence_count for entry in entries)
        return PassageVectors(
            passages=empty, sentences=np.zeros((counts, encoder.dimensions), np.float32)
        )
    given = encoder.encode_passages(inputs)
    return PassageVectors(passages=given.passages, sentences=_placed(entries, given.sentences))


def _placed(entries: Sequence[Entry], given: Matrix) -> Matrix:
    places: list[int] = []
    before = 0
    for entry in entries:
        for passage in entry.passages():
            places.extend(range(before + passage.first, before + passage.last + 1))
        before += entry.sentence_count
    rows = np.zeros((before, given.shape[1]), np.float32)
    np.add.at(rows, np.array(places, np.int64), given)
    return unit_rows(rows)
