"""What a build finds out about one article, in the form in which it is stored.

Entries cross from the analysing processes to the one that writes. Some hundred small objects an
article would take longer on that way than the analysis itself; three strings take nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.packing import (
    ROW,
    AttributionRow,
    PackedAttributions,
    PackedSentences,
    pack_attributions,
    pack_passages,
    pack_sentences,
    unpack_passages,
)
from index.values import Article, Attribution, Passage, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Everything that a build finds out about one article, before its vectors, packed."""

    article: Article
    packed_sentences: bytes
    packed_attributions: str
    attribution_count: int
    packed_passages: bytes

    @classmethod
    def of(
        cls,
        article: Article,
        *,
        sentences: Sequence[Sentence],
        attributions: Sequence[AttributionRow],
        passages: Sequence[Passage],
    ) -> Entry:
        """Pack what was found in an article."""
        return cls(
            article=article,
            packed_sentences=pack_sentences(sentences),
            packed_attributions=pack_attributions(attributions),
            attribution_count=len(attributions),
            packed_passages=pack_passages(passages),
        )

    @property
    def sentence_count(self) -> int:
        """How many sentences there are."""
        return len(self.packed_sentences) // ROW

    @property
    def passage_count(self) -> int:
        """How many passages there are."""
        return len(self.packed_passages) // ROW

    def sentences(self) -> list[Sentence]:
        """Unpack the sentences."""
        return list(PackedSentences(self.packed_sentences))

    def attributions(self) -> list[Attribution]:
        """Unpack the attributions."""
        return list(PackedAttributions(self.packed_attributions))

    def passages(self) -> list[Passage]:
        """Unpack the passages, cut from the article's body."""
        return unpack_passages(self.packed_passages, self.article)
